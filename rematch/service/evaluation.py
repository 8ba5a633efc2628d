"""Evaluation at 1, 6 and 12 months: questionnaires due, answers entered or loaded, and what may be shown."""

from rematch.errors import DataErrors
from rematch.intake.findings import Findings
from rematch.intake.formats import read_tables
from rematch.intake.words import fold, words
from rematch.process.evaluation.counting import adults_of
from rematch.process.evaluation.desk import EnteredSheet, EvaluationDesk
from rematch.process.evaluation.figures import ShareFigure, Standing
from rematch.process.evaluation.loading import NEEDED, OUTCOMES, AnswerTable, answer_columns, sheets_of
from rematch.process.evaluation.questions import (
    NO,
    NOT_NEEDED,
    YES,
    AskedQuestion,
    asked_questions,
    questionnaire_wordings,
    questionnaire_words,
    waves,
)
from rematch.process.evaluation.results import (
    HELD,
    EvaluationResults,
    HeldFit,
    MonthsCompared,
    WaveResult,
)
from rematch.process.items import DueItem
from rematch.rights import COORDINATION, open_to
from rematch.store import Outcome

__all__ = [
    "HELD",
    "NEEDED",
    "NOT_NEEDED",
    "OUTCOMES",
    "AskedQuestion",
    "DueItem",
    "EnteredSheet",
    "EvaluationDesk",
    "EvaluationResults",
    "HeldFit",
    "MonthsCompared",
    "Outcome",
    "ShareFigure",
    "Standing",
    "WaveResult",
    "adults_of",
    "answer_columns",
    "asked_questions",
    "load_answers",
    "questionnaire_words",
    "waves",
]


def load_answers(name: str, content: bytes, desk: EvaluationDesk) -> int:
    """Keep all sheets of a file, CSV or a spreadsheet, with a column for each of `answer_columns`.

    How many they are. Raises DataErrors with all that is wrong, by row and column; nothing is kept then.
    """
    findings = Findings()
    tables = read_tables(name, content, findings)
    wrong = [one for one in findings.all() if not one.warning]
    entered: list[EnteredSheet] = []
    for table in () if wrong else tables:
        cells = {line.number: line.cells for line in table.lines}
        meant = _meanings({cell for row in cells.values() for cell in row.values()})
        answers = AnswerTable(table.file, table.sheet, table.header, table.columns, cells, meant)
        try:
            entered += sheets_of(answers, desk)
        except DataErrors as faults:
            wrong += faults.findings
    if wrong:
        raise DataErrors(wrong)
    desk.enter(entered)
    return len(entered)


def _meanings(texts: set[str]) -> dict[str, str]:
    """Which of these texts mean yes or no, or that it is not needed, in whatever language."""
    lists = {
        YES: words("yes"),
        NO: words("no"),
        NOT_NEEDED: frozenset(map(fold, questionnaire_wordings(NOT_NEEDED))),
    }
    return {text: meaning for text in texts for meaning, known in lists.items() if fold(text) in known}


open_to(
    globals(),
    {
        COORDINATION: (
            adults_of,
            answer_columns,
            asked_questions,
            load_answers,
            questionnaire_words,
            waves,
        ),
    },
)
