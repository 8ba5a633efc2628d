"""Königsteiner Schlüssel: what share of people each municipality would take by the distribution key."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from rematch import DATA_DIR
from rematch.instance import Ints, MatchingInstance
from rematch.model import Ags, Municipality, Profiles
from rematch.optimise.problem import UNPLACED

KEY_YEAR = 2019
"""Newest key published with all digits in our sources; it governs 2020 (see data/README.md)."""


@dataclass(frozen=True)
class KeyEdition:
    """A published key: the year it was calculated for, the year it governs, and percent per Bundesland."""

    year: int
    applies_to: int
    names: Mapping[str, str]
    percent: Mapping[str, float]


@dataclass(frozen=True)
class StateShare:
    """One Bundesland of the cohort: persons counted there, and what the key would make of as many.

    `share` and `target` are shares of all who are counted; the targets of the participating Bundesländer add
    up to 1. `deviation` is persons above (or below) the target.
    """

    state: str
    municipalities: int
    persons: int
    share: float
    target: float
    deviation: float


@cache
def key_editions() -> tuple[KeyEdition, ...]:
    """The keys published with all digits, newest first."""
    with (DATA_DIR / "koenigsteiner_schluessel.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["key_year"]]
    by_year: dict[int, list[dict[str, str]]] = {}
    for row in rows:
        by_year.setdefault(int(row["key_year"]), []).append(row)
    return tuple(
        KeyEdition(
            year,
            int(by_year[year][0]["applies_to_year"]),
            {row["state"]: row["state_name"] for row in by_year[year]},
            {row["state"]: float(row["percent"]) for row in by_year[year]},
        )
        for year in sorted(by_year, reverse=True)
    )


def plan_by_state(instance: MatchingInstance, plan: Ints, key: Mapping[str, float]) -> tuple[StateShare, ...]:
    """The persons of plan [n] by Bundesland beside a key in percent, the largest target first."""
    places = instance.profiles.municipalities
    persons: dict[Ags, int] = {}
    for row in np.flatnonzero(plan != UNPLACED).tolist():
        ags = places[plan[row]].ags
        persons[ags] = persons.get(ags, 0) + int(instance.problem.persons[row])
    return persons_by_state(places, persons, key)


def persons_by_state(
    places: Iterable[Municipality], persons: Mapping[Ags, int], key: Mapping[str, float]
) -> tuple[StateShare, ...]:
    """Persons by municipality summed up by Bundesland, beside a key in percent, the largest target first.

    target = percent of the Bundesland / sum of percent over those with a municipality in the cohort.
    """
    known = tuple(places)
    named = sorted({place.state for place in known})
    together = sum(persons.get(place.ags, 0) for place in known)
    whole = sum(key.get(state, 0.0) for state in named) or 1.0
    found = []
    for state in named:
        own = [place for place in known if place.state == state]
        here = sum(persons.get(place.ags, 0) for place in own)
        target = key.get(state, 0.0) / whole
        share = here / together if together else 0.0
        found.append(StateShare(state, len(own), here, share, target, here - target * together))
    return tuple(sorted(found, key=lambda one: (-one.target, one.state)))


@cache
def key_percent(year: int = KEY_YEAR) -> dict[str, float]:
    """Percent per Bundesland (ISO 3166-2) of the key of one year."""
    return next((dict(edition.percent) for edition in key_editions() if edition.year == year), {})


def state_shares(profiles: Profiles) -> NDArray[np.float64]:
    """Target shares [m], adding up to 1: the key among the cohort's Bundesländer, population within each."""
    places = profiles.municipalities
    key = key_percent()
    population = np.array([place.population or 1 for place in places], dtype=float)
    states = np.array([place.state for place in places])
    shares = np.zeros(len(places))
    for state in set(states):
        here = states == state
        shares[here] = key.get(state, 0.0) * population[here] / population[here].sum()
    return shares / shares.sum() if shares.sum() else np.full(len(places), 1 / max(1, len(places)))
