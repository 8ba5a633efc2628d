"""The policy as a PuLP model: one rule, one function, its equation in the docstring.

x_ij in {0, 1}: unit i goes to municipality j (a variable only where the pair stands in the model);
short_j >= 0: persons missing to the pledged minimum; t_lj in [0, 1]: soft link l is met at j;
y_hc in [0, 1]: household h takes a housing unit of class c (`housing_rules`);
z_ej in [0, d_ej]: units that need e is served at j (`served_rules`).
Pairs may be added later: every rule then says only what is new about them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np
import pulp

from rematch.optimise.policy import housing_rules, served_rules
from rematch.optimise.policy.model import Model, Term
from rematch.optimise.reduced_problem import Bools, ReducedProblem


def policy(units: ReducedProblem, pairs: Bools | None = None) -> Model:
    """All rules in their order for these pairs (default: all)."""
    none = np.zeros_like(units.allowed)
    model = Model(units, pulp.LpProblem("rematch", pulp.LpMaximize), none, none)
    widen(model, units.allowed if pairs is None else pairs)
    return model


def widen(model: Model, pairs: Bools) -> None:
    """More pairs: the same rules, in the same order, for them."""
    model.new, model.present = pairs, model.present | pairs
    variables(model)
    one_place_each(model)
    no_more_than_there_is(model)
    pledged_minimum(model)
    kept_apart(model)
    within_ceilings(model)
    soft_links(model)
    housing_rules.one_unit_of_housing_each(model)
    housing_rules.no_more_units_than_there_are(model)
    served_rules.only_where_placed(model)
    served_rules.no_more_than_there_is(model)
    keep_persons(model)
    keep_shortfall(model)
    model.tabulate()


def variables(model: Model) -> None:
    """x_ij for possible pairs, short_j where a minimum is pledged, t_lj where the first of link l may go."""
    units, first = model.units, not (model.place or model.short)
    for i, j in np.argwhere(model.new).tolist():
        model.place[i, j] = model.variable("x", (i, j), 1, pulp.LpInteger)
    for j in np.flatnonzero(units.minimum > 0).tolist() if first else ():
        model.short[j] = model.variable("short", (j,), float(units.minimum[j]))
    for link, (one, _, _) in enumerate(units.soft_links):
        for j in np.flatnonzero(model.new[one]).tolist():
            model.near[link, j] = model.variable("t", (link, j), 1)
    housing_rules.variables(model)
    served_rules.variables(model)


def one_place_each(model: Model) -> None:
    """sum_j x_ij <= 1, and = 1 for the pinned."""
    for i in np.flatnonzero(model.new.any(axis=1)).tolist():
        sense = pulp.LpConstraintEQ if model.units.pinned[i] else pulp.LpConstraintLE
        places = np.flatnonzero(model.new[i]).tolist()
        model.add(("one", i), ((model.place[i, j], 1) for j in places), sense, 1)


def no_more_than_there_is(model: Model) -> None:
    """sum_i u_ijk x_ij <= C_jk for every resource: what must be served among them, persons the last."""
    units = model.units
    for j in np.flatnonzero(model.new.any(axis=0)).tolist():
        there, demand, limits = model.at(j), units.demand_at(j), units.capacity[j]
        for k in units.binding(j).tolist():
            terms = zip((model.place[i, j] for i in there), demand[there, k].tolist(), strict=True)
            model.add(("capacity", j, k), terms, pulp.LpConstraintLE, limits[k])


def pledged_minimum(model: Model) -> None:
    """sum_i n_i x_ij + short_j >= L_j."""
    for j, missing in model.short.items():
        terms = [(model.place[i, j], float(model.units.persons[i])) for i in model.at(j)]
        own = [] if ("minimum", j) in model.rows else [(missing, 1.0)]
        model.add(("minimum", j), [*terms, *own], pulp.LpConstraintGE, model.units.minimum[j])


def kept_apart(model: Model) -> None:
    """x_ij + x_i'j <= 1 for every pair of households to keep apart."""
    allowed = model.units.allowed
    for pair, both in enumerate(model.units.apart):
        for j in np.flatnonzero(allowed[both[0]] & allowed[both[1]]).tolist():
            terms = ((model.place[i, j], 1.0) for i in both if model.new[i, j])
            model.add(("apart", pair, j), terms, pulp.LpConstraintLE, 1)


def within_ceilings(model: Model) -> None:
    """sum_ij cost_ij x_ij <= limit for every ceiling."""
    for number, ceiling in enumerate(model.units.ceilings):
        new = np.argwhere(model.new & (ceiling.cost != 0)).tolist()
        terms = ((model.place[i, j], ceiling.cost[i, j]) for i, j in new)
        model.add(("ceiling", number), terms, pulp.LpConstraintLE, ceiling.limit)


def soft_links(model: Model) -> None:
    """t_lj <= x_ij and t_lj <= sum_j' closeness_jj' x_i'j'."""
    units = model.units
    for (link, j), met in model.near.items():
        first, second, _ = units.soft_links[link]
        known = ("soft", link, j) in model.rows
        others = np.flatnonzero((model.new if known else model.present)[second]).tolist()
        close = [(model.place[second, o], -units.closeness[j, o]) for o in others]
        if not known:
            here = [(met, 1.0), (model.place[first, j], -1.0)]
            model.add(("soft", link, j), here, pulp.LpConstraintLE, 0)
            close.append((met, 1.0))
        model.add(("soft_near", link, j), close, pulp.LpConstraintLE, 0)


def keep_persons(model: Model) -> None:
    """sum_ij n_i x_ij >= P, where P is set once the first level is known."""
    new = np.argwhere(model.new).tolist()
    terms = ((model.place[i, j], model.units.persons[i]) for i, j in new)
    model.add(("persons",), terms, pulp.LpConstraintGE, 0)


def keep_shortfall(model: Model) -> None:
    """sum_j short_j <= S, where S is set once the second level is known."""
    if ("shortfall",) not in model.rows:
        terms = ((missing, 1.0) for missing in model.short.values())
        model.add(("shortfall",), terms, pulp.LpConstraintLE, model.units.minimum.sum())


def best_value(model: Model) -> None:
    """max sum_ij v_ij x_ij + sum_lj bonus_l t_lj + sum_hc w_hc y_hc + sum_ej g_ej z_ej."""
    terms = [*worth(model, model.units), *served_rules.worth(model)]
    model.program.setObjective(pulp.LpAffineExpression(terms))


def worth(model: Model, units: ReducedProblem) -> list[Term]:
    """Terms of what a plan is worth by the values of `units`, which has the structure of the model's.

    sum_ij v_ij x_ij + sum_lj bonus_l t_lj + sum_hc w_hc y_hc; a link of two units that is worth nothing
    there may be missing in `units`. What is served comes beside it (`served_rules`).
    """
    placed = [(variable, float(units.value[pair])) for pair, variable in model.place.items()]
    return [*placed, *_bonuses(model, units), *housing_rules.worth(model, units)]


def _bonuses(model: Model, units: ReducedProblem) -> Iterator[Term]:
    """What a link of these two units being met is worth; several of the same two share it."""
    linked, bonus = model.units.linked, defaultdict[tuple[int, int], float](float)
    for first, second, more in units.soft_links:
        bonus[first, second] += more
    links = Counter(linked)
    for (link, _), met in model.near.items():
        yield met, bonus[linked[link]] / links[linked[link]]
