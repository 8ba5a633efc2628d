"""Partner municipalities in the app: invited and asked on the coordinators' page, answering on their own."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from rematch.model import Ags, HouseholdId, Viewer
from rematch.planning.record import run_record
from rematch.process.days import day_of, this_moment
from rematch.process.desk import ProcessDesk, history_of
from rematch.process.needs import ProcessStep
from rematch.process.partners.standing import PartnerStanding, partner_standings
from rematch.process.partners.statements import subject_of
from rematch.rights import LOCAL, acting
from rematch.texts import say, screen_languages
from rematch.ui.shell import cached
from tests import demo
from tests.app.conftest import Open, let_go, unfold
from tests.app.screen import written
from tests.app.test_process import planned

TOWN = demo.profiles().municipalities[0].ags
OTHER = demo.profiles().municipalities[1].ags
COHORT = demo.profiles().cohort.id
LAST = timedelta(days=14)


@pytest.fixture(autouse=True)
def round_begun(demo_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ProcessDesk]:
    """On a store of its own the demo's plan is on record and a round is open; nobody is invited yet."""
    monkeypatch.setenv("REMATCH_DB", str(shutil.copyfile(demo_store, tmp_path / "own.duckdb")))
    let_go()
    cached.store().record_run(run_record(demo.cold(), Viewer(), "saved"))
    desk = ProcessDesk(cached.store(), COHORT, cached.catalogue(), LOCAL)
    desk.open_round("Juni")
    yield desk
    let_go()


def number() -> int:
    return history_of(cached.store(), COHORT).rounds[-1].number


def standing(ags: Ags = TOWN) -> PartnerStanding:
    history = history_of(cached.store(), COHORT)
    profiles = cached.store().load_profiles(COHORT)
    found = partner_standings(history, profiles, cached.catalogue(), number())
    return next(one for one in found if one.ags == ags)


def invited(desk: ProcessDesk, *towns: Ags) -> None:
    last = day_of(this_moment()) + LAST
    desk.take_all(
        [
            ProcessStep(machine="partner", subject=subject_of(number(), ags), event="invite", last_day=last)
            for ags in towns
        ]
    )


def submit(at: AppTest, label: str) -> None:
    [*_, last] = [one for one in at.button if one.label == label]
    last.click().run()
    assert not at.exception


def outcomes(at: AppTest) -> list[str]:
    return [one.value for one in [*at.success, *at.error]]


@pytest.mark.parametrize("lang", screen_languages())
def test_all_are_invited_at_once_and_the_table_says_what_is_missing(opened: Open, lang: str) -> None:
    """A day chosen, one press; then each stands invited with its last day and its counted statements."""
    at = opened("process", lang, {"cohort": COHORT})
    unfold(at, "partners")
    at.button_group(key=f"partners_step_{history_of(cached.store(), COHORT).last}").set_value("invite").run()
    last = day_of(this_moment()) + LAST
    at.date_input(key="partners_form_invite_last_day").set_value(last)
    submit(at, say("process.step.partner.invite", lang))
    assert outcomes(at) == [say("partners.recorded", lang, count=len(demo.profiles().municipalities))]
    assert {standing(one.ags).state for one in demo.profiles().municipalities} == {"invited"}
    unfold(at, "partners")
    rows = at.dataframe[0].value
    assert set(rows["partner_state"]) == {say("process.partner.invited", lang)}
    assert list(rows["old_statements"]) == [
        str(len(found.statements.old) + len(found.statements.undated))
        for found in (standing(one.ags) for one in demo.profiles().municipalities)
    ]


@pytest.mark.parametrize("lang", screen_languages())
def test_a_municipality_s_page_has_its_invitation_and_its_answer(
    opened: Open, round_begun: ProcessDesk, lang: str
) -> None:
    """What is missing is said; a pledge without recent statements is refused in words, then it is noted."""
    invited(round_begun, TOWN)
    at = opened("municipality", lang, {"cohort": COHORT, "ags": TOWN})
    page = "\n".join(written(at))
    assert say("invited.title", lang, number=number()) in page
    assert say("invited.answer", lang) in page
    answer(at, "invited", "confirm", lang, least=5, most=10)
    assert outcomes(at) == [say("process.refused", lang, what=say("process.need.recent", lang))]
    answer(at, "invited", "restate", lang)
    answer(at, "answering", "confirm", lang, least=5, most=10)
    assert outcomes(at) == [say("invited.done", lang)]
    assert (standing().state, standing().pledge) == ("confirmed", (5, 10))
    assert say("invited.pledged", lang, least=5, most=10) in "\n".join(written(at))
    other = opened("municipality", lang, {"cohort": COHORT, "ags": OTHER})
    assert say("invited.title", lang, number=number()) not in "\n".join(written(other))


def answer(at: AppTest, state: str, event: str, lang: str, **numbers: int) -> None:
    """A step of the demo's first municipality, noted for it."""
    at.button_group(key=f"invited_step_{number()}_{TOWN}_{state}").set_value(event).run()
    key = f"invited_form_{number()}_{event}"
    at.text_area(key=f"{key}_words").set_value("Frau Berg.")
    for name, value in numbers.items():
        at.number_input(key=f"{key}_{name}").set_value(value)
    submit(at, say(f"process.step.partner.{event}", lang))


def test_a_confirmed_pledge_is_taken_over_by_a_press(opened: Open, round_begun: ProcessDesk) -> None:
    """Until then the page says that plans are made without it; after it the profile has it."""
    invited(round_begun, TOWN)
    subject = subject_of(number(), TOWN)
    for event, pledge in (("restate", None), ("confirm", (1, 3))):
        round_begun.take(
            ProcessStep(machine="partner", subject=subject, event=event, words="x", pledge=pledge)
        )
    at = opened("process", "de", {"cohort": COHORT})
    unfold(at, "partners")
    name = demo.profiles().names[TOWN]
    warned = [one.value for one in at.warning]
    assert say("partners.differ", "de", count=1, names=name) in warned
    at.button(key="partners_take").click().run()
    assert not at.exception
    assert outcomes(at) == [say("partners.took", "de", count=1)]
    town = next(one for one in cached.store().load_profiles(COHORT).municipalities if one.ags == TOWN)
    assert (town.pledge_min, town.pledge_max) == (1, 3)


@pytest.mark.parametrize("lang", screen_languages())
def test_after_acceptance_the_handover_opens_at_a_press_and_is_noted(
    opened: Open, round_begun: ProcessDesk, lang: str
) -> None:
    """Looking at the page notes nothing; a press shows the paper's fields and notes a line, another hides."""
    number, ags = accepted(round_begun)
    at = opened("municipality", lang, {"cohort": COHORT, "ags": ags})
    assert handovers() == 0
    assert say("accepted.title", lang) in "\n".join(written(at))
    household = next(
        one.household for one in history_of(cached.store(), COHORT).offers if one.number == number
    )
    assert household not in "\n".join(written(at))
    before = handovers()
    at.button(key=f"accepted_open_{number}").click().run()
    assert not at.exception
    shown = "\n".join([*written(at), *(str(one.value) for one in at.dataframe)])
    assert say("papers.field.people", lang) in shown
    assert household not in shown
    at.run()
    assert handovers() == before + 1
    at.button(key=f"accepted_open_{number}").click().run()
    assert say("papers.field.people", lang) not in str([one.value for one in at.dataframe])


def test_what_is_seen_to_is_ticked_on_the_municipality_s_page(opened: Open, round_begun: ProcessDesk) -> None:
    """The item is done then, today, by whoever pressed."""
    number, ags = accepted(round_begun)
    at = opened("municipality", "de", {"cohort": COHORT, "ags": ags})
    unfold(at, f"accepted_items_{number}")
    [chooser] = [one for one in at.multiselect if str(one.key).startswith(f"accepted_ticked_{number}_")]
    chooser.set_value(["contact_named"])
    submit(at, say("accepted.tick", "de"))
    history = history_of(cached.store(), COHORT)
    assert history.state("item", f"{number}:contact_named") == "done"


def handovers() -> int:
    with acting(LOCAL):
        return sum(line.action == "handover" for line in cached.store().journal() if line)


def accepted(desk: ProcessDesk) -> tuple[int, Ags]:
    """A household of the demo accepts, and agrees that its details are passed on; where it goes to."""
    run = cached.store().runs(COHORT)[-1].run_id
    at = number()
    desk.take(ProcessStep(machine="round", subject=str(at), event="decide", words="x", run=run))
    [offer] = desk.prepare(at, [HouseholdId(planned())]).offers
    last = day_of(this_moment()) + LAST
    steps = [
        ProcessStep(machine="offer", subject=str(offer.number), event="send", last_day=last),
        ProcessStep(machine="offer", subject=str(offer.number), event="accept"),
        ProcessStep(machine="item", subject=f"{offer.number}:consent_share", event="tick"),
    ]
    desk.take_all(steps)
    return offer.number, offer.ags
