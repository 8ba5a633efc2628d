"""A plan as one line per household: its place and why, or why it has none."""

from dataclasses import dataclass

from rematch.explain.here import ServedUnits, WhyHere, why_here
from rematch.explain.nowhere import Nowhere, nowhere
from rematch.instance import Ints, MatchingInstance
from rematch.model import Ags, HouseholdId, ResourceId
from rematch.optimise.problem import UNPLACED


@dataclass(frozen=True)
class Placement:
    """One household's line of the plan; `ags` None is unplaced, then `nowhere` says why."""

    household: HouseholdId
    persons: int
    ags: Ags | None
    why: WhyHere | None
    nowhere: Nowhere | None

    @property
    def accommodation(self) -> ResourceId | None:
        """The type of accommodation that the plan gives."""
        return None if self.why is None else self.why.accommodation

    @property
    def served(self) -> tuple[ServedUnits, ...]:
        """What it gets, of those it wants, of each resource that not everybody gets."""
        return () if self.why is None else self.why.served


def placements(instance: MatchingInstance, assignment: Ints) -> tuple[Placement, ...]:
    """One line per household, in the order of the profiles."""
    lines = []
    given = instance.allot(assignment)
    for i, household in enumerate(instance.profiles.households):
        j = int(assignment[i])
        placed = j != UNPLACED
        lines.append(
            Placement(
                household=household.id,
                persons=household.size,
                ags=instance.profiles.municipalities[j].ags if placed else None,
                why=why_here(instance, i, j, given.to(i)) if placed else None,
                nowhere=None if placed else nowhere(instance, assignment, i),
            )
        )
    return tuple(lines)
