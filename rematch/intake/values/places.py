"""Municipalities by the names people give them, as AGS; a name that several share is asked about."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from rematch import DATA_DIR
from rematch.intake.wording.turning import is_plain, turns
from rematch.intake.wording.typos import nearest
from rematch.intake.words import entries, fold, meanings, section, words

_SHORT = {
    "a n": "am neckar",
    "a m": "am main",
    "i br": "im breisgau",
    "a d l": "an der laaber",
    "i b": "im breisgau",
}
_AFTER_NAME = re.compile(r"\s+(?:am|an der|im|in der|bei|ob der)\s.*")
_ADDED = re.compile(r"[(]([^()]*)[)]|,([^,(]*)|/([^/(]*)")
_AGS_DIGITS = 8
_SHORTEST_WITHIN = 4
"""Letters of a name that is looked for among other words."""

SHORTEST_MISSPELT = 6
"""Letters below which a name is not taken for a misspelt one: short names of towns are too much alike."""


@dataclass(frozen=True)
class Place:
    """A municipality of the register."""

    ags: str
    name: str
    state: str
    lat: str
    lon: str


@dataclass(frozen=True)
class PlaceMatch:
    """What a name leads to: one AGS or several to ask about.

    It is `sure` unless only part of the name was given, one of its letters is wrong (`misspelt`), or `more`
    stands beside it than says which place it is; that may turn it round (`turned`).
    """

    ags: str | None = None
    sure: bool = True
    misspelt: bool = False
    more: bool = False
    turned: bool = False
    candidates: tuple[str, ...] = ()


def find_place(name: str, state: str | None = None) -> PlaceMatch:
    """The municipality of this name, in this Bundesland if one is given, beside the name or by itself."""
    beside = _beside(name)
    found = _found(name, state or next(filter(None, map(read_state, beside)), None))
    in_full = fold(name) in _in_full()
    if found.ags is None or (is_plain(name) and (in_full or all(_adds(one, found.ags) for one in beside))):
        return found
    turned = turns(name) or any(map(names_place, beside))
    return replace(found, sure=False, misspelt=False, more=True, turned=turned)


def names_place(text: str) -> bool:
    """Whether the name of a known municipality is among the words."""
    said = f" {fold(text)} "
    return any(f" {name} " in said for name in _by_name() if len(name) >= _SHORTEST_WITHIN)


def _beside(name: str) -> list[str]:
    """What stands in brackets, behind a comma or a slash."""
    return [part for found in _ADDED.findall(name) for part in found if fold(part)]


def _adds(text: str, ags: str) -> bool:
    """Whether it only says of the place what is so."""
    folded, own = fold(text), register().get(ags)
    if folded.isdecimal():
        return ags == padded_ags(text)
    named = own is not None and _names(text, own.name)
    return named or folded in words("place_additions") or read_state(text) == state_of(ags)


def _names(text: str, name: str) -> bool:
    """Whether it is part of the name, word for word."""
    return f" {fold(text)} " in f" {fold(name)} "


def _found(name: str, state: str | None) -> PlaceMatch:
    if ags := _in_full().get(fold(name)):
        return PlaceMatch(ags)
    key = _key(name)
    if shared := _shared().get(key):
        within = [ags for ags in map(_ags_in, shared) if state and state_of(ags) == state]
        if not within:
            beside = _beside(name)
            within = [_ags_in(place) for place in shared if any(_names(part, place) for part in beside)]
        return PlaceMatch(within[0]) if len(within) == 1 else PlaceMatch(candidates=shared)
    if ags := _by_name().get(key):
        return PlaceMatch(ags)
    longer = {ags for full, ags in _by_name().items() if _AFTER_NAME.sub("", full) == key}
    return PlaceMatch(longer.pop(), sure=False) if len(longer) == 1 else _misspelt(key)


def place_name(ags: str) -> str:
    """What a municipality found by its name is called; an AGS nobody lists stands for itself."""
    if place := register().get(ags):
        return place.name
    return str(section("place_names").get(ags, (ags,))[0]).title()


def _misspelt(key: str) -> PlaceMatch:
    """The only municipality whose name is this one but for a letter; none for towns that are called so."""
    if key in words("other_towns"):
        return PlaceMatch()
    meant = {_by_name()[name] for name in nearest(key, _by_name(), slips=1, shortest=SHORTEST_MISSPELT)}
    return PlaceMatch(meant.pop(), sure=False, misspelt=True) if len(meant) == 1 else PlaceMatch()


@cache
def register() -> Mapping[str, Place]:
    """The municipalities whose facts come with the project, by AGS."""
    return {row["ags"]: Place(*(row[k] for k in ("ags", "name", "state", "lat", "lon"))) for row in _rows()}


def padded_ags(text: str) -> str | None:
    """Eight digits of an AGS that lost its leading zero, or None if these are no digits of one."""
    digits = "".join(text.split())
    digits = digits.removesuffix(".0")
    if not (digits.isascii() and digits.isdigit()) or len(digits) not in (_AGS_DIGITS - 1, _AGS_DIGITS):
        return None
    return digits.zfill(_AGS_DIGITS)


def state_of(ags: str) -> str | None:
    """The Bundesland that the first two digits of an AGS mean."""
    state = section("state_digits").get(ags[:2])
    return state if isinstance(state, str) else None


def read_state(text: str) -> str | None:
    """The ISO 3166-2 code of a Land by name, abbreviation, code, or the first digits of its AGS."""
    folded = fold(text).removeprefix("de ").removesuffix(" 0")
    if folded.isdecimal():
        return state_of(folded.zfill(2)) if len(folded) <= 2 else None
    return meanings("states").get(folded)


def _key(name: str) -> str:
    """A name as it is compared: without what follows a comma or is in brackets, written out."""
    bare = fold(re.sub(r"\([^)]*\)|,.*|/.*", " ", name)) or fold(name)
    bare = re.sub(r"^(?:stadt|gemeinde|landeshauptstadt|city of) ", "", bare)
    for short, full in _SHORT.items():
        if bare.endswith(f" {short}"):
            return bare.removesuffix(short) + full
    return bare


@cache
def _in_full() -> Mapping[str, str]:
    """Names that say by an addition which place is meant: "Halle (Saale)", "Kiel, Landeshauptstadt"."""
    shared = (
        (place[: -_AGS_DIGITS - 3], _ags_in(place)) for places in _shared().values() for place in places
    )
    names = ((row[column], row["ags"]) for row in _rows() for column in ("official_name", "name"))
    return {fold(name): ags for name, ags in (*shared, *names)}


@cache
def _shared() -> Mapping[str, tuple[str, ...]]:
    return {fold(entry["name"]): tuple(entry["places"]) for entry in entries("shared_names")}


@cache
def _by_name() -> Mapping[str, str]:
    official = {_key(row[column]): row["ags"] for row in _rows() for column in ("official_name", "name")}
    return official | dict(meanings("place_names"))


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with (DATA_DIR / "municipalities_de.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def _ags_in(place: str) -> str:
    return place[-_AGS_DIGITS - 1 : -1]
