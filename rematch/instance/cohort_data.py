"""What no scenario changes: a cohort's profiles in canonical order, and the catalogue.

Households stand in the order of their ids, municipalities in the order of their AGS, so that the order of
the files does not matter.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rematch.criteria.catalogue import Catalogue
from rematch.criteria.measuring.measures import haversine_km
from rematch.identity import Identity
from rematch.model import Ags, HouseholdId, Profiles

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NEAR_KM = 50.0
NEAR_CLOSENESS = 0.5


def in_order(profiles: Profiles) -> Profiles:
    """The same profiles with households by id and municipalities by AGS."""
    return profiles.model_copy(
        update={
            "households": tuple(sorted(profiles.households, key=lambda household: household.id)),
            "municipalities": tuple(sorted(profiles.municipalities, key=lambda place: place.ags)),
        }
    )


@dataclass(frozen=True, eq=False)
class CohortData:
    """What no scenario changes: the ordered profiles of a cohort and the catalogue."""

    profiles: Profiles
    catalogue: Catalogue
    data_fingerprint: str

    @cached_property
    def identity(self) -> Identity:
        """Which cohort, data and criteria these are."""
        return Identity(self.profiles.cohort.id, self.data_fingerprint, self.catalogue.fingerprint)

    @cached_property
    def row(self) -> dict[HouseholdId, int]:
        """Household id to row."""
        return {household.id: i for i, household in enumerate(self.profiles.households)}

    @cached_property
    def column(self) -> dict[Ags, int]:
        """AGS to column."""
        return {place.ags: j for j, place in enumerate(self.profiles.municipalities)}

    @cached_property
    def names(self) -> dict[str, str]:
        """AGS to name."""
        return self.profiles.names

    def name(self, ags: str) -> str:
        """The municipality's name, or the AGS itself where the cohort has no such municipality."""
        return self.names.get(ags, ags)

    @cached_property
    def persons(self) -> Ints:
        """Household sizes [n]."""
        return np.array([household.size for household in self.profiles.households], dtype=np.int64)

    @cached_property
    def closeness(self) -> Floats:
        """1 for the same place, one half within 50 km, else 0 [m, m]."""
        points = np.array([(place.lat, place.lon) for place in self.profiles.municipalities]).reshape(-1, 2)
        near = np.where(haversine_km(points, points) <= NEAR_KM, NEAR_CLOSENESS, 0.0)
        np.fill_diagonal(near, 1.0)
        return near


def prepare_cohort(profiles: Profiles, catalogue: Catalogue, data_fingerprint: str) -> CohortData:
    """Profiles in canonical order, ready for any scenario."""
    return CohortData(in_order(profiles), catalogue, data_fingerprint)
