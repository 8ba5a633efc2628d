"""Fairness in view on the session screen: the worst off, swaps, shares, and the key that may be edited."""

import pytest

from rematch.insight.household_outcomes import worst_off
from rematch.insight.swap_analysis import swap_analysis
from rematch.instance.figures import by_size
from rematch.planning.distribution_key import key_percent, plan_by_state
from rematch.planning.fairness import fair_figures, fairness_prices
from rematch.scenario import Scenario
from rematch.texts import percent, say
from tests import demo
from tests.app.conftest import Open, unfold
from tests.app.session import Session
from tests.app.written import WrittenTable


@pytest.fixture
def session(opened: Open) -> Session:
    visit = Session(opened("session"))
    visit.view("fair")
    return visit


def table(session: Session, column: str):
    return next((t.value for t in session.at.dataframe if column in t.value.columns), None)


def targets(session: Session) -> list[str]:
    return table(session, "key_share")["key_share"].tolist()


def expected(key: dict[str, float]) -> list[str]:
    report = demo.cold()
    return [percent(one.target, "de", 1) for one in plan_by_state(report.instance, report.assignment, key)]


def test_the_worst_off_swaps_and_shares_are_those_of_the_plan(session: Session) -> None:
    """The same households, counts and shares as the service finds."""
    report = demo.cold()
    worst = worst_off(report.instance, report.assignment)
    assert table(session, "share_of_best")["household"].tolist() == [fare.household for fare in worst]
    found = swap_analysis(report.instance, report.assignment)
    assert say("fairview.elsewhere", "de", count=found.elsewhere, placed=found.placed) in session.words
    assert say("fairview.swaps.none", "de") in session.words and not found.possible
    unfold(session.at, "swaps_barred")
    assert table(session, "breaks").shape[0] == min(30, len(found.barred))
    assert len(table(session, "hard_share")) == 8
    assert targets(session) == expected(key_percent())


@pytest.mark.soak
def test_the_least_fit_is_raised_where_it_is_told_with_what_it_costs_and_back(session: Session) -> None:
    """First what a floor would bring and cost, then the button that demands it, and the one back."""
    session.scenario = Scenario(groups={"place": 2.0})
    session.run()
    session.asked("fair")
    prices = {price.fairness: price for price in fairness_prices(session.report)}
    none, floor = prices["none"], prices["floor"]
    said = {
        "before": percent(none.figures.least_relative, "de", 1),
        "after": percent(floor.best, "de", 1),
        "lost": percent(floor.lost, "de", 2),
    }
    assert floor.figures.least_relative > none.figures.least_relative
    assert say("fairview.raise.would", "de", **said) in session.words
    session.press("raise_on")
    assert session.scenario.policy.fairness == "floor"
    least = min(fare.relative for fare in worst_off(session.report.instance, session.report.assignment))
    assert least >= floor.best - 1e-9
    session.press("raise_off")
    assert session.scenario == Scenario(groups={"place": 2.0})


@pytest.mark.soak
def test_where_the_least_fit_cannot_be_raised_no_floor_is_offered(session: Session) -> None:
    """A plan that has the best least fit there is, here one in which people and ties count for nothing."""
    session.scenario = Scenario(groups={"people": 0.0})
    session.run()
    session.asked("fair")
    floor = next(price for price in fairness_prices(session.report) if price.fairness == "floor")
    reached = fair_figures(session.report.instance, session.report.assignment).least_relative
    assert floor.best == pytest.approx(reached)
    assert say("fairview.raise.none", "de") in session.words
    assert "raise_on" not in {button.key for button in session.at.button}


def test_both_means_and_one_for_each_size_of_household_are_told(session: Session) -> None:
    """Beside the numbers, too, whichever of them the policy counts."""
    report = demo.cold()
    now = report.figures
    means = {
        "persons": percent(now.mean_by_person, "de", 1),
        "households": percent(now.mean_by_household, "de", 1),
    }
    assert say("figure.counted", "de", **means) in session.words
    assert say("fairview.sizes.words", "de", **means) in session.words
    sizes = by_size(report.instance, report.assignment)
    assert table(session, "household_size")["mean_fit"].tolist() == [
        percent(one.mean_fit, "de", 1) for one in sizes
    ]


def test_year_and_application_of_the_key_are_said(session: Session) -> None:
    """The newest first; another year gives its own shares."""
    assert say("fairview.key.how", "de", year="2019", applies="2020") in session.words
    session.choose("key_year", 2014)
    assert say("fairview.key.how", "de", year="2014", applies="2015") in session.words
    assert targets(session) == expected(key_percent(2014))


def test_an_edited_key_counts_once_it_adds_up(session: Session) -> None:
    """Until it makes 100 % the published one is used, and said; scaled it counts; reset it is gone."""
    edited = key_percent() | {"DE-NW": key_percent()["DE-NW"] + 20}
    session.at.session_state["answer_key"] = (2019, edited)
    session.at.session_state["key_edit"] = True
    session.run()
    assert [warning.value for warning in session.at.warning] == [
        say("fairview.key.not_whole", "de", sum=percent(1.2, "de", 2))
    ]
    assert targets(session) == expected(key_percent())
    session.press("key_scale")
    assert not session.at.warning
    assert targets(session) == expected(edited)
    assert targets(session) != expected(key_percent())
    session.press("key_reset")
    assert targets(session) == expected(key_percent())


def test_a_number_typed_into_the_table_becomes_the_key_with_its_difference(session: Session) -> None:
    """Base, used and difference stand side by side; a second number is added to the first."""
    session.at.session_state["key_edit"] = True
    session.run()
    key, states = key_percent(), list(key_percent())
    editor = WrittenTable(session.at, "key_table")
    editor.write({(states[0], "key_used"): f"{key[states[0]] + 2:.5f}".replace(".", ",")})
    editor.write({(states[1], "key_used"): f"{key[states[1]] - 2:.5f}"})
    rows = [editor.rows[state] for state in states[:2]]
    assert [row["key_difference"][1] for row in rows] == ["+2,00000", "−2,00000"]
    assert [row["key_used"] for row in rows] == [
        f"{share:.5f}".replace(".", ",") for share in (key[states[0]] + 2, key[states[1]] - 2)
    ]
    moved = key | {states[0]: key[states[0]] + 2, states[1]: key[states[1]] - 2}
    assert targets(session) == expected(moved)


def test_what_is_no_share_stays_at_its_cell_with_what_is_wrong_and_counts_for_nothing(
    session: Session,
) -> None:
    """Words, and more than the whole; a share written after it puts it right."""
    session.at.session_state["key_edit"] = True
    session.run()
    state, other = list(key_percent())[:2]
    editor = WrittenTable(session.at, "key_table")
    editor.write({(state, "key_used"): "viel", (other, "key_used"): "120"})
    assert set(editor.faults) == {(state, "key_used"), (other, "key_used")}
    assert editor.rows[state]["key_used"] == "viel" and targets(session) == expected(key_percent())
    editor.write({(cell, "key_used"): f"{key_percent()[cell]:.5f}" for cell in (state, other)})
    assert not editor.faults and targets(session) == expected(key_percent())


def test_an_edited_key_is_kept_for_the_visit(session: Session) -> None:
    """Another page and back: it is still in force, and said to be."""
    key = key_percent()
    moved = key | {"DE-NW": key["DE-NW"] - 10, "DE-BY": key["DE-BY"] + 10}
    session.at.session_state["answer_key"] = (2019, moved)
    session.go("method")
    session.go("session")
    assert say("fairview.key.edited", "de") in [info.value for info in session.at.info]
    assert targets(session) == expected(moved)
