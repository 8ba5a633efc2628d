"""Königsteiner Schlüssel: what share of people each municipality would take by the distribution key."""

import csv
from functools import cache

import numpy as np
from numpy.typing import NDArray

from rematch import DATA_DIR
from rematch.model import Profiles

KEY_YEAR = 2019
"""Newest key published with all digits in our sources; it governs 2020 (see data/README.md)."""


@cache
def key_percent(year: int = KEY_YEAR) -> dict[str, float]:
    """Percent per Bundesland (ISO 3166-2) of the key of one year."""
    with (DATA_DIR / "koenigsteiner_schluessel.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["key_year"] == str(year)]
    return {row["state"]: float(row["percent"]) for row in rows}


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
