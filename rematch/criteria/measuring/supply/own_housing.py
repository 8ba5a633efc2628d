"""A flat of one's own, or a room with somebody: whose it is, and that it needs no unit of the town."""

import numpy as np

from rematch.criteria.catalogue import Catalogue, Criterion
from rematch.criteria.columns import Flags, points
from rematch.criteria.housing.unit_types import PROTECTED, STEP_FREE
from rematch.criteria.measuring.measures import nearest_km
from rematch.criteria.measuring.supply.demand import binding, demanded
from rematch.criteria.switches import is_on
from rematch.model import FieldId, Profiles
from rematch.scenario import Scenario


def confirmed_homes(profiles: Profiles, catalogue: Catalogue) -> Flags:
    """[n, m] where households have a home of their own that a person has confirmed, whatever is on."""
    found = np.zeros((len(profiles.households), len(profiles.municipalities)), dtype=bool)
    for criterion in catalogue.criteria:
        if criterion.houses:
            found |= _confirmed(criterion, profiles)
    return found


def own_homes(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> Flags:
    """[n, m] where households take no unit: a confirmed home of their own, its criterion switched on.

    Who needs step-free access or protection takes a unit there too: nobody is asked whether their own home
    has that.
    """
    found = np.zeros((len(profiles.households), len(profiles.municipalities)), dtype=bool)
    for criterion in catalogue.criteria:
        if criterion.houses and is_on(criterion, scenario, profiles.cohort):
            found |= _confirmed(criterion, profiles)
    for resource in binding(profiles, catalogue, scenario) if found.any() else ():
        if resource.id in (STEP_FREE, PROTECTED):
            found &= demanded(profiles, resource, catalogue)[0][:, None] == 0
    return found


def homes_stated(criterion: Criterion, profiles: Profiles) -> Flags:
    """[n, m] the municipalities in which a household says it has a home of its own."""
    said = [one.answers.get(criterion.need or FieldId("")) for one in profiles.households]
    homes, ends = points(said)
    towns, _ = points([((town.lat, town.lon),) for town in profiles.municipalities])
    found: Flags = nearest_km(homes, ends, towns) <= criterion.params.same_km
    return found


def _confirmed(criterion: Criterion, profiles: Profiles) -> Flags:
    checked = np.array([criterion.id in one.confirmed for one in profiles.households], dtype=bool)
    found: Flags = homes_stated(criterion, profiles) & checked[:, None]
    return found
