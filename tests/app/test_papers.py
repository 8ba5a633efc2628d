"""Papers on the page of offers: made by a press, without a visit, and noted where they tell of somebody."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from rematch.model import HouseholdId, Viewer
from rematch.planning.record import run_record
from rematch.process.days import this_moment
from rematch.process.desk import ProcessDesk, history_of
from rematch.process.needs import ProcessStep
from rematch.process.papers.rules import dated_rules
from rematch.texts import date, say, screen_languages
from rematch.ui.shell import cached
from tests import demo
from tests.app import screen
from tests.app.conftest import Open, let_go
from tests.app.test_taken_along import Build, files, made
from tests.pdf import ReadPaper

__all__ = ["files"]


def desk() -> ProcessDesk:
    return ProcessDesk(cached.store(), demo.profiles().cohort.id, cached.catalogue(), Viewer())


@pytest.fixture(scope="module")
def told(own_database: None) -> Iterator[tuple[HouseholdId, HouseholdId]]:
    """A round decided with the demo's plan; of two offers one is sent, the other accepted and shared."""
    let_go()
    store, cohort = cached.store(), demo.profiles().cohort.id
    if not store.runs(cohort):
        store.record_run(run_record(demo.cold(), Viewer(), "saved"))
    desk().open_round("Juni")
    run = store.runs(cohort)[-1].run_id
    desk().take(ProcessStep(machine="round", subject="1", event="decide", words="Ja.", run=run))
    history = history_of(store, cohort)
    planned = [s for s in history.subjects("household") if history.state("household", s) == "planned"]
    first, second = (HouseholdId(one) for one in planned[:2])
    desk().prepare(1, [first, second])
    last = this_moment().date() + timedelta(days=14)
    for number in ("1", "2"):
        desk().take(ProcessStep(machine="offer", subject=number, event="send", last_day=last))
    desk().take(ProcessStep(machine="offer", subject="2", event="accept"))
    desk().take(ProcessStep(machine="item", subject="2:consent_share", event="tick"))
    yield first, second


def handovers() -> int:
    return sum(one.action == "handover" for one in cached.store().journal())


@pytest.mark.parametrize("lang", screen_languages())
def test_minutes_and_plan_of_the_round_and_the_letter_in_the_household_s_language(
    opened: Open, told: tuple[HouseholdId, HouseholdId], files: dict[str, Build], lang: str
) -> None:
    """The letter is offered in five languages, the household's own first, and comes in the one chosen."""
    at = opened("process", lang, {"cohort": "session"})
    at.selectbox(key="process_household").set_value(told[0]).run()
    assert not at.exception
    minutes = ReadPaper(bytes(made(files, "papers_minutes")))  # type: ignore[arg-type]
    assert minutes.lang == lang and minutes.conforms
    assert bytes(made(files, "papers_book"))[:2] == b"PK"  # type: ignore[arg-type]
    at.selectbox(key="papers_language_1").set_value("uk").run()
    letter = ReadPaper(bytes(made(files, "papers_letter")))  # type: ignore[arg-type]
    assert letter.lang == "uk" and letter.conforms and told[0] not in letter.words


def test_a_handover_is_made_and_noted_by_the_press_alone(
    opened: Open, told: tuple[HouseholdId, HouseholdId], files: dict[str, Build]
) -> None:
    """Looking at the button notes nothing."""
    at = opened("process", "de", {"cohort": "session"})
    at.selectbox(key="process_household").set_value(told[1]).run()
    before = handovers()
    assert ReadPaper(bytes(made(files, "papers_handover"))).conforms  # type: ignore[arg-type]
    assert handovers() == before + 1
    at.run()
    assert handovers() == before + 1


def test_before_its_day_a_paper_says_what_it_waits_for(
    opened: Open, told: tuple[HouseholdId, HouseholdId]
) -> None:
    """An offer that is prepared has no letter yet, and there is no notice before a release."""
    history = history_of(cached.store(), demo.profiles().cohort.id)
    third = next(s for s in history.subjects("household") if history.state("household", s) == "planned")
    if history.open_offer(HouseholdId(third)) is None:
        desk().prepare(1, [HouseholdId(third)])
    at = opened("process", "de", {"cohort": "session"})
    at.selectbox(key="process_household").set_value(third).run()
    assert any(say("papers.letter.not_yet", "de") in one.value for one in at.markdown)
    buttons = " ".join(one.proto.id for one in at.get("download_button"))
    assert "papers_minutes" in buttons
    assert not [one for one in ("papers_letter", "papers_handover", "papers_notice") if one in buttons]


@pytest.mark.parametrize("lang", screen_languages())
def test_every_dated_rule_stands_on_the_method_page_with_its_source(opened: Open, lang: str) -> None:
    """In the reader's language, with where and on which day it was read."""
    shown = "\n".join(screen.written(opened("method", lang)))
    for rule in dated_rules():
        words = (rule.office or rule.text)[lang].partition("{until}")[0]
        assert words in shown and rule.source in shown and date(rule.checked, lang) in shown
