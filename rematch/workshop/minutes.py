"""What a workshop leaves on paper: everything the room has seen, nobody's name, and when the rest goes."""

from dataclasses import dataclass
from datetime import date, datetime

from rematch.instance import CohortData
from rematch.scenario import Scenario
from rematch.store.records import now
from rematch.store.workshop.records import GivenReason, Workshop
from rematch.workshop.group_plans import GroupPlan
from rematch.workshop.results import RoundResults, Rounds


@dataclass(frozen=True)
class RoundMinutes:
    """One revealed round.

    `swings` are the ballots, each the importance of the groups in the order of `WorkshopMinutes.groups`, 0 to
    100, `weights` the groups' weights each stands for, 0 to 2; sorted by what is in them, so that nothing
    tells whose they are, nor which of another round is the same person's. `reasons` are those not hidden, in
    the order of their words. `plans` are empty until they are worked out.
    """

    results: RoundResults
    swings: tuple[tuple[int, ...], ...]
    weights: tuple[tuple[float, ...], ...]
    reasons: tuple[GivenReason, ...]
    plans: tuple[GroupPlan, ...]


@dataclass(frozen=True)
class WorkshopMinutes:
    """A workshop on paper: what it was about, its rounds, and what was agreed.

    `data` and `catalogue` are fingerprints of what it was opened on. `agreed` has the weights of the median
    importance of the last revealed round, None without one. What guests said is deleted on `delete_on`.
    """

    name: str
    cohort: str
    invented: bool
    households: int
    municipalities: int
    data: str
    catalogue: str
    opened_at: datetime
    written_at: datetime
    delete_on: date
    joined: int
    groups: tuple[str, ...]
    rounds: tuple[RoundMinutes, ...]
    agreed: Scenario | None


def written(
    workshop: Workshop, rounds: Rounds, cohort_data: CohortData, groups: tuple[str, ...]
) -> WorkshopMinutes:
    """The minutes as things stand, `groups` in the order of the deck."""
    shown = [
        found
        for number in range(1, workshop.round + 1)
        if (found := _round(workshop, rounds, number, groups))
    ]
    profiles = cohort_data.profiles
    return WorkshopMinutes(
        name=workshop.name,
        cohort=profiles.cohort.name,
        invented=profiles.cohort.invented,
        households=len(profiles.households),
        municipalities=len(profiles.municipalities),
        data=workshop.data,
        catalogue=workshop.catalogue,
        opened_at=workshop.opened_at,
        written_at=now(),
        delete_on=workshop.delete_on,
        joined=rounds.joined(workshop),
        groups=groups,
        rounds=tuple(shown),
        agreed=rounds.agreed(workshop, shown[-1].results.round) if shown else None,
    )


def _round(workshop: Workshop, rounds: Rounds, number: int, groups: tuple[str, ...]) -> RoundMinutes | None:
    results = rounds.results(workshop, number)
    if results is None:
        return None
    ballots = rounds.ballots(workshop, number)
    scenarios = rounds.scenarios(ballots)
    return RoundMinutes(
        results=results,
        swings=tuple(tuple(ballot.swings.get(group, 0) for group in groups) for _, ballot in ballots),
        weights=tuple(tuple(one.groups.get(group, 1.0) for group in groups) for one in scenarios),
        reasons=rounds.reasons(workshop, number),
        plans=rounds.found(workshop, number).plans or (),
    )
