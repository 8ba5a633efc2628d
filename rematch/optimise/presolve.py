"""The problem as it is solved: linked households merged into units, impossible pairs pruned."""

from collections.abc import Iterator
from dataclasses import replace
from weakref import WeakKeyDictionary

import numpy as np

from rematch.optimise.housing import unit_classes
from rematch.optimise.pins import TOLERANCE, link_groups
from rematch.optimise.problem import UNPLACED, Floats, Ints, Problem
from rematch.optimise.reduced_problem import Bools, ReducedProblem, summed
from rematch.optimise.served import ServedNeeds, must_be_served, served_needs

KEPT_PAIRS = 1_000
"""Household and municipality."""
_reduced: WeakKeyDictionary[Problem, ReducedProblem] = WeakKeyDictionary()


def presolve(problem: Problem, seed: int = 0) -> ReducedProblem:
    """Merge linked households, fold moving costs into the values, prune pairs that no plan can use.

    Units stand in the order of the households; another seed than 0 shuffles them (order decides ties). Of a
    small problem it is done once: solve, proof and record all begin with it.
    """
    if seed or problem.n * problem.m > KEPT_PAIRS:
        return _presolved(problem, seed)
    found = _reduced.get(problem)
    if found is None:
        found = _reduced[problem] = _presolved(problem, seed)
    return found


def _presolved(problem: Problem, seed: int) -> ReducedProblem:
    unit_of = _units(problem, seed)
    size = int(unit_of.max()) + 1 if problem.n else 0
    value = summed(_values(problem), unit_of, size)
    must, given = must_be_served(problem)
    whole = ReducedProblem(
        value=np.nan_to_num(value),
        allowed=~np.isnan(value),
        demand=summed(_whole_demand(problem, must), unit_of, size),
        capacity=np.column_stack([problem.capacity, given, problem.maximum]),
        persons=summed(problem.persons, unit_of, size),
        minimum=problem.minimum,
        pinned=np.bincount(unit_of[list(problem.pins)], minlength=size).astype(bool),
        apart=tuple(dict.fromkeys(_pair(unit_of, pair) for pair in problem.apart)),
        soft_links=tuple((int(unit_of[i]), int(unit_of[j]), bonus) for i, j, bonus in problem.soft_links),
        closeness=problem.closeness if problem.closeness is not None else np.eye(problem.m),
        place_first=problem.place_first,
        unit_of=unit_of,
        ceilings=tuple(replace(c, cost=summed(c.cost, unit_of, size)) for c in problem.ceilings),
        classes=unit_classes(problem),
    )
    pruned, needs = _pruned(_folded(whole), _pinned_places(problem, unit_of)), served_needs(problem)
    return pruned if needs is None else _served(needs, pruned)


def _units(problem: Problem, seed: int) -> Ints:
    groups = link_groups(problem)
    order = np.random.default_rng(seed).permutation(len(groups)) if seed else np.arange(len(groups))
    unit_of = np.zeros(problem.n, dtype=np.int64)
    for unit, number in enumerate(order):
        unit_of[groups[number]] = unit
    return unit_of


def _pair(unit_of: Ints, pair: tuple[int, ...]) -> tuple[int, int]:
    first, second = sorted(int(unit_of[i]) for i in pair)
    return first, second


def _values(problem: Problem) -> Floats:
    value = problem.value.copy()
    before = problem.previous if problem.previous is not None else np.zeros(0, dtype=np.int64)
    known = np.flatnonzero(before != UNPLACED)
    stay = value[known, before[known]]
    value[known] -= problem.move_cost
    value[known, before[known]] = stay
    for i, j in problem.vetoes:
        value[i, j] = np.nan
    return value


def _whole_demand(problem: Problem, must: Ints) -> Floats:
    """Resources, then what must be served [n, s], then persons."""
    own = np.column_stack([must, problem.persons]).astype(np.float64)
    if problem.demand.ndim == 2:
        return np.column_stack([problem.demand, own])
    everywhere = np.broadcast_to(own[:, None], (problem.n, problem.m, own.shape[1]))
    return np.concatenate([problem.demand, everywhere], axis=2)


def _pinned_places(problem: Problem, unit_of: Ints) -> dict[int, int]:
    return {int(unit_of[i]): j for i, j in problem.pins.items()}


def _folded(whole: ReducedProblem) -> ReducedProblem:
    """Soft links inside one unit are certain, so they belong to its values."""
    value = whole.value.copy()
    for first, second, bonus in whole.soft_links:
        if first == second:
            value[first] += bonus * np.diag(whole.closeness)
    between = tuple(link for link in whole.soft_links if link[0] != link[1] and link[2] > 0)
    return replace(whole, value=value, soft_links=between)


def _pruned(whole: ReducedProblem, pins: dict[int, int]) -> ReducedProblem:
    allowed = whole.allowed.copy()
    room = whole.capacity.copy()
    for unit, j in pins.items():
        room[j] -= whole.demand_at(j)[unit]
    for j in range(len(room)):
        allowed[:, j] &= (whole.demand_at(j) <= room[j] + TOLERANCE).all(axis=1)
    for unit, other in _both_ways(whole.apart):
        if unit == other:
            allowed[unit] = False
        elif other in pins:
            allowed[unit, pins[other]] = False
    _only_housed(whole, allowed, pins)
    for unit, j in pins.items():
        allowed[unit] = np.arange(len(room)) == j
    return replace(whole, allowed=allowed, value=np.where(allowed, whole.value, 0.0))


def _served(needs: ServedNeeds, pruned: ReducedProblem) -> ReducedProblem:
    """What is served in any case belongs to the values; the rest is left to decide."""
    left, certain = needs.contested(pruned.allowed[pruned.unit_of])
    value = pruned.value + summed(certain, pruned.unit_of[needs.who], len(pruned.persons))
    return replace(pruned, value=np.where(pruned.allowed, value, 0.0), served=left)


def _only_housed(whole: ReducedProblem, allowed: Bools, pins: dict[int, int]) -> None:
    """Out of `allowed` goes what finds no unit of housing beside those that pins put there."""
    if whole.classes is None:
        return
    allowed &= np.isfinite(whole.housed())
    several = np.bincount(whole.unit_of, minlength=len(allowed)) > 1
    for j in range(allowed.shape[1]):
        pinned = [unit for unit, at in pins.items() if at == j]
        asked = np.flatnonzero(allowed[:, j] & (several | bool(pinned)))
        allowed[asked, j] = whole.each_housed(j, asked, pinned)


def _both_ways(apart: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    for first, second in apart:
        yield first, second
        yield second, first
