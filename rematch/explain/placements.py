"""A plan as one line per household: its place and why, or why it has none."""

from dataclasses import dataclass, field
from functools import cached_property

from rematch.explain.here import ServedUnits, WhyHere, served_units, why_here
from rematch.explain.nowhere import Nowhere, nowhere
from rematch.instance import Ints, MatchingInstance
from rematch.instance.allotment import Allotment, Given
from rematch.model import Ags, HouseholdId, ResourceId
from rematch.optimise.problem import UNPLACED


@dataclass(frozen=True)
class Placement:
    """One household's line of the plan; `ags` None is unplaced, then `nowhere` says why.

    `fit`, `people` and `town` are None where it is unplaced. The reasons are worked out when they are read:
    of many households nobody reads more than a few.
    """

    household: HouseholdId
    persons: int
    ags: Ags | None
    fit: float | None
    people: float | None
    town: float | None
    row: int = field(repr=False)
    given: Given = field(repr=False)
    instance: MatchingInstance = field(repr=False, compare=False)
    assignment: Ints = field(repr=False, compare=False)

    @cached_property
    def why(self) -> WhyHere | None:
        """Why it is there, None where it has no place."""
        if self.ags is None:
            return None
        return why_here(self.instance, self.row, int(self.assignment[self.row]), self.given)

    @cached_property
    def nowhere(self) -> Nowhere | None:
        """Why it has no place, None where it has one."""
        return nowhere(self.instance, self.assignment, self.row) if self.ags is None else None

    @property
    def accommodation(self) -> ResourceId | None:
        """The type of accommodation that the plan gives."""
        return None if self.ags is None else self.instance.unit_type(self.given.unit)

    @property
    def served(self) -> tuple[ServedUnits, ...]:
        """What it gets, of those it wants, of each resource that not everybody gets."""
        if self.ags is None:
            return ()
        return served_units(self.instance, self.row, int(self.assignment[self.row]), self.given)


def placements(
    instance: MatchingInstance, assignment: Ints, given: Allotment | None = None
) -> tuple[Placement, ...]:
    """One line per household, in the order of the profiles, with what the plan gives, or would give today."""
    given = given or instance.allot(assignment)
    fits = instance.planned_fits(assignment, given)
    lines = []
    for i, household in enumerate(instance.profiles.households):
        j = int(assignment[i])
        placed = j != UNPLACED
        there = fits.at(i)
        lines.append(
            Placement(
                household=household.id,
                persons=household.size,
                ags=instance.profiles.municipalities[j].ags if placed else None,
                fit=there.value if placed else None,
                people=there.people if placed else None,
                town=there.town if placed else None,
                row=i,
                given=given.to(i),
                instance=instance,
                assignment=assignment,
            )
        )
    return tuple(lines)
