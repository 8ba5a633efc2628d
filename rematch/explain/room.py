"""Who goes together, and whether a place has room for them beside the others of a plan."""

from collections.abc import Collection

import numpy as np

from rematch.instance import Ints, MatchingInstance
from rematch.model import ResourceId


def together(instance: MatchingInstance, i: int) -> set[int]:
    """Household row i and all that are hard-linked to it, over however many links."""
    found, new = {i}, {i}
    while new:
        new = {other for one in new for other in partners(instance.problem.linked, one)} - found
        found |= new
    return found


def partners(groups: Collection[tuple[int, ...]], i: int) -> set[int]:
    """All that stand in one of these groups with household row i."""
    return {other for group in groups if i in group for other in group} - {i}


def short_of(
    instance: MatchingInstance, assignment: Ints, i: int, j: int
) -> tuple[tuple[ResourceId, float, float], ...]:
    """Resources in which column j has no room for row i, and who belongs to it, beside the others."""
    rows = np.array(sorted(together(instance, i)))
    others = np.setdiff1d(np.flatnonzero(assignment == j), rows)
    free = instance.problem.capacity[j] - instance.problem.demand_at(others, j).sum(axis=0)
    need = instance.problem.demand_at(rows, j).sum(axis=0)
    short = [
        (resource, float(need[k]), float(free[k]))
        for k, resource in enumerate(instance.supply.resources)
        if need[k] > free[k] + 1e-9
    ]
    persons = instance.problem.persons
    coming, room = persons[rows].sum(), instance.problem.maximum[j] - persons[others].sum()
    if coming > room and not any(resource == "persons" for resource, _, _ in short):
        short.insert(0, (ResourceId("persons"), float(coming), float(room)))
    return tuple(short)
