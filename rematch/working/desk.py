"""The working sessions that are open in this process: each one once, whoever looks at it."""

from secrets import token_hex
from threading import Lock

from rematch.model import CohortId
from rematch.rights import COORDINATION, every_method
from rematch.scenario import Scenario
from rematch.store import SessionKey, SessionSummary, Store, WorkingSession
from rematch.store.records import now
from rematch.working.session import Hand, InTurn, LiveSession

MARK_BYTES = 3


@every_method(COORDINATION)
class SessionDesk:
    """Finds, opens and lists sessions; what is written goes through `in_turn`, in order."""

    def __init__(self, store: Store, in_turn: InTurn) -> None:
        self._store, self._in_turn = store, in_turn
        self._lock = Lock()
        self._open: dict[SessionKey, LiveSession] = {}
        self._last = store.last_session()

    def open(self, cohort: CohortId, token: str, begun: Scenario, hand: Hand) -> LiveSession:
        """A new session on the cohort that `token` stands for; it is stored with its first step."""
        with self._lock:
            self._last += 1
            row = WorkingSession(
                cohort=cohort,
                number=self._last,
                mark=token_hex(MARK_BYTES),
                opened_at=now(),
                opened_by=hand.name,
                begun=begun,
            )
            return self._open.setdefault(row.key, LiveSession(row, (), token, self._store, self._in_turn))

    def find(self, key: SessionKey, cohort: CohortId, token: str) -> LiveSession | None:
        """The cohort's session by its key; None where it is not there, or of a cohort that is gone."""
        with self._lock:
            live = self._open.get(key)
            if live is None:
                self._in_turn(int).result()
                found = self._store.session(cohort, key)
                if found is None:
                    return None
                live = self._open[key] = LiveSession(*found, token, self._store, self._in_turn)
        return live if (live.row.cohort, live.token) == (cohort, token) else None

    def sessions(self, cohort: CohortId) -> tuple[SessionSummary, ...]:
        """The cohort's sessions, the last one worked on first, with all that is in turn to be written."""
        self._in_turn(int).result()
        return self._store.sessions(cohort)

    def clear(self) -> None:
        """Forget the sessions of cohorts that are no longer there."""
        there = {summary.token for summary in self._store.cohorts()}
        with self._lock:
            self._open = {key: live for key, live in self._open.items() if live.token in there}
