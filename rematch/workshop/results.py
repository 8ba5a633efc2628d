"""A round once it is revealed: read from the file, never before, never with whose a ballot is."""

from collections.abc import Mapping
from dataclasses import dataclass

from rematch.scenario import Scenario
from rematch.store.workshop.records import Ballot, GivenReason, GuestRole, Workshop
from rematch.store.workshop.workshops import WorkshopStore
from rematch.workshop.cards import Card, asked, scenario_of
from rematch.workshop.difference import RoomDifference
from rematch.workshop.findings import Found
from rematch.workshop.own_plans import BallotPlans
from rematch.workshop.spread import (
    GroupSpread,
    MovedOpinion,
    RoleSpread,
    by_role,
    median_swings,
    moved,
    spread,
)

FEWEST_BALLOTS = 3
"""From which on answers are revealed: of two, each would know the other's."""


@dataclass(frozen=True)
class RoundResults:
    """What a revealed round comes to, without names.

    `roles` are those that may be shown, `moved` how far opinions moved since the round before (none in the
    first), `difference` what the weights do to the plans, None until that is worked out.
    """

    round: int
    ballots: int
    spread: tuple[GroupSpread, ...]
    roles: tuple[RoleSpread, ...]
    moved: tuple[MovedOpinion, ...]
    difference: RoomDifference | None


class Rounds:
    """The rounds of workshops as their file has them; may be used from many threads."""

    def __init__(self, store: WorkshopStore, plans: BallotPlans, deck: tuple[Card, ...]) -> None:
        self._store, self._plans, self._deck = store, plans, deck
        self._known: dict[tuple[tuple[str, int], ...], Scenario] = {}

    def sent(self, workshop: Workshop, number: int) -> dict[int, Ballot]:
        """The ballots sent in a round, by guest."""
        kept = self._store.ballots(workshop.number, number)
        return {guest: ballot for guest, ballot in kept.items() if ballot.sent}

    def revealed(self, workshop: Workshop, number: int) -> dict[int, Ballot]:
        """The ballots sent in a round that all may see, by guest; empty until it is revealed."""
        sent = self.sent(workshop, number) if number <= workshop.revealed else {}
        return sent if len(sent) >= FEWEST_BALLOTS else {}

    def ballots(self, workshop: Workshop, number: int) -> tuple[tuple[GuestRole | None, Ballot], ...]:
        """The same with their makers' roles, in no order that tells whose they are."""
        roles = {guest.number: guest.role for guest in self._store.guests(workshop.number)}
        sent = [(roles.get(guest), ballot) for guest, ballot in self.sent(workshop, number).items()]
        groups = asked(self._deck)
        return tuple(sorted(sent, key=lambda one: ([one[1].swings[g] for g in groups], one[0] or "")))

    def joined(self, workshop: Workshop) -> int:
        """How many have joined."""
        return len(self._store.guests(workshop.number))

    def reasons(self, workshop: Workshop, number: int) -> tuple[GivenReason, ...]:
        """The reasons of a revealed round that are not hidden, in no order that tells whose they are."""
        given = self._store.reasons(workshop.number, number) if self.revealed(workshop, number) else ()
        shown = (reason for _, reason in given if not reason.hidden)
        return tuple(sorted(shown, key=lambda one: (one.topic, one.side, one.text)))

    def scenarios(self, ballots: tuple[tuple[GuestRole | None, Ballot], ...]) -> list[Scenario]:
        """The scenario of each."""
        return [self._scenario(ballot.swings) for _, ballot in ballots]

    def results(self, workshop: Workshop, number: int) -> RoundResults | None:
        """What the round comes to; None where it is not revealed."""
        sent = self.revealed(workshop, number)
        if not sent:
            return None
        ballots = self.ballots(workshop, number)
        before = self.sent(workshop, number - 1) if number > 1 else {}
        return RoundResults(
            round=number,
            ballots=len(sent),
            spread=spread(list(sent.values()), self._deck),
            roles=by_role(ballots, self._deck),
            moved=moved(before, sent, self._deck),
            difference=self.found(workshop, number).difference,
        )

    def found(self, workshop: Workshop, number: int) -> Found:
        """What is worked out of its plans so far, nothing of a round that is not revealed."""
        if not self.revealed(workshop, number):
            return Found()
        ballots = self.ballots(workshop, number)
        plans = self._plans.in_order(self.scenarios(ballots))
        if plans is None:
            return Found()
        roles = {
            one.role: self._scenario({middle.group: round(middle.median) for middle in one.groups})
            for one in by_role(ballots, self._deck)
        }
        return self._plans.findings.of(plans, self.agreed(workshop, number), roles)

    def agreed(self, workshop: Workshop, number: int) -> Scenario:
        """The weights of the median importance of each group in a round."""
        return self._scenario(median_swings(list(self.sent(workshop, number).values()), self._deck))

    def _scenario(self, swings: Mapping[str, int]) -> Scenario:
        key = tuple(sorted(swings.items()))
        if key not in self._known:
            self._known[key] = scenario_of(swings, self._deck)
        return self._known[key]
