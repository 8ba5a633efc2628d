"""What stands in one foreign cell, and what its column tells about how to read it."""

from collections.abc import Iterable
from dataclasses import dataclass

from rematch.intake.matching.column_map import ColumnUse
from rematch.intake.quantities import numerals
from rematch.intake.sheets.tables import Typed


@dataclass(frozen=True)
class RawCell:
    """What stands in a cell, and what its column tells about how to read it; `unit` is the header's.

    `crosses`: nothing in a column of yes and no says either but crosses; `ticks`: some of its cells are
    ticked. `ends`: its yes ends the row.
    """

    text: str
    typed: Typed | None
    decimal: numerals.Decimal | None
    says_no: bool
    unit: str | None = None
    crosses: bool = False
    ticks: bool = False
    ends: bool = False


def decimal_sign(
    use: ColumnUse, texts: Iterable[str], table: numerals.Decimal | None
) -> numerals.Decimal | None:
    """The decimal sign of a column: as said, as its cells show, or as the rest of the table has it."""
    return use.decimal or numerals.decimal_of(texts) or table
