"""What guests of a workshop may do: join by the code, choose, send, say why; and what all in the room see.

Nothing of another guest's is in what they get before it is revealed; after that never whose it is.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from rematch.errors import RematchError
from rematch.planning.report import PlanReport
from rematch.rights import VOTING, every_method
from rematch.store.records import now
from rematch.store.workshop.records import Ballot, GivenReason, Guest, GuestRole, Side, Workshop
from rematch.store.workshop.workshops import WorkshopStore
from rematch.workshop.cards import Card, scenario_of
from rematch.workshop.own_plans import BallotPlans
from rematch.workshop.spread import FEWEST, GroupSpread, spread, stands_apart
from rematch.workshop.told import OwnPlan, told
from rematch.workshop.turnstile import Turnstile

TOKEN_BYTES = 18


@dataclass(frozen=True)
class GuestView:
    """The workshop as one guest may see it.

    `ballot` is their own of this round, `before` that of the round before; `plan` what their ballot comes to,
    None until it says something and is solved; `spread` everybody's answers once they are revealed,
    `apart` the groups on which they themselves stand apart then, `reasons` what others and they gave.
    """

    workshop: Workshop
    guest: Guest
    ballot: Ballot
    before: Ballot | None = None
    plan: OwnPlan | None = None
    spread: tuple[GroupSpread, ...] = ()
    apart: tuple[tuple[str, Side], ...] = ()
    reasons: tuple[GivenReason, ...] = ()


@dataclass(frozen=True)
class RoomView:
    """The workshop as the room's screen shows it: how many, never what, until it is revealed."""

    workshop: Workshop
    joined: int
    sent: int
    spread: tuple[GroupSpread, ...] = ()
    reasons: tuple[GivenReason, ...] = ()


@every_method(VOTING)
class Hall:
    """The room of the present workshop, for everybody in it; may be used from many threads.

    Raises RematchError: workshop.none where none is open, workshop.stranger for a token nobody has,
    workshop.not_voting where a round takes no ballots, workshop.wrong_code, workshop.too_often.
    """

    def __init__(self, store: WorkshopStore, plans: BallotPlans, deck: tuple[Card, ...]) -> None:
        self.deck = deck
        self._store, self._plans = store, plans
        self._wrong_codes = Turnstile()

    def workshop(self) -> Workshop | None:
        """The one that is open, or was opened last and is still kept; None where there is none."""
        kept = self._store.workshops()
        return kept[-1] if kept else None

    def join(self, code: str, role: GuestRole | None, address: str) -> str:
        """Come in by the code; the token that is theirs from now on. Who guesses from `address` is slowed."""
        self._wrong_codes.passes(address)
        workshop = self._open()
        if not hmac.compare_digest(code.encode(), workshop.code.encode()):
            self._wrong_codes.failed(address)
            raise RematchError("workshop.wrong_code")
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self._store.join(workshop.number, _print(token), Guest(role=role))
        return token

    def view(self, token: str) -> GuestView:
        """All that this guest may see now."""
        workshop, guest = self._known(token)
        kept = self._store.ballots(workshop.number, workshop.round)
        before = None
        if workshop.round > 1:
            before = self._store.ballots(workshop.number, workshop.round - 1).get(guest.number)
        own = kept.get(guest.number, Ballot(swings={} if before is None else before.swings))
        view = GuestView(workshop, guest, own, before, self._told(own, guest))
        if workshop.stage not in ("revealed", "ended"):
            return view
        sent = [one for one in kept.values() if one.sent]
        if len(sent) < FEWEST:
            return view
        found = spread(sent, self.deck)
        given = self._store.reasons(workshop.number, workshop.round)
        return GuestView(
            **{name: getattr(view, name) for name in ("workshop", "guest", "ballot", "before", "plan")},
            spread=found,
            apart=stands_apart(own, found) if own.sent else (),
            reasons=tuple(reason for _, reason in given if not reason.hidden),
        )

    def keep(self, token: str, round_: int, swings: Mapping[str, int], step: int, *, sent: bool) -> Ballot:
        """Keep what they chose, where it is newer than what is kept; what is kept now.

        Raises workshop.unknown_group for a group nobody is asked about, workshop.incomplete where it is sent
        and says nothing of one, and RematchError codes of the class.
        """
        workshop, guest = self._known(token)
        asked = {card.group.id for card in self.deck if card.stuck is None}
        if not set(swings) <= asked:
            raise RematchError("workshop.unknown_group")
        if sent and (set(swings) != asked or not any(swings.values())):
            raise RematchError("workshop.incomplete")
        ballot = Ballot(swings=dict(swings), step=step, sent=sent, at=now())
        kept = self._store.save_ballot(workshop.number, round_, guest.number, ballot)
        self._wished(kept, guest)
        return kept

    def give_reason(self, token: str, topic: str, text: str) -> None:
        """Say why, without a name; raises workshop.not_apart where they do not stand apart on this group."""
        view = self.view(token)
        side = dict(view.apart).get(topic)
        if side is None or view.workshop.stage != "revealed":
            raise RematchError("workshop.not_apart")
        reason = GivenReason(topic=topic, side=side, text=" ".join(text.split()))
        self._store.save_reason(view.workshop.number, view.workshop.round, view.guest.number, reason)

    def leave(self, token: str) -> None:
        """Delete this guest with all they chose and said."""
        workshop, guest = self._known(token)
        self._store.forget_guest(workshop.number, guest.number)

    def room(self) -> RoomView | None:
        """What the room's screen shows; None where no workshop is open."""
        workshop = self.workshop()
        if workshop is None:
            return None
        kept = self._store.ballots(workshop.number, workshop.round).values()
        sent = [one for one in kept if one.sent]
        joined = len(self._store.guests(workshop.number))
        if workshop.stage not in ("revealed", "ended") or len(sent) < FEWEST:
            return RoomView(workshop, joined, len(sent))
        given = self._store.reasons(workshop.number, workshop.round)
        reasons = tuple(reason for _, reason in given if not reason.hidden)
        return RoomView(workshop, joined, len(sent), spread(sent, self.deck), reasons)

    def _told(self, ballot: Ballot, guest: Guest) -> OwnPlan | None:
        found = self._wished(ballot, guest)
        return None if found is None else told(found, self._plans.at_start)

    def _wished(self, ballot: Ballot, guest: Guest) -> PlanReport | None:
        if not any(ballot.swings.values()):
            return None
        return self._plans.ask(guest.number, scenario_of(ballot.swings, self.deck))

    def _open(self) -> Workshop:
        workshop = self.workshop()
        if workshop is None:
            raise RematchError("workshop.none")
        return workshop

    def _known(self, token: str) -> tuple[Workshop, Guest]:
        workshop = self._open()
        guest = self._store.guest(workshop.number, _print(token))
        if guest is None:
            raise RematchError("workshop.stranger")
        return workshop, guest


def _print(token: str) -> str:
    """What is kept of a token: nobody who reads the file can vote for anybody."""
    return hashlib.sha256(token.encode()).hexdigest()
