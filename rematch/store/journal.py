"""The journal: append-only, each line carrying the hash of the line before it."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any, Literal, get_args

from pydantic import AwareDatetime, JsonValue

from rematch.canonical import canonical
from rematch.model import CohortId, Frozen, Viewer, ViewerRole
from rematch.store.database import Row, Statements
from rematch.store.records import now

Action = Literal[
    "load",
    "edit",
    "intake",
    "form",
    "undo",
    "delete",
    "erased",
    "consented_anew",
    "blanked",
    "no_consent",
    "mapping",
    "corrections",
    "criteria",
    "seen",
    "saved",
    "released",
    "proof",
    "scenario",
    "scenario_deleted",
    "release",
    "reply",
    "process",
    "handover",
    "evaluation",
    "opened",
    "special",
    "backup",
    "restore",
]
ACTIONS: tuple[Action, ...] = get_args(Action)
"""All that is noted."""
DELETED: Action = "delete"
"""What is noted when a cohort was deleted for good."""
BLANKED: Action = "blanked"
"""What is noted when own words were made unreadable; `line` in its details is one of this journal."""
OWN_WORDS = ("purpose", "basis", "by")
"""Details that somebody wrote."""
GENESIS = "0" * 64
"""What the first line carries as the hash of the line before it."""


class JournalLine(Frozen):
    """Who did what, when, to which run.

    `token` stands for the cohort, `cohort` is its id as long as it exists and is not part of the hash.
    """

    seq: int
    at: AwareDatetime
    viewer: str
    role: ViewerRole
    action: str
    token: str | None
    run: str | None
    details: dict[str, JsonValue]
    previous: str
    sealed: str | None = None
    hash: str = ""
    cohort: CohortId | None = None

    @property
    def expected_hash(self) -> str:
        """SHA-256 of the line's canonical JSON without its own hash, but with the previous one.

        Of the details only their digest goes in, so that those of a deleted cohort can be erased.
        """
        sealing = {"hash", "cohort", "sealed" if self.sealed is None else "details"}
        return _digest({name: value for name, value in canonical(self).items() if name not in sealing})

    @property
    def erased(self) -> bool:
        """Whether the details are no longer there."""
        return self.sealed is not None and not self.details and self.sealed != _digest({})

    @property
    def details_hold(self) -> bool:
        """Whether the details are those that were written."""
        return self.sealed is None or self.sealed == _digest(self.details)


def _digest(content: JsonValue | dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def append(
    statements: Statements,
    viewer: Viewer,
    action: Action,
    *,
    token: str | None = None,
    run: str | None = None,
    details: dict[str, JsonValue] | None = None,
) -> None:
    """Add a line inside the caller's transaction, and keep its hash as the head of the chain."""
    append_all(statements, viewer, action, [details or {}], token=token, run=run)


def append_all(
    statements: Statements,
    viewer: Viewer,
    action: Action,
    details: Sequence[dict[str, JsonValue]],
    *,
    token: str | None = None,
    run: str | None = None,
) -> None:
    """The same of several lines, one for each of the details, in order."""
    last = statements.one("journal_last") or {"seq": 0, "hash": GENESIS}
    seq, head, rows = last["seq"], last["hash"], list[Row]()
    for one in details:
        seq += 1
        line = JournalLine(
            seq=seq,
            at=now(),
            viewer=viewer.name,
            role=viewer.role,
            action=action,
            token=token,
            run=run,
            details=one,
            sealed=_digest(one),
            previous=head,
        )
        head = line.expected_hash
        told = {"details": json.dumps(one, ensure_ascii=False), "hash": head}
        rows.append(line.model_dump(mode="json", exclude={"cohort"}) | told)
    if rows:
        statements.run("insert_journal", **{name: [row[name] for row in rows] for name in rows[0]})
        statements.run("set_meta", key="journal_head", value=head)


def lines(rows: Iterable[Row]) -> tuple[JournalLine | None, ...]:
    """The journal's rows as lines; None is one that was altered so that nobody can read it."""
    return tuple(map(_line, rows))


def _line(row: Row) -> JournalLine | None:
    try:
        return JournalLine.model_validate(row | {"details": json.loads(row["details"])})
    except ValueError:
        return None


def broken_line(journal: Iterable[JournalLine | None], head: str) -> int | None:
    """The first line that was altered, or that follows a missing one; None where the chain holds.

    Details may be missing only where the cohort was deleted, or a later line says that they are. `head` is
    the last hash that was written: without it, cutting off the end would go unseen.
    """
    all_lines = tuple(journal)
    deleted = {line.token for line in all_lines if line is not None and line.action == DELETED}
    blanked = {str(line.details.get("line")) for line in all_lines if line and line.action == BLANKED}
    previous, seq = GENESIS, 0
    for line in all_lines:
        if line is None:
            return seq + 1
        whole = line.details_hold or (line.erased and (line.token in deleted or str(line.seq) in blanked))
        if not whole or (line.seq, line.previous, line.hash) != (seq + 1, previous, line.expected_hash):
            return seq + 1
        previous, seq = line.hash, line.seq
    return None if previous == head else seq + 1
