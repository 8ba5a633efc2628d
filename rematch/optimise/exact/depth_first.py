"""Branch and bound of our own for small models: many light nodes where the solver's first one takes long.

Depth first on the live relaxation, whose basis is kept from node to node; lifted covers are its only cuts
(Land, Doig 1960; Dakin 1965). Pairs that no plan better than the best one found can have are closed by
their reduced values at the root (Crowder, Johnson, Padberg 1983).
"""

from dataclasses import dataclass

import numpy as np

from rematch.optimise.budget import Budget
from rematch.optimise.exact.branch_and_bound import ExactModel, Relaxed, Run
from rematch.optimise.problem import Floats, Ints
from rematch.optimise.proof.certificate import best_reduced, bound_and_reduced
from rematch.optimise.reduced_problem import Bools
from rematch.optimise.solution import Levels

MOST_NODES = 300
"""What is not proven by then is left to the solver."""
LOOK, LITTLE = 50, 1e-4
"""Nodes after which no more than this share of all plans was closed: there are too many to look into."""
WITHIN = 1e-8
"""A node that cannot be better by more than this share is not looked into."""
WHOLE = 1e-6


@dataclass(frozen=True, eq=False)
class Node:
    """Pairs [p] of the model that plans of this part have, and those that they may have.

    `share` is the part's share of the whole search, each branching taken as a half.
    """

    fixed: Bools
    open: Bools
    share: float = 1.0


def depth_first(
    model: ExactModel,
    relaxed: Relaxed,
    plan: Ints | None,
    levels: Levels,
    budget: Budget,
    *,
    gap: float = 0.0,
) -> Run:
    """The best plan of the present aim with these levels, from a plan [u] that reaches them, if there is one.

    `relaxed` is the root; the last `gap` may stay open. Not finished where it takes more than MOST_NODES or
    the budget has, or LOOK nodes closed next to nothing.
    """
    most = _most_with_each(model, relaxed, levels)
    best, worth, closed = plan, -np.inf if plan is None else model.units.worth(plan), 0.0
    stack = [Node(np.zeros(len(most), dtype=bool), np.ones(len(most), dtype=bool))]
    for number in range(MOST_NODES):
        near = max(WITHIN * max(model.scale, abs(worth)), gap * abs(worth))
        enough = worth + near if best is not None else -np.inf
        if not stack:
            return Run(best, enough, finished=True)
        if budget.over or (number == LOOK and closed < LITTLE):
            break
        node = stack.pop()
        found = model.relax_within(node.fixed, node.open & (most > enough))
        budget.spend(1)
        if found is None:
            break
        value, shares = found
        if value <= enough:
            closed += node.share
        elif (np.minimum(shares, 1.0 - shares) <= WHOLE).all():
            best, worth = model.plan_of(shares), value
            closed += node.share
        else:
            stack += _branches(model, node, shares)
    return Run(best, np.inf, finished=False)


def _most_with_each(model: ExactModel, relaxed: Relaxed, levels: Levels) -> Floats:
    """What plans with each pair [p] of the model are worth at most, by the prices at the root."""
    units = model.units
    bound, reduced = bound_and_reduced(
        units, relaxed.prices, persons=levels.persons, shortfall=levels.shortfall
    )
    best = best_reduced(units, reduced, levels.persons if units.place_first else 0.0)
    with_pair = bound - best[:, None] + reduced
    most: Floats = with_pair[*model.places.T]
    return most


def _branches(model: ExactModel, node: Node, shares: Floats) -> tuple[Node, Node]:
    """With and without the pair that is torn most, by persons; the likelier one is looked into first."""
    units = model.places[:, 0]
    pair = int(np.argmax(np.minimum(shares, 1.0 - shares) * model.units.persons[units]))
    without, fixed = node.open.copy(), node.fixed.copy()
    without[pair], fixed[pair] = False, True
    others = (units == units[pair]) & ~fixed
    half = node.share / 2
    parts = Node(node.fixed, without, half), Node(fixed, node.open & ~others, half)
    return parts if shares[pair] >= 0.5 else (parts[1], parts[0])
