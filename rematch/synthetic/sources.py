"""What the generator draws from: published statistics, stated assumptions, real towns and invented ones."""

import csv
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from rematch.model import Ags
from rematch.synthetic.draw import around, between, stream

DATA = Path(__file__).resolve().parents[2] / "data"
PILOT = (
    "03101000",
    "05111000",
    "01002000",
    "08416036",
    "03102000",
    "05382068",
    "05170008",
    "09162000",
)
"""The eight cities of Re:Match, in the order they joined."""
URBANISATION = {"gering besiedelt": 1, "mittlere Besiedlungsdichte": 3, "dicht besiedelt": 4}


@dataclass(frozen=True)
class Town:
    """A municipality with its facts: real ones where `real`, otherwise clearly invented."""

    ags: Ags
    name: str
    state: str
    lat: float
    lon: float
    population: int
    facts: Mapping[str, float]
    university: bool
    landscape: tuple[str, ...]
    island: bool
    real: bool


FACTS_AS_OF = {
    "vacancy_rate": date(2022, 5, 15),
    "asking_rent": date(2022, 12, 31),
    "unemployment_rate": date(2021, 12, 31),
    "urbanity": date(2023, 12, 31),
}
"""Offer fields that are real figures, with their date."""


@cache
def statistics() -> dict[str, Any]:
    """The published distributions (`data/reference/generator_params.json`)."""
    loaded: dict[str, Any] = json.loads((DATA / "reference/generator_params.json").read_text("utf-8"))
    return loaded


@cache
def assumptions() -> dict[str, Any]:
    """What is not published and therefore assumed (`data/reference/generator_assumptions.toml`)."""
    return tomllib.loads((DATA / "reference/generator_assumptions.toml").read_text("utf-8"))


@cache
def occupations() -> tuple[str, ...]:
    """The two-digit groups of ISCO-08 without the armed forces."""
    with (DATA / "reference/standards/isco08_submajor_groups.csv").open(encoding="utf-8", newline="") as file:
        return tuple(row["code"] for row in csv.DictReader(file) if not row["code"].startswith("0"))


@cache
def real_towns() -> tuple[Town, ...]:
    """The 58 real municipalities, the eight pilot cities first."""
    with (DATA / "municipalities_de.csv").open(encoding="utf-8", newline="") as file:
        towns = {row["ags"]: _town(row) for row in csv.DictReader(file)}
    return tuple(towns.pop(ags) for ags in PILOT) + tuple(towns.values())


def _town(row: Mapping[str, str]) -> Town:
    population = int(row["population"])
    return Town(
        ags=Ags(row["ags"]),
        name=row["name"],
        state=row["state"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        population=population,
        facts={
            "vacancy_rate": float(row["vacancy_rate_census22"]),
            "asking_rent": float(row["asking_rent_eur_m2_kreis_2022"]),
            "unemployment_rate": float(row["unemployment_rate_kreis_2021"]),
            "urbanity": urbanity(URBANISATION[row["urbanisation"]], population),
        },
        university=row["university"] == "1",
        landscape=tuple(filter(None, row["landscape"].split("|"))),
        island=row["island"] == "1",
        real=True,
    )


def urbanity(degree: int, population: int) -> float:
    """1 to 5: the official degree of urbanisation, set apart at 5,000 and 500,000 inhabitants."""
    if degree == 1:
        return 1.0 if population < 5_000 else 2.0
    return 5.0 if degree == 4 and population >= 500_000 else float(degree)


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
