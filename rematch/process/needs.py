"""What a step may wait for, each by the name the tables use; asked without changing anything."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from rematch.criteria.catalogue import Catalogue
from rematch.model import Frozen, Household, HouseholdId, Municipality, Profiles, ViewerRole
from rematch.process.days import day_of
from rematch.process.history import History
from rematch.process.items import blocking, item_of
from rematch.process.machines import Machine, Transition, reasons_for
from rematch.process.partners.statements import recent, town_of
from rematch.process.places import lacking
from rematch.process.preparing import profile_of
from rematch.rights import COORDINATION
from rematch.store import Offer, ProcessEvent


class ProcessStep(Frozen):
    """What somebody wants to do: an event of a machine on one subject, with what it may ask for.

    `day` is when it happened, today where nothing is said; `run` the plan that a round is decided with,
    `pledge` the persons, at least and at most, that a municipality takes.
    """

    machine: Machine
    subject: str
    event: str
    day: date | None = None
    reason: str = ""
    words: str = ""
    last_day: date | None = None
    run: str | None = None
    pledge: tuple[int, int] | None = None


@dataclass(frozen=True)
class Case:
    """A step looked at: by which row of the table, after what happened, with the profiles as they are now.

    `offer` is the offer it is about, also one that is only being drafted; `of_round` the number of the round;
    `roles` those of whoever takes it.
    """

    step: ProcessStep
    row: Transition
    history: History
    profiles: Profiles
    catalogue: Catalogue
    now: datetime
    of_round: int
    offer: Offer | None = None
    roles: frozenset[ViewerRole] = COORDINATION

    @property
    def today(self) -> date:
        """The day it is in Germany."""
        return day_of(self.now)

    @property
    def day(self) -> date:
        """The day on which it happened."""
        return self.step.day or self.today

    @property
    def household_id(self) -> HouseholdId | None:
        """Whom the step is about."""
        if self.offer is not None:
            return self.offer.household
        return HouseholdId(self.step.subject) if self.step.machine == "household" else None

    @cached_property
    def household(self) -> Household | None:
        """The same, as the profiles have it now."""
        return next((one for one in self.profiles.households if one.id == self.household_id), None)

    @cached_property
    def town(self) -> Municipality | None:
        """The municipality that a partner's step is about, as the profiles have it now."""
        return town_of(self.profiles, self.step.subject)


Need = Callable[[Case], bool]


def changed_since(history: History, offer: Offer, household: Household | None) -> bool:
    """Whether the household is not, or no more, what its offer was made of or was looked at for again."""
    seen = [one.profile for one in history.of("offer", offer.number) if one.profile is not None]
    return household is None or profile_of(household) != (seen[-1] if seen else offer.profile)


def _planned(case: Case) -> bool:
    return case.history.state("household", case.household_id) == "planned"


def _consent(case: Case) -> bool:
    return case.household is not None and case.household.consent


def _not_barred(case: Case) -> bool:
    return case.offer is None or case.offer.ags not in case.history.barred(case.offer.household)


def _no_open_offer(case: Case) -> bool:
    if case.offer is None:
        return True
    other = case.history.open_offer(case.offer.household)
    return other is None or other.number == case.offer.number


def _place(case: Case) -> bool:
    return case.offer is None or not lacking(
        case.history, case.profiles, case.catalogue, case.offer, case.today
    )


def _as_prepared(case: Case) -> bool:
    """Whether the household is still what the offer was made of, or what somebody looked at again."""
    return case.offer is None or not changed_since(case.history, case.offer, case.household)


def _same_size(case: Case) -> bool:
    return case.offer is None or (case.household is not None and case.household.size == case.offer.persons)


def _last_day(case: Case) -> bool:
    """Not before the day on which it is told."""
    return case.step.last_day is not None and case.step.last_day >= case.day


def _lapsed(case: Case) -> bool:
    return case.offer is not None and case.history.lapsed(case.offer, case.now)


def _in_time(case: Case) -> bool:
    """An answer counts by the day on which it was given, also where it is noted later."""
    last = case.history.answer_by(case.step.machine, case.step.subject)
    return last is None or case.day <= last


def _words(case: Case) -> bool:
    return bool(case.step.words.strip())


def _ready(case: Case) -> bool:
    return case.offer is None or not blocking(case.history, case.offer)


def _not_under_way(case: Case) -> bool:
    return case.offer is None or case.history.state("relocation", case.offer.number) in ("", "planned")


def _nothing_open(case: Case) -> bool:
    """Whether no offer of the round waits to be sent or answered."""
    own = (one.number for one in case.history.offers if one.round == case.of_round)
    return not {case.history.state("offer", number) for number in own} & {"prepared", "sent"}


def _overdue(case: Case) -> bool:
    found = item_of(case.history, case.step.subject)
    return found is not None and found.overdue(case.now)


def _pledge(case: Case) -> bool:
    """At least nobody, at most somebody, and no more at least than at most."""
    said = case.step.pledge
    return said is not None and 0 <= said[0] <= said[1] and said[1] > 0


def _recent(case: Case) -> bool:
    return case.town is not None and recent(case.history, case.town, case.catalogue, case.day)


def _on_behalf(case: Case) -> bool:
    """Who coordinates and notes it says who there said so; a municipality speaks for itself."""
    return not case.roles & COORDINATION or _words(case)


def _not_reminded(case: Case) -> bool:
    """Once a day of the same matter."""
    told = ((one.event, one.day, one.reason) for one in _before(case))
    return ("remind", case.day, case.step.reason) not in told


def _before(case: Case) -> tuple[ProcessEvent, ...]:
    """What happened to the same thing; of an offer and its journey both."""
    history, step = case.history, case.step
    if step.machine in ("offer", "relocation"):
        return (*history.of("offer", step.subject), *history.of("relocation", step.subject))
    return history.of(step.machine, step.subject)


NEEDS: dict[str, Need] = {
    "decided": lambda case: case.history.state("round", case.of_round) == "decided",
    "plan": lambda case: case.step.run is not None,
    "planned": _planned,
    "consent": _consent,
    "not_barred": _not_barred,
    "no_open_offer": _no_open_offer,
    "place": _place,
    "as_prepared": _as_prepared,
    "same_size": _same_size,
    "last_day": _last_day,
    "lapsed": _lapsed,
    "in_time": _in_time,
    "words": _words,
    "ready": _ready,
    "not_under_way": _not_under_way,
    "nothing_open": _nothing_open,
    "overdue": _overdue,
    "going": lambda case: case.history.state("round", case.of_round) in ("open", "decided"),
    "known": lambda case: case.town is not None,
    "pledge": _pledge,
    "recent": _recent,
    "on_behalf": _on_behalf,
    "not_reminded": _not_reminded,
}
"""By the name the tables use; True where it is so."""


def missing(case: Case) -> tuple[str, ...]:
    """What the step still waits for, in the table's order; then a day or a reason that will not do."""
    found = [name for name in case.row.needs if not NEEDS[name](case)]
    if case.day > case.today:
        found.append("day_to_come")
    if any(case.day < one.day for one in _before(case)):
        found.append("day_before")
    if case.row.parties:
        chosen = next((one for one in reasons_for(case.row) if one.id == case.step.reason), None)
        if chosen is None:
            found.append("reason")
        elif chosen.words and not case.step.words.strip():
            found.append("words")
    return tuple(dict.fromkeys(found))
