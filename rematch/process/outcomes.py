"""What a step is made of and comes to: how things stand, what is kept, what is missing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from rematch.criteria.catalogue import Catalogue
from rematch.errors import RematchError
from rematch.model import HouseholdId, Profiles, ViewerRole
from rematch.process.history import History
from rematch.process.machines import Transition, transition
from rematch.process.needs import Case, ProcessStep
from rematch.process.preparing import profile_of
from rematch.store import ChangedProfiles, Offer, OfferRound, ProcessEvent

R = TypeVar("R")


class Refused(RematchError):
    """A step that cannot be taken now: the machine and step it was, and what is `missing`, by name."""

    def __init__(self, step: ProcessStep, missing: tuple[str, ...]) -> None:
        super().__init__("step.refused", machine=step.machine, event=step.event)
        self.step = step
        self.missing = missing


@dataclass(frozen=True)
class Prepared:
    """Offers that were drafted, and of the other households what is missing, by name."""

    offers: tuple[Offer, ...]
    refused: dict[HouseholdId, tuple[str, ...]]


@dataclass(frozen=True)
class Taken(Generic[R]):
    """What a step comes to: events to keep, what begins by them, and what whoever took it is told.

    `changed` are the profiles the cohort has by it, None where it changes none.
    """

    events: list[ProcessEvent]
    outcome: R
    started: tuple[OfferRound | Offer, ...] = ()
    changed: ChangedProfiles | None = None


@dataclass(frozen=True)
class HowThingsStand:
    """How things stand at a moment: what happened, the profiles as they are, and who acts."""

    history: History
    profiles: Profiles
    catalogue: Catalogue
    now: datetime
    roles: frozenset[ViewerRole]

    def case(self, step: ProcessStep, of_round: int | None = None) -> Case:
        """The step by its row of the table; raises step.no_such_step where it does not lead on from here."""
        state = self.history.state(step.machine, step.subject)
        row = transition(step.machine, state, step.event)
        if row is None:
            raise RematchError("step.no_such_step", machine=step.machine, event=step.event, state=state)
        offer = self.history.offer_named(step.machine, step.subject)
        number = of_round or self.history.round_named(step.machine, step.subject)
        stood = (self.history, self.profiles, self.catalogue, self.now)
        return Case(step, row, *stood, number, offer, self.roles)


def event_of(
    case: Case,
    by: str,
    role: ViewerRole,
    *,
    row: Transition | None = None,
    subject: str = "",
    because: int | None = None,
) -> ProcessEvent:
    """What is noted of a step; or, with another `row`, of what follows from it on its `subject`."""
    led, step = row or case.row, case.step
    checked = row is None and step.event == "check" and case.household is not None
    return ProcessEvent(
        cohort=case.profiles.cohort.id,
        at=case.now,
        by=by,
        role=role,
        round=case.of_round,
        machine=led.machine,
        subject=subject or step.subject,
        event=led.event,
        state=led.to,
        day=case.day,
        because=because,
        profile=profile_of(case.household) if checked and case.household else None,
        **({} if row else {"reason": step.reason, "words": step.words.strip()}),
        **({} if row else {"last_day": step.last_day, "run": step.run, "pledge": step.pledge}),
    )
