"""What is left to decide once most units stay where they are: a smaller problem of the same kind."""

from dataclasses import dataclass, replace

import numpy as np

from rematch.optimise.core import Bools, Core
from rematch.optimise.pins import TOLERANCE
from rematch.optimise.problem import UNPLACED, Ceiling, Floats, Ints


@dataclass(frozen=True, eq=False)
class Rest:
    """The units [r] that may still move, with the room, pledges and bonuses the others leave them."""

    core: Core
    rows: Ints
    around: Ints

    def plan(self) -> Ints:
        """Where the units [r] are now."""
        return self.around[self.rows]

    def whole(self, plan: Ints) -> Ints:
        """A plan [r] of these units with all the others [u] around it."""
        around = self.around.copy()
        around[self.rows] = plan
        return around


def rest(units: Core, plan: Ints, pairs: Bools) -> Rest:
    """The problem of the units with a pair in `pairs` [u, m], which may also stay; the others stay."""
    free = pairs.any(axis=1) & ~units.pinned
    rows, fixed = np.flatnonzero(free), np.flatnonzero(~free & (plan != UNPLACED))
    here = np.arange(pairs.shape[1])[None, :] == plan[rows][:, None]
    allowed = units.allowed[rows] & (pairs[rows] | here)
    room = np.maximum(units.capacity - _used(units, plan, fixed), 0.0)
    there = np.bincount(plan[fixed], weights=units.persons[fixed], minlength=len(units.minimum))
    demand = units.demand[rows]
    every = demand if demand.ndim == 3 else demand[:, None, :]
    allowed &= (every <= room[None] + TOLERANCE).all(axis=2)
    core = replace(
        units,
        value=units.value[rows].copy(),
        allowed=allowed,
        demand=demand,
        capacity=room,
        persons=units.persons[rows],
        minimum=np.maximum(units.minimum - there, 0.0),
        pinned=units.pinned[rows],
        apart=(),
        soft_links=(),
        unit_of=np.arange(len(rows)),
        ceilings=tuple(
            Ceiling(c.cost[rows], c.limit - float(c.cost[fixed, plan[fixed]].sum())) for c in units.ceilings
        ),
    )
    return Rest(_tied(core, units, plan, rows), rows, plan)


def _used(units: Core, plan: Ints, fixed: Ints) -> Floats:
    used = np.zeros_like(units.capacity)
    at = plan[fixed]
    np.add.at(used, at, units.demand[fixed] if units.demand.ndim == 2 else units.demand[fixed, at])
    return used


def _tied(core: Core, units: Core, plan: Ints, rows: Ints) -> Core:
    """Units to keep apart and soft links: kept between free units, settled where one of the two stays."""
    number = {int(i): row for row, i in enumerate(rows)}
    for i, other in (*units.apart, *((second, first) for first, second in units.apart)):
        if i in number and other not in number and plan[other] != UNPLACED:
            core.allowed[number[i], plan[other]] = False
    for first, second, bonus in units.soft_links:
        if first in number and second not in number and plan[second] != UNPLACED:
            core.value[number[first]] += bonus * units.closeness[:, plan[second]]
        if second in number and first not in number and plan[first] != UNPLACED:
            core.value[number[second]] += bonus * units.closeness[plan[first]]
    both = [pair for pair in units.apart if pair[0] in number and pair[1] in number]
    links = [link for link in units.soft_links if link[0] in number and link[1] in number]
    return replace(
        core,
        apart=tuple((number[i], number[other]) for i, other in both),
        soft_links=tuple((number[i], number[other], bonus) for i, other, bonus in links),
    )
