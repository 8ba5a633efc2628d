"""Cells of the tables while somebody writes in them: fields on screen, text in the draft."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rematch.base_fields import BASE_FIELDS, UNIT, Empty, FieldKind
from rematch.cells import CEFR, NOTHING, drafts
from rematch.model import DECLINED, ESSENTIAL, CriterionId, FieldId, OpenTo, ProtectedFor, Role, Sex
from rematch.report.files.differences import KEYS, cell_words, column_label
from rematch.report.files.folder import UNITS, folder_rows
from rematch.report.wording.missing import special_fields
from rematch.report.wording.words import type_label
from rematch.service.criteria import unit_types
from rematch.texts import has
from rematch.ui.components.written_table import Kind, Value, WrittenColumn
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.words import listing, t

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Field

CHOICES = (
    FieldKind.FLAG,
    FieldKind.ROLE,
    FieldKind.SEX,
    FieldKind.UNIT_TYPE,
    FieldKind.PROTECTED_FOR,
    FieldKind.OPEN_TO,
)
"""Kinds of base fields with a fixed set of answers."""
PRIORITIES = tuple(str(level) for level in range(ESSENTIAL + 1))
SORTS: dict[str, Kind] = {
    "flag": "choice",
    "level": "choice",
    "choice": "choice",
    "number": "number",
    "date": "day",
}
WIDTHS = {"text": 170, "number": 130, "day": 150, "choice": 200, "several": 220}
LONG = 22
"""Letters from which a column's name asks for more room."""
MOST_HOMES = 1000
"""Households that are offered as a choice; of more, the ids are typed."""


def columns(sheet: str) -> tuple[str, ...]:
    """Every column of a table, also of an empty list of units."""
    rows = folder_rows(here().profiles, here().catalogue)[sheet]
    return tuple(rows[0]) if rows else tuple(f.column for f in UNIT) if sheet == UNITS else ()


def column_groups(sheet: str, special: bool) -> dict[str, tuple[str, ...]]:
    """The columns in parts a screen has room for, each behind the row's name."""
    hidden = frozenset() if special else special_fields(here().catalogue)
    groups: dict[str, list[str]] = {}
    for column in columns(sheet):
        beside = column in BASE_FIELDS and BASE_FIELDS[column].beside
        if column not in KEYS[sheet] and not beside and column.removesuffix("_as_of") not in hidden:
            groups.setdefault(_group(column), []).append(column)
    if sheet == "municipalities":
        groups = {name: ["name", *(c for c in found if c != "name")] for name, found in groups.items()}
    return {name: (*KEYS[sheet], *found) for name, found in groups.items()}


def _group(column: str) -> str:
    if column.startswith(("capacity_", "pledge_")):
        return "capacity"
    if column.startswith("priority_"):
        return "priorities"
    if column in BASE_FIELDS:
        return "base"
    return _criterion_group().get(FieldId(column.removesuffix("_as_of")), "base")


def _criterion_group() -> dict[FieldId, str]:
    """The group of the first criterion that asks for a field."""
    found: dict[FieldId, str] = {}
    for c in here().catalogue.criteria:
        asked = (c.need, c.offer, c.applies, c.params.wait, *(term.field for term in c.params.terms))
        for field in asked:
            if field is not None:
                found.setdefault(field, c.group)
    return found


def group_label(name: str) -> str:
    """What a part of the columns is called: our own three, or a group of criteria."""
    labels = {group.id: group.label.in_(state.language()) for group in here().catalogue.groups}
    return labels.get(name) or t(f"edit.columns.{name}")


def known_label(column: str) -> str:
    """A column's label, one that only foreign files have included; else the word itself."""
    lang = state.language()
    try:
        return column_label(column, here().catalogue, lang)
    except KeyError:
        return t(f"intake.column.{column}") if has(f"intake.column.{column}", lang) else column


def is_offer(column: str) -> bool:
    """Whether the column is an offer of municipalities, which carries a day."""
    field = here().catalogue.field_by_id.get(FieldId(column))
    return field is not None and field.of == "municipality"


def value(column: str, cell: str) -> Value:
    """A cell of the draft as its field shows it."""
    return drafts.chosen(cell) if _sort(column) == "several" else cell


def text(said: object) -> str:
    """What was written as our files have it."""
    if isinstance(said, list):
        return drafts.several([str(part) for part in said])
    return str(said).strip()


def _kind(column: str) -> FieldKind | None:
    """The kind of a base field; None for a column of the catalogue."""
    return BASE_FIELDS[column].kind if column in BASE_FIELDS else None


def _field(column: str) -> "Field | None":
    return here().catalogue.field_by_id.get(FieldId(column))


def _sort(column: str) -> Kind:
    if (kind := _kind(column)) is not None:
        return _sort_of_base(kind)
    if column.startswith("capacity_"):
        return "number"
    if (field := _field(column)) is None:
        return "day" if column.endswith("_as_of") else "choice" if column.startswith("priority_") else "text"
    if field.type == "set" and field.options:
        return "several"
    return SORTS.get(field.type, "text")


def _sort_of_base(kind: FieldKind) -> Kind:
    if kind.is_number:
        return "number"
    if kind is FieldKind.DAY:
        return "day"
    if kind in (FieldKind.PLACES, FieldKind.CRITERIA):
        return "several"
    if kind is FieldKind.IDS and len(here().profiles.households) <= MOST_HOMES:
        return "several"
    return "choice" if kind in CHOICES else "text"


def options(column: str) -> Mapping[str, str]:
    """The codes that may stand in a column, with their labels; none for numbers, days, lists and text."""
    if _kind(column) in (FieldKind.PLACES, FieldKind.IDS):
        return {}
    return _options(column) if _sort(column) in ("choice", "several") else {}


def _options(column: str) -> Mapping[str, str]:
    field, lang = _field(column), state.language()
    nothing = {NOTHING: t("edit.nothing")}
    match _kind(column):
        case FieldKind.PLACES:
            known = BASE_FIELDS[column].empty is Empty.NONE
            named = here().profiles.names
            return named if known else {**named, **nothing}
        case FieldKind.CRITERIA:
            return {c.id: c.label.in_(lang) for c in here().catalogue.criteria if c.binds_confirmed}
        case FieldKind.IDS:
            return {household.id: household.id for household in here().profiles.households}
        case FieldKind.ROLE:
            return {code.value: t(f"role.{code}") for code in Role}
        case FieldKind.SEX:
            return {code.value: t(f"edit.sex.{code}") for code in Sex}
        case FieldKind.UNIT_TYPE:
            return {code: type_label(code, here().catalogue, lang) for code in unit_types(here().catalogue)}
        case FieldKind.PROTECTED_FOR:
            return {code.value: t(f"unit.protected_for.{code}") for code in ProtectedFor}
        case FieldKind.OPEN_TO:
            return {code.value: t(f"unit.open_to.{code}") for code in OpenTo}
    if column.startswith("priority_"):
        criterion = CriterionId(column.removeprefix("priority_"))
        word = here().catalogue.priority_word
        return {code: t(f"edit.priority.{word(criterion, int(code))}") for code in PRIORITIES}
    if field is not None and field.type == "level":
        return {level: level for level in CEFR}
    if field is not None and field.options:
        named = {option.id: option.label.in_(lang) for option in field.options}
        return {**named, **nothing} if field.type == "set" else named
    said = {"yes": t("evidence.yes"), "no": t("evidence.no")}
    of_people = field is not None and field.type == "flag" and field.of != "municipality"
    return {**said, DECLINED: t("evidence.declined")} if of_people else said


def words(column: str, cell: str) -> str:
    """A cell of the draft as a person reads it; of places their names."""
    if _kind(column) is FieldKind.PLACES and cell:
        named = _options(column)
        return listing(named.get(part, part) for part in cell.split("|"))
    return cell_words(column, cell, here().catalogue, state.language())


def field_of(column: str, *, names: bool) -> WrittenColumn:
    """What is written in a column, and how; the full check comes after."""
    label, sort = column_label(column, here().catalogue, state.language()), _sort(column)
    named = tuple(_options(column).items()) if sort in ("choice", "several") else ()
    blank = (("", t("evidence.unknown")),) if sort == "choice" else ()
    width = WIDTHS[sort] if len(label) < LONG or sort == "several" else WIDTHS[sort] + 60
    help_text = _help(column) or ""
    return WrittenColumn(column, label, width, sort, (*blank, *named), help_text, held=names, name_row=names)


def _help(column: str) -> str | None:
    field = _field(column)
    if field is None:
        if _kind(column) is FieldKind.PLACES:
            return t("edit.hint.places")
        return t("edit.hint.several") if _kind(column) is FieldKind.IDS and _sort(column) == "text" else None
    unit = f" ({field.unit.in_(state.language())})" if field.unit else ""
    hint = t(f"edit.hint.{field.type}") if field.type in ("languages", "points", "map", "set") else ""
    return f"{field.label.in_(state.language())}{unit}. {hint}".strip()
