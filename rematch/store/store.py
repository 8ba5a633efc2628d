"""The store: what the service keeps and asks for, each write one transaction."""

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import uuid4

from pydantic import JsonValue

from rematch.errors import RematchError, Unreadable
from rematch.model import CohortId, HouseholdId, Profiles, Viewer
from rematch.rights import AUDITING, COORDINATION, ERASING, OVERSEEING, READING, UPKEEP, may
from rematch.store import journal, profiles, revisions
from rematch.store.backup import sweep_backups, write_backup
from rematch.store.database import Database
from rematch.store.deletion import Deletion, delete_cohort, erase_household, finish_deletions
from rematch.store.deletion.own_words import OwnWords, naming
from rematch.store.deletion.suppression_list import erased_on, let_in
from rematch.store.journal import JournalLine, broken_line
from rematch.store.kept import NamedItems, known_cohort
from rematch.store.process.evaluations import EvaluationItems
from rematch.store.process.items import ProcessItems
from rematch.store.reading_copy import CopiesToRead, copy_to_read
from rematch.store.records import CohortSummary, now
from rematch.store.releases import ReleaseItems
from rematch.store.revisions import Revision
from rematch.store.runs import RunItems
from rematch.store.sessions import SessionItems


class Store(NamedItems, SessionItems, ReleaseItems, RunItems, ProcessItems, EvaluationItems):
    """One file of cohorts, runs, releases, sessions and the journal; may be used from many threads.

    Every method raises RematchError with a store code where it cannot do what it says; a write that
    failed leaves the file as it was.
    """

    _cohorts: tuple[int, tuple[CohortSummary, ...]] | None = None
    _lent: CopiesToRead | None = None

    @classmethod
    def open(cls, path: Path | str) -> Self:
        """Open or create the file at `path`; raises Unreadable if it is locked, damaged or not ours.

        What an interrupted backup left is removed, an interrupted deletion is finished first; one that
        cannot be stays owed.
        """
        database = Database(Path(path))
        with suppress(RematchError):
            sweep_backups(database)
            finish_deletions(database, Viewer())
        return cls(database)

    @classmethod
    @contextmanager
    def open_to_read(cls, path: Path) -> Iterator[Self]:
        """A copy of the file at `path` to read, lent by the process that holds it; nothing can be written.

        Raises Unreadable where none is lent.
        """
        with copy_to_read(path) as copy:
            if copy is None:
                raise Unreadable("store.locked", file=path.name)
            yield cls(copy)

    @may(UPKEEP)
    def lend_copies(self) -> None:
        """From now on other processes of this user get copies to read."""
        self._lent = self._lent or CopiesToRead(self._database)

    def close(self) -> None:
        """Let go of the file."""
        if self._lent is not None:
            self._lent.close()
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @may(COORDINATION)
    def save_profiles(
        self,
        new: Profiles,
        catalogue_fingerprint: str,
        viewer: Viewer,
        action: journal.Action = "load",
        *,
        on_top_of: str | None = None,
        consented: Collection[HouseholdId] = (),
    ) -> str:
        """Make these the profiles of their cohort and return their fingerprint.

        Earlier ones stay where a run was made with them, and so far back as they can be gone back to. Raises
        store.changed_meanwhile where they were made from other profiles (`on_top_of`: their fingerprint,
        empty where there was no cohort yet) than are in force, store.erased_before where a household comes
        back that was erased, and is none of those that `consented` anew.
        """
        with self._database.writing() as statements:
            known = statements.one("cohort", cohort=new.cohort.id)
            if on_top_of is not None and on_top_of != (known["data"] if known else ""):
                raise RematchError("store.changed_meanwhile")
            token = known["token"] if known else uuid4().hex
            found = erased_on(statements, new.cohort.id, (one.id for one in new.households))
            if back := let_in(statements, new.cohort.id, found, consented):
                journal.append(
                    statements, viewer, "consented_anew", token=token, details={"households": back}
                )
            return revisions.save(
                statements, new, viewer, token=token, catalogue=catalogue_fingerprint, action=action
            )

    @may(READING)
    def revisions(self, cohort: CohortId) -> tuple[Revision, ...]:
        """The loads and edits that can be gone back to, oldest first; the last one is in force."""
        with self._database.reading() as statements:
            return revisions.select(statements, cohort)

    @may(READING)
    def revision_of(self, cohort: CohortId, data: str) -> Revision | None:
        """The last load or edit that made these the cohort's profiles, by their fingerprint."""
        made = [one for one in self.revisions(cohort) if one.data == data]
        return made[-1] if made else None

    @may(COORDINATION)
    def undo(self, cohort: CohortId, revision: Revision | None, viewer: Viewer) -> str:
        """Take a load or edit back as a whole, as long as it is the last one; the fingerprint before it.

        Raises store.changed_since where others changed the cohort after it, store.nothing_to_undo after the
        first load.
        """
        with self._database.writing() as statements:
            token = known_cohort(statements, cohort)["token"]
            return revisions.undo(statements, revision, cohort, token, viewer)

    @may(UPKEEP)
    def delete_cohort(self, cohort: CohortId, viewer: Viewer) -> Deletion:
        """Delete a cohort for good, from this file's bytes and from every backup made of it."""
        return delete_cohort(self._database, cohort, viewer)

    @may(ERASING)
    def erase_household(
        self, cohort: CohortId, household: HouseholdId, viewer: Viewer, keep: Collection[str] = ()
    ) -> Deletion:
        """Take a household out of its cohort at once and erase it for good, from this file and backups.

        Texts in own words that name it are made unreadable, but those to `keep`, by their ids.
        """
        return erase_household(self._database, cohort, household, viewer, keep)

    @may(ERASING)
    def words_naming(self, cohort: CohortId, household: HouseholdId) -> tuple[OwnWords, ...]:
        """Reasons of releases, grounds and answers of municipalities that name the household."""
        with self._database.reading() as statements:
            return naming(statements, cohort, household)

    @may(COORDINATION)
    def erased(self, cohort: CohortId, households: Iterable[HouseholdId]) -> dict[HouseholdId, date]:
        """Those among the households that were erased from the cohort, each with the day."""
        with self._database.reading() as statements:
            return erased_on(statements, cohort, households)

    @may(COORDINATION)
    def load_profiles(self, cohort: CohortId, data: str | None = None) -> Profiles:
        """The cohort's profiles, or an earlier version of them that a run was made with."""
        return self._profiles(cohort, data)[0]

    @may(COORDINATION)
    def present_profiles(self, cohort: CohortId) -> tuple[Profiles, str]:
        """The cohort's profiles with their fingerprint, both of one moment."""
        return self._profiles(cohort)

    def _profiles(self, cohort: CohortId, data: str | None = None) -> tuple[Profiles, str]:
        with self._database.reading() as statements:
            data = data or str(known_cohort(statements, cohort)["data"])
            found = profiles.select(statements, cohort, data)
        if found is None:
            raise RematchError("store.no_data", cohort=cohort, data=data)
        return found, data

    @may(READING)
    def data_fingerprint(self, cohort: CohortId) -> str:
        """The fingerprint of the cohort's present profiles."""
        with self._database.reading() as statements:
            return str(known_cohort(statements, cohort)["data"])

    @may(OVERSEEING)
    def cohorts(self) -> tuple[CohortSummary, ...]:
        """The cohorts in the file, by id; read anew only once something may have changed them."""
        changes, kept = self._database.changes, self._cohorts
        if kept is None or kept[0] != changes:
            with self._database.reading() as statements:
                found = tuple(CohortSummary.model_validate(row) for row in statements.run("cohorts"))
            self._cohorts = kept = (changes, found)
        return kept[1]

    @may(ERASING)
    def note(
        self,
        viewer: Viewer,
        action: journal.Action,
        *,
        cohort: CohortId | None = None,
        run: str | None = None,
        details: dict[str, JsonValue] | None = None,
    ) -> None:
        """Write a line into the journal; `details` carry no household ids, the journal outlives them."""
        with self._database.writing() as statements:
            token = known_cohort(statements, cohort)["token"] if cohort else None
            journal.append(statements, viewer, action, token=token, run=run, details=details)

    @may(READING)
    def note_once_a_day(
        self, viewer: Viewer, action: journal.Action, *, cohort: CohortId, details: dict[str, JsonValue]
    ) -> None:
        """The same, unless the viewer's last line of this kind and day says it already."""
        today = now().date().isoformat()
        with self._database.writing(cohorts=False) as statements:
            token = known_cohort(statements, cohort)["token"]
            said = json.dumps(details, ensure_ascii=False)
            noted = {"viewer": viewer.name, "action": action, "token": token, "details": said, "day": today}
            if not statements.run("journal_of_day", **noted):
                journal.append(statements, viewer, action, token=token, details=details)

    @may(AUDITING)
    def journal(self, cohort: CohortId | None = None) -> tuple[JournalLine, ...]:
        """The journal's lines that can be read, oldest first, of all cohorts or one."""
        with self._database.reading() as statements:
            lines = journal.lines(statements.run("journal"))
        return tuple(line for line in lines if line is not None and cohort in (None, line.cohort))

    @may(OVERSEEING)
    def verify_journal(self) -> int | None:
        """The number of the first line that was altered or is missing; None where the chain holds."""
        with self._database.reading() as statements:
            lines = journal.lines(statements.run("journal"))
            head = statements.one("get_meta", key="journal_head")
        return broken_line(lines, head["value"] if head else journal.GENESIS)

    @may(OVERSEEING)
    def journal_head(self) -> str:
        """The hash of the last line: kept outside this file it tells a journal that was written anew."""
        with self._database.reading() as statements:
            head = statements.one("get_meta", key="journal_head")
        return str(head["value"]) if head else journal.GENESIS

    @may(UPKEEP)
    def backup(self, path: Path) -> None:
        """Copy everything into a new file, whole or not there at all; its place is remembered."""
        with self._database.writing() as statements:
            statements.run("insert_backup", path=str(path.resolve()), at=now().isoformat())
        try:
            write_backup(self._database, path)
        except RematchError as fault:
            if fault.code != "store.backup_failed" or not path.exists():
                with self._database.writing() as statements:
                    statements.run("delete_backup", path=str(path.resolve()))
            raise
