"""Everything slow that no visit should wait for: imports, the store, the profiles."""

import logging

from rematch.errors import RematchError
from rematch.ui.shell import cached

_log = logging.getLogger("rematch")


def up() -> None:
    """Load what the first visit will need; a store that cannot be opened is told to the visitor, not here."""
    try:
        for summary in cached.cohorts():
            cached.store().load_profiles(summary.cohort)
        cached.session_desk()
    except RematchError as error:
        _log.warning("not warmed up: %s", error.code)
