"""A recorded run as what municipalities see of it: its own plan, units and served places, nothing solved."""

from dataclasses import dataclass
from functools import cached_property

from rematch.instance import Ints, MatchingInstance
from rematch.instance.allotment import Allotment
from rematch.instance.figures import Load, loads
from rematch.planning.repeat import RunCheck


@dataclass(frozen=True, eq=False)
class FrozenPlan:
    """The run that was checked, with the instance it was made from."""

    checked: RunCheck

    @property
    def instance(self) -> MatchingInstance:
        """The cohort as it was then, under the criteria and the scenario of the run."""
        return self.checked.instance

    @cached_property
    def assignment(self) -> Ints:
        """Column per household row, -1 unplaced."""
        return self.checked.plan

    @cached_property
    def given(self) -> Allotment:
        """What was recorded that each household row gets beside its place."""
        return self.checked.given

    @cached_property
    def loads(self) -> tuple[Load, ...]:
        """What the plan asks of each municipality."""
        return loads(self.instance, self.assignment, self.given)
