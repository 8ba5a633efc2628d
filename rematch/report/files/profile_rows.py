"""The loaded profiles as rows for a table or a file: catalogue labels, answers in words."""

import datetime
from collections.abc import Iterable
from typing import Literal

from rematch.criteria.catalogue import Catalogue
from rematch.model import ESSENTIAL, Ags, FieldId, Household, Member, Municipality, Profiles
from rematch.report.files.tables import Cell
from rematch.report.wording.missing import gates, open_fields, special_fields
from rematch.report.wording.words import resource_label, value_words
from rematch.texts import date, listing, number, say

Kind = Literal["household", "member", "municipality"]
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


FIXED: dict[Kind, tuple[str, ...]] = {
    "household": (
        "id",
        "persons",
        "ages",
        "place",
        "unknown",
        "consent",
        "available_from",
        "wishes",
        "excluded",
        "linked",
        "apart",
        "essential",
        "important",
        "unimportant",
    ),
    "member": ("id", "member", "role", "age", "unknown"),
    "municipality": ("name", "state", "population", "unknown", "pledge_min", "pledge_max", "as_of"),
}
"""Columns every profile of a kind has, before those of the catalogue."""


def profile_rows(profiles: Profiles, catalogue: Catalogue, kind: Kind, lang: str, special: bool) -> list[Row]:
    """One row per household, member or municipality, with the columns of `profile_labels`.

    `unknown` counts the questions left open. Without `special` nothing tells of special
    categories (Art. 9), priorities included.
    """
    hidden = frozenset() if special else special_fields(catalogue)
    if kind == "municipality":
        return [_municipality(place, catalogue, lang) for place in profiles.municipalities]
    if kind == "member":
        people = ((h, m) for h in profiles.households for m in h.members)
        return [_member(h, m, catalogue, lang, hidden) for h, m in people]
    names, only = {place.ags: place.name for place in profiles.municipalities}, gates(catalogue)
    return [
        {
            **_household(household, names, lang),
            **_priorities(household, catalogue, lang, special),
            "unknown": len(open_fields(household.answers, catalogue.fields_of("household"), only)),
            **_answers(household, "household", catalogue, lang, hidden),
        }
        for household in profiles.households
    ]


def _household(household: Household, names: dict[Ags, str], lang: str) -> Row:
    def places(ags: Iterable[Ags]) -> str:
        return ", ".join(names.get(place, place) for place in ags)

    wishes = household.wish_ags
    return {
        "id": household.id,
        "persons": household.size,
        "ages": ", ".join(str(member.age) for member in household.members),
        "place": household.place,
        "consent": say("evidence.yes" if household.consent else "evidence.no", lang),
        "available_from": _day(household.available_from, lang),
        "wishes": _unknown(lang) if wishes is None else places(wishes),
        "excluded": places(household.excluded_ags),
        "linked": ", ".join([*household.linked_hard, *household.linked_soft]),
        "apart": ", ".join(household.apart),
    }


def _priorities(household: Household, catalogue: Catalogue, lang: str, special: bool) -> Row:
    """Which criteria matter more or less than normal to the household, by their labels."""

    def named(level: int) -> str:
        found = [catalogue.by_id[c] for c, p in household.priorities.items() if p == level]
        return ", ".join(c.label.in_(lang) for c in found if special or not c.art9)

    return {"essential": named(ESSENTIAL), "important": named(2), "unimportant": named(0)}


def _member(
    household: Household, member: Member, catalogue: Catalogue, lang: str, hidden: frozenset[FieldId]
) -> Row:
    answers = {**household.answers, **member.answers}
    return {
        "id": household.id,
        "member": member.number,
        "role": say(f"role.{member.role}", lang),
        "age": member.age,
        "unknown": len(open_fields(answers, catalogue.fields_of("member"), gates(catalogue))),
        **_answers(member, "member", catalogue, lang, hidden),
    }


def _municipality(place: Municipality, catalogue: Catalogue, lang: str) -> Row:
    days = sorted(place.as_of.values())
    stated = {r.id: place.capacity.get(r.id) for r in catalogue.resources}
    fields = catalogue.fields_of("municipality")
    return {
        "name": place.name,
        "state": place.state.removeprefix("DE-"),
        "population": place.population,
        "unknown": sum(f.id not in place.offers for f in fields),
        "pledge_min": place.pledge_min,
        "pledge_max": place.pledge_max,
        "as_of": listing(dict.fromkeys(_day(day, lang) for day in (days[0], days[-1])), lang) if days else "",
        **{f"capacity_{r}": _unknown(lang) if n is None else number(n, lang) for r, n in stated.items()},
        **{f.id: value_words(place.offers.get(f.id), f.id, catalogue, lang) for f in fields},
    }


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
