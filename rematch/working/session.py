"""One working session as all visits of this process see it: decided under a lock, written beside the screen.

Who decides says which state they saw. On a newer one their decision is done item by item; where somebody else
has decided otherwise on the same item since, nothing is done and they are told.
"""

from collections.abc import Callable, Collection, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from threading import RLock
from typing import Any

from rematch.errors import RematchError
from rematch.rights import COORDINATION, every_method
from rematch.scenario import Scenario
from rematch.store import SessionKey, SessionStep, Store, WorkingSession
from rematch.store.records import now
from rematch.store.sessions import SessionState
from rematch.working import steps as own
from rematch.working.items import Key, carried, kind_of

InTurn = Callable[[Callable[[], Any]], Future[Any]]
"""Has something written into the store in its turn, beside the screen."""
NOBODY = ""
"""The seat of what nobody decided."""


@dataclass(frozen=True)
class Hand:
    """Who decides: a random number that tells people apart, and the name they gave, if any."""

    seat: str
    name: str = ""


@dataclass(frozen=True)
class Outcome:
    """What came of a wish: the scenario in force, whether it was done, what others had decided otherwise."""

    present: Scenario
    done: bool
    overtaken: frozenset[Key] = frozenset()


@every_method(COORDINATION)
class LiveSession:
    """A session with its steps; `revision` counts every change, also that of the last step."""

    def __init__(
        self,
        row: WorkingSession,
        steps: Iterable[SessionStep],
        token: str,
        store: Store,
        in_turn: InTurn,
    ) -> None:
        self.token = token
        self.row = row
        self.fault: RematchError | None = None
        self._store, self._in_turn = store, in_turn
        self._lock = RLock()
        self._steps = list(steps)
        self._changed_by: list[str] = []
        self._control: tuple[str, str] | None = None
        self._unsaved: dict[int, SessionStep] = {}
        self._renamed, self._writing = False, False

    @property
    def key(self) -> SessionKey:
        """What an address names it by."""
        return self.row.key

    @property
    def steps(self) -> tuple[SessionStep, ...]:
        """Every step so far, oldest first."""
        with self._lock:
            return tuple(self._steps)

    @property
    def stand(self) -> tuple[Scenario, int]:
        """The scenario in force and the revision it is of."""
        with self._lock:
            return self._present, len(self._changed_by)

    @property
    def _present(self) -> Scenario:
        return self._steps[-1].after if self._steps else self.row.begun

    def others_since(self, revision: int, seat: str) -> SessionStep | None:
        """The last step of anybody else, where there was one since that revision."""
        with self._lock:
            if all(one == seat for one in self._changed_by[revision:]):
                return None
            return next((step for step in reversed(self._steps) if step.seat != seat), None)

    def made(self, items: Collection[Key]) -> SessionStep | None:
        """The last step that changed any of these items; None where none did, or there are none."""
        if not items:
            return None
        with self._lock:
            found = own.origins(self._steps)
        return max((found[key] for key in items if key in found), key=lambda step: step.number, default=None)

    def decide(
        self, seen: Scenario, wished: Scenario, hand: Hand, control: str | None = None, reason: str = ""
    ) -> Outcome:
        """Put a wish in force that was formed before `seen`; moves of one control in a row are one step."""
        with self._lock:
            before = self._present
            after, overtaken = carried(seen, wished, before)
            if overtaken or after == before:
                return Outcome(before, done=not overtaken, overtaken=overtaken)
            mine = (hand.seat, control) if control is not None else None
            if mine is not None and mine == self._control:
                last = self._steps.pop()
                kind = kind_of(last.before, after)
                self._add(last.model_copy(update={"after": after, "at": now(), "kind": kind}))
            else:
                self._append(hand, kind_of(before, after), after, reason=reason)
            self._control = mine
            return Outcome(after, done=True)

    def correct(self, fitted: Scenario) -> None:
        """Put in force what is left of the scenario where others removed what it named; nobody decided it."""
        with self._lock:
            if fitted != self._present:
                self._append(Hand(NOBODY), own.DROPPED, fitted)

    def undo(self, hand: Hand) -> Outcome:
        """Take back the hand's own last step, as far as nobody else has decided otherwise since."""
        return self._go(own.way_back, own.UNDO, hand)

    def redo(self, hand: Hand) -> Outcome:
        """Put the hand's own step taken back last in force again."""
        return self._go(own.way_forth, own.REDO, hand)

    def can_undo(self, seat: str) -> bool:
        """Whether there is an own step of which something still stands."""
        with self._lock:
            return own.way_back(self._steps, seat, self._present) is not None

    def can_redo(self, seat: str) -> bool:
        """Whether there is an own undone step."""
        with self._lock:
            return own.way_forth(self._steps, seat, self._present) is not None

    def rename(self, name: str) -> None:
        """Give it a name."""
        self._set(name=name)

    def refer(self, reference: str) -> None:
        """Remember what changes are told from."""
        self._set(reference=reference)

    def put(self, state: SessionState) -> None:
        """Put it away, or take it out again."""
        self._set(state=state)

    def retry(self) -> None:
        """Try once more to write what could not be written."""
        with self._lock:
            self._hand_over()

    def _go(self, way: Callable[..., own.Way | None], kind: str, hand: Hand) -> Outcome:
        with self._lock:
            found = way(self._steps, hand.seat, self._present)
            if found is None:
                return Outcome(self._present, done=False)
            self._append(hand, kind, found.after, of=found.of)
            return Outcome(found.after, done=True, overtaken=found.overtaken)

    def _set(self, **changed: object) -> None:
        with self._lock:
            self.row = self.row.model_copy(update=changed)
            self._renamed = True
            self._hand_over()

    def _append(
        self, hand: Hand, kind: str, after: Scenario, *, of: int | None = None, reason: str = ""
    ) -> None:
        self._control = None
        self._add(
            SessionStep(
                number=len(self._steps) + 1,
                at=now(),
                seat=hand.seat,
                by=hand.name,
                kind=kind,
                of=of,
                reason=reason,
                before=self._present,
                after=after,
            )
        )

    def _add(self, step: SessionStep) -> None:
        self._steps.append(step)
        self._changed_by.append(step.seat)
        self._unsaved[step.number] = step
        self._hand_over()

    def _hand_over(self) -> None:
        if not self._writing:
            self._writing = True
            self._in_turn(self._write)

    def _write(self) -> None:
        """Write until nothing is left; what fails stays unsaved, with the fault that kept it."""
        while True:
            with self._lock:
                batch, row, self._renamed = dict(self._unsaved), self.row, False
            try:
                self._store.save_session(row, batch.values(), self.token)
            except RematchError as fault:
                self._failed(fault)
                return
            except Exception as error:
                self._failed(RematchError("store.failed", statement="save_session", why=type(error).__name__))
                raise
            with self._lock:
                self._unsaved = {n: s for n, s in self._unsaved.items() if batch.get(n) is not s}
                self.fault = None
                if not self._unsaved and not self._renamed:
                    self._writing = False
                    return

    def _failed(self, fault: RematchError) -> None:
        with self._lock:
            self.fault, self._renamed, self._writing = fault, True, False
