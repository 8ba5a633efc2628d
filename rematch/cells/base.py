"""A cell of a base field as its value, and the value as its cell."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import cast

from rematch.base_fields import BaseField, Empty, FieldKind
from rematch.cells import scalars
from rematch.cells.faults import one_of
from rematch.cells.lists import APART, beside, joined, several
from rematch.model import Confirmed, ExclusionReason, OpenTo, ProtectedFor, Role, Sex

PARSERS: dict[FieldKind, Callable[[str], object]] = {
    FieldKind.ID: scalars.identifier,
    FieldKind.IDS: lambda text: tuple(scalars.identifier(value) for value in several(text)),
    FieldKind.CRITERIA: lambda text: tuple(dict.fromkeys(map(scalars.identifier, several(text)))),
    FieldKind.AGS: scalars.ags,
    FieldKind.PLACES: lambda text: tuple(scalars.ags(value) for value in several(text)),
    FieldKind.REASONS: lambda text: beside(text, ExclusionReason, ExclusionReason.NOT_ASKED),
    FieldKind.CONFIRMED: lambda text: beside(text, Confirmed, Confirmed.NO),
    FieldKind.PLACE: str,
    FieldKind.TEXT: str,
    FieldKind.STATE: scalars.state,
    FieldKind.REASON: scalars.reason,
    FieldKind.COORDINATE: scalars.number,
    FieldKind.DAY: scalars.day,
    FieldKind.FLAG: scalars.flag,
    FieldKind.WHOLE: scalars.whole,
    FieldKind.AMOUNT: scalars.whole,
    FieldKind.NUMBER: scalars.number,
    FieldKind.ROLE: lambda text: one_of(text, tuple(Role)),
    FieldKind.SEX: lambda text: one_of(text, tuple(Sex)),
    FieldKind.UNIT_TYPE: scalars.identifier,
    FieldKind.PROTECTED_FOR: lambda text: one_of(text, tuple(ProtectedFor)),
    FieldKind.OPEN_TO: lambda text: one_of(text, tuple(OpenTo)),
}
"""How a cell that is not empty is read, by the kind of its field; each raises CellFault."""


def written(field: BaseField, value: object) -> str:
    """The cell of a value; unknown is empty, as is "none" where an empty cell says so."""
    if value is None:
        return ""
    if field.kind.is_list:
        values = cast("Iterable[str]", value)
        return APART.join(values) if field.empty is Empty.NONE else joined(values)
    if field.kind is FieldKind.FLAG:
        return scalars.flag_cell(bool(value))
    if field.kind.is_number:
        return scalars.number_cell(cast("float", value))
    return value.isoformat() if isinstance(value, date) else str(value)
