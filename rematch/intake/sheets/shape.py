"""What a table is recognised by: a fingerprint of its headers, or of a row."""

from collections.abc import Iterable
from hashlib import sha256

from rematch.intake.sheets.tables import Table
from rematch.intake.words import fold


def shape_of(table: Table) -> str:
    """A fingerprint of a table's headers, whatever their order, case and punctuation."""
    return digest(sorted(fold(column) for column in table.columns))


def digest(parts: Iterable[str]) -> str:
    """Sixteen hex digits of texts in their order."""
    return sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]
