"""Answers of invented households and members: drawn by the field's type and by what is assumed of it."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from rematch.criteria.catalogue import Catalogue, Field, FieldType
from rematch.criteria.measuring.standards import CEFR
from rematch.criteria.persons import FULL_AGE, OLDER_AGE, SCHOOL_AGE
from rematch.model import FieldId, Value
from rematch.synthetic.draw import Flags, pick, sample, stream
from rematch.synthetic.people import People
from rematch.synthetic.sources import assumptions, statistics

Column = list[Value | None]
Spec = Mapping[str, Any]
SHARE, MOST = 0.3, 3

WHO: dict[str, Callable[[People], Flags]] = {
    "infants": lambda people: people.age < 1,
    "small_children": lambda people: people.age < SCHOOL_AGE,
    "school_children": lambda people: (people.age >= SCHOOL_AGE) & (people.age < FULL_AGE),
    "school_age": lambda people: (people.age >= SCHOOL_AGE) & (people.age < FULL_AGE),
    "young_adult": lambda people: (people.age >= FULL_AGE) & (people.age < 30),
    "working_age": lambda people: (people.age >= FULL_AGE) & (people.age < OLDER_AGE),
    "adult": lambda people: people.age >= FULL_AGE,
}


def draw_answers(people: People, catalogue: Catalogue, seed: int, of: str) -> dict[FieldId, Column]:
    """A column per catalogue field of households or members; who is not asked says no or none."""
    asked_of = _household_asked if of == "household" else _member_asked
    columns = {}
    needs = _specific_needs(people.households, seed)
    for field in catalogue.fields_of(of):
        spec: Spec = assumptions()["answers"].get(field.id, {})
        asked = asked_of(people, spec.get("who"))
        if field.id in needs:
            columns[field.id] = _draw(field, {"share": 1.0, "most": 2, **spec}, needs[field.id], seed)
        else:
            columns[field.id] = _draw(field, spec, asked, seed)
    if of == "household" and "rooms_accepted" in columns:
        columns[FieldId("rooms_accepted")] = _rooms(people)
    return columns


def _household_asked(people: People, who: str | None) -> Flags:
    if who is None:
        return np.ones(people.households, dtype=bool)
    if who == "alone_with_children":
        return np.asarray((people.count(people.adult) == 1) & (people.count(~people.adult) > 0))
    return np.asarray(people.count(WHO[who](people)) > 0)


def _member_asked(people: People, who: str | None) -> Flags:
    return np.asarray(WHO[who or "adult"](people))


def _specific_needs(households: int, seed: int) -> dict[str, Flags]:
    """Which households have which specific need: the published share has one, and then at least one."""
    shares: Mapping[str, float] = assumptions()["specific_needs"]
    rng = stream(seed, "specific needs")
    has = rng.random(households) < statistics()["specific_needs_household"]
    table = rng.random((households, len(shares))) < np.array(list(shares.values()))
    fallback = pick(rng, list(shares.values()), households)
    table[~table.any(axis=1), fallback[~table.any(axis=1)]] = True
    return {need: has & table[:, column] for column, need in enumerate(shares)}


def _draw(field: Field, spec: Spec, asked: Flags, seed: int) -> Column:
    """Answers [r] to one field, before any is made unknown."""
    rng, size = stream(seed, f"answer {field.id}"), len(asked)
    if "patterns" in spec:
        cells = [tuple(cell.split("|")) for cell in spec["patterns"]]
        return [cells[position] for position in pick(rng, list(spec["patterns"].values()), size)]
    return DRAWERS.get(field.type, _nothing)(rng, field, spec, asked)


def _says(rng: np.random.Generator, spec: Spec, asked: Flags) -> list[bool]:
    return [bool(flag) for flag in asked & (rng.random(len(asked)) < spec.get("share", SHARE))]


def _nothing(rng: np.random.Generator, field: Field, spec: Spec, asked: Flags) -> Column:
    """A type that cannot be invented stays unknown."""
    return [None] * len(asked)


def _flags(rng: np.random.Generator, field: Field, spec: Spec, asked: Flags) -> Column:
    return list(_says(rng, spec, asked))


def _choices(rng: np.random.Generator, field: Field, spec: Spec, asked: Flags) -> Column:
    shares = [spec.get("options", {}).get(option.id, 1.0) for option in field.options]
    return [field.options[k].id for k in pick(rng, shares, len(asked))]


def _sets(rng: np.random.Generator, field: Field, spec: Spec, asked: Flags) -> Column:
    return [_words(rng, field, spec) if says else () for says in _says(rng, spec, asked)]


def _maps(rng: np.random.Generator, field: Field, spec: Spec, asked: Flags) -> Column:
    says = _says(rng, spec, asked)
    return [dict.fromkeys(_words(rng, field, spec), 1.0) if flag else {} for flag in says]


def _levels(rng: np.random.Generator, field: Field, spec: Spec, asked: Flags) -> Column:
    return [CEFR[k] for k in pick(rng, [1.0] * len(CEFR), len(asked))]


def _numbers(rng: np.random.Generator, field: Field, spec: Spec, asked: Flags) -> Column:
    if "levels" in spec:
        return [float(level + 1) for level in pick(rng, spec["levels"], len(asked))]
    low = spec.get("low", field.low or 0.0)
    high = spec.get("high", field.high or low + 10)
    step = spec.get("step", 1)
    steps = np.floor(rng.random(len(asked)) * ((high - low) / step + 1))
    return [float(number) for number in low + steps * step]


def _words(rng: np.random.Generator, field: Field, spec: Spec) -> tuple[str, ...]:
    """One to `most` words of the field's options, or each option with its own chance."""
    words = [option.id for option in field.options]
    if not words:
        return ()
    if "options" in spec:
        chances = [spec["options"].get(word, 0.0) for word in words]
        named = [w for w, chance, u in zip(words, chances, rng.random(len(words)), strict=True) if u < chance]
        return tuple(named) or (words[int(np.argmax(chances))],)
    count = 1 + int(rng.random() * min(spec.get("most", MOST), len(words)))
    return tuple(words[k] for k in sample(rng, [1.0] * len(words), count))


def _rooms(people: People) -> Column:
    """Flat sizes that would do: about one room for two persons, or one more."""
    least = np.minimum((people.count(people.age >= 0) + 1) // 2 + 1, 5)
    return [tuple(f"r{rooms}" for rooms in range(int(low), min(int(low) + 2, 5) + 1)) for low in least]


DRAWERS: dict[FieldType, Callable[[np.random.Generator, Field, Spec, Flags], Column]] = {
    FieldType.FLAG: _flags,
    FieldType.NUMBER: _numbers,
    FieldType.LEVEL: _levels,
    FieldType.CHOICE: _choices,
    FieldType.SET: _sets,
    FieldType.MAP: _maps,
}
