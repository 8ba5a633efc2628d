"""The file of workshops: each write one transaction, each read of one state."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Self

from rematch.canonical import canonical_text, read
from rematch.errors import RematchError
from rematch.rights import FACILITATING, VOTING, may
from rematch.store.database import WORKSHOP, Database, Statements
from rematch.store.workshop.records import Ballot, GivenReason, Guest, Workshop

MOST_GUESTS = 200
"""Of one workshop, those on paper among them: a room, not a flood."""


class WorkshopStore:
    """Workshops in one file; may be used from many threads. Every method raises RematchError, store codes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open or create the file; raises Unreadable if it is locked, damaged or not one of workshops."""
        return cls(Database(path, WORKSHOP))

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    @may(VOTING)
    def workshops(self) -> tuple[Workshop, ...]:
        """All that are kept, the newest last."""
        with self._database.reading() as statements:
            return tuple(read(Workshop, row["content"]) for row in statements.run("workshop/workshops"))

    @may(FACILITATING)
    def add(self, workshop: Workshop) -> Workshop:
        """Keep a new workshop, with its number."""
        with self._database.writing() as statements:
            numbers = [read(Workshop, r["content"]).number for r in statements.run("workshop/workshops")]
            new = workshop.model_copy(update={"number": max(numbers, default=0) + 1})
            _save(statements, new)
        return new

    @may(FACILITATING)
    def change(self, number: int, change: Callable[[Workshop], Workshop]) -> Workshop:
        """What `change` makes of the workshop as it is now."""
        with self._database.writing() as statements:
            new = change(_known(statements, number))
            _save(statements, new)
        return new

    @may(VOTING)
    def join(self, number: int, token: str, guest: Guest) -> Guest:
        """Keep a guest by the fingerprint of their token; raises workshop.full, workshop.over."""
        with self._database.writing() as statements:
            if _known(statements, number).stage == "ended":
                raise RematchError("workshop.over")
            last = statements.run("workshop/last_guest", workshop=number)[0]["number"]
            if last >= MOST_GUESTS:
                raise RematchError("workshop.full", limit=MOST_GUESTS)
            new = guest.model_copy(update={"number": last + 1})
            row = {"workshop": number, "number": new.number, "content": canonical_text(new)}
            statements.run("workshop/insert_guest", **row, token=token)
        return new

    @may(VOTING)
    def guest(self, number: int, token: str) -> Guest | None:
        """Who has this token; None where nobody has."""
        with self._database.reading() as statements:
            row = statements.one("workshop/guest", workshop=number, token=token)
        return None if row is None else read(Guest, row["content"])

    @may(VOTING)
    def guests(self, number: int) -> tuple[Guest, ...]:
        """Everybody who joined."""
        with self._database.reading() as statements:
            return tuple(
                read(Guest, r["content"]) for r in statements.run("workshop/guests", workshop=number)
            )

    @may(VOTING)
    def save_ballot(self, number: int, round_: int, guest: int, ballot: Ballot) -> Ballot:
        """Keep a ballot where it is newer than what is kept, and return what is kept now.

        Raises workshop.not_voting where this round takes none, so that closing it and voting cannot cross.
        """
        with self._database.writing() as statements:
            workshop = _known(statements, number)
            if (workshop.stage, workshop.round) != ("voting", round_):
                raise RematchError("workshop.not_voting")
            where = {"workshop": number, "round": round_, "guest": guest}
            row = statements.one("workshop/ballot", **where)
            kept = None if row is None else read(Ballot, row["content"])
            if kept is not None and kept.step >= ballot.step:
                return kept
            statements.run("workshop/save_ballot", **where, content=canonical_text(ballot))
        return ballot

    @may(VOTING)
    def ballots(self, number: int, round_: int) -> dict[int, Ballot]:
        """What everybody chose in a round, by guest."""
        with self._database.reading() as statements:
            rows = statements.run("workshop/ballots", workshop=number, round=round_)
        return {row["guest"]: read(Ballot, row["content"]) for row in rows}

    @may(VOTING)
    def save_reason(self, number: int, round_: int, guest: int, reason: GivenReason) -> None:
        """Keep a reason in place of the guest's earlier one about the same."""
        with self._database.writing() as statements:
            _known(statements, number)
            where = {"workshop": number, "round": round_, "guest": guest, "topic": reason.topic}
            statements.run("workshop/save_reason", **where, content=canonical_text(reason))

    @may(VOTING)
    def reasons(self, number: int, round_: int) -> tuple[tuple[int, GivenReason], ...]:
        """All reasons of a round, each with whose it is."""
        with self._database.reading() as statements:
            rows = statements.run("workshop/reasons", workshop=number, round=round_)
        return tuple((row["guest"], read(GivenReason, row["content"])) for row in rows)

    @may(VOTING)
    def forget_guest(self, number: int, guest: int) -> None:
        """Delete a guest with all they said."""
        with self._database.writing() as statements:
            for name in ("delete_ballots_of_guest", "delete_reasons_of_guest", "delete_guest"):
                statements.run(f"workshop/{name}", workshop=number, guest=guest)

    @may(FACILITATING)
    def forget(self, number: int) -> None:
        """Delete a workshop with all that was said in it, from the disk too."""
        self._forget([number])

    @may(FACILITATING)
    def forget_expired(self, today: date) -> int:
        """Delete the workshops whose day has come; how many."""
        expired = [one.number for one in self.workshops() if one.delete_on <= today]
        if expired:
            self._forget(expired)
        return len(expired)

    def _forget(self, numbers: list[int]) -> None:
        with self._database.writing() as statements:
            for number in numbers:
                for name in ("ballots", "reasons", "guests", "workshop"):
                    statements.run(f"workshop/delete_{name}", workshop=number)
        self._database.rewrite()


def _known(statements: Statements, number: int) -> Workshop:
    row = statements.one("workshop/workshop", number=number)
    if row is None:
        raise RematchError("workshop.unknown")
    return read(Workshop, row["content"])


def _save(statements: Statements, workshop: Workshop) -> None:
    statements.run("workshop/save_workshop", number=workshop.number, content=canonical_text(workshop))
