"""Answers entered, one sheet or a whole file: all of it or nothing, and the due item is ticked by it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rematch.criteria.catalogue import Catalogue
from rematch.errors import RematchError
from rematch.model import CohortId, Household, HouseholdId, Viewer
from rematch.process.days import day_of, this_moment
from rematch.process.desk import TRIES, history_of
from rematch.process.evaluation.counting import adults_of, questionnaires
from rematch.process.evaluation.questions import asked_questions, waves
from rematch.process.evaluation.results import EvaluationResults, evaluated
from rematch.process.history import History
from rematch.process.items import DueItem
from rematch.process.machines import transition
from rematch.rights import COORDINATION, every_method
from rematch.store import AnswerSheet, Evaluation, Outcome, ProcessEvent, Store


@dataclass(frozen=True)
class EnteredSheet:
    """What was answered by one adult of an offer's household, or that it was not; `wave` in months."""

    offer: int
    wave: int
    adult: int
    day: date
    outcome: Outcome
    lang: str
    answers: dict[str, str]


@dataclass(frozen=True)
class SheetFault:
    """What is wrong with a sheet: in which of its parts or questions, as a code with its parameters."""

    part: str
    code: str
    params: dict[str, object]


@every_method(COORDINATION)
@dataclass(frozen=True)
class EvaluationDesk:
    """Where the answers of a cohort are entered and summed up, by a viewer."""

    store: Store
    cohort: CohortId
    catalogue: Catalogue
    viewer: Viewer

    def due(self, now: datetime | None = None) -> tuple[DueItem, ...]:
        """The questionnaires whose window has begun, of all who arrived and agree, by offer and month."""
        agreeing = {id for id, one in self._people().items() if one.consent}
        today = day_of(now or this_moment())
        found = questionnaires(history_of(self.store, self.cohort))
        return tuple(one for one in found if one.offer.household in agreeing and one.begins <= today)

    def sheets(self, offer: int, wave: int) -> tuple[AnswerSheet, ...]:
        """What came of a questionnaire so far, by adult; without the answers."""
        found = (one for one in self.store.evaluations(self.cohort) if (one.offer, one.wave) == (offer, wave))
        return tuple(sheet.model_copy(update={"answers": {}}) for one in found for sheet in one.sheets)

    def results(self, now: datetime | None = None) -> EvaluationResults:
        """All that may be shown of the answers."""
        history, kept = history_of(self.store, self.cohort), self.store.evaluations(self.cohort)
        people = self.store.load_profiles(self.cohort).households
        return evaluated(history, kept, people, self.catalogue, day_of(now or this_moment()))

    def faults(
        self, entered: Sequence[EnteredSheet], now: datetime | None = None
    ) -> tuple[tuple[SheetFault, ...], ...]:
        """What is wrong with each sheet; nothing is kept."""
        history = history_of(self.store, self.cohort)
        return self._faults(history, entered, now or this_moment())

    def enter(self, entered: Sequence[EnteredSheet], now: datetime | None = None) -> None:
        """Keep the sheets, and tick what is due by those that were answered; all or nothing.

        Raises the code of the first fault, and store codes.
        """
        for _ in range(TRIES):
            history, moment = history_of(self.store, self.cohort), now or this_moment()
            for found in self._faults(history, entered, moment):
                for fault in found:
                    raise RematchError(fault.code, **fault.params)
            if self._kept(history, entered, moment):
                return
        raise RematchError("store.process_changed")

    def _people(self) -> dict[HouseholdId, Household]:
        return {one.id: one for one in self.store.load_profiles(self.cohort).households}

    def _faults(
        self, history: History, entered: Sequence[EnteredSheet], now: datetime
    ) -> tuple[tuple[SheetFault, ...], ...]:
        open_yet = {one.subject: one for one in questionnaires(history)}
        people, seen = self._people(), set[tuple[int, int, int]]()
        found = []
        for one in entered:
            own = list(self._of_offer(one, history, open_yet, people))
            own += self._of_answers(one)
            if one.day > day_of(now):
                own.append(SheetFault("day", "survey.to_come", {}))
            if (key := (one.offer, one.wave, one.adult)) in seen:
                own.append(SheetFault("adult", "survey.twice", {"adult": one.adult}))
            seen.add(key)
            found.append(tuple(own))
        return tuple(found)

    def _of_offer(
        self,
        one: EnteredSheet,
        history: History,
        open_yet: dict[str, DueItem],
        people: dict[HouseholdId, Household],
    ) -> Iterator[SheetFault]:
        offer = history.offer(one.offer)
        if offer is None:
            yield SheetFault("offer", "survey.no_offer", {"offer": one.offer})
            return
        if one.wave not in waves():
            yield SheetFault("wave", "survey.no_wave", {"waves": sorted(waves())})
            return
        item = open_yet.get(f"{one.offer}:{waves()[one.wave].id}")
        if item is None:
            yield SheetFault("offer", "survey.not_arrived", {"offer": one.offer})
            return
        household = people.get(offer.household)
        if household is None or not household.consent:
            yield SheetFault("offer", "survey.no_consent", {"offer": one.offer})
            return
        if item.state not in ("open", "done"):
            yield SheetFault("wave", "survey.closed", {})
        if not item.begins <= one.day <= item.ends:
            yield SheetFault("day", "survey.outside", {"begins": item.begins, "ends": item.ends})
        if not 1 <= one.adult <= adults_of(household):
            yield SheetFault("adult", "survey.no_adult", {"adults": adults_of(household)})

    def _of_answers(self, one: EnteredSheet) -> Iterator[SheetFault]:
        asked = {question.id: question for question in asked_questions(self.catalogue)}
        if (one.outcome == "answered") != bool(one.answers):
            code = "survey.no_answers" if one.outcome == "answered" else "survey.answers_beside"
            yield SheetFault("outcome", code, {})
        for id, answer in one.answers.items():
            if id not in asked:
                yield SheetFault(id, "survey.no_question", {"question": id})
            elif answer not in asked[id].answers:
                yield SheetFault(id, "survey.no_such_answer", {"answers": asked[id].answers})

    def _kept(self, history: History, entered: Sequence[EnteredSheet], moment: datetime) -> bool:
        """Whether they were kept; False where something else happened first."""
        by_offer: dict[tuple[int, int], list[AnswerSheet]] = {}
        for one in entered:
            sheet = AnswerSheet(
                adult=one.adult,
                at=moment,
                by=self.viewer.called,
                day=one.day,
                outcome=one.outcome,
                lang=one.lang,
                answers=one.answers,
            )
            by_offer.setdefault((one.offer, one.wave), []).append(sheet)
        kept = [
            Evaluation(cohort=self.cohort, offer=offer, wave=wave, sheets=tuple(sheets))
            for (offer, wave), sheets in by_offer.items()
        ]
        events = list(self._ticked(history, kept, moment))
        try:
            self.store.save_evaluations(self.cohort, kept, events, self.viewer, on_top_of=history.last)
        except RematchError as fault:
            if fault.code != "store.process_changed":
                raise
            return False
        return True

    def _ticked(
        self, history: History, kept: Sequence[Evaluation], moment: datetime
    ) -> Iterator[ProcessEvent]:
        for one in kept:
            days = [sheet.day for sheet in one.sheets if sheet.outcome == "answered"]
            subject, offer = f"{one.offer}:{waves()[one.wave].id}", history.offer(one.offer)
            row = transition("item", history.state("item", subject), "tick")
            if days and row is not None and offer is not None:
                yield ProcessEvent(
                    cohort=self.cohort,
                    at=moment,
                    by=self.viewer.called,
                    role=self.viewer.role,
                    round=offer.round,
                    machine="item",
                    subject=subject,
                    event=row.event,
                    state=row.to,
                    day=min(days),
                )
