"""Working sessions as rows and back: what coordinators decided on a cohort, when, by whom, and why.

Of a household they hold its id in the cohort, nothing else; they go with the cohort.
"""

from collections.abc import Iterable
from typing import Literal, NewType

from pydantic import AwareDatetime

from rematch.canonical import canonical_text
from rematch.errors import RematchError
from rematch.model import CohortId, Frozen
from rematch.rights import COORDINATION, may
from rematch.scenario import Scenario
from rematch.store.database import Database, Row
from rematch.store.kept import known_cohort

SessionKey = NewType("SessionKey", str)
"""What an address names a session by: its number and mark, as in 3-1f9ab2."""
SessionState = Literal["open", "closed"]


class Numbered(Frozen):
    """What has a session's number and the mark beside it."""

    number: int
    mark: str

    @property
    def key(self) -> SessionKey:
        """What an address names it by."""
        return SessionKey(f"{self.number}-{self.mark}")


class WorkingSession(Numbered):
    """Coordinators at work on a cohort; `begun` is the scenario they started from; closed is put away.

    `reference` is what changes are told from: empty for the last step, `start`, or `kept:` and a name.
    """

    cohort: CohortId
    name: str = ""
    state: SessionState = "open"
    opened_at: AwareDatetime
    opened_by: str = ""
    begun: Scenario = Scenario()
    reference: str = ""


class SessionStep(Frozen):
    """One decision: the scenario before and after it, whose it was and when, and the reason in their words.

    `kind` is the part of the scenario that changed, `several`, or `undo`, `redo` (of the step `of`),
    `dropped` (what others had removed; nobody decided it), `nothing` (back where it began). `seat` tells
    people apart, `by` is the name they gave, if any.
    """

    number: int
    at: AwareDatetime
    seat: str
    by: str = ""
    kind: str
    of: int | None = None
    reason: str = ""
    before: Scenario
    after: Scenario


class SessionSummary(Numbered):
    """One line in the list of a cohort's working sessions; `decisions` are those not taken back."""

    name: str
    state: SessionState
    opened_at: AwareDatetime
    opened_by: str
    decisions: int
    changed_at: AwareDatetime
    changed_by: str
    changed_seat: str
    seats: tuple[str, ...]


class SessionItems:
    """The part of the store for working sessions; every write is one transaction and raises store codes."""

    _database: Database

    @may(COORDINATION)
    def save_session(self, session: WorkingSession, steps: Iterable[SessionStep], token: str) -> None:
        """Keep a session and these of its steps, in place of earlier states of the same ones.

        Raises store.no_cohort where its cohort, known by `token`, is no longer there.
        """
        with self._database.writing(cohorts=False) as statements:
            if known_cohort(statements, session.cohort)["token"] != token:
                raise RematchError("store.no_cohort", cohort=session.cohort)
            row = session.model_dump(mode="json", exclude={"begun"})
            statements.run("save_session", **row, begun=canonical_text(session.begun))
            for step in steps:
                row = step.model_dump(mode="json", exclude={"number", "before", "after"})
                keys = {"cohort": session.cohort, "session": session.number, "step": step.number}
                statements.run("save_step", **keys, **row, after=canonical_text(step.after))

    @may(COORDINATION)
    def session(
        self, cohort: CohortId, key: SessionKey
    ) -> tuple[WorkingSession, tuple[SessionStep, ...]] | None:
        """A cohort's session with its steps, oldest first; None where there is none by this key."""
        number, _, mark = key.partition("-")
        with self._database.reading() as statements:
            row = statements.one("session", cohort=cohort, number=int(number), mark=mark)
            if row is None:
                return None
            steps = statements.run("session_steps", number=int(number))
        session = WorkingSession.model_validate(row | {"begun": Scenario.from_json(row["begun"])})
        return session, tuple(_linked(session.begun, steps))

    @may(COORDINATION)
    def sessions(self, cohort: CohortId) -> tuple[SessionSummary, ...]:
        """The cohort's sessions, the last one worked on first."""
        with self._database.reading() as statements:
            rows = statements.run("sessions", cohort=cohort)
        return tuple(SessionSummary.model_validate(row) for row in rows)

    @may(COORDINATION)
    def last_session(self) -> int:
        """The greatest number of a session of any cohort, 0 where there is none."""
        with self._database.reading() as statements:
            return int(statements.run("last_session")[0]["number"])


def _linked(begun: Scenario, rows: Iterable[Row]) -> Iterable[SessionStep]:
    """The steps, each beginning with what the one before it left."""
    before = begun
    for row in rows:
        after = Scenario.from_json(row["after"])
        yield SessionStep.model_validate(row | {"before": before, "after": after})
        before = after
