"""An offer drafted from the plan a round was decided with, frozen with all it is made of."""

from collections.abc import Sequence

from rematch.canonical import canonical, fingerprint
from rematch.criteria.catalogue import PERSONS
from rematch.explain.placements import Placement, placements
from rematch.model import Ags, Household, HouseholdId, ResourceId
from rematch.planning.repeat import RunCheck
from rematch.store import Offer, OfferPart
from rematch.texts import letter_version


def profile_of(household: Household) -> str:
    """Sixteen hex digits that change exactly when what is known of the household does."""
    return fingerprint(canonical(household))


def drafted(checked: RunCheck, households: Sequence[HouseholdId], of_round: int) -> dict[HouseholdId, Offer]:
    """The offers, without a number yet, of their places in the plan of a run that was checked.

    Whoever has no place there is left out.
    """
    lines = placements(checked.instance, checked.plan, checked.given)
    return {
        line.household: _offer(checked, line, line.ags, of_round)
        for line in lines
        if line.household in set(households) and line.ags is not None
    }


def _offer(checked: RunCheck, line: Placement, ags: Ags, of_round: int) -> Offer:
    instance = checked.instance
    i, j = line.row, int(checked.plan[line.row])
    return Offer(
        cohort=checked.run.cohort,
        round=of_round,
        household=line.household,
        ags=ags,
        run=checked.run.run_id,
        persons=line.persons,
        unit=line.accommodation,
        needs=_needs(checked, line),
        fit=line.fit or 0.0,
        people=line.people or 0.0,
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
        text_version=letter_version(),
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
