"""What guests of a workshop may do: join by the code, choose, send, say why; and what all in the room see.

Nothing of another guest's is in what they get before it is revealed; after that never whose it is.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace

from rematch.errors import RematchError
from rematch.planning.report import PlanReport
from rematch.rights import VOTING, every_method
from rematch.store.records import now
from rematch.store.workshop.records import Ballot, GivenReason, Guest, GuestRole, Side, Workshop
from rematch.store.workshop.workshops import WorkshopStore
from rematch.workshop.cards import Card, asked, says_all, scenario_of
from rematch.workshop.difference import DifferenceTold
from rematch.workshop.group_plans import GroupFigures
from rematch.workshop.own_plans import BallotPlans
from rematch.workshop.results import Rounds
from rematch.workshop.spread import GroupSpread, MovedOpinion, RoleSpread, spread, stands_apart
from rematch.workshop.told import OwnPlan, ToMedian, to_median, told
from rematch.workshop.turnstile import Turnstile

TOKEN_BYTES = 18


@dataclass(frozen=True)
class GuestView:
    """The workshop as one guest may see it.

    `ballot` is their own of this round, `before` that of the round before; `plan` what their ballot comes to,
    None until it says something and is solved; `spread` everybody's answers once they are revealed,
    `apart` the groups on which they themselves stand apart then, `reasons` what others and they gave;
    `to_median` how far the room's median plan is from their own, None until both are known.
    """

    workshop: Workshop
    guest: Guest
    ballot: Ballot
    before: Ballot | None = None
    plan: OwnPlan | None = None
    spread: tuple[GroupSpread, ...] = ()
    apart: tuple[tuple[str, Side], ...] = ()
    reasons: tuple[GivenReason, ...] = ()
    to_median: ToMedian | None = None


@dataclass(frozen=True)
class RoomView:
    """The workshop as the room's screen shows it: how many, never what, until it is revealed.

    Then `roles` are the middles that may be shown, `moved` how far opinions moved since the round before,
    `difference` what the weights do to the plans and `group_plans` the figures of the group's plans, once
    they are worked out.
    """

    workshop: Workshop
    joined: int
    sent: int
    spread: tuple[GroupSpread, ...] = ()
    reasons: tuple[GivenReason, ...] = ()
    roles: tuple[RoleSpread, ...] = ()
    moved: tuple[MovedOpinion, ...] = ()
    difference: DifferenceTold | None = None
    group_plans: tuple[GroupFigures, ...] = ()


@every_method(VOTING)
class Hall:
    """The room of the present workshop, for everybody in it; may be used from many threads.

    Raises RematchError: workshop.none where none is open, workshop.stranger for a token nobody has,
    workshop.not_voting where a round takes no ballots, workshop.wrong_code, workshop.too_often.
    """

    def __init__(self, store: WorkshopStore, plans: BallotPlans, deck: tuple[Card, ...]) -> None:
        self.deck = deck
        self._store, self._plans, self._rounds = store, plans, Rounds(store, plans, deck)
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
        plan = self._plan(own, guest)
        view = GuestView(
            workshop, guest, own, before, None if plan is None else told(plan, self._plans.at_start)
        )
        sent = self._rounds.revealed(workshop, workshop.round)
        if not sent:
            return view
        found = spread(list(sent.values()), self.deck)
        median = self._rounds.found(workshop, workshop.round).plans
        return replace(
            view,
            spread=found,
            apart=stands_apart(own, found) if own.sent else (),
            reasons=self._rounds.reasons(workshop, workshop.round),
            to_median=to_median(plan, median[0].report) if plan and median else None,
        )

    def keep(self, token: str, round_: int, swings: Mapping[str, int], step: int, *, sent: bool) -> Ballot:
        """Keep what they chose, where it is newer than what is kept; what is kept now.

        Raises workshop.unknown_group for a group nobody is asked about, workshop.incomplete where it is sent
        and says nothing of one, and RematchError codes of the class.
        """
        workshop, guest = self._known(token)
        if not set(swings) <= set(asked(self.deck)):
            raise RematchError("workshop.unknown_group")
        if sent and not says_all(swings, self.deck):
            raise RematchError("workshop.incomplete")
        ballot = Ballot(swings=dict(swings), step=step, sent=sent, at=now())
        kept = self._store.save_ballot(workshop.number, round_, guest.number, ballot)
        self._plan(kept, guest)
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
        sent = len(self._rounds.sent(workshop, workshop.round))
        view = RoomView(workshop, self._rounds.joined(workshop), sent)
        found = self._rounds.found(workshop, workshop.round)
        results = self._rounds.results(workshop, workshop.round)
        if results is None:
            return view
        return replace(
            view,
            spread=results.spread,
            reasons=self._rounds.reasons(workshop, workshop.round),
            roles=results.roles,
            moved=results.moved,
            difference=None if found.difference is None else found.difference.told,
            group_plans=tuple(plan.figures for plan in found.plans or ()),
        )

    def _plan(self, ballot: Ballot, guest: Guest) -> PlanReport | None:
        """What their ballot comes to, where it says something; else it is solved in its turn."""
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
