"""What a municipality should prepare of each resource: needed, planned, offered, missing."""

from dataclasses import dataclass
from math import inf

from rematch.instance import MatchingInstance
from rematch.instance.figures import Load, ResourceLoad
from rematch.model import ResourceId
from rematch.release.bands import Amounts, Exact, ShownAmount


@dataclass(frozen=True)
class ResourceNeed:
    """Units of a resource: `needed` by those who come, `planned` for them, `stated` by the municipality.

    `stated` None: nothing said, which is no limit, or, where `served`, nothing that could be planned.
    `full` is None where that would tell the amount.
    """

    resource: ResourceId
    needed: ShownAmount
    planned: ShownAmount
    stated: float | None
    served: bool
    full: bool | None

    @property
    def offered(self) -> bool:
        """Whether there is any of it, as far as the municipality said."""
        return not self.served if self.stated is None else self.stated > 0

    @property
    def missing(self) -> float:
        """Units that are surely missing: what the amounts shown and the own statement say, nothing more."""
        if self.needed.exact:
            return float(self.needed.at_least - self.planned.at_least)
        room = self.stated if self.stated is not None else 0.0 if self.served else inf
        return max(0.0, self.needed.at_least - room)


def resource_needs(
    instance: MatchingInstance, load: Load, amount: Amounts, most: int
) -> tuple[ResourceNeed, ...]:
    """One line for each resource, places for persons first; nobody needs more of one than `most`."""
    place = instance.profiles.municipalities[instance.cohort_data.column[load.ags]]
    said = {**place.capacity, **instance.scenario.limits.get(load.ags, {})}

    def need(line: ResourceLoad) -> ResourceNeed:
        served = instance.limited.serves(line.resource) is not None
        room = min(most, inf if line.capacity is None else line.capacity)
        return ResourceNeed(
            line.resource,
            amount(f"needed:{line.resource}", line.wanted, most if served else room),
            amount(f"planned:{line.resource}", line.used, room),
            None if served and line.resource not in said else line.capacity,
            served,
            line.full if isinstance(amount, Exact) else None,
        )

    return tuple(need(line) for line in load.resources)


def dwellings(instance: MatchingInstance, load: Load) -> float:
    """Units of accommodation, inf where no limit is stated: so many households can come at most."""
    kinds = {one.id for one in instance.catalogue.resources if one.demand.per == "unit"}
    offered = [one.capacity for one in load.resources if one.resource in kinds]
    return sum(inf if count is None else count for count in offered) if offered else inf
