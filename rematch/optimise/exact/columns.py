"""What the columns of the exact model stand for: their values in a plan, and which change with some pairs."""

import numpy as np

from rematch.optimise.exact.part import NEAR, PLACE, SERVE, SHORT, TAKE
from rematch.optimise.policy.tables import Keyed
from rematch.optimise.problem import UNPLACED, Floats, Ints
from rematch.optimise.reduced_problem import Bools, ReducedProblem


class Columns:
    """Column numbers of a part as it stands: of x (`place`), short, t (`near`), y (`take`) and z (`serve`).

    `pairs` [p, 2] are the units and municipalities of x, `pledged` [j] the municipalities of short, `links`
    [t, 2] the links and municipalities of t, `taken` [y, 2] the households and classes of y, `needs` [z, 2]
    the needs and municipalities of z and `most` [z] its bounds.
    """

    def __init__(self, columns: Keyed) -> None:
        self.count = len(columns)
        kinds = tuple(columns.of(kind).astype(np.int32) for kind in (PLACE, SHORT, NEAR, TAKE, SERVE))
        self.place, self.short, self.near, self.take, self.serve = kinds
        keys = tuple(columns.key[numbers] for numbers in kinds)
        self.pairs, pledged, self.links, self.taken, self.needs = keys
        self.pledged, self.most = pledged[:, 0], columns.high[self.serve]

    def values(self, units: ReducedProblem, plan: Ints, *, serve: bool = True) -> Floats:
        """Every column's value [c] in this plan [u]; z is 0 unless needs are to be served (`serve`)."""
        values = np.zeros(self.count)
        values[self.place] = plan[self.pairs[:, 0]] == self.pairs[:, 1]
        placed = plan != UNPLACED
        there = np.bincount(plan[placed], weights=units.persons[placed], minlength=len(units.minimum))
        values[self.short] = np.maximum(units.minimum - there, 0.0)[self.pledged]
        for column, (link, j) in zip(self.near, self.links.tolist(), strict=True):
            first, second, _ = units.soft_links[link]
            if plan[first] == j and plan[second] != UNPLACED:
                values[column] = units.closeness[j, plan[second]]
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
        moving[self.short] = places[self.pledged]
        links = np.array([rows[first] or rows[second] for first, second, _ in units.soft_links], dtype=bool)
        moving[self.near] = links[self.links[:, 0]]
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
