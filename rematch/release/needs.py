"""What a municipality should prepare of each resource: needed, planned, offered, missing."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

from rematch.instance import MatchingInstance
from rematch.instance.figures import Load
from rematch.model import ResourceId
from rematch.release.bands import ShownAmount


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
    instance: MatchingInstance, load: Load, amount: Callable[[float], ShownAmount], masked: bool
) -> tuple[ResourceNeed, ...]:
    """One line for each resource, places for persons first."""
    place = instance.profiles.municipalities[instance.cohort_data.column[load.ags]]
    said = {**place.capacity, **instance.scenario.limits.get(load.ags, {})}

    def need(resource: ResourceId, wanted: float, used: float, capacity: float | None) -> ResourceNeed:
        served = instance.limited.serves(resource) is not None
        stated = None if served and resource not in said else capacity
        full = capacity is not None and used >= capacity
        return ResourceNeed(resource, amount(wanted), amount(used), stated, served, None if masked else full)

    return tuple(need(r.resource, r.wanted, r.used, r.capacity) for r in load.resources)
