"""The columns of the three tables: the fixed ones and those the catalogue brings."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from rematch.criteria.catalogue import Catalogue, Criterion, Field
from rematch.intake.findings import shown
from rematch.intake.folder import cells
from rematch.intake.folder.cells import CellFault, Places
from rematch.model import ESSENTIAL, Role, Sex

MAX_ID = 64


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
        Column("household_id", "id", identifier, required=True),
        Column("lat", "lat", cells.number, required=True),
        Column("lon", "lon", cells.number, required=True),
        Column("place", "place", str, blank=""),
        Column("available_from", "available_from", cells.iso_date),
        Column("consent", "consent", cells.flag, required=True),
        Column("wish_ags", "wish_ags", several_ags),
        Column("excluded_ags", "excluded_ags", several_ags),
        *(Column(name, name, several_ids) for name in ("linked_hard", "linked_soft", "apart")),
        *_answers(catalogue.fields_of("household"), "answers", places),
        *_priorities(c for c in catalogue.criteria if c.side == "household"),
    )


def member_columns(catalogue: Catalogue, places: Places) -> dict[str, Column]:
    """The columns of members.csv by name."""
    return _by_name(
        Column("household_id", "household", identifier, required=True),
        Column("member", "number", cells.whole, required=True),
        Column("role", "role", partial(_one_of, options=tuple(Role)), required=True),
        Column("age", "age", cells.whole, required=True),
        Column("sex", "sex", partial(_one_of, options=tuple(Sex))),
        *_answers(catalogue.fields_of("member"), "answers", places),
    )


def municipality_columns(catalogue: Catalogue, places: Places) -> dict[str, Column]:
    """The columns of municipalities.csv by name."""
    fields = catalogue.fields_of("municipality")
    return _by_name(
        Column("ags", "ags", cells.ags, required=True),
        Column("name", "name", str, required=True),
        Column("state", "state", _state, required=True),
        Column("lat", "lat", cells.number, required=True),
        Column("lon", "lon", cells.number, required=True),
        *(Column(name, name, cells.whole) for name in ("population", "pledge_min", "pledge_max")),
        *(
            Column(f"capacity_{r.id}", "capacity", _units, r.id, required=r.demand.per == "persons")
            for r in catalogue.resources
        ),
        *_answers(fields, "offers", places),
        *(Column(f"{field.id}_as_of", "as_of", cells.iso_date, field.id) for field in fields),
        *_priorities(c for c in catalogue.criteria if c.side == "municipality"),
    )


def identifier(text: str) -> str:
    """A household's pseudonymous id: no separators, no spaces."""
    if len(text) > MAX_ID or not text.isprintable() or any(c in text for c in " |:;,/"):
        raise CellFault("data.not_an_id", limit=MAX_ID)
    return text


def several_ids(text: str) -> tuple[str, ...]:
    """Household ids separated by `|`."""
    return tuple(identifier(value) for value in cells.several(text))


def several_ags(text: str) -> tuple[str, ...]:
    """AGS separated by `|`, in the order given."""
    return tuple(cells.ags(value) for value in cells.several(text))


def _by_name(*columns: Column) -> dict[str, Column]:
    """The fixed columns come first and keep their meaning if the catalogue names a field like them."""
    named: dict[str, Column] = {}
    for column in columns:
        named.setdefault(column.name, column)
    return named


def _answers(fields: Iterable[Field], part: str, places: Places) -> Iterable[Column]:
    return (Column(f.id, part, partial(cells.parse, f, places=places), f.id) for f in fields)


def _priorities(criteria: Iterable[Criterion]) -> Iterable[Column]:
    return (Column(f"priority_{c.id}", "priorities", _priority, c.id) for c in criteria)


def _priority(text: str) -> int:
    return cells.whole(text, 0, ESSENTIAL)


def _units(text: str) -> float:
    return cells.number(text, 0)


def _state(text: str) -> str:
    if (
        len(text) != len("DE-NW")
        or not text.startswith("DE-")
        or not text[3:].isalpha()
        or not text.isupper()
    ):
        raise CellFault("data.not_a_state", value=shown(text))
    return text


def _one_of(text: str, options: tuple[str, ...]) -> str:
    if text not in options:
        raise CellFault("data.not_an_option", value=shown(text), options=cells.choices(text, options))
    return text
