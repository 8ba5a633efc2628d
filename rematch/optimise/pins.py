"""Pins that cannot hold together: found before any solving, with the pins named."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Protocol

import numpy as np

from rematch.errors import Contradiction
from rematch.optimise.checks import Floats, Ints
from rematch.optimise.housing import Housed, unit_classes
from rematch.optimise.served import Served, must_be_served

TOLERANCE = 1e-6
"""Units by which a sum of demands may pass a capacity: float sums, and what the solver itself tolerates."""


class Decided(Housed, Served, Protocol):
    """What pins are held against: the fields of a `Problem` by the same names and shapes."""

    @property
    def value(self) -> Floats:
        """[n, m], NaN = not allowed."""

    @property
    def capacity(self) -> Floats:
        """[m, k]."""

    @property
    def persons(self) -> Ints:
        """[n]."""

    @property
    def maximum(self) -> Floats:
        """[m]."""

    @property
    def pins(self) -> Mapping[int, int]:
        """Row to column."""

    @property
    def vetoes(self) -> Collection[tuple[int, int]]:
        """Rows and columns."""

    @property
    def linked(self) -> Collection[tuple[int, ...]]:
        """Rows that stay together."""

    @property
    def apart(self) -> Collection[tuple[int, int]]:
        """Rows never at the same place."""

    def demand_at(self, i: int | Ints, j: int | Ints) -> Floats:
        """Units [..., k]."""


def refuse_contradictions(problem: Decided) -> None:
    """Raise Contradiction (`pins.*`, households and municipalities named) if no plan can keep all pins."""
    _refuse_pairs(problem)
    members = link_groups(problem)
    _refuse_links(problem, members)
    _refuse_apart(problem, members)
    _refuse_overfull(problem, members)


def link_groups(problem: Decided) -> list[list[int]]:
    """Households joined by hard links, transitively; every household is in exactly one group."""
    leader = list(range(problem.n))

    def find(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    for group in problem.linked:
        for other in group[1:]:
            first, second = sorted((find(group[0]), find(other)))
            leader[second] = first
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(problem.n):
        groups[find(i)].append(i)
    return list(groups.values())


def _refuse_pairs(problem: Decided) -> None:
    for i, j in problem.pins.items():
        if np.isnan(problem.value[i, j]):
            raise Contradiction("pins.not_allowed", households=(i,), municipalities=(j,))
        if (i, j) in problem.vetoes:
            raise Contradiction("pins.vetoed", households=(i,), municipalities=(j,))


def _refuse_links(problem: Decided, members: list[list[int]]) -> None:
    for group in members:
        pinned = [i for i in group if i in problem.pins]
        places = {problem.pins[i] for i in pinned}
        if len(places) > 1:
            raise Contradiction("pins.linked", households=tuple(pinned), municipalities=tuple(sorted(places)))
        for j in places:
            barred = [i for i in group if np.isnan(problem.value[i, j]) or (i, j) in problem.vetoes]
            if barred:
                households = tuple(dict.fromkeys((*pinned, *barred)))
                raise Contradiction("pins.linked_not_allowed", households=households, municipalities=(j,))


def _pinned_with_links(problem: Decided, members: list[list[int]]) -> dict[int, int]:
    """Where pins put households: their own pin, or that of a household linked to them."""
    places = ((group, next((problem.pins[i] for i in group if i in problem.pins), None)) for group in members)
    return {i: j for group, j in places if j is not None for i in group}


def _refuse_apart(problem: Decided, members: list[list[int]]) -> None:
    place = _pinned_with_links(problem, members)
    for first, second in problem.apart:
        if first in place and place[first] == place.get(second):
            raise Contradiction("pins.apart", households=(first, second), municipalities=(place[first],))


def _refuse_overfull(problem: Decided, members: list[list[int]]) -> None:
    place = _pinned_with_links(problem, members)
    needed, given = must_be_served(problem)
    used, must = np.zeros_like(problem.capacity), np.zeros_like(given)
    persons = np.zeros(problem.m)
    for i, j in place.items():
        used[j] += problem.demand_at(i, j)
        persons[j] += problem.persons[i]
        must[j] += needed[i]
    for j in np.flatnonzero(persons > problem.maximum + TOLERANCE).tolist():
        raise Contradiction("pins.maximum", households=_at(place, j), municipalities=(j,))
    for j, k in np.argwhere(used > problem.capacity + TOLERANCE).tolist():
        raise Contradiction("pins.capacity", households=_at(place, j), municipalities=(j,), resource=k)
    for j, s in np.argwhere(must > given).tolist():
        raise Contradiction("pins.served", households=_at(place, j), municipalities=(j,), served=s)
    classes = unit_classes(problem)
    for j in sorted(set(place.values())) if classes else ():
        if classes is not None and not classes.suffice(j, _at(place, j)):
            raise Contradiction("pins.units", households=_at(place, j), municipalities=(j,))


def _at(place: dict[int, int], j: int) -> tuple[int, ...]:
    return tuple(i for i, there in place.items() if there == j)
