"""What the minutes of a round say: who decided, when, on which plan, how far proven, what came of it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from rematch.criteria.switches import switched_on
from rematch.errors import RematchError
from rematch.explain.placements import Placement, placements
from rematch.model import Ags, CohortId, CriterionId, HouseholdId
from rematch.planning.repeat import RunCheck, check_run
from rematch.process.desk import history_of
from rematch.process.ended import ending
from rematch.process.history import History
from rematch.process.machines import reasons, states
from rematch.release.left_out import criteria_off, unconsidered
from rematch.scenario import Pin, Veto
from rematch.store import Offer, OfferRound, ProcessEvent, Store


@dataclass(frozen=True)
class StateCount:
    """How many households of a round, and persons in them, stand at one state."""

    state: str
    households: int
    persons: int


@dataclass(frozen=True)
class OfferLine:
    """One offer as it stands, with the last reason given for it: whose (`party`), which, in own words."""

    number: int
    household: HouseholdId
    place: str
    persons: int
    state: str
    journey: str
    last_day: date | None
    since: date
    party: str = ""
    reason: str = ""
    words: str = ""


@dataclass(frozen=True)
class Minutes:
    """A decided round, with the plan it was decided on, checked again without a solver.

    `more` is how many persons more the best plan may place, as far as is proven; `off` are the criteria that
    took no part, `unconsidered` counts households whose protected needs were not heard.
    """

    round: OfferRound
    state: str
    invented: bool
    decision: ProcessEvent
    checked: RunCheck
    households: int
    persons: int
    placed: int
    more: int
    on: int
    off: tuple[CriterionId, ...]
    unconsidered: int
    places: dict[Ags, str]
    pins: tuple[Pin, ...]
    vetoes: tuple[Veto, ...]
    counts: tuple[StateCount, ...]
    offers: tuple[OfferLine, ...]
    story: tuple[ProcessEvent, ...]

    @property
    def lines(self) -> tuple[Placement, ...]:
        """The plan it was decided on, one line per household."""
        return placements(self.checked.instance, self.checked.plan, self.checked.given)


def round_minutes(store: Store, cohort: CohortId, number: int) -> Minutes:
    """The minutes of a round that is decided; raises step.not_decided, and store codes."""
    history = history_of(store, cohort)
    begun, decision = history.round(number), history.decided(number)
    if begun is None or decision is None or history.state("round", number) == "open":
        raise RematchError("step.not_decided", number=number)
    checked = check_run(store, decision.run or "")
    run, instance = checked.run, checked.instance
    bound = checked.best.proof.persons_bound
    return Minutes(
        round=begun,
        state=history.state("round", number),
        invented=instance.profiles.cohort.invented,
        decision=decision,
        checked=checked,
        households=len(run.assignments),
        persons=checked.check.persons_placed,
        placed=sum(ags is not None for ags in run.assignments.values()),
        more=0 if bound is None else max(0, bound - run.persons_placed),
        on=len(switched_on(instance.catalogue, run.scenario, instance.profiles.cohort)),
        off=criteria_off(instance),
        unconsidered=len(unconsidered(instance)),
        places={one.ags: one.name for one in instance.profiles.municipalities},
        pins=run.scenario.pins,
        vetoes=run.scenario.vetoes,
        counts=_counts(history, store, cohort, number),
        offers=tuple(
            offer_line(history, one, instance.profiles.names.get(one.ags, one.ags))
            for one in history.offers
            if one.round == number
        ),
        story=history.of("round", number),
    )


def offer_line(history: History, offer: Offer, place: str) -> OfferLine:
    """How an offer stands, with the reason for which it ended, or of the last step that asked for one."""
    events = [*history.of("offer", offer.number), *history.of("relocation", offer.number)]
    events = sorted(events, key=lambda one: one.seq)
    ended = ending(history.of("offer", offer.number))
    told = next((one for one in (ended, *reversed(events)) if one is not None and one.reason), None)
    return OfferLine(
        number=offer.number,
        household=offer.household,
        place=place,
        persons=offer.persons,
        state=history.state("offer", offer.number),
        journey=history.state("relocation", offer.number),
        last_day=history.last_day(offer),
        since=events[-1].day,
        party=reasons()[told.reason].party if told else "",
        reason=told.reason if told else "",
        words=told.words if told else events[-1].words,
    )


def _counts(history: History, store: Store, cohort: CohortId, number: int) -> tuple[StateCount, ...]:
    sizes = {one.id: one.size for one in store.load_profiles(cohort).households}
    own = [id for id in sizes if history.round_of(id) == number]
    households = Counter(history.state("household", id) for id in own)
    persons: Counter[str] = Counter()
    for id in own:
        persons[history.state("household", id)] += sizes[id]
    named = (name for name in states("household") if households[name])
    return tuple(StateCount(name, households[name], persons[name]) for name in named)
