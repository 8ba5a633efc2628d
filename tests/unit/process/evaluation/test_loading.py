"""A file of answers: read with all that is wrong by row and column, or kept whole."""

import pytest

from rematch.errors import DataErrors
from rematch.process.evaluation.desk import EvaluationDesk
from rematch.service.evaluation import answer_columns, load_answers


def csv(*rows: str, head: str = "offer,wave,adult,day,outcome,again,needs_work") -> bytes:
    return "\n".join((head, *rows, "")).encode()


def wrong(desk: EvaluationDesk, content: bytes) -> list[tuple[int | None, str | None, str]]:
    """Where and what is wrong in a file, of which nothing is kept."""
    with pytest.raises(DataErrors) as refused:
        load_answers("answers.csv", content, desk)
    assert desk.store.evaluations(desk.cohort) == ()
    return [(one.row, one.column, one.code) for one in refused.value.findings]


def test_a_file_is_kept_with_answers_in_many_words(desk: EvaluationDesk) -> None:
    """Yes and no in five languages, days in two ways, blank cells as not said."""
    rows = (
        "1,1,1,2026-01-31,,Ja,brauche ich nicht",
        "1,1,2,31.01.2026,,no,",
        "2,1,1,2026-01-31 10:00:00,answered,Так,",
        "3,1,,2026-01-31,,нет,Tak",
        "4,1,1,2026-01-31,unreached,,",
    )
    assert load_answers("answers.csv", csv(*rows), desk) == 5
    kept = {
        (one.offer, sheet.adult): (sheet.outcome, sheet.answers)
        for one in desk.store.evaluations(desk.cohort)
        for sheet in one.sheets
    }
    assert kept == {
        (1, 1): ("answered", {"again": "yes", "needs_work": "not_needed"}),
        (1, 2): ("answered", {"again": "no"}),
        (2, 1): ("answered", {"again": "yes"}),
        (3, 1): ("answered", {"again": "no", "needs_work": "yes"}),
        (4, 1): ("unreached", {}),
    }


def test_everything_wrong_is_told_at_once_by_row_and_column(desk: EvaluationDesk) -> None:
    """Cells that cannot be read and sheets that cannot be: none hides another; the good row is not kept."""
    rows = (
        "1,1,1,2026-01-31,,yes,",
        "x,1,1,yesterday,,perhaps,",
        "99,1,1,2026-01-31,,yes,",
        "2,6,1,2026-01-31,,yes,",
        "3,1,1,2026-01-31,away,yes,",
        "4,,1,2026-01-31,,yes,",
    )
    assert wrong(desk, csv(*rows)) == [
        (3, "offer", "survey.not_whole"),
        (3, "day", "survey.not_a_day"),
        (3, "again", "survey.no_such_answer"),
        (4, "offer", "survey.no_offer"),
        (5, "day", "survey.outside"),
        (6, "outcome", "survey.no_outcome"),
        (7, "wave", "survey.empty"),
    ]


def test_columns_that_are_missing_or_mean_nothing_are_told(desk: EvaluationDesk) -> None:
    """In the row of the header, by their names."""
    found = wrong(desk, csv("1,1,yes,blue", head="offer,wave,again,mood"))
    assert found == [(1, "day", "survey.no_column"), (1, "mood", "survey.no_question")]


def test_what_is_no_table_is_told_in_the_readers_words(desk: EvaluationDesk) -> None:
    """An empty file, and one that is something else."""
    assert wrong(desk, b"")[0][2] == "intake.empty"
    assert wrong(desk, b"%PDF-1.7 not a table")[0][2].startswith("intake.")


def test_the_columns_are_those_of_the_questions(desk: EvaluationDesk) -> None:
    """Which questionnaire it is, then each question by its id."""
    columns = answer_columns(desk.catalogue)
    assert columns[:6] == ("offer", "wave", "adult", "day", "outcome", "lang")
    assert {"again", "suits", "elsewhere", "needs_housing"} <= set(columns[6:])
