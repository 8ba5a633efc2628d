"""A municipality's list of its units of accommodation, as a table to fill in."""

import streamlit as st

from rematch.base_fields import UNIT
from rematch.report.files.folder import UNITS
from rematch.service.interview import Slot
from rematch.ui.profiles import cells
from rematch.ui.profiles.edited_rows import edited_rows
from rematch.ui.questionnaire import draft, widgets
from rematch.ui.questionnaire.checking import CheckedForm
from rematch.ui.words import t

COLUMNS = tuple(field.column for field in UNIT if field.column != "ags")
WIDTH = 820


def panel(checked: CheckedForm | None) -> None:
    """The table with what is wrong with it; what it was given stays, the editor holds the differences."""
    form, slot = draft.in_hand(), Slot(UNITS)
    key = widgets.key_of(slot)
    if key not in st.session_state or _base(key) not in st.session_state:
        st.session_state[_base(key)] = [dict(row) for row in form.units or ()]
    st.subheader(t("intake.kind.units"), anchor=False)
    st.markdown(t("questionnaire.units"), width=WIDTH)
    st.data_editor(
        cells.frame(st.session_state[_base(key)], COLUMNS),
        hide_index=True,
        num_rows="dynamic",
        placeholder=t("evidence.unknown"),
        column_config={column: cells.config(column, pinned=column == "unit") for column in COLUMNS},
        alt=t("intake.kind.units"),
        on_change=_typed,
        args=(key,),
        key=key,
    )
    widgets.faults(checked, slot)


def _base(key: str) -> str:
    return f"{key}_base"


def _typed(key: str) -> None:
    rows = edited_rows(st.session_state[_base(key)], st.session_state[key], COLUMNS)
    draft.keep(draft.in_hand().model_copy(update={"units": tuple(rows)}))
