"""The policy as a PuLP model: one rule, one function, its equation in the docstring.

x_ij in {0, 1}: unit i goes to municipality j (a variable only where the pair is possible);
short_j >= 0: persons missing to the pledged minimum; t_lj in [0, 1]: soft link l is met at j.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pulp

from rematch.optimise.core import Core

Key = tuple[str | int, ...]


@dataclass
class Model:
    """The model of record: PuLP's problem, its variables and its rows by what they mean."""

    units: Core
    program: pulp.LpProblem
    place: dict[tuple[int, int], pulp.LpVariable] = field(default_factory=dict)
    short: dict[int, pulp.LpVariable] = field(default_factory=dict)
    near: dict[tuple[int, int], pulp.LpVariable] = field(default_factory=dict)
    rows: dict[Key, pulp.LpConstraint] = field(default_factory=dict)

    def add(self, key: Key, terms: Iterable[tuple[pulp.LpVariable, float]], sense: int, side: float) -> None:
        """One row under its key; a row without variables says nothing and is left out."""
        terms = [(variable, float(number)) for variable, number in terms if number]
        if terms:
            row = pulp.LpConstraint(
                pulp.LpAffineExpression(terms), sense, "_".join(map(str, key)), float(side)
            )
            self.program.addConstraint(row)
            self.rows[key] = row

    def at(self, j: int) -> list[int]:
        """Units that may go to municipality j."""
        return [int(i) for i in np.flatnonzero(self.units.allowed[:, j])]


def policy(units: Core) -> Model:
    """All rules in their order, and the third level of the objective (`exact` sets the first two)."""
    model = Model(units, pulp.LpProblem("rematch", pulp.LpMaximize))
    variables(model)
    one_place_each(model)
    no_more_than_there_is(model)
    pledged_minimum(model)
    kept_apart(model)
    within_ceilings(model)
    soft_links(model)
    keep_persons(model)
    keep_shortfall(model)
    best_value(model)
    return model


def variables(model: Model) -> None:
    """x_ij for possible pairs, short_j where a minimum is pledged, t_lj for each soft link and place."""
    units = model.units
    for i, j in np.argwhere(units.allowed):
        model.place[int(i), int(j)] = model.program.add_variable(f"x_{i:06d}_{j:06d}", 0, 1, pulp.LpInteger)
    for j in np.flatnonzero(units.minimum > 0):
        model.short[int(j)] = model.program.add_variable(f"short_{j:06d}", 0, float(units.minimum[j]))
    for link in range(len(units.soft_links)):
        for j in range(len(units.minimum)):
            model.near[link, j] = model.program.add_variable(f"t_{link:06d}_{j:06d}", 0, 1)


def one_place_each(model: Model) -> None:
    """sum_j x_ij <= 1, and = 1 for the pinned."""
    for i, places in enumerate(model.units.allowed):
        sense = pulp.LpConstraintEQ if model.units.pinned[i] else pulp.LpConstraintLE
        model.add(("one", i), ((model.place[i, int(j)], 1) for j in np.flatnonzero(places)), sense, 1)


def no_more_than_there_is(model: Model) -> None:
    """sum_i u_ijk x_ij <= C_jk for every resource, the pledged maximum of persons being the last."""
    for j, limits in enumerate(model.units.capacity):
        there = model.at(j)
        demand = model.units.demand_at(j)[there]
        for k in np.flatnonzero(demand.sum(axis=0) > limits):
            terms = ((model.place[i, j], demand[row, k]) for row, i in enumerate(there))
            model.add(("capacity", j, int(k)), terms, pulp.LpConstraintLE, limits[k])


def pledged_minimum(model: Model) -> None:
    """sum_i n_i x_ij + short_j >= L_j."""
    for j, missing in model.short.items():
        terms = [(model.place[i, j], float(model.units.persons[i])) for i in model.at(j)]
        model.add(("minimum", j), [*terms, (missing, 1.0)], pulp.LpConstraintGE, model.units.minimum[j])


def kept_apart(model: Model) -> None:
    """x_ij + x_i'j <= 1 for every pair of households to keep apart."""
    for pair, (first, second) in enumerate(model.units.apart):
        for j in np.flatnonzero(model.units.allowed[first] & model.units.allowed[second]):
            both = [(model.place[first, int(j)], 1.0), (model.place[second, int(j)], 1.0)]
            model.add(("apart", pair, int(j)), both, pulp.LpConstraintLE, 1)


def within_ceilings(model: Model) -> None:
    """sum_ij cost_ij x_ij <= limit for every ceiling."""
    for number, ceiling in enumerate(model.units.ceilings):
        terms = ((variable, ceiling.cost[pair]) for pair, variable in model.place.items())
        model.add(("ceiling", number), terms, pulp.LpConstraintLE, ceiling.limit)


def soft_links(model: Model) -> None:
    """t_lj <= x_ij and t_lj <= sum_j' closeness_jj' x_i'j'."""
    units = model.units
    for (link, j), met in model.near.items():
        first, second, _ = units.soft_links[link]
        here = [(model.place[first, j], -1.0)] if (first, j) in model.place else []
        close = (
            (model.place[second, int(o)], -units.closeness[j, o])
            for o in np.flatnonzero(units.allowed[second])
        )
        model.add(("soft", link, j), [(met, 1.0), *here], pulp.LpConstraintLE, 0)
        model.add(("soft_near", link, j), [(met, 1.0), *close], pulp.LpConstraintLE, 0)


def keep_persons(model: Model) -> None:
    """sum_ij n_i x_ij >= P, where P is set once the first level is known."""
    terms = ((variable, model.units.persons[i]) for (i, _), variable in model.place.items())
    model.add(("persons",), terms, pulp.LpConstraintGE, 0)


def keep_shortfall(model: Model) -> None:
    """sum_j short_j <= S, where S is set once the second level is known."""
    terms = ((missing, 1.0) for missing in model.short.values())
    model.add(("shortfall",), terms, pulp.LpConstraintLE, model.units.minimum.sum())


def best_value(model: Model) -> None:
    """max sum_ij v_ij x_ij + sum_lj bonus_l t_lj."""
    units = model.units
    worth = [(variable, units.value[pair]) for pair, variable in model.place.items()]
    bonus = [(met, units.soft_links[link][2]) for (link, _), met in model.near.items()]
    model.program.setObjective(pulp.LpAffineExpression([*worth, *bonus]))
