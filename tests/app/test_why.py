"""The explanation's parts on screen: what is said is what the services found, at once or on request."""

import time
from threading import Event

import pytest

from rematch.criteria.catalogue import PERSONS
from rematch.explain import forgone
from rematch.report.wording.alternatives import elsewhere_rows
from rematch.report.wording.simple import simple_sentences
from rematch.scenario import HeldPrice, HeldPrices, Scenario
from rematch.texts import number, percent, say
from rematch.ui.session.explanation import why_not
from rematch.whatif.alternatives.alternatives import alternatives, refine_costs
from tests import demo
from tests.app.conftest import Open
from tests.app.session import Session

LINE = demo.cold().placements[0]


def asked(opened: Open, part: str = "not") -> Session:
    session = Session(opened("session"))
    session.choose("why_household", LINE.household)
    if part != "here":
        session.part(part)
    return session


def table(session: Session) -> list[dict[str, str]]:
    """The rows of all other municipalities."""
    return next(t.value for t in session.at.dataframe if "at_least" in t.value.columns).to_dict("records")


def expected(narrowed: dict) -> list[dict[str, str]]:
    report = demo.cold()
    return elsewhere_rows(report.instance, alternatives(report, LINE.household), narrowed, "de")


def until(session: Session, there: str) -> None:
    """Looked at, as a browser does, until this button is there."""
    end = time.monotonic() + 60
    while there not in {button.key for button in session.at.button}:
        assert time.monotonic() < end, f"{there} never came"
        time.sleep(0.05)
        session.run()


def test_all_other_municipalities_stand_in_one_table_at_once(opened: Open) -> None:
    """The rows are the service's, before anything is solved again."""
    session = asked(opened)
    assert table(session) == expected({})
    assert len(table(session)) == len(demo.profiles().municipalities) - 1


def test_narrowed_all_ranges_are_there_and_the_plan_is_the_same(opened: Open) -> None:
    """One button solves again for each; the table then has what solving again found."""
    session = asked(opened)
    before = session.plan
    session.press("why_narrow")
    until(session, "why_narrow")
    found = refine_costs(demo.cold(), LINE.household)(lambda so_far: None, lambda: False)
    assert table(session) == expected(found)
    assert session.at.button(key="why_narrow").disabled
    assert session.plan == before


def test_narrowing_can_be_cancelled_and_keeps_what_is_done(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After one municipality it is held; cancelled, that one stays in the table and it can go on later."""
    held = Event()

    def slow(report, household):
        def work(told, stopped):
            found = refine_costs(report, household)(told, iter([False, True]).__next__)
            while not (held.is_set() or stopped()):
                time.sleep(0.02)
            return found

        return work

    monkeypatch.setattr(why_not, "refine_costs", slow)
    session = asked(opened)
    session.press("why_narrow")
    until(session, "why_narrow_stop")
    session.press("why_narrow_stop")
    until(session, "why_narrow")
    held.set()
    assert sum(row["cost"] != "" for row in table(session)) == 1


def test_only_the_part_in_view_is_there(opened: Open) -> None:
    """Why here has its chart and simple language, why not there its table, never both."""
    session = asked(opened, part="here")
    report = demo.cold()
    lost = forgone(report.instance, report.assignment, LINE.why)
    simple = simple_sentences(LINE.why, report.instance, "de", lost=lost)
    assert simple in session.words
    assert not [t for t in session.at.dataframe if "at_least" in t.value.columns]
    session.part("not")
    assert simple not in session.words
    assert say("why.not.title", "de") in session.words


def test_a_household_is_put_where_the_coordinator_says_with_the_reason_given(opened: Open) -> None:
    """Beside the cost of the place that is looked at; it stands there in the new plan and can be undone."""
    session = asked(opened)
    ags = session.at.selectbox(key="why_place").value
    before = session.plan
    session.choose("why_put_reason", "family")
    session.press("why_put")
    (pin,) = session.scenario.pins
    assert (pin.household, pin.ags, pin.reason) == (LINE.household, ags, "family")
    assert session.plan[LINE.household] == demo.known().name(ags) != before[LINE.household]
    session.press("undo")
    assert session.plan == before


def test_where_a_rule_bars_the_place_nobody_is_put_there(opened: Open) -> None:
    """The reason stands there instead of the button."""
    session = asked(opened)
    barred = next(row for row in alternatives(demo.cold(), LINE.household) if row.answer.barred)
    session.choose("why_place", barred.answer.ags)
    assert "why_put" not in {button.key for button in session.at.button}


def test_what_is_charged_for_a_place_stands_apart_from_the_fit(opened: Open) -> None:
    """Nothing without prices; with them a sentence of its own, the price of all persons by its share."""
    session = asked(opened, part="here")
    start = say("why.charged", "de", price="|", share="|").partition("|")[0]
    assert start not in session.words
    prices = tuple(
        HeldPrice(ags=one.ags, resource=PERSONS, price=0.2) for one in demo.profiles().municipalities
    )
    session.scenario = Scenario(held=HeldPrices(share=0.5, prices=prices))
    session.run()
    price = number(0.1 * LINE.persons, "de", 2)
    assert say("why.charged", "de", price=price, share=percent(0.5, "de")) in session.words
