"""What is open about the places that people rule out."""

from dataclasses import dataclass

from rematch.criteria.catalogue import Catalogue, MeasureName
from rematch.criteria.measuring.exclusions import terms, unchecked, wishes_against
from rematch.criteria.switches import in_the_fit
from rematch.instance.fit import coordinators_weight
from rematch.model import Profiles
from rematch.scenario import Scenario


@dataclass(frozen=True)
class ExclusionCounts:
    """Exclusions nobody has checked, and those that bar nothing; `heard`: a criterion weighs the latter."""

    unchecked: int
    wishes: int
    heard: bool


def exclusion_counts(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> ExclusionCounts:
    """The counts over all households with consent; one exclusion is a household and a place."""
    under = terms(profiles, catalogue, scenario)
    ruling = (h for h in profiles.households if h.consent and h.excluded_ags)
    weighing = (
        c for c in in_the_fit(catalogue, scenario, profiles.cohort) if c.measure is MeasureName.AGAINST
    )
    return ExclusionCounts(
        unchecked=len(unchecked(profiles)),
        wishes=sum(len(wishes_against(household, under)) for household in ruling),
        heard=any(coordinators_weight(criterion, scenario) > 0 for criterion in weighing),
    )
