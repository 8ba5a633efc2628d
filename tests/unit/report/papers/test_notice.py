"""An advance notice holds what the release shows, in bands where people are real, and nobody's number."""

import pytest

from rematch.bootstrap import shipped_catalogue
from rematch.model import Viewer
from rematch.process.papers.notice import NoticeFacts, advance_notice
from rematch.release.gate import InForce
from rematch.release.publish import publish
from rematch.report.papers.notice import amount_words, notice_paper, notice_pdf
from rematch.report.papers.typesetting import PaperTable
from rematch.report.wording.words import resource_label
from rematch.texts import screen_languages
from tests.pdf import ReadPaper
from tests.rounds import FIRST_DAY, ToldProcess, cohort, made


@pytest.fixture
def released(three: ToldProcess) -> NoticeFacts:
    store, run = three.store, made()[1]
    now = InForce(run.scenario, store.data_fingerprint(three.cohort), shipped_catalogue().fingerprint)
    outcome = publish(store, run.run_id, now, Viewer(), state="provisional", reason="Test")
    assert outcome.release is not None, outcome.holds
    busiest = max(cohort().municipalities, key=lambda one: list(run.assignments.values()).count(one.ags))
    return advance_notice(store, three.cohort, busiest.ags)


@pytest.mark.parametrize("lang", screen_languages())
def test_its_rows_are_those_of_the_release(released: NoticeFacts, lang: str) -> None:
    paper = notice_paper(released, lang, FIRST_DAY)
    table = next(one for one in paper.blocks if isinstance(one, PaperTable))
    shown = [
        (resource_label(one.resource, released.catalogue, lang), amount_words(one.needed, lang))
        for one in released.seen.resources
    ]
    assert [(row[0], row[1]) for row in table.rows] == shown
    read = ReadPaper(notice_pdf(released, lang, FIRST_DAY))
    assert read.conforms and read.lang == lang and all(heads for heads, _ in read.tables)
    assert released.seen.name in read.title


def test_no_household_is_named_in_it(released: NoticeFacts) -> None:
    words = ReadPaper(notice_pdf(released, "de", FIRST_DAY)).words
    assert not [one.id for one in cohort().households if one.id in words]
