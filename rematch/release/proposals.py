"""What a municipality could change: up to three proposals, each found by planning again.

Tried: GENEROUS more of each resource it states, of pairs of those that bring most, its offers answered
better, those first of which households could win most there, and such an offer with such a resource. With
more units the places for persons and the pledge grow, too, as without them nobody more may come; told is
what of it the new plan uses.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations, product
from typing import TypeVar

import numpy as np

from rematch.jobs import Stopped
from rematch.model import Ags, FieldId, ResourceId, Value, Viewer
from rematch.optimise.problem import UNPLACED
from rematch.planning.report import PlanReport
from rematch.release.preview import refuse_strangers
from rematch.whatif.alternatives.forced_assignment import more_places
from rematch.whatif.counterfactuals.better_offers import offering, promising_offers
from rematch.whatif.unknowns.value_of_information import plan_with

K = TypeVar("K")

PERSONS = ResourceId("persons")
GENEROUS, MORE_PERSONS = 2, 6
"""Units of a resource, and persons beside them, that a trial allows."""
PAIRED, OFFERED, MOST = 4, 8, 3
"""Resources that are tried in pairs, offers that are planned, proposals that are told."""
WITH_OFFERS = 2
"""Resources and offers that are tried together, each with each."""
LEAST = 1e-3
"""Of the plan's value; what brings less is no proposal."""


@dataclass(frozen=True)
class TownProposal:
    """One change of the municipality's profile, and what the best plan is then beside the present one.

    units       resource and how many more of it that plan uses there; with an offer, both together
    pledge      by how many persons the pledge's maximum would have to rise for that
    offer       field, present answer (None unknown) and the better one
    placed      persons more with a place, anywhere
    pledged     persons fewer that are missing to the pledges of all
    gain        of the plan's value, as a share; at least so much where not both plans are proven
    here        persons who come here, before and after
    better, worse  households placed in both plans whose fit is higher, lower
    """

    units: tuple[tuple[ResourceId, int], ...]
    pledge: int
    offer: tuple[FieldId, Value | None, Value] | None
    placed: int
    pledged: int
    gain: float
    here: tuple[int, int]
    better: int
    worse: int

    @property
    def worth(self) -> tuple[int, int, float]:
        """Persons with a place come first, then pledges, then value."""
        return self.placed, self.pledged, self.gain


@dataclass(frozen=True)
class TownProposals:
    """The best first, and how many changes were tried."""

    found: tuple[TownProposal, ...]
    tried: int


def proposals(
    report: PlanReport,
    viewer: Viewer,
    ags: Ags,
    told: Callable[[int, int], None] = lambda done, asked: None,
    stopped: Stopped = lambda: False,
) -> TownProposals:
    """The proposals for a municipality, of those tried by then once `stopped`; `told` hears after each trial.

    None on real people: what helps would tell who is about to come.
    """
    refuse_strangers(report, viewer, ags)
    if not report.instance.profiles.cohort.invented:
        return TownProposals((), 0)
    singles = [(resource,) for resource in _stated(report, ags)]
    offers = promising_offers(report, ags, OFFERED)
    asked = len(singles) + len(offers) + PAIRED * (PAIRED - 1) // 2 + WITH_OFFERS**2
    found: list[TownProposal | None] = []
    for trial in _trials(report, ags, singles, offers, found):
        if stopped():
            break
        found.append(trial())
        told(len(found), asked)
    told(len(found), len(found) if not stopped() else asked)
    return TownProposals(_foremost(found), len(found))


def proposals_of_all(
    report: PlanReport,
    viewer: Viewer,
    told: Callable[[int, int], None] = lambda done, asked: None,
    stopped: Stopped = lambda: False,
) -> dict[Ags, TownProposals]:
    """Those of each municipality that was gone through by then once `stopped`; `told` hears after each."""
    places, found = report.instance.profiles.municipalities, dict[Ags, TownProposals]()
    for place in places:
        made = proposals(report, viewer, place.ags, stopped=stopped)
        if stopped():
            break
        found[place.ags] = made
        told(len(found), len(places))
    return found


Offer = tuple[FieldId, Value]
Trial = Callable[[], TownProposal | None]


def _trials(
    report: PlanReport,
    ags: Ags,
    singles: Sequence[tuple[ResourceId, ...]],
    offers: Sequence[Offer],
    found: list[TownProposal | None],
) -> Iterator[Trial]:
    """Resources one by one, offers, then pairs of the resources that brought most, and of both kinds."""
    yield from (partial(_with_units, report, ags, resources) for resources in singles)
    yield from (partial(_with_offer, report, ags, offer) for offer in offers)
    best, answered = _best(singles, found), _best(offers, found[len(singles) :])
    pairs = combinations(best[:PAIRED], 2)
    yield from (partial(_with_units, report, ags, (*one, *other)) for one, other in pairs)
    both = product(best[:WITH_OFFERS], answered[:WITH_OFFERS])
    yield from (partial(_with_both, report, ags, *one) for one in both)


def _best(changes: Sequence[K], found: Sequence[TownProposal | None]) -> list[K]:
    """The changes that brought something, by what they brought."""
    alone = [(one.worth, change) for one, change in zip(found, changes, strict=False) if one is not None]
    return [change for _, change in sorted(alone, key=lambda one: one[0], reverse=True)]


def _foremost(found: list[TownProposal | None]) -> tuple[TownProposal, ...]:
    """The best, each of other resources or another offer than those before it."""
    kept: dict[object, TownProposal] = {}
    for one in sorted((one for one in found if one is not None), key=lambda one: one.worth, reverse=True):
        kept.setdefault((frozenset(name for name, _ in one.units), one.offer and one.offer[0]), one)
    return tuple(kept.values())[:MOST]


def _stated(report: PlanReport, ags: Ags) -> list[ResourceId]:
    """Its resources, those stated as 0 too; without a statement nothing is short."""
    load = report.loads[report.instance.cohort_data.column[ags]]
    return [one.resource for one in load.resources if one.capacity is not None]


def _with_units(report: PlanReport, ags: Ags, resources: tuple[ResourceId, ...]) -> TownProposal | None:
    plan = _grown(report, ags, resources)
    used = _used(report, plan, ags)
    if not set(resources) <= set(used):
        return None
    return _proposal(report, plan, ags, units=tuple(used.items()))


def _grown(report: PlanReport, ags: Ags, resources: tuple[ResourceId, ...]) -> PlanReport:
    more: Mapping[ResourceId, float] = {PERSONS: MORE_PERSONS, **dict.fromkeys(resources, GENEROUS)}
    if resources == (PERSONS,):
        more = {PERSONS: MORE_PERSONS}
    return more_places(report, ags, more, pledge=MORE_PERSONS)


def _used(report: PlanReport, plan: PlanReport, ags: Ags) -> dict[ResourceId, int]:
    """What the new plan uses beyond what is stated today."""
    j = report.instance.cohort_data.column[ags]
    today = {one.resource: one.capacity for one in report.loads[j].resources}
    beyond = ((one.resource, one.used - (today.get(one.resource) or 0.0)) for one in plan.loads[j].resources)
    return {
        resource: int(np.ceil(extra - 1e-9))
        for resource, extra in beyond
        if today.get(resource) is not None and extra > 1e-9
    }


def _with_offer(report: PlanReport, ags: Ags, offer: Offer) -> TownProposal | None:
    return _proposal(report, _answered(report, ags, offer), ags, offer=_told(report, ags, offer))


def _with_both(
    report: PlanReport, ags: Ags, resources: tuple[ResourceId, ...], offer: Offer
) -> TownProposal | None:
    plan = _grown(_answered(report, ags, offer), ags, resources)
    used = _used(report, plan, ags)
    if not set(resources) <= set(used):
        return None
    return _proposal(report, plan, ags, units=tuple(used.items()), offer=_told(report, ags, offer))


def _answered(report: PlanReport, ags: Ags, offer: Offer) -> PlanReport:
    return plan_with(report, offering(report.instance.cohort_data, ags, *offer))


def _told(report: PlanReport, ags: Ags, offer: Offer) -> tuple[FieldId, Value | None, Value]:
    place = report.instance.profiles.municipalities[report.instance.cohort_data.column[ags]]
    return offer[0], place.offers.get(offer[0]), offer[1]


def _proposal(
    report: PlanReport,
    plan: PlanReport,
    ags: Ags,
    *,
    units: tuple[tuple[ResourceId, int], ...] = (),
    offer: tuple[FieldId, Value | None, Value] | None = None,
) -> TownProposal | None:
    """What the plan brings beside the present one; None where it is not certain to bring anything."""
    old, new = report.solution, plan.solution
    placed = new.persons_placed - old.persons_placed
    pledged = round(old.shortfall - new.shortfall)
    gain = (new.objective - old.bound) / max(1e-9, abs(old.objective))
    if not report.first_levels_proven or (placed, pledged, gain) <= (0, 0, LEAST):
        return None
    both = np.flatnonzero((old.assignment != UNPLACED) & (new.assignment != UNPLACED))
    change = (plan.instance.planned_fit(new.assignment) - report.instance.planned_fit(old.assignment))[both]
    j = report.instance.cohort_data.column[ags]
    persons = report.instance.problem.persons
    here = [int(persons[solution.assignment == j].sum()) for solution in (old, new)]
    maximum = report.instance.problem.maximum[j]
    return TownProposal(
        units=units,
        pledge=max(0, int(here[1] - maximum)) if np.isfinite(maximum) else 0,
        offer=offer,
        placed=placed,
        pledged=pledged,
        gain=gain,
        here=(here[0], here[1]),
        better=int((change > 1e-9).sum()),
        worse=int((change < -1e-9).sum()),
    )
