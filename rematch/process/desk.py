"""Steps taken: refused in words that say what is missing, or kept with all that follows from them."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rematch.criteria.catalogue import Catalogue
from rematch.errors import RematchError
from rematch.model import CohortId, HouseholdId, Viewer
from rematch.planning.repeat import RunCheck, check_run
from rematch.process.again import keeps_offers
from rematch.process.days import this_moment
from rematch.process.history import History
from rematch.process.household.splitting import split
from rematch.process.machines import Transition, transition
from rematch.process.needs import Case, ProcessStep, missing
from rematch.process.outcomes import HowThingsStand, Prepared, R, Refused, Taken, event_of
from rematch.process.preparing import drafted
from rematch.rights import COORDINATION, every_method
from rematch.store import ChangedProfiles, OfferRound, ProcessEvent, Store

TRIES = 3
"""How often a step is looked at anew where somebody else's came first."""


def history_of(store: Store, cohort: CohortId) -> History:
    """All rounds, offers and events of a cohort."""
    return History(*store.process(cohort))


@every_method(COORDINATION)
@dataclass(frozen=True)
class ProcessDesk:
    """Where steps on a cohort are taken, by a viewer with the name they gave, under the criteria in force."""

    store: Store
    cohort: CohortId
    catalogue: Catalogue
    viewer: Viewer
    name: str = ""

    def open_round(self, name: str, now: datetime | None = None) -> OfferRound:
        """Begin a round with every household that agreed and is in no other open one."""

        def opened(history: History, moment: datetime) -> Taken[OfferRound]:
            number = max((one.number for one in history.rounds), default=0) + 1
            begun = OfferRound(cohort=self.cohort, number=number, name=name.strip(), opened_at=moment)
            step = ProcessStep(machine="round", subject=str(number), event="open")
            stands = self._stands(history, moment)
            case = stands.case(step, number)
            return Taken([self._event(case), *self._entering(case)], begun, (begun,))

        return self._in_turn(opened, now)

    def take(self, step: ProcessStep, now: datetime | None = None) -> tuple[ProcessEvent, ...]:
        """Take one step; raises as `take_all` does."""
        return self.take_all([step], now)

    def take_all(self, steps: Sequence[ProcessStep], now: datetime | None = None) -> tuple[ProcessEvent, ...]:
        """Take steps one after the other and whatever follows from them, all or nothing.

        Raises Refused naming all that is missing, step.no_such_step where one does not lead on from where its
        subject stands, and store codes.
        """

        def taken(history: History, moment: datetime) -> Taken[tuple[ProcessEvent, ...]]:
            stands, events = self._stands(history, moment), list[ProcessEvent]()
            for step in steps:
                case = self._looked_at(step, replace(stands, history=history))
                more = [
                    one.model_copy(update={"seq": seq})
                    for seq, one in enumerate(self._following(case), start=history.last + 1)
                ]
                events += more
                history = history.followed_by(more)
            return Taken(events, tuple(events))

        return self._in_turn(taken, now)

    def enter(
        self, of_round: int, households: Sequence[HouseholdId], now: datetime | None = None
    ) -> tuple[ProcessEvent, ...]:
        """Take households that came later into a round; raises Refused where one cannot come into it."""

        def entered(history: History, moment: datetime) -> Taken[tuple[ProcessEvent, ...]]:
            stands = self._stands(history, moment)
            known = {one.id: one for one in stands.profiles.households}
            events = []
            for id in households:
                step = ProcessStep(machine="household", subject=id, event="enter")
                if history.state("round", of_round) not in ("open", "decided"):
                    raise Refused(step, ("round_going_on",))
                if id not in known or not history.may_enter(known[id]):
                    raise Refused(step, ("may_enter",))
                events.append(self._event(stands.case(step, of_round)))
            return Taken(events, tuple(events))

        return self._in_turn(entered, now)

    def split(
        self, household: HouseholdId, leaving: Collection[int], words: str, now: datetime | None = None
    ) -> tuple[HouseholdId, ...]:
        """Make two households of one, by the numbers of the members who go together; the new ids.

        Its offers and answers stay with the old id. Raises Refused, step.no_split and step.no_such_step.
        """

        def parted(history: History, moment: datetime) -> Taken[tuple[HouseholdId, ...]]:
            made_from = self.store.data_fingerprint(self.cohort)
            stands = self._stands(history, moment, made_from)
            step = ProcessStep(machine="household", subject=household, event="split", words=words)
            case = stands.case(step)
            absent = [] if words.strip() else ["words"]
            if history.open_offer(household) is not None:
                absent.append("no_open_offer")
            if absent:
                raise Refused(case.step, tuple(absent))
            profiles, parts = split(stands.profiles, household, leaving)
            events = [self._event(case)]
            for one in parts:
                part = stands.case(step.model_copy(update={"subject": one.id, "event": "part"}))
                event = self._event(replace(part, of_round=case.of_round), part.row, because=history.last + 1)
                events.append(event.model_copy(update={"origin": household}))
            changed = ChangedProfiles(profiles, made_from, self.catalogue.fingerprint)
            return Taken(events, tuple(one.id for one in parts), changed=changed)

        return self._in_turn(parted, now)

    def prepare(
        self, of_round: int, households: Sequence[HouseholdId], now: datetime | None = None
    ) -> Prepared:
        """Draft offers of the households' places in the plan that their round was decided with.

        Those of which something is missing are left out and named. Raises Refused where it is not decided.
        """

        def prepared(history: History, moment: datetime) -> Taken[Prepared]:
            first = max((one.number for one in history.offers), default=0) + 1
            step = ProcessStep(machine="offer", subject=str(first), event="prepare")
            drafts = drafted(self._decided_with(history, of_round, step), households, of_round)
            stands, kept = self._stands(history, moment), list[Case]()
            refused: dict[HouseholdId, tuple[str, ...]] = {
                id: ("planned",) for id in households if id not in drafts
            }
            for id, draft in drafts.items():
                offer = draft.model_copy(update={"number": first + len(kept)})
                numbered = step.model_copy(update={"subject": str(offer.number)})
                case = replace(stands.case(numbered, of_round), offer=offer)
                if absent := missing(case):
                    refused[id] = absent
                else:
                    kept.append(case)
            made = tuple(case.offer for case in kept if case.offer is not None)
            return Taken([self._event(case) for case in kept], Prepared(made, refused), made)

        return self._in_turn(prepared, now)

    def _in_turn(self, make: Callable[[History, datetime], Taken[R]], now: datetime | None) -> R:
        """What is made of how things stand, kept; made anew where somebody else's step came first."""
        for _ in range(TRIES):
            history = history_of(self.store, self.cohort)
            made = make(history, now or this_moment())
            if not made.events or self._kept(made, history):
                return made.outcome
        raise RematchError("store.process_changed")

    def _looked_at(self, step: ProcessStep, stands: HowThingsStand) -> Case:
        case = stands.case(step)
        if not case.row.roles & self.viewer.roles:
            raise RematchError("viewer.may_not")
        if absent := missing(case):
            raise Refused(step, absent)
        if step.machine == "round" and step.event == "decide":
            checked = check_run(self.store, step.run or "")
            if not checked.ok or checked.run.cohort != self.cohort:
                raise Refused(step, ("plan",))
            if not keeps_offers(stands.history, checked.run.assignments):
                raise Refused(step, ("keeps_offers",))
        return case

    def _stands(self, history: History, moment: datetime, data: str | None = None) -> HowThingsStand:
        profiles = self.store.load_profiles(self.cohort, data)
        return HowThingsStand(history, profiles, self.catalogue, moment, self.viewer.roles)

    def _following(self, case: Case) -> Iterator[ProcessEvent]:
        """The step's own event, then those of other machines that follow; refused where one cannot."""
        yield self._event(case)
        because = case.history.last + 1
        if (case.step.machine, case.step.event) == ("round", "decide"):
            yield from self._planning(case, because)
            return
        states: dict[tuple[str, str], str] = {}
        for machine, event in case.row.effects:
            subject = str(case.household_id) if machine == "household" else case.step.subject
            stands = states.get((machine, subject)) or case.history.state(machine, subject)
            row = transition(machine, stands, event)
            if row is None:
                raise Refused(case.step, (f"{machine}_{stands}",))
            states[machine, subject] = row.to
            yield self._event(case, row, subject, because)

    def _planning(self, case: Case, because: int) -> Iterator[ProcessEvent]:
        """Those without an offer after a decision: planned where the plan has a place, else waiting."""
        assigned = self.store.run(case.step.run or "").assignments
        history = case.history
        for subject in history.subjects("household"):
            if history.round_of(HouseholdId(subject)) != case.of_round:
                continue
            state = history.state("household", subject)
            placed = assigned.get(HouseholdId(subject)) is not None
            row = transition("household", state, "plan" if placed else "unplan")
            if row is not None and history.open_offer(HouseholdId(subject)) is None:
                yield self._event(case, row, subject, because)

    def _entering(self, case: Case) -> Iterator[ProcessEvent]:
        """Those who come into a round that begins."""
        for one in case.profiles.households:
            row = transition("household", case.history.state("household", one.id), "enter")
            if row is not None and case.history.may_enter(one):
                yield self._event(case, row, one.id, case.history.last + 1)

    def _event(
        self, case: Case, row: Transition | None = None, subject: str = "", because: int | None = None
    ) -> ProcessEvent:
        return event_of(case, self.name, self.viewer.role, row=row, subject=subject, because=because)

    def _decided_with(self, history: History, of_round: int, step: ProcessStep) -> RunCheck:
        decision = history.decided(of_round)
        if decision is None or decision.run is None:
            raise Refused(step, ("decided",))
        return check_run(self.store, decision.run)

    def _kept(self, made: Taken[R], history: History) -> bool:
        """Whether it was kept; False where something else happened first."""
        try:
            self.store.add_events(
                self.cohort,
                made.events,
                self.viewer,
                on_top_of=history.last,
                started=made.started,
                changed=made.changed,
            )
        except RematchError as fault:
            if fault.code != "store.process_changed":
                raise
            return False
        return True
