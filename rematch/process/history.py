"""Where everything stands, told by what happened and nothing else."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from rematch.model import Ags, Household, HouseholdId
from rematch.process.days import over
from rematch.process.machines import FIRST, NOT_YET, Hold, Machine, states, transition
from rematch.store import Offer, OfferRound, ProcessEvent


@dataclass(frozen=True)
class Claim:
    """What an offer takes of a place from day `since` on, until the day `until`, which is not in it.

    `until` None: as far as is known it stays.
    """

    offer: Offer
    hold: Hold
    since: date
    until: date | None = None

    def on(self, day: date) -> bool:
        """Whether it is taken on that day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Bar:
    """That a household is not planned to an offer's municipality again: which step brought it, and when."""

    offer: Offer
    event: ProcessEvent


@dataclass(frozen=True)
class History:
    """A cohort's rounds and offers, and all events in order."""

    rounds: tuple[OfferRound, ...] = ()
    offers: tuple[Offer, ...] = ()
    events: tuple[ProcessEvent, ...] = ()

    @property
    def last(self) -> int:
        """The number of the last event, 0 before there is one."""
        return self.events[-1].seq if self.events else 0

    @cached_property
    def _of(self) -> dict[tuple[str, str], tuple[ProcessEvent, ...]]:
        found: dict[tuple[str, str], list[ProcessEvent]] = {}
        for one in self.events:
            found.setdefault((one.machine, one.subject), []).append(one)
        return {key: tuple(events) for key, events in found.items()}

    def followed_by(self, events: Sequence[ProcessEvent]) -> "History":
        """The same with what happened next."""
        after = replace(self, events=(*self.events, *events))
        known = dict(self._of)
        for one in events:
            known[one.machine, one.subject] = (*known.get((one.machine, one.subject), ()), one)
        after.__dict__["_of"] = known
        return after

    def of(self, machine: Machine, subject: object) -> tuple[ProcessEvent, ...]:
        """What happened to one subject of a machine, in order."""
        return self._of.get((machine, str(subject)), ())

    def state(self, machine: Machine, subject: object) -> str:
        """Where it stands; before anything happened where it begins."""
        found = self.of(machine, subject)
        return found[-1].state if found else FIRST.get(machine, NOT_YET)

    def subjects(self, machine: Machine) -> tuple[str, ...]:
        """All subjects of a machine, in the order in which they came."""
        return tuple(subject for kind, subject in self._of if kind == machine)

    def round(self, number: int) -> OfferRound | None:
        """The round of this number."""
        return next((one for one in self.rounds if one.number == number), None)

    def offer(self, number: int) -> Offer | None:
        """The offer of this number."""
        return next((one for one in self.offers if one.number == number), None)

    def offers_of(self, household: HouseholdId) -> tuple[Offer, ...]:
        """A household's offers, oldest first."""
        return tuple(one for one in self.offers if one.household == household)

    def open_offer(self, household: HouseholdId) -> Offer | None:
        """The one offer of a household that has not ended."""
        return next((one for one in self.offers_of(household) if not self.ended(one)), None)

    def ended(self, offer: Offer) -> bool:
        """Whether nothing more is to come of it: it ended, or its household has moved on."""
        offered, moved = self.state("offer", offer.number), self.state("relocation", offer.number)
        return states("offer")[offered].ended or moved == "moved_on"

    def origin(self, household: HouseholdId) -> HouseholdId | None:
        """The household it was a part of, None where it was always one."""
        return next((one.origin for one in self.of("household", household) if one.origin), None)

    def may_enter(self, household: Household) -> bool:
        """Whether it can come into a round: it agreed, waits, and is in no other one that is not closed."""
        before = self.round_of(household.id)
        state = self.state("household", household.id)
        apart = before is None or state == "to_ask" or self.state("round", before) == "closed"
        return apart and household.consent and transition("household", state, "enter") is not None

    def round_of(self, household: HouseholdId) -> int | None:
        """The round in which a household is, the last one it came into."""
        found = self.of("household", household)
        return found[-1].round if found else None

    def offer_named(self, machine: Machine, subject: str) -> Offer | None:
        """The offer that a subject of a machine is about; None where it is about none."""
        number = subject.partition(":")[0]
        about = machine in ("offer", "relocation", "item") and number.isdecimal()
        return self.offer(int(number)) if about else None

    def round_named(self, machine: Machine, subject: str) -> int:
        """The number of the round that a subject of a machine belongs to, 0 for none."""
        if machine in ("round", "partner"):
            number = subject.partition(":")[0]
            return int(number) if number.isdecimal() else 0
        offer = self.offer_named(machine, subject)
        return offer.round if offer is not None else self.round_of(HouseholdId(subject)) or 0

    def last_day(self, offer: Offer) -> date | None:
        """The last day on which an offer may be answered, None before it was sent."""
        return self.answer_by("offer", offer.number)

    def answer_by(self, machine: Machine, subject: object) -> date | None:
        """The last day to answer that was told last, None where none was."""
        days = [one.last_day for one in self.of(machine, subject) if one.last_day is not None]
        return days[-1] if days else None

    def lapsed(self, offer: Offer, now: datetime) -> bool:
        """Whether the last day to answer is over; it ends in Germany, at midnight."""
        last = self.last_day(offer)
        return last is not None and over(last, now)

    def decided(self, number: int) -> ProcessEvent | None:
        """The decision in force of a round, None while there is none."""
        found = [one for one in self.of("round", number) if one.event == "decide"]
        return found[-1] if found else None

    def bars(self, household: HouseholdId) -> tuple[Bar, ...]:
        """Where it is not planned again since it declined, each until the household itself wishes so."""
        found: dict[Ags, Bar] = {}
        for offer in self.offers_of(household):
            for one in self.of("offer", offer.number):
                if one.event == "decline":
                    found[offer.ags] = Bar(offer, one)
                elif one.state == "sent" or one.event == "lift":
                    found.pop(offer.ags, None)
        return tuple(found.values())

    def barred(self, household: HouseholdId) -> frozenset[Ags]:
        """The municipalities of its bars."""
        return frozenset(one.offer.ags for one in self.bars(household))

    def claims(self) -> Iterator[Claim]:
        """What offers take of their places, stretch by stretch: offered, accepted, present.

        Half open: a place is free from the day on which it was let go.
        """
        for offer in self.offers:
            yield from _stretches(offer, self._holds(offer))

    def _holds(self, offer: Offer) -> Iterator[tuple[date, Hold | None]]:
        events = [*self.of("offer", offer.number), *self.of("relocation", offer.number)]
        for one in sorted(events, key=lambda event: event.seq):
            yield one.day, states(one.machine)[one.state].holds


def _stretches(offer: Offer, holds: Iterable[tuple[date, Hold | None]]) -> Iterator[Claim]:
    since: date | None = None
    held: Hold | None = None
    for day, hold in holds:
        if hold == held:
            continue
        if held is not None and since is not None and since < day:
            yield Claim(offer, held, since, day)
        since, held = day, hold
    if held is not None and since is not None:
        yield Claim(offer, held, since)
