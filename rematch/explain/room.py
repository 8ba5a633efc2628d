"""Who goes together, and whether a place has room for them beside the others of a plan."""

from collections.abc import Collection

import numpy as np

from rematch.instance import Ints, MatchingInstance
from rematch.instance.allotment import Allotment, Given
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
    """Resources and types of accommodation of which column j has too little for row i, beside the others.

    Units needed and free; who belongs to the household comes along. Of several types one would do.
    """
    rows = np.array(sorted(together(instance, i)))
    others = np.setdiff1d(np.flatnonzero(assignment == j), rows)
    free = instance.problem.capacity[j] - instance.problem.demand_at(others, j).sum(axis=0)
    need = instance.problem.demand_at(rows, j).sum(axis=0)
    numbers = {
        resource: (float(need[k]), float(free[k])) for k, resource in enumerate(instance.supply.resources)
    }
    numbers |= _homes(instance, rows, others, j) | _served(instance, rows, others, j)
    short = [
        (resource, *numbers[resource])
        for resource in instance.limited.names
        if resource in numbers and numbers[resource][0] > numbers[resource][1] + 1e-9
    ]
    persons = instance.problem.persons
    coming, room = persons[rows].sum(), instance.problem.maximum[j] - persons[others].sum()
    if coming > room and not any(resource == "persons" for resource, _, _ in short):
        short.insert(0, (ResourceId("persons"), float(coming), float(room)))
    return tuple(short)


def _homes(
    instance: MatchingInstance, rows: Ints, others: Ints, j: int
) -> dict[ResourceId, tuple[float, float]]:
    """Units of each accepted type that `rows` could take at j, and how many the others leave.

    Nothing where there is a unit for everybody; the others may change theirs for that.
    """
    classes, homes = instance.classes, instance.homes
    if classes is None or homes is None or classes.suffice(j, np.sort(np.concatenate([others, rows]))):
        return {}
    taken = classes.house(j, others)
    found = {}
    for kind, here in instance.limited.classes_at(j).items():
        takes = ~np.isnan(homes.by_class[np.ix_(rows, here)])
        suitable = here[takes.any(axis=0)]
        if suitable.size:
            free = instance.problem.class_count[suitable].sum() - np.isin(taken, suitable).sum()
            found[kind] = float(takes.any(axis=1).sum()), float(free)
    return found


def _served(
    instance: MatchingInstance, rows: Ints, others: Ints, j: int
) -> dict[ResourceId, tuple[float, float]]:
    """Units that `rows` must be served with at j, and how many those of the others leave who must be, too."""
    if instance.serving is None:
        return {}
    must = np.where(instance.serving.must, instance.serving.need, 0)
    needed, left = must[rows].sum(axis=0), instance.serving.capacity[j] - must[others].sum(axis=0)
    both = zip(instance.serving.resources, needed.tolist(), left.tolist(), strict=True)
    return {resource: (float(units), free) for resource, units, free in both}


def fit_left(instance: MatchingInstance, assignment: Ints, i: int, j: int) -> float | None:
    """Fit of row i at column j with what the others leave: the best type of accommodation, units served.

    None where they leave no accommodation.
    """
    moved = assignment.copy()
    moved[i] = j
    served = instance.allot(moved).to(i).served
    fit = instance.fits_in(np.array([i]), np.array([j]), Allotment.single(Given(served=served))).at(0).value
    if instance.classes is None or instance.class_fit is None:
        return fit
    others = np.setdiff1d(np.flatnonzero(assignment == j), [i])
    taken = instance.classes.house(j, others)
    left = [
        float(instance.class_fit[i, c])
        for c in instance.classes.at[j]
        if instance.classes.fits[i, c] and instance.classes.count[c] > (taken == c).sum()
    ]
    return fit + max(left) if left else None


def unstated(instance: MatchingInstance, i: int, j: int, given: Given) -> tuple[ResourceId, ...]:
    """What row i needs at column j without anybody having stated how much there is: no limit holds it back.

    A resource of which a list or a capacity says nothing, or the type of the class it is given.
    """
    used = dict(zip(instance.supply.resources, instance.problem.demand_at(i, j).tolist(), strict=True))
    needs = {resource for resource, units in used.items() if units > 0}
    kind = instance.unit_type(given.unit)
    needs |= {kind} if kind is not None else set()
    return tuple(
        r for r in instance.limited.names if r in needs and np.isinf(instance.limited.capacity(j, r))
    )
