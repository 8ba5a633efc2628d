"""Cells of the three tables as an editor holds them: typed on screen, text in the draft."""

import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from rematch.model import FieldId, Level
from rematch.report.files.differences import FIXED, KEYS, cell_words, column_label
from rematch.report.files.folder import Row, folder_rows
from rematch.report.wording.missing import special_fields
from rematch.texts import has
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.words import listing, t

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Field

NUMBERS = frozenset({"lat", "lon", "population", "pledge_min", "pledge_max", "age", "member"})
CHOICES = {"consent": ("yes", "no"), "role": ("adult", "child", "older"), "sex": ("f", "m", "d")}
LEVELS = tuple(level.value for level in Level if level is not Level.NATIVE)
PLACES, HOMES = ("wish_ags", "excluded_ags"), ("linked_hard", "linked_soft", "apart")
"""Lists of municipalities, and of households."""
MOST_HOMES = 1000
"""Households that are offered as a choice; of more, the ids are typed."""
PRIORITIES = ("0", "1", "2", "3")
NONE = "none"
"""Known to be empty, in a set; an empty cell is unknown."""


def column_groups(sheet: str, special: bool) -> dict[str, tuple[str, ...]]:
    """The columns in parts a screen has room for, each behind the row's name."""
    rows = folder_rows(here().profiles, here().catalogue)[sheet]
    columns = list(rows[0]) if rows else []
    hidden = frozenset() if special else special_fields(here().catalogue)
    groups: dict[str, list[str]] = {}
    for column in columns:
        if column not in KEYS[sheet] and column.removesuffix("_as_of") not in hidden:
            groups.setdefault(_group(column), []).append(column)
    if sheet == "municipalities":
        groups = {name: ["name", *(c for c in found if c != "name")] for name, found in groups.items()}
    return {name: (*KEYS[sheet], *found) for name, found in groups.items()}


def _group(column: str) -> str:
    if column.startswith(("capacity_", "pledge_")):
        return "capacity"
    if column.startswith("priority_"):
        return "priorities"
    if column in FIXED:
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


def frame(rows: Sequence[Row], columns: tuple[str, ...]) -> pd.DataFrame:
    """The rows as the editor shows them; None where a cell is empty."""
    table = {column: [_typed(column, row.get(column, "")) for row in rows] for column in columns}
    return pd.DataFrame(table, columns=list(columns)).astype(
        {column: "object" for column in columns if _sort(column) not in ("number", "date")}
    )


def _typed(column: str, cell: str) -> object:
    if not cell:
        return None
    match _sort(column):
        case "number":
            return float(cell)
        case "date":
            return datetime.date.fromisoformat(cell)
        case "several":
            return cell.split("|")
    return cell


def text(value: object) -> str:
    """A typed cell as our files write it."""
    if value is None or value == []:
        return ""
    if isinstance(value, list):
        return NONE if NONE in value else "|".join(str(part) for part in value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _field(column: str) -> "Field | None":
    return here().catalogue.field_by_id.get(FieldId(column))


def _sort(column: str) -> str:
    field = _field(column)
    if column in NUMBERS or column.startswith("capacity_"):
        return "number"
    if column == "available_from" or (field is None and column.endswith("_as_of")):
        return "date"
    if column in PLACES or (column in HOMES and len(here().profiles.households) <= MOST_HOMES):
        return "several"
    if field is None:
        return "choice" if column in CHOICES or column.startswith("priority_") else "text"
    if field.type == "set" and field.options:
        return "several"
    return {"flag": "choice", "level": "choice", "choice": "choice", "number": "number", "date": "date"}.get(
        field.type, "text"
    )


def options(column: str) -> Mapping[str, str]:
    """The codes that may stand in a column, with their labels; none for numbers, days, lists and text."""
    if column in PLACES or column in HOMES:
        return {}
    return _options(column) if _sort(column) in ("choice", "several") else {}


def _options(column: str) -> Mapping[str, str]:
    field, lang = _field(column), state.language()
    if column in PLACES:
        named: dict[str, str] = {place.ags: place.name for place in here().profiles.municipalities}
        return {**named, NONE: t("edit.nothing")} if column == "wish_ags" else named
    if column in HOMES:
        return {household.id: household.id for household in here().profiles.households}
    if column.startswith("priority_"):
        return {code: t(f"edit.priority.{code}") for code in PRIORITIES}
    if column == "role":
        return {code: t(f"role.{code}") for code in CHOICES["role"]}
    if column in CHOICES and column != "consent":
        return {code: t(f"edit.sex.{code}") for code in CHOICES[column]}
    if field is not None and field.type == "level":
        return {level: level for level in LEVELS}
    if field is not None and field.options:
        named = {option.id: option.label.in_(lang) for option in field.options}
        return {**named, NONE: t("edit.nothing")} if field.type == "set" else named
    return {"yes": t("evidence.yes"), "no": t("evidence.no")}


def words(column: str, cell: str) -> str:
    """A cell of the draft as a person reads it; of places their names."""
    if column in PLACES and cell:
        named = _options(column)
        return listing(named.get(part, part) for part in cell.split("|"))
    return cell_words(column, cell, here().catalogue, state.language())


def config(column: str, *, pinned: bool) -> Any:
    """How the editor shows and checks a column; the full check comes after."""
    label, kinds = column_label(column, here().catalogue, state.language()), st.column_config
    help_text = _help(column)
    match _sort(column):
        case "number":
            return kinds.NumberColumn(label, help=help_text, pinned=pinned)
        case "date":
            return kinds.DateColumn(label, help=help_text)
        case "choice":
            named = _options(column)
            return kinds.SelectboxColumn(
                label,
                options=list(named),
                format_func=lambda code: named.get(str(code), str(code)),
                help=help_text,
            )
        case "several":
            named = _options(column)
            return kinds.MultiselectColumn(
                label,
                options=list(named),
                format_func=lambda code: named.get(str(code), str(code)),
                help=help_text,
            )
    return kinds.TextColumn(label, help=help_text, pinned=pinned)


def _help(column: str) -> str | None:
    field = _field(column)
    if field is None:
        if column in PLACES:
            return t("edit.hint.places")
        return t("edit.hint.several") if column in HOMES and _sort(column) == "text" else None
    unit = f" ({field.unit.in_(state.language())})" if field.unit else ""
    hint = t(f"edit.hint.{field.type}") if field.type in ("languages", "points", "map", "set") else ""
    return f"{field.label.in_(state.language())}{unit}. {hint}".strip()
