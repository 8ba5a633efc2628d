"""Which classes of units are for whom, whatever their size: by what each household needs of a unit."""

import numpy as np

from rematch.criteria.catalogue import Catalogue, Criterion, RuleName
from rematch.criteria.columns import Flags, Floats
from rematch.criteria.housing.admission import Seekers, fitting, seekers
from rematch.criteria.housing.unit_classes import Likeness
from rematch.criteria.housing.unit_types import PETS_ALLOWED, PROTECTED, STEP_FREE
from rematch.criteria.measuring.supply.demand import binding, demanded
from rematch.criteria.switches import switched_on
from rematch.model import FieldId, Household, Profiles
from rematch.scenario import Scenario


def suiting(
    profiles: Profiles,
    catalogue: Catalogue,
    scenario: Scenario,
    alike: tuple[Likeness, ...],
    listed: Flags,
) -> Floats:
    """[n, u] 1 where a class is for a household, 0 where not, NaN where that depends on a sex not stated.

    Of what no list tells (`listed` [u] false) every class is for everybody.
    """
    found = np.ones((len(profiles.households), len(alike)))
    if not listed.any():
        return found
    who = _seekers(profiles, catalogue, scenario)
    columns = {one: fitting(one, who) for one, keeps in zip(alike, listed, strict=True) if keeps}
    for c in np.flatnonzero(listed):
        found[:, c] = columns[alike[c]]
    return found


def _seekers(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> Seekers:
    """The households with what must be true of their units: where it binds, or pets are essential."""
    people = profiles.households
    on = switched_on(catalogue, scenario, profiles.cohort)
    bound = {resource.id: resource for resource in binding(profiles, catalogue, scenario)}
    none = np.zeros(len(people), dtype=bool)
    step_free, protected = (
        demanded(profiles, bound[name], catalogue)[0] > 0 if name in bound else none
        for name in (STEP_FREE, PROTECTED)
    )
    asking = [c for c in on if c.offer == PETS_ALLOWED and c.need and c.hard != "never"]
    pets = np.array([any(_held(c, one) for c in asking) for one in people], dtype=bool)
    timing = any(criterion.rule is RuleName.TIMING for criterion in on)
    return seekers(people, step_free, protected, pets, timing=timing)


def _held(criterion: Criterion, household: Household) -> bool:
    """Whether a household has the need, and it is hard for it."""
    hard = criterion.hard == "always" or criterion.binds(household)
    return hard and household.answers.get(criterion.need or FieldId("")) is True
