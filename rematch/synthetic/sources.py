"""What the generator draws from: published statistics, stated assumptions, municipal facts."""

import csv
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from rematch.model import Ags

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
