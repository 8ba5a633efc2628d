"""Cells whose values belong, one by one, to those of a list in another cell."""

from collections.abc import Mapping

from rematch.base_fields import BASE_FIELDS, FieldKind
from rematch.cells.lists import APART, NOTHING
from rematch.model import Confirmed, ExclusionReason

BLANK = {FieldKind.REASONS: ExclusionReason.NOT_ASKED.value, FieldKind.CONFIRMED: Confirmed.NO.value}
"""What a value says that was left out."""


def beside(row: Mapping[str, str], column: str) -> dict[str, str]:
    """The values of such a cell by those they belong to, whether said or left out."""
    field = BASE_FIELDS[column]
    named, said = _values(row.get(field.beside or "", "")), _values(row.get(column, ""))
    blank = BLANK[field.kind]
    return {name: said[at] if at < len(said) and said[at] else blank for at, name in enumerate(named)}


def beside_cell(values: Mapping[str, str], column: str) -> str:
    """The cell of such values, empty where none of them says anything."""
    blank = BLANK[BASE_FIELDS[column].kind]
    return APART.join(values.values()) if set(values.values()) - {blank} else ""


def with_reason(row: Mapping[str, str], ags: str, reason: str) -> dict[str, str]:
    """The cells of reasons and checks with another reason for one place: what was checked was the old one."""
    changed = {}
    for column, value in (("excluded_reason", reason), ("excluded_confirmed", Confirmed.NO.value)):
        changed[column] = beside_cell({**beside(row, column), ags: value}, column)
    return changed if beside(row, "excluded_reason").get(ags) != reason else {}


def moved_along(row: Mapping[str, str], column: str, text: str) -> dict[str, str]:
    """The cells beside a list once its cell is `text`: each value stays with what it belongs to."""
    after: dict[str, str] = {}
    for other, field in BASE_FIELDS.items():
        if field.beside == column:
            known = beside(row, other)
            values = {name: known.get(name, BLANK[field.kind]) for name in _values(text)}
            after[other] = beside_cell(values, other)
    return after


def _values(text: str) -> list[str]:
    return [value.strip() for value in text.split(APART)] if text and text.lower() != NOTHING else []
