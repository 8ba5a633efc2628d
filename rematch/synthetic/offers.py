"""Offers of the municipalities: real figures where there are any, the rest invented by type and size."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np

from rematch.criteria.catalogue import Catalogue, Field, FieldType
from rematch.criteria.measuring.standards import CEFR
from rematch.model import Answers, FieldId, Value
from rematch.synthetic.draw import Floats, around, between, pick, sample, stream
from rematch.synthetic.local_offers import LOCAL
from rematch.synthetic.sources import FACTS_AS_OF, Town, assumptions, largeness, occupations

Column = list[Value | None]
Spec = Mapping[str, Any]
COMMON_LANGUAGES = ("uk", "ru", "en", "pl", "ar", "fa", "tr", "fr")


def draw_offers(towns: Sequence[Town], catalogue: Catalogue, seed: int) -> list[Answers]:
    """The offers of each municipality; about 8 % of the invented ones are unknown, real figures never."""
    large = np.array([largeness(town) for town in towns])
    offers: list[Answers] = [{} for _ in towns]
    for field in catalogue.fields_of("municipality"):
        if field.id in FACTS_AS_OF:
            column: Column = [town.facts[field.id] for town in towns]
        else:
            column = _invent(field, towns, large, seed)
        for offer, value in zip(offers, column, strict=True):
            if value is not None:
                offer[field.id] = value
    return offers


def dates_of_offers(catalogue: Catalogue, town: Town) -> dict[FieldId, date]:
    """When the real figures were taken."""
    fields = catalogue.field_by_id
    return {FieldId(name): day for name, day in FACTS_AS_OF.items() if town.real and name in fields}


def _invent(field: Field, towns: Sequence[Town], large: Floats, seed: int) -> Column:
    spec: Spec = assumptions()["offers"].get(field.id, {})
    rng = stream(seed, f"offer {field.id}")
    if field.id in ("place_from", "place_to"):
        column = _days(rng, field.id, len(towns))
    elif field.id in LOCAL:
        column = LOCAL[field.id](field, towns, seed)
    else:
        column = _by_type(rng, field, spec, large)
    gone = stream(seed, f"unknown offer {field.id}").random(len(towns)) < assumptions()["unknown"]
    return [None if unknown else value for value, unknown in zip(column, gone, strict=True)]


def _by_type(rng: np.random.Generator, field: Field, spec: Spec, large: Floats) -> Column:
    if "codes" in spec or field.codes == "isco08":
        return [_occupations(rng, spec) for _ in large]
    return DRAWERS.get(field.type, _nothing)(rng, field, spec, large)


def _nothing(rng: np.random.Generator, field: Field, spec: Spec, large: Floats) -> Column:
    """A type that cannot be invented stays unknown."""
    return [None] * len(large)


def _flags(rng: np.random.Generator, field: Field, spec: Spec, large: Floats) -> Column:
    return [bool(flag) for flag in rng.random(len(large)) < _middle(spec, large, 0.6, 0.6)]


def _choices(rng: np.random.Generator, field: Field, spec: Spec, large: Floats) -> Column:
    return [field.options[k].id for k in pick(rng, [1.0] * len(field.options), len(large))]


def _levels(rng: np.random.Generator, field: Field, spec: Spec, large: Floats) -> Column:
    return [CEFR[k] for k in pick(rng, [1.0] * len(CEFR), len(large))]


def _sets(rng: np.random.Generator, field: Field, spec: Spec, large: Floats) -> Column:
    return [_set(rng, field, spec, float(size)) for size in large]


def _maps(rng: np.random.Generator, field: Field, spec: Spec, large: Floats) -> Column:
    return [_map(rng, field, spec, float(size)) for size in large]


def _middle(spec: Spec, large: Floats | float, low: float, high: float) -> Floats:
    """The value between a village's and a large city's."""
    small, big = spec.get("small", low), spec.get("large", high)
    return np.asarray(small + (big - small) * np.asarray(large))


def _numbers(rng: np.random.Generator, field: Field, spec: Spec, large: Floats) -> Column:
    low = field.low if field.low is not None else 0.0
    high = field.high if field.high is not None else 100.0
    middle = _middle(spec, large, (low + high) / 2, (low + high) / 2)
    drawn = np.clip(around(rng, middle, spec.get("spread", 0.3), len(large)), low, high)
    digits = 1 if field.id == "counselling_density" else 0
    return [round(float(number), digits) for number in drawn]


def _set(rng: np.random.Generator, field: Field, spec: Spec, size: float) -> tuple[str, ...]:
    """Each option with its own chance or with that of the municipality's size."""
    words = [option.id for option in field.options] or list(COMMON_LANGUAGES)
    usual = float(_middle(spec, size, 0.5, 0.5))
    chances = [spec.get("options", {}).get(word, usual) for word in words]
    return tuple(w for w, chance, u in zip(words, chances, rng.random(len(words)), strict=True) if u < chance)


def _map(rng: np.random.Generator, field: Field, spec: Spec, size: float) -> dict[str, float]:
    """Minutes to each option that is offered at all."""
    words = [option.id for option in field.options]
    there = rng.random(len(words)) >= spec.get("missing", 0.3)
    minutes = around(rng, _middle(spec, size, 40, 20), spec.get("spread", 0.3), len(words))
    return {w: float(round(m)) for w, m, offered in zip(words, minutes, there, strict=True) if offered}


def _occupations(rng: np.random.Generator, spec: Spec) -> dict[str, float]:
    """Occupation groups with how much they are asked for, by code."""
    low, high = spec.get("codes", (6, 12))
    count = int(between(rng, low, high, 1)[0])
    codes = sorted(occupations()[k] for k in sample(rng, [1.0] * len(occupations()), count))
    least, most = spec.get("low", 0.2), spec.get("high", 1.0)
    return {
        code: round(least + float(u) * (most - least), 1)
        for code, u in zip(codes, rng.random(count), strict=True)
    }


def _days(rng: np.random.Generator, field: str, size: int) -> Column:
    """Most can receive people at once and for months; some open late or close early."""
    timing, today = assumptions()["timing"], assumptions()["as_of"]
    usual, unusual = ("opens", "late") if field == "place_from" else ("closes", "early")
    first, last = timing[usual]
    days = between(rng, first, last, size)
    days = np.where(rng.random(size) < timing[unusual]["share"], timing[unusual]["days"], days)
    return [(today + timedelta(days=int(number))).isoformat() for number in days]


DRAWERS: dict[FieldType, Callable[[np.random.Generator, Field, Spec, Floats], Column]] = {
    FieldType.FLAG: _flags,
    FieldType.NUMBER: _numbers,
    FieldType.LEVEL: _levels,
    FieldType.CHOICE: _choices,
    FieldType.SET: _sets,
    FieldType.MAP: _maps,
}
