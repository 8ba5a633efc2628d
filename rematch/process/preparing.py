"""An offer drafted from the plan a round was decided with, frozen with all it is made of."""

from rematch.canonical import canonical, fingerprint
from rematch.criteria.catalogue import PERSONS
from rematch.explain.placements import Placement, placements
from rematch.model import Household, HouseholdId, ResourceId
from rematch.planning.repeat import RunCheck
from rematch.store import Offer, OfferPart

TEXT_VERSION = "1"
"""Of the letter an offer is told by; raise it with its words."""


def profile_of(household: Household) -> str:
    """Sixteen hex digits that change exactly when what is known of the household does."""
    return fingerprint(canonical(household))


def drafted(checked: RunCheck, household: HouseholdId, number: int, of_round: int) -> Offer | None:
    """The offer of its place in the plan of a run that was checked; None where it has none there."""
    lines = placements(checked.instance, checked.plan, checked.given)
    line = next((one for one in lines if one.household == household), None)
    if line is None or line.ags is None or line.fit is None or line.people is None:
        return None
    instance = checked.instance
    i, j = line.row, int(checked.plan[line.row])
    return Offer(
        cohort=checked.run.cohort,
        number=number,
        round=of_round,
        household=household,
        ags=line.ags,
        run=checked.run.run_id,
        persons=line.persons,
        unit=line.accommodation,
        needs=_needs(checked, line),
        fit=line.fit,
        people=line.people,
        parts=tuple(
            OfferPart(
                criterion=part.criterion,
                side=part.side,
                score=part.score,
                part=part.part,
                unknown=part.unknown,
            )
            for part in instance.parts(i, j, line.given)
        ),
        stated=dict(instance.profiles.municipalities[j].as_of),
        profile=profile_of(instance.profiles.households[i]),
        text_version=TEXT_VERSION,
    )


def _needs(checked: RunCheck, line: Placement) -> dict[ResourceId, float]:
    """Units the plan gives it of each resource there, persons first."""
    instance, j = checked.instance, int(checked.plan[line.row])
    demand = instance.problem.demand_at(line.row, j).tolist()
    found = dict(zip(instance.supply.resources, demand, strict=True))
    if line.accommodation is not None:
        found[line.accommodation] = 1.0
    found |= {one.resource: float(one.units) for one in line.served}
    return {PERSONS: float(line.persons)} | {name: amount for name, amount in found.items() if amount > 0}
