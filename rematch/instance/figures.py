"""What is good about a plan: people placed, mean and least fit, wishes kept, load of every place."""

from dataclasses import dataclass

import numpy as np

from rematch.instance.allotment import Allotment
from rematch.instance.cohort_data import Floats, Ints
from rematch.instance.instance import MatchingInstance
from rematch.model import Ags, ResourceId
from rematch.optimise.housing import NONE
from rematch.optimise.problem import UNPLACED

GOOD_FIT = 0.5
"""Above neutral: more of what a household needs and wishes is met than not."""
LARGE = 5
"""Households of so many persons or more count as one size."""


@dataclass(frozen=True)
class Figures:
    """Key figures of a plan; fits are in [0, 1], None where nobody is placed.

    `mean_fit`, and the people's and the town's it is made of, count each person once where the policy is per
    person, else each household once; `mean_by_person` and `mean_by_household` are the mean fit either way.
    `wishes` counts the households in the plan that ranked places,
    `first_wishes` those that got their first.
    """

    households: int
    households_placed: int
    persons: int
    persons_placed: int
    mean_fit: float | None
    mean_people: float | None
    mean_town: float | None
    mean_by_person: float | None
    mean_by_household: float | None
    least_fit: float | None
    wishes: int
    first_wishes: int


@dataclass(frozen=True)
class SizeFigures:
    """Households of `persons` (the last size: so many or more): all, placed, and the mean of their fits."""

    persons: int
    households: int
    households_placed: int
    mean_fit: float | None


@dataclass(frozen=True)
class ResourceLoad:
    """Units of a resource used, wanted and stated; `capacity` None means that no limit is stated.

    Less is used than wanted only of what not everybody gets.
    """

    resource: ResourceId
    used: float
    wanted: float
    capacity: float | None

    @property
    def full(self) -> bool:
        """Whether no further unit is free."""
        return self.capacity is not None and self.used >= self.capacity

    @property
    def free(self) -> float | None:
        """Units left, None where no limit is stated."""
        return None if self.capacity is None else self.capacity - self.used


@dataclass(frozen=True)
class Load:
    """What a plan asks of one municipality; pledges in persons."""

    ags: Ags
    name: str
    households: int
    persons: int
    pledge_min: int
    pledge_max: int | None
    resources: tuple[ResourceLoad, ...]

    @property
    def share(self) -> float | None:
        """Persons over places, None where no capacity is stated."""
        persons = next((r for r in self.resources if r.resource == "persons"), None)
        if persons is None or not persons.capacity:
            return None
        return persons.used / persons.capacity


def figures(instance: MatchingInstance, assignment: Ints) -> Figures:
    """Key figures of the plan `assignment` [n] (columns, -1 unplaced)."""
    rows = np.flatnonzero(assignment != UNPLACED)
    sizes = instance.problem.persons
    planned = instance.planned_fits(assignment)
    fits = planned.value[rows]
    shares = sizes[rows] if instance.scenario.policy.per == "person" else np.ones(len(rows))
    households = instance.profiles.households
    wishing = [i for i, h in enumerate(households) if h.wish_ags]
    places = instance.profiles.municipalities
    first = sum(
        assignment[i] != UNPLACED and places[assignment[i]].ags == (households[i].wish_ags or ("",))[0]
        for i in wishing
    )
    return Figures(
        households=len(households),
        households_placed=len(rows),
        persons=int(sizes.sum()),
        persons_placed=int(sizes[rows].sum()),
        mean_fit=_mean(fits, shares),
        mean_people=_mean(planned.people[rows], shares),
        mean_town=_mean(planned.town[rows], shares),
        mean_by_person=_mean(fits, sizes[rows]),
        mean_by_household=_mean(fits, np.ones(len(rows))),
        least_fit=float(fits.min()) if len(rows) else None,
        wishes=len(wishing),
        first_wishes=int(first),
    )


def by_size(instance: MatchingInstance, assignment: Ints) -> tuple[SizeFigures, ...]:
    """The households of each size of a plan [n], each counted once, smallest first."""
    sizes = np.minimum(instance.problem.persons, LARGE)
    fits = instance.planned_fit(assignment)
    found = []
    for persons in np.unique(sizes).tolist():
        placed = fits[(sizes == persons) & (assignment != UNPLACED)]
        mean = _mean(placed, np.ones(len(placed)))
        found.append(SizeFigures(persons, int((sizes == persons).sum()), len(placed), mean))
    return tuple(found)


def _mean(fits: Floats, shares: Floats | Ints) -> float | None:
    return float(np.average(fits, weights=shares)) if len(fits) else None


def loads(instance: MatchingInstance, assignment: Ints, given: Allotment | None = None) -> tuple[Load, ...]:
    """What the plan asks of each municipality, in the order of the profiles, with what it gives."""
    taken = np.zeros(len(instance.problem.class_count))
    given = given or instance.allot(assignment)
    np.add.at(taken, given.units[given.units != NONE], 1.0)
    return tuple(_load(instance, assignment, taken, given.served, j) for j in range(instance.problem.m))


def _load(instance: MatchingInstance, assignment: Ints, taken: Floats, served: Ints, j: int) -> Load:
    place = instance.profiles.municipalities[j]
    rows = np.flatnonzero(assignment == j)
    used = dict(zip(instance.supply.resources, instance.problem.demand_at(rows, j).sum(axis=0), strict=True))
    used |= {kind: taken[here].sum() for kind, here in instance.limited.classes_at(j).items()}
    wanted = dict(used)
    if instance.serving is not None:
        scarce = instance.serving.resources
        used |= dict(zip(scarce, served[rows].sum(axis=0), strict=True))
        wanted |= dict(zip(scarce, instance.serving.need[rows].sum(axis=0), strict=True))
    return Load(
        ags=place.ags,
        name=place.name,
        households=len(rows),
        persons=int(instance.problem.persons[rows].sum()),
        pledge_min=int(instance.problem.minimum[j]),
        pledge_max=None if np.isinf(instance.problem.maximum[j]) else int(instance.problem.maximum[j]),
        resources=tuple(
            ResourceLoad(
                resource,
                float(used[resource]),
                float(wanted[resource]),
                _stated(instance.limited.capacity(j, resource)),
            )
            for resource in instance.limited.names
        ),
    )


def waiting(instance: MatchingInstance, assignment: Ints, j: int) -> tuple[tuple[ResourceId, int], ...]:
    """Served resources of which those at municipality j get less than they want, and row of who is next."""
    if instance.serving is None:
        return ()
    line = ((r, instance.next_in_line(assignment, j, r)) for r in instance.serving.resources)
    return tuple((resource, i) for resource, i in line if i is not None)


def _stated(capacity: float) -> float | None:
    return None if np.isinf(capacity) else capacity
