"""What a plan gives households beside their place: a class of accommodation, units of what not all get."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from rematch.instance.cohort_data import Ints
from rematch.optimise.housing import NONE


class Given(NamedTuple):
    """To one household: its class of accommodation, -1 none, and the units served [s].

    Without them what is possible at the place as if nobody else were there.
    """

    unit: int = NONE
    served: tuple[int, ...] | None = None


POSSIBLE = Given()


@dataclass(frozen=True, eq=False)
class Allotment:
    """To all of a plan: class of accommodation `units` [n], -1 none, and units `served` [n, s]."""

    units: Ints
    served: Ints

    def to(self, i: int) -> Given:
        """What household row i gets."""
        return Given(int(self.units[i]), tuple(self.served[i].tolist()))

    def of(self, rows: Ints) -> "Allotment":
        """The same of some rows only."""
        return Allotment(self.units[rows], self.served[rows])

    @staticmethod
    def single(given: Given) -> "Allotment":
        """One row."""
        served = np.array([given.served or ()], dtype=np.int64)
        return Allotment(np.array([given.unit], dtype=np.int64), served)
