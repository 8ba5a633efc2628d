"""Columns of yes and no that hold crosses, or ticks, and blank cells: what these mean, a person says once."""

from collections.abc import Iterable

from rematch.intake.matching.column_map import ColumnUse
from rematch.intake.matching.targets import Meaning, Target
from rematch.intake.sheets.tables import Table
from rematch.intake.values.parsed import ParseIssue
from rematch.intake.wording.answer_words import plainly
from rematch.intake.words import fold, words

CROSSES, BLANKS, CROSS_BESIDE = "intake.crosses", "intake.blank_flags", "intake.cross_beside"


def is_cross(text: str) -> bool:
    """Whether a cross stands there and nothing else."""
    return fold(text) in words("crosses")


def only_crosses(texts: Iterable[str]) -> bool:
    """Whether a column has crosses and no other cell that plainly says yes or no."""
    said = [text for text in texts if plainly(text) is not None or is_cross(text)]
    return bool(said) and all(map(is_cross, said))


def has_ticks(texts: Iterable[str]) -> bool:
    """Whether a column has ticks, of which a cross of their kind is the opposite."""
    return any(fold(text) in words("marks") - words("crosses") and plainly(text) for text in texts)


def question_of(table: Table, column: ColumnUse, target: Target) -> ParseIssue | None:
    """What is to be said of a column: of crosses and blank cells, or of blank cells beside ticks.

    Until somebody does (`with_meaning`), crosses and blank cells are unknown; ticks are a yes.
    """
    if target.meaning is not Meaning.FLAG or target.name == "consent":
        return None
    texts = [line.cells.get(column.source, "") for line in table.lines]
    if only_crosses(texts):
        return ParseIssue(CROSSES, {"crosses": sum(map(is_cross, texts)), "count": texts.count("")})
    if any(texts) and not all(texts) and all(fold(text) in words("marks") for text in texts if text):
        return ParseIssue(BLANKS, {"count": texts.count("")})
    return None


def is_said(table: Table, column: ColumnUse) -> bool:
    """Whether somebody said what blank cells mean, and each sign of a cross that stands there."""
    return all(column.said(sign) is not None for sign in ("", *_signs(table, column)))


def with_meaning(column: ColumnUse, tables: Iterable[Table], cross: str | None, blank: str) -> ColumnUse:
    """The column with what somebody said of it: `yes`, `no` or empty for unknown.

    `cross` is None where nothing is said of crosses, for there are none.
    """
    signs = [sign for table in tables for sign in _signs(table, column)]
    said = dict.fromkeys(signs, cross) if cross is not None else {}
    return column.model_copy(update={"words": {**without_meaning(column).words, **said, "": blank}})


def without_meaning(column: ColumnUse) -> ColumnUse:
    """The column as if nobody had said anything of its crosses and blank cells."""
    kept = {text: meaning for text, meaning in column.words.items() if text and not is_cross(text)}
    return column.model_copy(update={"words": kept})


def _signs(table: Table, column: ColumnUse) -> list[str]:
    texts = (line.cells.get(column.source, "") for line in table.lines)
    return sorted({text for text in texts if is_cross(text)})
