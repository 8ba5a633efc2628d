"""The report of answers after arrival: the page's rows, sums alone, and why some things are not in it."""

from datetime import timedelta
from pathlib import Path

import pytest

from rematch.bootstrap import shipped_catalogue
from rematch.model import Cohort, Viewer
from rematch.process.evaluation.desk import EvaluationDesk
from rematch.process.evaluation.results import EvaluationResults
from rematch.report.papers.evaluation import (
    NOT_HERE,
    compared_rows,
    evaluation_pdf,
    figure_rows,
    held_rows,
    stage_rows,
)
from rematch.store import Store
from rematch.texts import say, screen_languages
from tests import builders
from tests.arrivals import ARRIVED, arrive, grown_up, noon, sheets_of_all
from tests.pdf import ReadPaper

NOW = noon(ARRIVED + timedelta(days=366))
PEOPLE = [grown_up(number) for number in range(1, 31)]
COHORT = builders.profiles(PEOPLE).cohort


def close(words: str) -> str:
    return "".join(words.split())


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> EvaluationResults:
    """Thirty households arrived, half with a high fit; in two waves some say yes, and later more."""
    path: Path = tmp_path_factory.mktemp("answers") / "kept.duckdb"
    with Store.open(path) as store:
        store.save_profiles(builders.profiles(PEOPLE), "cat", Viewer())
        arrive(store, COHORT.id, PEOPLE, fit=lambda number: 1.0 if number % 2 else 0.0)
        desk = EvaluationDesk(store, COHORT.id, shipped_catalogue(), Viewer())
        for wave, most in ((1, 15), (6, 21)):
            sheets = sheets_of_all(PEOPLE, wave, lambda n, a, most=most: _said(n <= most))
            desk.enter(sheets, NOW)
        return desk.results(NOW)


def _said(yes: bool) -> dict[str, str]:
    return dict.fromkeys(("suits", "needs_work"), "yes" if yes else "no")


@pytest.mark.parametrize("lang", screen_languages())
def test_it_has_every_row_of_the_page_and_conforms(told: EvaluationResults, lang: str) -> None:
    """Each cell of each table stands in it, and each table has a header for every column."""
    read = ReadPaper(evaluation_pdf(told, COHORT, lang, ARRIVED))
    assert read.conforms and read.lang == lang
    waves = [wave for wave in told.waves if wave.wave in (1, 6)]
    tables = [stage_rows(told, lang), *(figure_rows(told, wave, lang) for wave in waves)]
    tables += [held_rows(told, lang), compared_rows(told, lang)]
    assert all(tables)
    words = close(read.words)
    assert not [cell for rows in tables for row in rows for cell in row.values() if close(cell) not in words]
    sizes = [(len(rows[0]), len(rows[0]) * len(rows)) for rows in tables]
    assert [size for size in read.tables if size in sizes] == sizes


@pytest.mark.parametrize("lang", screen_languages())
def test_it_says_what_is_not_in_it_and_names_no_household(told: EvaluationResults, lang: str) -> None:
    """No score of a person, no ranking, no effect; and no id of anybody."""
    words = close(ReadPaper(evaluation_pdf(told, COHORT, lang, ARRIVED)).words)
    for why in NOT_HERE:
        assert close(say(f"evaluation.results.why_{why}", lang)) in words
    assert not [one.id for one in PEOPLE if one.id in words]


def test_without_answers_it_says_so(tmp_path: Path) -> None:
    """Nothing that may be shown: one sentence, no table, and still a paper that conforms."""
    with Store.open(tmp_path / "kept.duckdb") as store:
        store.save_profiles(builders.profiles(PEOPLE), "cat", Viewer())
        results = EvaluationDesk(store, COHORT.id, shipped_catalogue(), Viewer()).results(NOW)
    read = ReadPaper(evaluation_pdf(results, COHORT, "de", ARRIVED))
    assert read.conforms and not read.tables
    assert close(say("evaluation.results.none", "de")) in close(read.words)


@pytest.mark.parametrize("lang", screen_languages())
def test_invented_people_are_marked_as_such(told: EvaluationResults, lang: str) -> None:
    """And what is about real ones as confidential."""
    for invented, words in ((True, "papers.mark.invented"), (False, "papers.mark.real")):
        cohort: Cohort = COHORT.model_copy(update={"invented": invented})
        read = ReadPaper(evaluation_pdf(told, cohort, lang, ARRIVED))
        assert close(say(words, lang, day=ARRIVED)) in close(read.words)
