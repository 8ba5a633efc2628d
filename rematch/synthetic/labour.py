"""Work in the invented towns: what is asked for follows the published bottlenecks, and hangs together."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from rematch.model import Value
from rematch.synthetic.draw import between, sample, stream
from rematch.synthetic.places import largeness
from rematch.synthetic.sources import Town, assumptions, occupations

Column = list[Value | None]


def _demand(town: Town, seed: int) -> dict[str, float]:
    """How much each occupation group is asked for, 0.1 to 1; bottlenecks oftener and more."""
    assumed, rng = assumptions()["labour"], stream(seed, f"job demand in {town.ags}")
    weight = _weights(largeness(town))
    codes = list(weight)
    count = int(between(rng, *assumed["asked"], 1)[0])
    asked = sorted(codes[k] for k in sample(rng, [weight[code] for code in codes], count))
    short = np.array([weight[code] for code in asked])
    level = np.clip(0.15 + 0.55 * short + 0.3 * rng.random(count), 0.1, 1.0)
    return {code: round(float(number), 1) for code, number in zip(asked, level, strict=True)}


def _weights(large: float) -> dict[str, float]:
    """How short each occupation group is, 0 to 1; some are asked for in the country or in cities only."""
    assumed = assumptions()["labour"]
    rare, never = assumed["else"], set(assumed["never"])
    weight = {code: assumed["bottlenecks"].get(code, rare) for code in occupations() if code not in never}
    for code in set(assumed["country"]) & set(weight):
        weight[code] *= 1.0 - large
    for code in set(assumed["city"]) & set(weight):
        weight[code] *= large
    return weight


def _shortages(town: Town, seed: int) -> dict[str, float]:
    """The few that the town lists as short: the most demanded of the bottlenecks."""
    asked, bottlenecks = _demand(town, seed), assumptions()["labour"]["bottlenecks"]
    rng = stream(seed, f"shortages in {town.ags}")
    count = int(between(rng, *assumptions()["labour"]["listed"], 1)[0])
    worst = sorted(asked, key=lambda code: (-asked[code] * bottlenecks.get(code, 0.0), code))[:count]
    return {code: max(0.6, asked[code]) for code in sorted(worst)}


def _training(town: Town, seed: int) -> dict[str, float]:
    """Places in the trades that are learned by apprenticeship, more where the trade is asked for."""
    assumed, rng = assumptions()["labour"], stream(seed, f"training in {town.ags}")
    trades: Sequence[str] = assumed["trades"]
    asked = _demand(town, seed)
    count = int(between(rng, *assumed["trained"], 1)[0])
    chosen = sample(rng, [0.3 + asked.get(code, 0.0) for code in trades], count)
    return {
        code: round(0.2 + 0.5 * asked.get(code, 0.2) + 0.3 * float(rng.random()), 1)
        for code in sorted(trades[k] for k in chosen)
    }


LABOUR: Mapping[str, Callable[[Town, int], dict[str, float]]] = {
    "job_demand": _demand,
    "shortage_occupations": _shortages,
    "training_places": _training,
}
"""Offers of work and training, by field."""
