"""Why each excluded place is excluded, and what each answer means for the plan."""

from functools import partial

import streamlit as st

from rematch.cells.beside import beside, with_reason
from rematch.model import ExclusionReason
from rematch.service.criteria import exclusion_terms
from rematch.service.interview import Slot
from rematch.ui.questionnaire import draft, fields, widgets
from rematch.ui.shell import state
from rematch.ui.shell.context import here

COLUMN = "excluded_reason"
OFFERED = tuple(reason.value for reason in ExclusionReason if reason is not ExclusionReason.NOT_ASKED)


def ask() -> None:
    """One choice for each place that was named; none where none was."""
    form = draft.in_hand()
    found, named = beside(form.row, COLUMN), fields.places()
    if not found:
        return
    few = exclusion_terms(here().profiles, here().catalogue, state.scenario()).few
    st.markdown(f":small[{draft.w('exclusion.means', count=few)}]")
    words = {code: draft.w(f"exclusion.{code}") for code in OFFERED}
    for ags, reason in found.items():
        key = f"{widgets.key_of(Slot(COLUMN))}_{ags}"
        widgets.seed(key, reason if reason in OFFERED else None)
        st.selectbox(
            draft.w("exclusion.why", place=named.get(ags, ags)),
            list(words),
            format_func=words.__getitem__,
            index=None,
            placeholder=draft.w("answer.choose"),
            key=key,
            on_change=partial(_said, ags, key),
        )


def _said(ags: str, key: str) -> None:
    reason = st.session_state[key] or ExclusionReason.NOT_ASKED.value
    form = draft.in_hand()
    for column, text in with_reason(form.row, ags, reason).items():
        form = form.answer(Slot(column), text)
    draft.keep(form)
