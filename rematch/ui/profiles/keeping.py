"""The states of a cohort: the last one taken back, a household erased, or all of it deleted for good."""

from typing import TYPE_CHECKING

import streamlit as st

from rematch.errors import RematchError
from rematch.rights import UPKEEP
from rematch.ui import tables
from rematch.ui.access import field_faults
from rematch.ui.profiles import withdrawal
from rematch.ui.shell import cached, state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, moment, plain, t, told

if TYPE_CHECKING:
    from rematch.store import CohortSummary, Revision

OUTCOME = "deletion_outcome"
LOADS = ("load", "intake")
"""What may have made other people of the same ids; an edit or a questionnaire has not."""


def panel() -> None:
    """States on top, withdrawal and deletion below, with what they do and a word to confirm."""
    found = here().cohort
    if found is None:
        return
    st.markdown(t("keeping.text"), width=READING_WIDTH)
    revisions = cached.store().revisions(found.cohort)
    tables.show(
        [
            {"at": moment(one.at), "action": t(f"keeping.action.{one.action}"), "by": one.viewer}
            for one in reversed(revisions)
        ],
        "rematch-states",
    )
    st.button(
        t("keeping.undo"),
        icon=":material/undo:",
        disabled=len(revisions) < 2,
        help=t("keeping.undo.none") if len(revisions) < 2 else None,
        on_click=_undo,
        args=(revisions[-1],),
        key="keeping_undo",
    )
    withdrawal.panel()
    if state.viewer().roles & UPKEEP:
        deletion(found)


def _undo(made: "Revision") -> None:
    found = here().cohort
    if found is None:
        return
    try:
        cached.store().undo(found.cohort, made, state.viewer())
    except RematchError as fault:
        _tell(fault)
        return
    if made.action in LOADS:
        state.leave_cohort()
    else:
        state.other_profiles()
    st.toast(t("keeping.undone"), icon=":material/check:")


def deletion(found: "CohortSummary") -> None:
    """What a deletion takes along, and the word to confirm it with."""
    st.markdown(f"## {t('keeping.delete')}")
    st.markdown(t("keeping.delete.text"), width=READING_WIDTH)
    st.markdown(t("keeping.delete.runs", count=len(cached.store().runs(found.cohort))))
    typed = st.text_input(
        t("keeping.delete.confirm", cohort=plain(found.name)),
        key="keeping_confirm",
        width=360,
        autocomplete="off",
    )
    other = typed and not _named(typed, found.name)
    field_faults.told("keeping_confirm", t("keeping.delete.other") if other else "")
    st.button(
        t("keeping.delete.go"),
        icon=":material/delete_forever:",
        type="primary",
        disabled=not _named(typed, found.name),
        on_click=_delete,
        args=(found,),
        key="keeping_delete",
    )


def _delete(found: "CohortSummary") -> None:
    if not _named(st.session_state["keeping_confirm"], found.name):
        return
    try:
        done = cached.store().delete_cohort(found.cohort, state.viewer())
    except RematchError as fault:
        _tell(fault)
        return
    finally:
        cached.forget_people()
        if found.cohort == state.cohort_id():
            state.use_cohort(None)
    files = {"keeping.cleaned": done.cleaned, "keeping.not_reached": done.not_reached}
    st.session_state[OUTCOME] = t("keeping.deleted") + withdrawal.backups(files)


def _named(typed: str, name: str) -> bool:
    """Whether the name that was given to the cohort was typed, however it is spaced."""
    return typed.split() == name.split()


def outcome() -> None:
    """What came of the last deletion, told once; the cohort it was about is no longer there."""
    words = st.session_state.pop(OUTCOME, None)
    if words:
        st.success(words, width=READING_WIDTH)


def _tell(fault: RematchError) -> None:
    st.toast(told(fault), icon=":material/error:")
