"""A handover tells a municipality what it needs of one household, by which law, and nothing else."""

import pytest

from rematch.bootstrap import shipped_catalogue
from rematch.model import Viewer
from rematch.process.papers.handover import HandoverFacts, handed_over, handover_fields
from rematch.report.papers.handover import field_words, handover_paper, handover_pdf
from rematch.report.papers.typesetting import PaperTable
from rematch.texts import say, screen_languages
from tests.pdf import ReadPaper
from tests.rounds import FIRST_DAY, ToldProcess, cohort


def facts(told: ToldProcess) -> HandoverFacts:
    return handed_over(told.store, told.cohort, 2, shipped_catalogue(), viewer=Viewer(), day=FIRST_DAY)


@pytest.mark.parametrize("lang", screen_languages())
def test_each_field_stands_with_its_purpose_and_its_law(three: ToldProcess, lang: str) -> None:
    """The rows are the fields of the file that have something to say, in its order."""
    told, catalogue = facts(three), shipped_catalogue()
    paper = handover_paper(told, catalogue, lang, FIRST_DAY)
    table = next(one for one in paper.blocks if isinstance(one, PaperTable))
    expected = [
        (say(f"papers.field.{one.id}", lang), said, one.purpose[lang], one.law)
        for one in handover_fields()
        if (said := field_words(one.id, told, catalogue, lang))
    ]
    assert list(table.rows) == expected and len(expected) >= 4
    read = ReadPaper(handover_pdf(told, catalogue, lang, FIRST_DAY))
    assert read.conforms and read.lang == lang
    assert all(heads for heads, _ in read.tables) and len(read.tables) == 3


@pytest.mark.parametrize("lang", screen_languages())
def test_no_household_no_origin_and_no_answer_about_health_is_in_it(three: ToldProcess, lang: str) -> None:
    """No id of anybody, nothing of where they live now, no word of a criterion of special categories."""
    catalogue = shipped_catalogue()
    words = ReadPaper(handover_pdf(facts(three), catalogue, lang, FIRST_DAY)).words
    assert not [one.id for one in cohort().households if one.id in words]
    offer = three.history.offer(2)
    household = next(one for one in cohort().households if offer and one.id == offer.household)
    assert household.place not in words
    named = [one.label.in_(lang) for one in catalogue.criteria if one.art9]
    assert not [name for name in named if name in words]


def test_the_people_add_up_and_no_age_is_told_to_the_year(three: ToldProcess) -> None:
    offer, told = three.history.offer(2), facts(three)
    assert offer is not None and sum(one.persons for one in told.people) == offer.persons
    assert all(one.last > one.first for one in told.people)
