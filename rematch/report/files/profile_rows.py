"""The loaded profiles as rows for a table or a file: catalogue labels, answers in words."""

import datetime
from collections.abc import Mapping
from typing import Any, cast

from rematch.base_fields import BY_PROFILE, UNIT, BaseField, Of
from rematch.base_fields import FieldKind as BaseKind
from rematch.cells.base import written
from rematch.criteria.catalogue import Catalogue
from rematch.criteria.measuring.supply.rooms import offers_and_list
from rematch.model import ESSENTIAL, FieldId, Household, Member, Municipality, Profiles, Unit
from rematch.report.files.differences import cell_words
from rematch.report.files.tables import Cell
from rematch.report.wording.missing import gates, open_fields, special_fields
from rematch.report.wording.values import value_words
from rematch.report.wording.words import resource_label
from rematch.texts import date, listing, number, say

Kind = Of
Row = dict[str, Cell]


def profile_labels(catalogue: Catalogue, kind: Kind, lang: str, special: bool) -> dict[str, str]:
    """Column id to its label; special categories (Art. 9) are marked, and left out unless `special`."""
    marked = special_fields(catalogue)
    labels = {name: say(f"profiles.column.{name}", lang) for name in FIXED[kind]}
    if kind == "municipality":
        labels |= {f"capacity_{r.id}": resource_label(r.id, catalogue, lang) for r in catalogue.resources}
    for field in catalogue.fields_of(kind):
        if field.id not in marked:
            labels[field.id] = field.label.in_(lang)
        elif special:
            labels[field.id] = say("profiles.special", lang, label=field.label.in_(lang))
    return labels


def _fixed(of: Kind, first: tuple[str, ...], last: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What every profile has, in the order it is looked at; what `first` does not name comes after it."""
    shown = (field.shown for field in BY_PROFILE[of] if field.shown is not None)
    return tuple(dict.fromkeys([*first, *shown, *last]))


FIXED: dict[Kind, tuple[str, ...]] = {
    "household": _fixed(
        "household",
        ("id", "persons", "ages", "place", "unknown", "consent"),
        ("essential", "very_important", "important", "unimportant"),
    ),
    "member": (*_fixed("member", ()), "unknown"),
    "municipality": _fixed("municipality", ("name", "state", "population", "unknown"), ("as_of",)),
    "unit": (*_fixed("unit", ("municipality", "unit")), "unknown"),
}
"""Columns every profile of a kind has, before those of the catalogue."""


def profile_rows(profiles: Profiles, catalogue: Catalogue, kind: Kind, lang: str, special: bool) -> list[Row]:
    """One row per household, member, municipality or unit, with the columns of `profile_labels`.

    `unknown` counts the questions left open. Without `special` nothing tells of special
    categories (Art. 9), priorities included.
    """
    hidden = frozenset() if special else special_fields(catalogue)
    if kind == "municipality":
        return [_municipality(place, catalogue, lang) for place in profiles.municipalities]
    if kind == "unit":
        return [
            _unit(unit, place, catalogue, lang) for place in profiles.municipalities for unit in place.units
        ]
    if kind == "member":
        people = ((h, m) for h in profiles.households for m in h.members)
        return [_member(h, m, catalogue, lang, hidden) for h, m in people]
    shown = (c for c in catalogue.criteria if special or not c.art9)
    names = {**profiles.names, **{str(c.id): c.label.in_(lang) for c in shown}}
    only = gates(catalogue)
    return [
        {
            **_base(household, "household", names, lang),
            "persons": household.size,
            "ages": ", ".join(str(member.age) for member in household.members),
            **_priorities(household, catalogue, lang, special),
            "unknown": len(open_fields(household.answers, catalogue.fields_of("household"), only)),
            **_answers(household, "household", catalogue, lang, hidden),
        }
        for household in profiles.households
    ]


def _base(
    profile: Household | Member | Municipality, of: Kind, names: Mapping[str, str], lang: str
) -> dict[str, Cell]:
    """What every profile of a kind has, as far as it is shown; two fields of one column together."""
    row: dict[str, Cell] = {}
    for field in BY_PROFILE[of]:
        if field.shown is None or field.part not in type(profile).model_fields:
            continue
        cell = _base_cell(field, getattr(profile, field.part), names, lang)
        before = row.get(field.shown)
        row[field.shown] = ", ".join(str(part) for part in (before, cell) if part) if before else cell
    return row


def _base_cell(field: BaseField, value: Any, names: Mapping[str, str], lang: str) -> Cell:
    match field.kind:
        case BaseKind.FLAG:
            return say("evidence.yes" if value else "evidence.no", lang)
        case BaseKind.DAY:
            return _day(value, lang)
        case BaseKind.ROLE:
            return say(f"role.{value}", lang)
        case BaseKind.STATE:
            return str(value or "").removeprefix("DE-")
        case BaseKind.PLACES | BaseKind.IDS if value is None:
            return _unknown(lang)
        case BaseKind.PLACES:
            return ", ".join(names.get(place, place) for place in value)
        case BaseKind.IDS:
            return ", ".join(value)
        case BaseKind.CRITERIA:
            return ", ".join(names[criterion] for criterion in value if criterion in names)
        case BaseKind.CONFIRMED:
            return ", ".join(say(f"exclusion.checked.{word}", lang) for word in value)
    return cast("Cell", value)


def _priorities(household: Household, catalogue: Catalogue, lang: str, special: bool) -> Row:
    """Which criteria matter more or less than normal to the household, by their labels."""

    def named(word: str) -> str:
        ranked = household.priorities.items()
        found = [catalogue.by_id[c] for c, level in ranked if catalogue.priority_word(c, level) == word]
        return ", ".join(c.label.in_(lang) for c in found if special or not c.art9)

    words = {"essential": str(ESSENTIAL), "very_important": "very", "important": "2", "unimportant": "0"}
    return {column: named(word) for column, word in words.items()}


def _member(
    household: Household, member: Member, catalogue: Catalogue, lang: str, hidden: frozenset[FieldId]
) -> Row:
    answers = {**household.answers, **member.answers}
    return {
        "id": household.id,
        **_base(member, "member", {}, lang),
        "unknown": len(open_fields(answers, catalogue.fields_of("member"), gates(catalogue))),
        **_answers(member, "member", catalogue, lang, hidden),
    }


def _municipality(place: Municipality, catalogue: Catalogue, lang: str) -> Row:
    days = sorted(place.as_of.values())
    stated = {r.id: place.capacity.get(r.id) for r in catalogue.resources}
    fields = catalogue.fields_of("municipality")
    known = offers_and_list(place, catalogue)
    return {
        **_base(place, "municipality", {}, lang),
        "unknown": sum(f.id not in known for f in fields),
        "as_of": listing(dict.fromkeys(_day(day, lang) for day in (days[0], days[-1])), lang) if days else "",
        **{f"capacity_{r}": _unknown(lang) if n is None else number(n, lang) for r, n in stated.items()},
        **{f.id: value_words(place.offers.get(f.id), f.id, catalogue, lang) for f in fields},
    }


def _unit(unit: Unit, place: Municipality, catalogue: Catalogue, lang: str) -> Row:
    told = [field for field in UNIT if not field.names]
    words = {f.column: _unit_cell(f, getattr(unit, f.part), catalogue, lang) for f in told}
    unknown = sum(getattr(unit, field.part) is None for field in told)
    return {"municipality": place.name, "unit": unit.unit, **words, "unknown": unknown}


def _unit_cell(field: BaseField, value: Any, catalogue: Catalogue, lang: str) -> Cell:
    if value is not None and field.kind.is_number:
        return cast("Cell", value)
    return cell_words(field.column, written(field, value), catalogue, lang)


def _answers(
    profile: Household | Member, kind: Kind, catalogue: Catalogue, lang: str, hidden: frozenset[FieldId]
) -> Row:
    return {
        field.id: value_words(profile.answers.get(field.id), field.id, catalogue, lang)
        for field in catalogue.fields_of(kind)
        if field.id not in hidden
    }


def _day(day: datetime.date | None, lang: str) -> str:
    return "" if day is None else date(day, lang)


def _unknown(lang: str) -> str:
    return say("evidence.unknown", lang)
