"""The municipalities of a cohort: the real ones first, then clearly invented ones."""

from collections.abc import Mapping

import numpy as np

from rematch.model import Ags
from rematch.synthetic.draw import around, between, stream
from rematch.synthetic.sources import Town, real_towns, urbanity

SIZES = ((5_000, "Musterdorf"), (50_000, "Musterstadt"), (10**9, "Mustergroßstadt"))
SMALL, LARGE = np.log(2_000), np.log(1_000_000)


def draw_towns(municipalities: int, seed: int) -> tuple[Town, ...]:
    """As many municipalities as asked: up to 58 real ones, the rest invented and called so."""
    real = real_towns()[:municipalities]
    return real + tuple(_invented(municipalities - len(real), seed))


def largeness(town: Town) -> float:
    """0 for a village of 2,000 inhabitants, 1 for a city of a million, by the logarithm between."""
    return float(np.clip((np.log(max(town.population, 1)) - SMALL) / (LARGE - SMALL), 0.0, 1.0))


def _invented(count: int, seed: int) -> list[Town]:
    """Invented towns near real ones, whose figures they resemble; no real key begins like theirs."""
    rng, real = stream(seed, "invented towns"), real_towns()
    near = between(rng, 0, len(real) - 1, count)
    population = np.exp(rng.random(count) * (np.log(300_000) - SMALL) + SMALL).astype(int)
    shift = (rng.random((count, 2)) - 0.5) * 0.8
    factor = around(rng, 1.0, 0.15, (count, 3))
    used: dict[str, int] = {}
    towns = []
    for number in range(count):
        model = real[near[number]]
        used[model.state] = used.get(model.state, 0) + 1
        people = int(round(population[number], -2))
        name = next(word for limit, word in SIZES if people < limit)
        towns.append(
            Town(
                ags=Ags(f"{model.ags[:2]}999{used[model.state]:03d}"),
                name=f"{name} {len(real) + number + 1} (erfunden)",
                state=model.state,
                lat=round(model.lat + float(shift[number, 0]), 4),
                lon=round(model.lon + float(shift[number, 1]), 4),
                population=people,
                facts=_like(model.facts, factor[number].tolist(), people),
                university=people > 100_000,
                landscape=tuple(kind for kind in model.landscape if kind != "sea"),
                island=False,
                real=False,
            )
        )
    return towns


def _like(facts: Mapping[str, float], factors: list[float], population: int) -> dict[str, float]:
    """Figures near those of a real town."""
    degree = 1 if population < 10_000 else 3 if population < 80_000 else 4
    figures = ("vacancy_rate", "asking_rent", "unemployment_rate")
    drawn = {name: round(facts[name] * factor, 2) for name, factor in zip(figures, factors, strict=True)}
    return {**drawn, "urbanity": urbanity(degree, population)}
