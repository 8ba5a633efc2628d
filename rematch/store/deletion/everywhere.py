"""The same deletion in the store's file and in every backup that is known, each rewritten after it."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

import duckdb

from rematch.errors import RematchError, Unreadable
from rematch.model import CohortId, Frozen, HouseholdId, Viewer
from rematch.store.database import Database, Statements
from rematch.store.deletion.cohort import cohort_erased
from rematch.store.deletion.copies import Holds, lying_beside
from rematch.store.deletion.household import household_erased, households_kept
from rematch.store.deletion.owed import Owed, owe, owed, settle
from rematch.store.deletion.own_words import blank, naming


class Deletion(Frozen):
    """What became of backups and copies, by the names of their files; how many texts are unreadable now."""

    cleaned: tuple[str, ...] = ()
    not_reached: tuple[str, ...] = ()
    blanked: int = 0


def delete_cohort(database: Database, cohort: CohortId, viewer: Viewer) -> Deletion:
    """Delete every row of it; of the journal stays that something happened to a random token.

    Raises store.no_cohort, and store.rewrite_failed where the rows are gone and the file is as it was.
    """
    with database.writing() as statements:
        known = statements.one("cohort", cohort=cohort)
        if known is None or not cohort_erased(statements, cohort, viewer):
            raise RematchError("store.no_cohort", cohort=cohort)
        owe(statements, Owed(token=known["token"]))
    return finish_deletions(database, viewer)


def erase_household(
    database: Database, cohort: CohortId, household: HouseholdId, viewer: Viewer, keep: Collection[str] = ()
) -> Deletion:
    """Erase one household; the journal keeps that it happened, and no id.

    Texts in own words that name it are made unreadable, but those to `keep`. Raises store.no_household where
    nothing of it is kept, and store.rewrite_failed.
    """
    with database.writing() as statements:
        known = statements.one("cohort", cohort=cohort)
        named = tuple(one.id for one in naming(statements, cohort, household) if one.id not in keep)
        if known is None or not household_erased(statements, cohort, household, viewer):
            raise RematchError("store.no_household", household=household)
        blank(statements, cohort, named, viewer)
        owe(statements, Owed.of(known["token"], household, named))
    return finish_deletions(database, viewer).model_copy(update={"blanked": len(named)})


def finish_deletions(database: Database, viewer: Viewer) -> Deletion:
    """Clean backups and other copies and rewrite the file, if deleted rows may still be there; else nothing.

    That it is owed is written with the deletion itself and taken back last, so that one that was interrupted
    is finished at the next opening. Raises store.rewrite_failed; it is owed then.
    """
    with database.reading() as statements:
        left = owed(statements)
        backups = [Path(row["path"]) for row in statements.run("backups")]
    if not left:
        return Deletion()
    beside = lying_beside(database.path, backups, left)
    copies = [*backups, *beside]
    reached = [path for path in copies if beside.get(path) is not Holds.UNKNOWN]
    cleaned = [path for path in reached if clean_backup(path, left, viewer)]
    database.rewrite()
    with suppress(Unreadable), database.writing(cohorts=False) as statements:
        settle(statements)
    return Deletion(
        cleaned=tuple(path.name for path in cleaned),
        not_reached=tuple(path.name for path in copies if path not in cleaned),
    )


def clean_backup(path: Path, left: Iterable[Owed], viewer: Viewer) -> bool:
    """Whether the backup is there and what is owed is gone from it."""
    if not path.exists():
        return False
    try:
        backup = Database(path)
        try:
            with backup.writing() as statements:
                for one in left:
                    _erase(statements, one, viewer)
            backup.rewrite()
        finally:
            backup.close()
    except (RematchError, duckdb.Error, OSError):
        return False
    return True


def _erase(statements: Statements, one: Owed, viewer: Viewer) -> None:
    cohort = {row["token"]: row["cohort"] for row in statements.run("cohorts")}.get(one.token)
    if cohort is None:
        return
    if not one.household:
        cohort_erased(statements, cohort, viewer)
        return
    blank(statements, cohort, one.blank, viewer)
    for household in households_kept(statements, cohort):
        if Owed.of(one.token, household, one.blank) == one:
            household_erased(statements, cohort, household, viewer)
