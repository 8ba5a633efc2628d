"""The only room with DuckDB: profiles, runs, releases, scenarios, sessions and the journal in one file."""

from rematch.store.deletion import Deletion, OwnWords
from rematch.store.journal import GENESIS, JournalLine, broken_line
from rematch.store.process.items import ChangedProfiles
from rematch.store.process.records import (
    AnswerSheet,
    Evaluation,
    Offer,
    OfferPart,
    OfferRound,
    Outcome,
    ProcessEvent,
)
from rematch.store.profiles import profiles_fingerprint
from rematch.store.records import (
    CohortSummary,
    FormDraft,
    LaterProof,
    Proof,
    RunRecord,
    RunSummary,
    Versions,
)
from rematch.store.releases import Release, ReleaseState, Reply
from rematch.store.revisions import Revision
from rematch.store.sessions import SessionKey, SessionStep, SessionSummary, WorkingSession
from rematch.store.store import Store

__all__ = [
    "GENESIS",
    "AnswerSheet",
    "ChangedProfiles",
    "CohortSummary",
    "Deletion",
    "Evaluation",
    "FormDraft",
    "JournalLine",
    "LaterProof",
    "Offer",
    "OfferPart",
    "OfferRound",
    "Outcome",
    "OwnWords",
    "ProcessEvent",
    "Proof",
    "Release",
    "ReleaseState",
    "Reply",
    "Revision",
    "RunRecord",
    "RunSummary",
    "SessionKey",
    "SessionStep",
    "SessionSummary",
    "Store",
    "Versions",
    "WorkingSession",
    "broken_line",
    "profiles_fingerprint",
]
