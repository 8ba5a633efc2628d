"""Who belongs to the invented households: ages, sexes and roles, drawn to the published statistics."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from rematch.criteria.persons import FULL_AGE
from rematch.model import Sex
from rematch.synthetic.draw import Flags, Floats, Ints, pick, stream
from rematch.synthetic.sources import statistics

ADULTS, MINORS = 3, 5
OLDEST = 90
FEMALE_AMONG_OLDER = 0.70
FEMALE_AMONG_MINORS = 0.49


@dataclass(frozen=True, eq=False)
class People:
    """All members of all households, household by household: adults first, then children by age.

    Arrays [r]; `owner` is the household, `female` the sex.
    """

    owner: Ints
    age: Ints
    female: Flags
    households: int

    @property
    def adult(self) -> Flags:
        """Members of full age."""
        return self.age >= FULL_AGE

    @property
    def number(self) -> Ints:
        """1, 2, ... within the household."""
        return np.arange(len(self.owner)) - np.searchsorted(self.owner, self.owner) + 1

    def count(self, members: Flags) -> Ints:
        """[n] how many members of each household these are."""
        return np.bincount(self.owner[members], minlength=self.households)


def sex(female: bool) -> Sex:
    """As the model writes it."""
    return Sex.FEMALE if female else Sex.MALE


def draw_people(households: int, seed: int) -> People:
    """Household types by their shares, children's and adults' ages by the age bands."""
    types: list[dict[str, Any]] = statistics()["household_types"]
    rng = stream(seed, "people")
    chosen = pick(rng, [kind["share"] for kind in types], households)
    minors = _minors(rng, types, chosen)
    child_age = _banded_ages(rng.random((households, MINORS)), "minor_age_bands")
    child_age = -np.sort(-np.where(np.arange(MINORS) < minors[:, None], child_age, -1), axis=1)
    adult_age, female = _adults(rng, types, chosen, child_age.max(axis=1))
    age = np.concatenate([adult_age, child_age], axis=1)
    sexes = np.concatenate([female, rng.random((households, MINORS)) < FEMALE_AMONG_MINORS], axis=1)
    there = age >= 0
    return People(np.nonzero(there)[0], age[there], sexes[there], households)


def _minors(rng: np.random.Generator, types: list[dict[str, Any]], chosen: Ints) -> Ints:
    """The type's number of children; a broken number is a mean, three generations have two to four."""
    stated = np.array([float(kind["minors"]) for kind in types])[chosen]
    whole = np.floor(stated) + (rng.random(len(chosen)) < stated % 1)
    large = np.array(["5-7" in kind["type"] for kind in types])[chosen]
    return np.where(large, 2 + np.floor(rng.random(len(chosen)) * 3), whole).astype(np.int64)


def _adults(
    rng: np.random.Generator, types: list[dict[str, Any]], chosen: Ints, oldest_child: Ints
) -> tuple[Ints, Flags]:
    """Ages [n, 3], -1 where there is nobody, and sexes: a parent, then partner or grandmother."""
    size = len(chosen)
    letters = np.array([list(kind["sex"].ljust(ADULTS, "-")) for kind in types])[chosen]
    low = np.array([60 if "60+" in kind["type"] else FULL_AGE for kind in types])[chosen]
    high = np.array([_oldest(kind) for kind in types])[chosen]
    low = np.maximum(low, oldest_child + FULL_AGE)
    first = _adult_ages(rng.random(size), low, np.maximum(high, low))
    grandmother = np.array(["grandmother" in k["type"] or "5-7" in k["type"] for k in types])[chosen]
    partner = first - 3 + np.floor(rng.random(size) * 9).astype(np.int64)
    second = np.where(grandmother, first + 20 + np.floor(rng.random(size) * 14).astype(np.int64), partner)
    alone = (letters[:, 1] == "F") & ~grandmother
    single = _adult_ages(rng.random(size), np.full(size, FULL_AGE), np.full(size, OLDEST))
    second = np.where(alone, single, second)
    ages = np.stack([first, second, partner], axis=1)
    ages = np.where(letters == "-", -1, np.clip(ages, FULL_AGE, OLDEST))
    older_woman = rng.random((size, 1)) < FEMALE_AMONG_OLDER
    return ages, (letters == "F") | ((letters == "X") & older_woman)


def _oldest(kind: dict[str, Any]) -> int:
    if "alone 18-" in kind["type"]:
        return int(kind["type"][-2:])
    return 54 if kind["minors"] else OLDEST


def _banded_ages(uniform: Floats, bands: str) -> Ints:
    """Ages with the published shares of the bands, even within each."""
    shares = _by_year(statistics()[bands])
    return np.asarray(np.searchsorted(np.cumsum(shares), uniform * shares.sum(), side="right"))


def _adult_ages(uniform: Floats, low: Ints, high: Ints) -> Ints:
    """Ages of adults by the bands, between each row's bounds."""
    below = np.concatenate([[0.0], np.cumsum(_by_year(statistics()["adult_age_bands_ASSUMPTION"]))])
    at = below[low] + uniform * (below[high + 1] - below[low])
    return np.asarray(np.clip(np.searchsorted(below, at, side="right") - 1, low, high))


def _by_year(bands: dict[str, float]) -> Floats:
    """Share of each year of age up to the oldest."""
    shares = np.zeros(OLDEST + 1)
    for band, share in bands.items():
        low, high = (int(part) for part in band.replace("+", f"-{OLDEST}").split("-"))
        shares[low : high + 1] = share / (high - low + 1)
    return shares
