"""Decisions that cannot hold together: the least set of them to release, by a second small optimisation."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pulp

from rematch.optimise.housing import UnitClasses, unit_classes
from rematch.optimise.pins import link_groups
from rematch.optimise.presolve import presolve
from rematch.optimise.problem import Problem
from rematch.optimise.reduced_problem import ReducedProblem
from rematch.optimise.served import must_be_served

Pair = tuple[int, int]
Variables = dict[Pair, pulp.LpVariable]


@dataclass(frozen=True)
class Decisions:
    """What may be released: pins and vetoes (household, municipality), and households to keep apart."""

    pins: tuple[Pair, ...] = ()
    vetoes: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()


def least_release(problem: Problem, decisions: Decisions) -> Decisions:
    """What to release so that all other decisions hold: fewest of them, then fewest persons concerned.

    `problem` holds what stands and none of the decisions: what people said of themselves (hard links, whom
    to stay away from) and what places have is not released, and need not be, since a household without a
    place contradicts nothing. Of equal sets, pins go before vetoes and these before households to keep
    apart, which may be there for protection; then the canonical order decides.

    r = 1 releases a decision; x_ij = 1 sends household i to j, only for those that pins concern:

        x_ij + r >= 1 (pin)      x_ij <= r (veto)     x_ij + x_i'j <= 1 + r (to keep apart)
        x_ij = x_i'j (linked)    sum_j x_ij <= 1      sum_i u_ijk x_ij <= C_jk (what must be served among it)

    and y_hc as in `housing_rules`, where housing is a decision.
    """
    model = pulp.LpProblem("relax", pulp.LpMinimize)
    place = _places(model, problem, decisions.pins)
    pins, vetoes, apart = (
        _binaries(model, name, sorted(set(pairs))) for name, pairs in vars(decisions).items()
    )
    for row in (
        *_standing(problem, place),
        *_housed(model, unit_classes(problem), place),
        *_decided(place, pins, vetoes, apart),
    ):
        model.addConstraint(row)
    size = problem.persons
    persons = [int(size[i]) for i, _ in (*pins, *vetoes)] + [int(size[a] + size[b]) for a, b in apart]
    kind = [0] * len(pins) + [1] * len(vetoes) + [2] * len(apart)
    released = [*pins.values(), *vetoes.values(), *apart.values()]
    for costs in ([1] * len(released), persons, kind):
        _least(model, released, costs)
    return Decisions(_chosen(pins), _chosen(vetoes), _chosen(apart))


def pledges_out_of_reach(problem: Problem) -> dict[int, int]:
    """Municipalities that no plan brings to their pledged minimum, with the most persons one can."""
    units = presolve(problem)
    most = {int(j): _most_persons(units, int(j)) for j in np.flatnonzero(units.minimum > 0)}
    return {j: persons for j, persons in most.items() if persons < units.minimum[j]}


def links_without_a_place(problem: Problem) -> tuple[tuple[int, ...], ...]:
    """Households linked to each other, each with a possible place of its own, but none for all of them."""
    units = presolve(problem)
    open_to = ~np.isnan(problem.value)
    for i, j in problem.vetoes:
        open_to[i, j] = False
    groups = (tuple(group) for group in link_groups(problem) if len(group) > 1)
    return tuple(
        group
        for group in groups
        if open_to[list(group)].any(axis=1).all() and not units.allowed[units.unit_of[group[0]]].any()
    )


def _places(model: pulp.LpProblem, problem: Problem, pins: Collection[Pair]) -> Variables:
    """x_ij at the places where i, or a household linked to it, is pinned; 0 where not allowed."""
    wanted: dict[int, set[int]] = {}
    for i, j in pins:
        wanted.setdefault(i, set()).add(j)
    pairs: list[Pair] = []
    for group in link_groups(problem):
        places = sorted(set().union(*(wanted.get(i, set()) for i in group)))
        pairs += [(i, j) for i in group for j in places]
    place = _binaries(model, "x", pairs)
    for (i, j), variable in place.items():
        if np.isnan(problem.value[i, j]):
            variable.upBound = 0
    return place


def _standing(problem: Problem, place: Variables) -> Iterator[pulp.LpConstraint]:
    """One place each, together where linked, apart where they said so, no more than there is."""
    for i in {i for i, _ in place}:
        yield pulp.lpSum(x for (other, _), x in place.items() if other == i) <= 1
    for first, *others in link_groups(problem):
        yield from (place[i, j] - place[other, j] == 0 for other in others for i, j in place if i == first)
    for one, other in problem.apart:
        yield from (place[one, j] + place[other, j] <= 1 for j in _shared(place, one, other))
    must, given = must_be_served(problem)
    for j in {j for _, j in place}:
        there = [i for i, at in place if at == j]
        used = np.column_stack([problem.demand_at(np.array(there), j), must[there], problem.persons[there]])
        limits = np.concatenate([problem.capacity[j], given[j], problem.maximum[[j]]])
        for k in np.flatnonzero(used.sum(axis=0) > limits):
            yield pulp.lpDot([place[i, j] for i in there], used[:, k].tolist()) <= float(limits[k])


def _housed(
    model: pulp.LpProblem, classes: UnitClasses | None, place: Variables
) -> Iterator[pulp.LpConstraint]:
    """sum_(c at j) y_hc = x_hj, sum_h y_hc <= N_c."""
    if classes is None:
        return
    take: dict[int, list[pulp.LpVariable]] = {}
    for (h, j), there in place.items():
        own = [int(c) for c in classes.at[j] if classes.fits[h, c]]
        made = {c: model.add_variable(f"y_{h:06d}_{c:06d}", 0, 1) for c in own}
        for c, variable in made.items():
            take.setdefault(c, []).append(variable)
        yield pulp.lpSum(made.values()) - there == 0
    for c, variables in take.items():
        if len(variables) > classes.count[c]:
            yield pulp.lpSum(variables) <= float(classes.count[c])


def _decided(
    place: Variables, pins: Variables, vetoes: Variables, apart: Variables
) -> Iterator[pulp.LpConstraint]:
    """Each decision holds or is released."""
    yield from (place[pair] + released >= 1 for pair, released in pins.items())
    yield from (place[pair] - released <= 0 for pair, released in vetoes.items() if pair in place)
    for (one, other), released in apart.items():
        yield from (place[one, j] + place[other, j] - released <= 1 for j in _shared(place, one, other))


def _shared(place: Variables, one: int, other: int) -> list[int]:
    return [j for i, j in place if i == one and (other, j) in place]


def _most_persons(units: ReducedProblem, j: int) -> int:
    """Persons that municipality j can take at most if all other places stand empty."""
    rows = [int(i) for i in np.flatnonzero(units.allowed[:, j])]
    model = pulp.LpProblem("most", pulp.LpMinimize)
    there = _binaries(model, "x", [(i, j) for i in rows])
    demand = units.demand_at(j)[rows]
    for k in np.flatnonzero(demand.sum(axis=0) > units.capacity[j]):
        model.addConstraint(pulp.lpDot(there.values(), demand[:, k].tolist()) <= float(units.capacity[j, k]))
    for one, other in units.apart:
        if (one, j) in there and (other, j) in there:
            model.addConstraint(there[one, j] + there[other, j] <= 1)
    place = {(int(h), j): there[int(units.unit_of[h]), j] for h in units.members(rows)}
    for row in _housed(model, units.classes, place):
        model.addConstraint(row)
    return -_least(model, there.values(), [-int(size) for size in units.persons[rows]])


def _binaries(model: pulp.LpProblem, name: str, pairs: Iterable[Pair]) -> Variables:
    return {(i, j): model.add_variable(f"{name}_{i:06d}_{j:06d}", 0, 1, pulp.LpInteger) for i, j in pairs}


def _least(model: pulp.LpProblem, variables: Iterable[pulp.LpVariable], costs: Sequence[int]) -> int:
    """The least cost there is, which every later solve of the model keeps."""
    cost = pulp.lpDot(list(variables), costs)
    model.setObjective(cost)
    model.solve(pulp.HiGHS(msg=False, threads=1, gapRel=0.0, gapAbs=0.0))
    least = round(pulp.value(cost) or 0.0)
    model.addConstraint(cost <= least)
    return least


def _chosen(variables: Variables) -> tuple[Pair, ...]:
    return tuple(pair for pair, variable in variables.items() if variable.value() > 0.5)
