"""A cohort deleted for good: from every table, from the file's bytes, from the backups that are known."""

from rematch.errors import RematchError
from rematch.model import CohortId, Viewer
from rematch.store import journal
from rematch.store.database import Database, Statements
from rematch.store.deletion.everywhere import Deletion, everywhere, unquote_mappings


def delete_cohort(database: Database, cohort: CohortId, viewer: Viewer) -> Deletion:
    """Delete every row of it; of the journal stays that something happened to a random token.

    Raises store.no_cohort, and store.rewrite_failed.
    """
    missing = RematchError("store.no_cohort", cohort=cohort)
    return everywhere(database, lambda statements: _delete(statements, cohort, viewer), missing)


def _delete(statements: Statements, cohort: CohortId, viewer: Viewer) -> bool:
    """Whether there was anything to delete."""
    known = statements.one("cohort", cohort=cohort)
    if known is None:
        return False
    journal.append(statements, viewer, journal.DELETED, token=known["token"])
    statements.run("erase_details", token=known["token"])
    unquote_mappings(statements, cohort)
    statements.delete_everywhere(cohort)
    return True
