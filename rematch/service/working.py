"""The working session: decisions stored when taken, shared, taken back by whoever took them."""

from rematch.rights import COORDINATION, open_to
from rematch.store.sessions import SessionKey, SessionStep, SessionSummary
from rematch.working.decisions import Decision, decisions
from rematch.working.desk import SessionDesk
from rematch.working.grounds import SWITCHED_ON, Grounds, note_grounds
from rematch.working.items import Key, items, with_changes
from rematch.working.session import Hand, LiveSession, Outcome
from rematch.working.steps import in_force, origins

__all__ = [
    "SWITCHED_ON",
    "Decision",
    "Grounds",
    "Hand",
    "Key",
    "LiveSession",
    "Outcome",
    "SessionDesk",
    "SessionKey",
    "SessionStep",
    "SessionSummary",
    "decisions",
    "in_force",
    "items",
    "note_grounds",
    "origins",
    "with_changes",
]

open_to(
    globals(),
    {
        COORDINATION: (
            decisions,
            in_force,
            items,
            origins,
            with_changes,
        ),
    },
)
