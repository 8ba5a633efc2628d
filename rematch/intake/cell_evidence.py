"""What the cells of a column show of what it means, whatever its header says."""

from collections.abc import Iterable, Iterator, Sequence

from rematch.intake.matching.column_map import ColumnUse
from rematch.intake.matching.header_matching import HeaderMatch
from rematch.intake.matching.targets import Target
from rematch.intake.profiles.reading import understand
from rematch.intake.quantities import numerals
from rematch.intake.sheets.tables import Line, Table
from rematch.intake.values.language_skills import language_tag, read_level
from rematch.intake.values.parsed import HIDDEN, quoted
from rematch.intake.values.places import padded_ags
from rematch.intake.values.raw_cell import RawCell
from rematch.intake.words import is_missing

LOOKED_AT = 60
"""Cells of a column that are looked at for a proposal."""


def by_content(cells: Sequence[RawCell], own: dict[str, Target]) -> Iterator[HeaderMatch]:
    """What the cells show without their header."""
    texts = [cell.text for cell in cells if not is_missing(cell.text)]
    if len(texts) < 1:
        return
    if _most(HIDDEN in quoted(text) and "@" in text for text in texts):
        yield HeaderMatch("", 1.0, "personal")
    if "ags" in own and _most(padded_ags(text) is not None for text in texts):
        yield HeaderMatch("ags", 0.6, "content")
    if "german" in own and _most(bool(read_level(text).text) for text in texts):
        yield HeaderMatch("german", 0.5, "content")
    if "languages" in own and _most(language_tag(text) is not None for text in texts):
        yield HeaderMatch("languages", 0.5, "content")


def _most(answers: Iterable[bool]) -> bool:
    listed = list(answers)
    return sum(listed) > 0.7 * len(listed)


def fits(cells: Sequence[RawCell], target: Target) -> float:
    """The share of cells that make sense if the column means this."""
    said = [cell for cell in cells if not is_missing(cell.text)]
    if not said:
        return 1.0
    use = ColumnUse(source="", target=target.name)
    return sum(bool(understand(cell, target, use).text) for cell in said) / len(said)


def sample(table: Table, source: str) -> list[RawCell]:
    """The first cells of a column in which something stands."""
    lines = [line for line in table.lines if line.cells.get(source)][:LOOKED_AT]
    decimal = numerals.decimal_of(line.cells[source] for line in lines)
    return [_cell(line, source, decimal) for line in lines]


def _cell(line: Line, source: str, decimal: numerals.Decimal | None) -> RawCell:
    return RawCell(line.cells[source], line.typed.get(source), decimal, says_no=True)
