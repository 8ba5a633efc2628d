"""What a workshop takes home, read back: minutes, workbook, and scenario files that open as their plan."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from rematch.planning.plan import replan
from rematch.report.papers.workshop.book import workshop_book
from rematch.report.papers.workshop.minutes import title, workshop_pdf
from rematch.report.papers.workshop.scenario import scenario_file
from rematch.report.papers.workshop.words import (
    FIGURES,
    difference_words,
    figure_words,
    foremost,
    headline,
    proven_words,
)
from rematch.rights import A_FACILITATOR, A_GUEST, acting
from rematch.scenario import Scenario
from rematch.service.workshop import DifferenceTold, Direction, Hall, WorkshopMinutes
from rematch.store.workshop.workshops import WorkshopStore
from rematch.texts import date as day_words
from rematch.texts import number, percent, say, screen_languages
from rematch.workshop.cards import cards
from rematch.workshop.own_plans import BallotPlans
from tests import demo
from tests.pdf import ReadPaper
from tests.unit.report.papers.conftest import HOSTILE
from tests.unit.workshop.conftest import Room

DAY = date(2027, 1, 15)
FORMULA = '=HYPERLINK("http://x")'
languages = pytest.mark.parametrize("lang", screen_languages())


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkshopMinutes]:
    """A round of five whose plans are worked out, one reason with markup, one that would be a formula."""
    plans = BallotPlans(demo.known("session"))
    store = WorkshopStore.open(tmp_path_factory.mktemp("minutes") / "workshop.duckdb")
    deck = cards(plans.cohort_data, plans.at_start.instance)
    room = Room(store, Hall(store, plans, deck), Direction(store, plans, deck))
    room.directed(lambda direction: direction.open(HOSTILE[:80]))
    room.directed(lambda direction: direction.to("voting"))
    first, *others = room.joined(6)
    room.votes(first, 0, 100)
    for at, token in enumerate(others):
        room.votes(token, 100, 10 * at)
    for stage in ("closed", "revealed"):
        room.directed(lambda direction, stage=stage: direction.to(stage))
    with acting(A_GUEST):
        (group, _), (another, _), *_ = room.hall.view(first).apart
        room.hall.give_reason(first, group, HOSTILE)
        room.hall.give_reason(first, another, FORMULA)
    with acting(A_FACILITATOR):
        while room.direction.group_plans(1) is None:
            plans.now(Scenario())
        yield room.direction.minutes()
    plans.close()
    store.close()


def labels(facts: WorkshopMinutes, lang: str) -> dict[str, str]:
    found = {group.id: group.label.in_(lang) for group in demo.catalogue().groups}
    return {group: found[group] for group in facts.groups}


def close(words: str) -> str:
    return "".join(words.split())


@languages
def test_the_minutes_tell_the_spread_the_difference_the_plans_and_when_it_is_deleted(
    facts: WorkshopMinutes, lang: str
) -> None:
    """As PDF/UA in this language, with the reasons letter by letter, and that the people are invented."""
    read = ReadPaper(workshop_pdf(facts, labels(facts, lang), lang, DAY))
    assert read.conforms and read.lang == lang and read.title == " ".join(title(facts, lang).split())
    (one,) = facts.rounds
    assert one.results.difference is not None
    for words in (
        HOSTILE,
        FORMULA,
        foremost(one.results.spread, labels(facts, lang), lang),
        headline(one.results.difference.told, lang),
        difference_words(one.results.difference.told, lang),
        *(figure_words(plan.figures, name, lang) for plan in one.plans for name in FIGURES),
        *(proven_words(plan.figures, lang) for plan in one.plans),
        say("papers.workshop.kept", lang, day=day_words(facts.delete_on, lang)),
        say("papers.mark.invented", lang, day=DAY),
    ):
        assert close(words) in close(read.words)


@languages
def test_every_table_of_the_minutes_has_a_head_for_each_column(facts: WorkshopMinutes, lang: str) -> None:
    """Spread, a role if any may be shown, plans, agreed weights, ballots: the last a line for each of six."""
    read = ReadPaper(workshop_pdf(facts, labels(facts, lang), lang, DAY))
    assert all(cells % heads == 0 for heads, cells in read.tables)
    groups = len(facts.groups)
    assert (1 + groups, 6 * (1 + groups)) == read.tables[-1]
    assert (2, 2 * groups) in read.tables


@languages
def test_the_workbook_has_every_ballot_with_its_weights_and_no_formula(
    facts: WorkshopMinutes, lang: str
) -> None:
    """Six lines of numbers; what somebody wrote stays a text; every page says that people are invented."""
    book = load_workbook(io.BytesIO(workshop_book(facts, labels(facts, lang), lang, DAY)))
    first = book[say("papers.workshop.sheet", lang)]
    lines = [[cell.value for cell in row] for row in first.iter_rows(min_row=2)]
    (one,) = facts.rounds
    assert [tuple(line[2:9]) for line in lines] == list(one.swings)
    assert [tuple(line[9:]) for line in lines] == [pytest.approx(weights) for weights in one.weights]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(FORMULA in str(cell.value) for cell in cells)
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert say("papers.mark.invented", lang, day=DAY) in str(first.oddHeader.left.text)


def test_the_same_workshop_gives_the_same_bytes(facts: WorkshopMinutes) -> None:
    assert workshop_book(facts, labels(facts, "de"), "de", DAY) == workshop_book(
        facts, labels(facts, "de"), "de", DAY
    )


@languages
def test_a_scenario_file_opens_as_the_plan_it_names(facts: WorkshopMinutes, lang: str) -> None:
    """Read as the session reads it and planned anew: the same places; each pin says where it comes from."""
    for plan in facts.rounds[0].plans:
        text = scenario_file(plan, facts, 1, lang)
        told = json.loads(text)
        assert told["name"] == say(f"plans.{plan.figures.name}", lang)
        assert told["invented"] == say("frame.invented", lang)
        scenario = Scenario.from_file(text)
        assert {pin.reason for pin in scenario.pins} <= {told["provenance"]}
        assert (replan(demo.known("session"), scenario).assignment == plan.report.assignment).all()


def test_minutes_of_a_workshop_that_revealed_nothing_have_no_answer(facts: WorkshopMinutes) -> None:
    """Neither the paper nor the workbook has any, and both are made."""
    nothing = replace(facts, rounds=(), agreed=None)
    assert say("papers.workshop.weight", "en") not in ReadPaper(workshop_pdf(nothing, {}, "en", DAY)).words
    book = load_workbook(io.BytesIO(workshop_book(nothing, {}, "en", DAY)))
    assert say("opinions.title", "en") not in book.sheetnames


@pytest.mark.parametrize(
    ("greatest", "size"), [(0.0, "little"), (0.02, "little"), (0.021, "some"), (0.1, "some"), (0.11, "much")]
)
@languages
def test_the_headline_goes_by_what_the_ballot_loses_that_loses_most(
    greatest: float, size: str, lang: str
) -> None:
    """And the numbers behind it are told beside it, whatever the size."""
    told = DifferenceTold(12, 9, 40, 31, mean=greatest / 3, greatest=greatest)
    assert headline(told, lang) == say(f"difference.{size}", lang)
    words = difference_words(told, lang)
    assert percent(greatest, lang, 1) in words and number(31, lang) in words
