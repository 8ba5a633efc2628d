"""The store's part for rounds, offers and what happened to them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from rematch.canonical import canonical_text, read
from rematch.errors import RematchError
from rematch.model import CohortId, Profiles, Viewer
from rematch.rights import COORDINATION, READING, may
from rematch.store import journal, revisions
from rematch.store.database import Database, Statements
from rematch.store.kept import known_cohort
from rematch.store.process.records import Offer, OfferRound, ProcessEvent


@dataclass(frozen=True)
class ChangedProfiles:
    """Profiles that a step changes, and the fingerprints of those before it and of the catalogue."""

    profiles: Profiles
    made_from: str
    catalogue: str


class ProcessItems:
    """Rounds, offers and events of cohorts; each write is one transaction and raises store codes."""

    _database: Database

    @may(COORDINATION)
    def add_events(
        self,
        cohort: CohortId,
        events: Sequence[ProcessEvent],
        viewer: Viewer,
        *,
        on_top_of: int,
        started: Sequence[OfferRound | Offer] = (),
        changed: ChangedProfiles | None = None,
    ) -> tuple[ProcessEvent, ...]:
        """Add what happened, in order, with the rounds and offers that begin by it, each with its number.

        `changed` are the profiles the cohort has by it; raises store.changed_meanwhile where it has others
        by now than those were made from.

        Raises store.process_changed, and keeps nothing, where `on_top_of` is not the number of the last
        event: what the step was made from is no longer so.
        """
        with self._database.writing(cohorts=changed is not None) as statements:
            kept = appended(statements, cohort, events, viewer, on_top_of)
            if changed is not None:
                known = known_cohort(statements, cohort)
                if known["data"] != changed.made_from:
                    raise RematchError("store.changed_meanwhile")
                how = {"token": known["token"], "catalogue": changed.catalogue}
                revisions.save(statements, changed.profiles, viewer, action="edit", **how)
            for begun in started:
                row = {"cohort": cohort, "number": begun.number, "content": canonical_text(begun)}
                if isinstance(begun, OfferRound):
                    statements.run("insert_round", **row)
                else:
                    statements.run("insert_offer", **row, household=begun.household)
        return kept

    @may(READING)
    def process(
        self, cohort: CohortId
    ) -> tuple[tuple[OfferRound, ...], tuple[Offer, ...], tuple[ProcessEvent, ...]]:
        """Rounds, offers and events of the cohort in order, all of one moment."""
        with self._database.reading() as statements:
            rounds = tuple(
                read(OfferRound, row["content"]) for row in statements.run("rounds", cohort=cohort)
            )
            offers = tuple(read(Offer, row["content"]) for row in statements.run("offers", cohort=cohort))
            rows = statements.run("events", cohort=cohort)
        return rounds, offers, tuple(read(ProcessEvent, row["content"]) for row in rows)


def appended(
    statements: Statements, cohort: CohortId, events: Sequence[ProcessEvent], viewer: Viewer, on_top_of: int
) -> tuple[ProcessEvent, ...]:
    """Events added inside the caller's transaction, each noted; raises store.process_changed."""
    token = known_cohort(statements, cohort)["token"]
    if statements.run("last_event", cohort=cohort)[0]["seq"] != on_top_of:
        raise RematchError("store.process_changed")
    kept = tuple(one.model_copy(update={"seq": seq}) for seq, one in enumerate(events, start=on_top_of + 1))
    if kept:
        columns = {name: [getattr(one, name) for one in kept] for name in ("seq", "machine", "subject")}
        statements.run(
            "insert_events", cohort=cohort, **columns, content=[canonical_text(one) for one in kept]
        )
    journal.append_all(statements, viewer, "process", [_noted(one) for one in kept], token=token)
    return kept


def event_digest(event: ProcessEvent) -> str:
    """SHA-256 of an event: the journal holds it, so that a change would show."""
    return hashlib.sha256(canonical_text(event).encode()).hexdigest()


def _noted(event: ProcessEvent) -> dict[str, JsonValue]:
    """For the journal, which outlives the cohort: which step it was, no household and no words."""
    return {
        "round": event.round,
        "number": event.seq,
        "step": f"{event.machine}:{event.event}",
        "state": event.state,
        "content": event_digest(event),
    }
