"""What places have a limited number of, however a plan takes it: in units, in classes, served in order.

And what a plan is charged for taking it from those who may come: apart from every fit, in the unit of a
problem's values, fit x persons^a.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rematch.criteria.catalogue import Catalogue
from rematch.criteria.housing.unit_types import OWN_HOUSING
from rematch.criteria.measuring.supply.accommodation import Accommodation
from rematch.criteria.measuring.supply.demand import Supply
from rematch.criteria.measuring.supply.served import ServedSupply
from rematch.instance.cohort_data import CohortData, Floats, Ints
from rematch.model import ResourceId
from rematch.optimise.problem import Problem
from rematch.scenario import HeldPrices


@dataclass(frozen=True, eq=False)
class LimitedResources:
    """n households, m municipalities: what there is of each resource, and what is wanted of it."""

    catalogue: Catalogue
    supply: Supply
    homes: Accommodation | None
    serving: ServedSupply | None
    problem: Problem

    @cached_property
    def names(self) -> tuple[ResourceId, ...]:
        """What places can be short of, types of accommodation and what is served among it, in order."""
        types = () if self.homes is None else self.homes.types
        served = () if self.serving is None else self.serving.resources
        limited = {*self.supply.resources, *types, *served}
        return tuple(r.id for r in self.catalogue.resources if r.id in limited)

    def serves(self, resource: ResourceId) -> int | None:
        """The number of a served resource among those, None where it is none."""
        served = () if self.serving is None else self.serving.resources
        return served.index(resource) if resource in served else None

    def capacity(self, j: int, resource: ResourceId) -> float:
        """Units of a resource or type of accommodation at municipality j, inf where no limit is stated."""
        here = self.classes_of(j, resource)
        if here is not None:
            return float(self.problem.class_count[here].sum())
        if self.serving is not None and (s := self.serves(resource)) is not None:
            return float(self.serving.capacity[j, s])
        return float(self.problem.capacity[j, self.supply.resources.index(resource)])

    def asks(self, resource: ResourceId) -> NDArray[np.bool_]:
        """[n] who needs any of a resource, or accepts this type of accommodation."""
        return self.wanted(resource) > 0

    def wanted(self, resource: ResourceId) -> Floats:
        """[n] units of a resource that households want; one of a type of accommodation that they accept."""
        if resource in self.supply.resources:
            needs: Floats = self.supply.demand[:, self.supply.resources.index(resource)]
            return needs
        if self.serving is not None and (s := self.serves(resource)) is not None:
            return self.serving.need[:, s].astype(np.float64)
        if self.homes is None:
            raise LookupError(resource)
        return (~np.isnan(self.homes.score[:, self.homes.types.index(resource)])).astype(np.float64)

    def needed(self, resource: ResourceId) -> Floats:
        """[n] units without which a household cannot be at a place."""
        if self.serving is not None and (s := self.serves(resource)) is not None:
            return np.where(self.serving.must[:, s], self.serving.need[:, s], 0).astype(np.float64)
        return self.wanted(resource)

    def classes_at(self, j: int) -> dict[ResourceId, Ints]:
        """The classes of each type of accommodation at municipality j."""
        return {} if self.homes is None else {kind: self.homes.classes(j, kind) for kind in self.homes.types}

    def classes_called(self, j: int, kind: ResourceId) -> Ints:
        """The classes of a type at municipality j, or that of people's own homes; none of an unknown type."""
        known = () if self.homes is None else (*self.homes.types, OWN_HOUSING)
        return self.homes.classes(j, kind) if self.homes and kind in known else np.zeros(0, dtype=np.int64)

    def classes_of(self, j: int, resource: ResourceId) -> Ints | None:
        """The classes at municipality j that limit a resource: those of a type, or of a list that counts it.

        None where it is limited by a capacity.
        """
        if self.homes is None:
            return None
        if resource in self.homes.types:
            return self.homes.classes(j, resource)
        if resource not in self.supply.resources:
            return None
        limited = np.isfinite(self.problem.capacity[j, self.supply.resources.index(resource)])
        return None if limited else self.homes.counted(j, resource)


@dataclass(frozen=True, eq=False)
class Charges:
    """What a household pays for being at a place [n, m], and whoever takes a class of units for that [u]."""

    places: Floats
    classes: Floats


def charges(
    cohort_data: CohortData, held: HeldPrices | None, supply: Supply, homes: Accommodation | None
) -> Charges:
    """Share x price x units of each resource that everybody gets in full, and of each class.

    What not everybody gets is given in its own order and costs nothing. Prices of places, resources or units
    that are not there are passed over.
    """
    of_unit = np.zeros((len(cohort_data.column), len(supply.resources)))
    of_class = np.zeros(0 if homes is None else len(homes.place))
    if held is None or held.share == 0:
        return Charges(supply.demand @ of_unit.T, of_class)
    price = {(one.ags, one.resource, one.unit): held.share * one.price for one in held.prices}
    for ags, j in cohort_data.column.items():
        of_unit[j] = [price.get((ags, resource, ""), 0.0) for resource in supply.resources]
    if homes is not None:
        places = cohort_data.profiles.municipalities
        names = zip(homes.place.tolist(), range(len(homes.place)), homes.alike, strict=True)
        of_class[:] = [
            price.get((places[j].ags, homes.type_of(c), alike.beside_type), 0.0) for j, c, alike in names
        ]
    return Charges(supply.demand @ of_unit.T, of_class)
