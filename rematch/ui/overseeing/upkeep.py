"""The file kept: backed up beside the database, and cohorts deleted for good with all their backups."""

from datetime import datetime
from pathlib import Path

import streamlit as st

from rematch.bootstrap import default_database
from rematch.errors import RematchError
from rematch.ui import tables
from rematch.ui.profiles import keeping
from rematch.ui.shell import cached, gone, state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, day, moment, number, plain, t, told

BACKED_UP = "backup_outcome"
FOLDER = "backups"


def title() -> None:
    """The page's title, and what is kept since when: whoever keeps to a date of deletion sees it here."""
    st.title(t("nav.upkeep"))
    st.markdown(t("upkeep.lead"), width=READING_WIDTH)
    keeping.outcome()
    tables.show(
        [
            {
                "cohort": one.name,
                "kind": t("frame.invented" if one.invented else "frame.real"),
                "as_of": day(one.as_of),
                "at": moment(one.saved_at),
                "by": one.viewer,
                "households": number(one.households),
            }
            for one in here().cohorts
        ],
        None,
        called=t("upkeep.cohorts"),
    )


def backup() -> None:
    """A copy of the whole file beside the database, opened once before it is called one."""
    st.markdown(f"## {t('upkeep.backup')}")
    st.markdown(t("upkeep.backup.text", folder=plain(str(_folder()))), width=READING_WIDTH)
    st.button(t("upkeep.backup.go"), icon=":material/save:", on_click=_back_up, key="upkeep_backup")
    said = st.session_state.pop(BACKED_UP, None)
    if isinstance(said, RematchError):
        st.error(told(said))
    elif said is not None:
        st.success(t("upkeep.backup.done", **said), icon=":material/task_alt:", width=READING_WIDTH)


def deletion() -> None:
    """A cohort chosen, then what its deletion takes along and the word to confirm it with."""
    if not here().cohorts:
        return
    st.markdown(f"## {t('keeping.delete')}")
    gone.choice(here(), t("upkeep.delete.choose"), "upkeep_cohort")
    chosen = next((one for one in here().cohorts if one.cohort == st.session_state["upkeep_cohort"]), None)
    if chosen is not None:
        keeping.deletion(chosen)


def _folder() -> Path:
    return default_database().parent / FOLDER


def _back_up() -> None:
    file = _folder() / f"rematch-{datetime.now():%Y%m%d-%H%M%S}.duckdb"
    store = cached.store()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        store.note(state.viewer(), "backup")
        store.backup(file)
    except OSError as error:
        st.session_state[BACKED_UP] = RematchError(
            "store.backup_failed", file=file.name, why=type(error).__name__
        )
    except RematchError as fault:
        st.session_state[BACKED_UP] = fault
    else:
        st.session_state[BACKED_UP] = {"file": plain(file.name), "head": store.journal_head()}
