"""What stands in one foreign cell, and what its column tells about how to read it."""

from collections.abc import Iterable
from dataclasses import dataclass

from rematch.intake import numerals
from rematch.intake.mapping import ColumnUse
from rematch.intake.tables import Typed


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, and what its column tells about how to read it."""

    text: str
    typed: Typed | None
    decimal: numerals.Decimal | None
    says_no: bool


def decimal_sign(
    use: ColumnUse, texts: Iterable[str], table: numerals.Decimal | None
) -> numerals.Decimal | None:
    """The decimal sign of a column: as said, as its cells show, or as the rest of the table has it."""
    return use.decimal or numerals.decimal_of(texts) or table
