"""What the columns of the exact model stand for: their values in a plan, and which change with some pairs."""

from collections.abc import Iterable, Mapping
from itertools import islice

import numpy as np
import pulp
from numpy.typing import NDArray

from rematch.optimise.policy.model import Model
from rematch.optimise.problem import UNPLACED, Floats, Ints
from rematch.optimise.reduced_problem import Bools, ReducedProblem


class Columns:
    """Column numbers of a model as it stands: of x (`place`), short, t (`near`), y (`take`) and z (`serve`).

    `pairs` [p, 2] are the units and municipalities of x, `taken` [t, 2] the households and classes of y,
    `needs` [z, 2] the needs and municipalities of z and `most` [z] its bounds.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        none = np.zeros(0, dtype=np.int32)
        self.place = self.short = self.near = self.take = self.serve = none
        self.pairs = self.taken = self.needs = np.zeros((0, 2), dtype=np.int64)
        self.most = np.zeros(0)
        self.grow()

    def grow(self) -> None:
        """The columns that were added to the model since; those that were there keep their numbers."""
        model = self._model
        self.place, pairs = _more(self.place, model.place)
        self.take, taken = _more(self.take, model.take)
        self.pairs, self.taken = np.vstack([self.pairs, pairs]), np.vstack([self.taken, taken])
        known = len(self.serve)
        self.serve, needs = _more(self.serve, model.serve)
        high = [served.upBound for served in islice(model.serve.values(), known, None)]
        self.needs, self.most = np.vstack([self.needs, needs]), np.append(self.most, high)
        self.short, self.near = indices(model.short.values()), indices(model.near.values())

    def values(self, units: ReducedProblem, plan: Ints, *, serve: bool = True) -> Floats:
        """Every column's value [c] in this plan [u]; z is 0 unless needs are to be served (`serve`)."""
        values = np.zeros(len(self._model.columns))
        values[self.place] = plan[self.pairs[:, 0]] == self.pairs[:, 1]
        placed = plan != UNPLACED
        there = np.bincount(plan[placed], weights=units.persons[placed], minlength=len(units.minimum))
        pledged = list(self._model.short)
        values[self.short] = np.maximum(units.minimum - there, 0.0)[pledged]
        for (link, j), met in self._model.near.items():
            first, second, _ = units.soft_links[link]
            if plan[first] == j and plan[second] != UNPLACED:
                values[met.index] = units.closeness[j, plan[second]]
        if units.classes is not None:
            unit = units.classes.house_all(units.spread(plan))
            values[self.take] = unit[self.taken[:, 0]] == self.taken[:, 1]
        if serve and units.served is not None:
            household = units.spread(plan)
            need, at = self.needs.T
            here = household[units.served.who[need]] == at
            values[self.serve] = np.where(here, units.served.serve(household)[need], 0)
        return values

    def moving(self, units: ReducedProblem, free: Bools, values: Floats) -> Bools:
        """Columns [c] that change where only these pairs [u, m] do.

        Who stays at one of these places may change class and what it is served.
        """
        moving = np.zeros(len(values), dtype=bool)
        moving[self.place] = free[self.pairs[:, 0], self.pairs[:, 1]]
        places, rows = np.asarray(free.any(axis=0)), np.asarray(free.any(axis=1))
        moving[self.short] = places[list(self._model.short)]
        links = [rows[first] or rows[second] for first, second, _ in units.soft_links]
        moving[self.near] = [links[link] for link, _ in self._model.near]
        there = np.zeros_like(free)
        there[self.pairs[:, 0], self.pairs[:, 1]] = values[self.place] > 0.5
        changing = (free | there) & places
        if units.classes is not None:
            moving[self.take] = changing[
                units.unit_of[self.taken[:, 0]], units.classes.place[self.taken[:, 1]]
            ]
        if units.served is not None:
            need, j = self.needs.T
            moving[self.serve] = changing[units.unit_of[units.served.who[need]], j]
        return moving


def indices(parts: Iterable[pulp.LpVariable | pulp.LpConstraint]) -> NDArray[np.int32]:
    """Numbers of columns or rows."""
    return np.array([part.index for part in parts], dtype=np.int32)


def _more(
    known: NDArray[np.int32], variables: Mapping[tuple[int, int], pulp.LpVariable]
) -> tuple[NDArray[np.int32], Ints]:
    """The numbers of all these variables, which were only added to, and the keys [v, 2] of the new ones."""
    new = dict(islice(variables.items(), len(known), None))
    return np.append(known, indices(new.values())), np.array(list(new), dtype=np.int64).reshape(-1, 2)
