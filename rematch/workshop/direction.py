"""What the facilitator of a workshop does: open it, begin and close rounds, reveal, type in paper, end it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from rematch.errors import RematchError
from rematch.instance import CohortData
from rematch.planning.report import PlanReport
from rematch.rights import FACILITATING, every_method
from rematch.store.records import now
from rematch.store.workshop.records import Ballot, GivenReason, Guest, GuestRole, Stage, Workshop
from rematch.store.workshop.workshops import WorkshopStore
from rematch.workshop.cards import Card, asked, says_all
from rematch.workshop.group_plans import GroupPlan
from rematch.workshop.minutes import WorkshopMinutes, written
from rematch.workshop.own_plans import BallotPlans
from rematch.workshop.results import FEWEST_BALLOTS, RoundResults, Rounds

DIGITS = 6
KEPT_DAYS = 14
LONGEST_DAYS = 90
NEXT: Mapping[Stage, frozenset[Stage]] = {
    "joining": frozenset({"voting", "ended"}),
    "voting": frozenset({"closed", "ended"}),
    "closed": frozenset({"voting", "revealed", "ended"}),
    "revealed": frozenset({"voting", "ended"}),
    "ended": frozenset(),
}
"""From which stage a workshop comes to which; from `revealed` to `voting` it is the next round."""


@dataclass(frozen=True)
class RoundBallots:
    """The ballots sent in a round, in no order that tells whose they are, each with its maker's role.

    `plans` are theirs, in the same order; None until all are solved.
    """

    round: int
    ballots: tuple[tuple[GuestRole | None, Ballot], ...]
    plans: tuple[PlanReport, ...] | None


@every_method(FACILITATING)
class Direction:
    """The present workshop in the facilitator's hands; may be used from many threads.

    Raises RematchError: workshop.none, workshop.not_now where the stage does not allow a step,
    workshop.too_few, workshop.real_people.
    """

    def __init__(self, store: WorkshopStore, plans: BallotPlans, deck: tuple[Card, ...]) -> None:
        if not plans.cohort_data.profiles.cohort.invented:
            raise RematchError("workshop.real_people")
        self.deck = deck
        self.plans = plans
        self._store, self._rounds = store, Rounds(store, plans, deck)

    @property
    def cohort_data(self) -> CohortData:
        """The invented cohort of this workshop."""
        return self.plans.cohort_data

    def workshops(self) -> tuple[Workshop, ...]:
        """All that are kept, the newest last."""
        return self._store.workshops()

    def deletion_day(self, days: int) -> date:
        """The day on which a workshop opened now is deleted, kept for so many days."""
        return (now() + timedelta(days=min(max(days, 1), LONGEST_DAYS))).date()

    def open(self, name: str = "", days: int = KEPT_DAYS) -> Workshop:
        """Open a new workshop with a code of its own, deleted after so many days; the one before is ended."""
        kept = self._store.workshops()
        if kept and kept[-1].stage != "ended":
            self.to("ended")
        identity = self.cohort_data.identity
        return self._store.add(
            Workshop(
                code=f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}",
                name=" ".join(name.split()),
                cohort=identity.cohort,
                data=identity.data,
                catalogue=identity.catalogue,
                delete_on=self.deletion_day(days),
            )
        )

    def to(self, stage: Stage, minutes: float | None = None) -> Workshop:
        """Take the workshop to its next stage; `minutes` are those the timer shows while a round runs."""
        ends = None if minutes is None else now() + timedelta(minutes=minutes)
        workshop = self._present()

        def changed(found: Workshop) -> Workshop:
            if stage not in NEXT[found.stage]:
                raise RematchError("workshop.not_now")
            again = found.stage == "revealed" and stage == "voting"
            return found.model_copy(
                update={
                    "stage": stage,
                    "round": found.revealed or found.round if stage == "ended" else found.round + again,
                    "revealed": found.round if stage == "revealed" else found.revealed,
                    "closes_at": ends if stage == "voting" else None,
                }
            )

        if stage == "revealed" and len(self.round(workshop.round).ballots) < FEWEST_BALLOTS:
            raise RematchError("workshop.too_few", least=FEWEST_BALLOTS)
        return self._store.change(workshop.number, changed)

    def until(self, minutes: float | None) -> Workshop:
        """Let the timer end so many minutes from now, None for no timer."""
        ends = None if minutes is None else now() + timedelta(minutes=minutes)
        return self._store.change(
            self._present().number, lambda found: found.model_copy(update={"closes_at": ends})
        )

    def paper(self, swings: Mapping[str, int], role: GuestRole | None = None) -> None:
        """Type in a ballot from paper, sent as it is; raises as `Hall.keep` does."""
        workshop = self._present()
        if not says_all(swings, self.deck):
            raise RematchError("workshop.incomplete")
        if workshop.stage != "voting":
            raise RematchError("workshop.not_voting")
        guest = self._store.join(workshop.number, secrets.token_hex(), Guest(role=role, paper=True))
        ballot = Ballot(swings=dict(swings), step=1, sent=True)
        self._store.save_ballot(workshop.number, workshop.round, guest.number, ballot)

    def round(self, number: int) -> RoundBallots:
        """The ballots sent in a round, and their plans."""
        sent = self._rounds.ballots(self._present(), number)
        return RoundBallots(number, sent, self.plans.in_order(self._rounds.scenarios(sent)))

    def results(self, number: int) -> RoundResults | None:
        """What a round comes to, without names; None until it is revealed."""
        return self._rounds.results(self._present(), number)

    def group_plans(self, number: int) -> tuple[GroupPlan, ...] | None:
        """The group's plans of a revealed round, None until they are worked out.

        Raises problem.broke_off where they could not be.
        """
        found = self._rounds.found(self._present(), number)
        if found.fault is not None:
            raise found.fault
        return found.plans

    def minutes(self) -> WorkshopMinutes:
        """The workshop on paper, with what is worked out by now."""
        return written(self._present(), self._rounds, self.cohort_data, asked(self.deck))

    def reasons(self, number: int) -> tuple[tuple[int, GivenReason], ...]:
        """The reasons given in a round, each with a number to hide it by; hidden ones among them."""
        return tuple(enumerate(reason for _, reason in self._store.reasons(self._present().number, number)))

    def hide(self, number: int, position: int, *, hidden: bool = True) -> None:
        """Hide a reason, as where it names somebody, or show it again."""
        workshop = self._present()
        guest, reason = self._store.reasons(workshop.number, number)[position]
        changed = reason.model_copy(update={"hidden": hidden})
        self._store.save_reason(workshop.number, number, guest, changed)

    def expire(self) -> int:
        """Delete the workshops whose day has come; how many."""
        return self._store.forget_expired(now().date())

    def forget(self, number: int) -> None:
        """Delete a workshop with all that was said in it, now."""
        self._store.forget(number)

    def _present(self) -> Workshop:
        kept = self._store.workshops()
        if not kept:
            raise RematchError("workshop.none")
        return kept[-1]
