"""A cohort's rows in one file, taken from every table."""

from rematch.model import CohortId, Viewer
from rematch.store import journal
from rematch.store.database import Statements
from rematch.store.deletion.mappings import unquote_mappings


def cohort_erased(statements: Statements, cohort: CohortId, viewer: Viewer) -> bool:
    """Whether there was anything to delete."""
    known = statements.one("cohort", cohort=cohort)
    if known is None:
        return False
    journal.append(statements, viewer, journal.DELETED, token=known["token"])
    statements.run("erase_details", token=known["token"])
    unquote_mappings(statements, cohort)
    statements.delete_everywhere(cohort)
    return True
