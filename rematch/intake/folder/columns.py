"""The columns of the tables: the fixed ones and those the catalogue brings."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from rematch.base_fields import BY_PROFILE, Empty, Of
from rematch.cells import Places, parse, scalars
from rematch.cells.base import PARSERS
from rematch.criteria.catalogue import Catalogue, Criterion, Field
from rematch.model import ESSENTIAL


@dataclass(frozen=True)
class Column:
    """Where a column's value goes: into `part` of the profile, or under `key` of the mapping `part`.

    `blank` is what an empty cell means; None: the value is left out, which is unknown.
    """

    name: str
    part: str
    parse: Callable[[str], object]
    key: str | None = None
    required: bool = False
    blank: str | None = None


def household_columns(catalogue: Catalogue, places: Places) -> dict[str, Column]:
    """The columns of households.csv by name."""
    return _by_name(
        *_base("household"),
        *_answers(catalogue.fields_of("household"), "answers", places),
        *_priorities(c for c in catalogue.criteria if c.side == "household"),
    )


def member_columns(catalogue: Catalogue, places: Places) -> dict[str, Column]:
    """The columns of members.csv by name."""
    return _by_name(*_base("member"), *_answers(catalogue.fields_of("member"), "answers", places))


def municipality_columns(catalogue: Catalogue, places: Places) -> dict[str, Column]:
    """The columns of municipalities.csv by name."""
    fields = catalogue.fields_of("municipality")
    return _by_name(
        *_base("municipality"),
        *(
            Column(f"capacity_{r.id}", "capacity", _units, r.id, required=r.demand.per == "persons")
            for r in catalogue.resources
        ),
        *_answers(fields, "offers", places),
        *(Column(f"{field.id}_as_of", "as_of", scalars.day, field.id) for field in fields),
        *_priorities(c for c in catalogue.criteria if c.side == "municipality"),
    )


def unit_columns() -> dict[str, Column]:
    """The columns of units.csv by name."""
    return _by_name(*_base("unit"))


def _by_name(*columns: Column) -> dict[str, Column]:
    """The fixed columns come first and keep their meaning if the catalogue names a field like them."""
    named: dict[str, Column] = {}
    for column in columns:
        named.setdefault(column.name, column)
    return named


def _base(of: Of) -> Iterable[Column]:
    """A text that is not required and never unknown is blank where its cell is empty."""
    for field in BY_PROFILE[of]:
        blank = "" if field.empty is Empty.SILENT and not field.required else None
        parse = PARSERS[field.kind]
        yield Column(field.column, field.part, parse, required=field.required, blank=blank)


def _answers(fields: Iterable[Field], part: str, places: Places) -> Iterable[Column]:
    return (Column(f.id, part, partial(parse, f, places=places), f.id) for f in fields)


def _priorities(criteria: Iterable[Criterion]) -> Iterable[Column]:
    return (Column(f"priority_{c.id}", "priorities", _priority, c.id) for c in criteria)


def _priority(text: str) -> int:
    return scalars.whole(text, 0, ESSENTIAL)


def _units(text: str) -> float:
    return scalars.number(text, 0)
