"""All criteria as a table to edit: switch, name, weight and hard rule; the details stand beside."""

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from rematch.model import CriterionId
from rematch.scenario import MAX_WEIGHT
from rematch.ui.criteria import draft
from rematch.ui.shell import state
from rematch.ui.words import t

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Catalogue, Criterion

EDITOR, BASE = "criteria_editor", "criteria_editor_base"
HARD = ("never", "always", "essential")
KEYS = {"on": "on", "label": "label.{lang}", "weight": "weight", "hard": "hard"}
"""Editable column -> key of the catalogue."""
HEIGHT = 620


def panel() -> None:
    """The table; what is typed goes into the draft, and the table stays where it is."""
    st.markdown(f":small[{t('criteria.table.help')}]")
    if EDITOR not in st.session_state or BASE not in st.session_state:
        st.session_state[BASE] = _frame(draft.shown())
    frame = st.session_state[BASE]
    config = st.column_config
    st.data_editor(
        frame,
        hide_index=True,
        height=HEIGHT,
        key=EDITOR,
        alt=t("nav.criteria"),
        on_change=_typed,
        disabled=["group", "side", "measure", "art9"],
        column_config={
            "on": config.CheckboxColumn(t("criteria.key.on"), width=110),
            "label": config.TextColumn(t("criteria.key.label"), width="large", required=True, max_chars=120),
            "group": config.TextColumn(t("criteria.key.group"), width=190),
            "weight": config.NumberColumn(
                t("criteria.key.weight"),
                min_value=0.0,
                max_value=MAX_WEIGHT,
                step=0.1,
                format="%.1f",
                width="small",
            ),
            "hard": config.SelectboxColumn(
                t("criteria.key.hard"),
                options=list(HARD),
                format_func=lambda way: t(f"method.excludes.{way}"),
                required=True,
                width="medium",
            ),
            "side": config.TextColumn(t("criteria.key.side"), width="medium"),
            "measure": config.TextColumn(t("criteria.key.measure"), width="small"),
            "art9": config.CheckboxColumn(t("criteria.key.art9"), width="small"),
        },
    )


def _frame(catalogue: "Catalogue") -> pd.DataFrame:
    groups = {group.id: group.label.in_(state.language()) for group in catalogue.groups}
    rows = [_row(criterion, groups) for criterion in catalogue.criteria]
    return pd.DataFrame(rows, index=[criterion.id for criterion in catalogue.criteria])


def _row(criterion: "Criterion", groups: dict[str, str]) -> dict[str, Any]:
    return {
        "on": criterion.in_force,
        "label": criterion.label.in_(state.language()),
        "group": groups[criterion.group],
        "weight": criterion.weight,
        "hard": criterion.hard,
        "side": t(f"method.side.{criterion.side}"),
        "measure": t(f"method.name.{criterion.measure or 'rule'}"),
        "art9": criterion.art9,
    }


def _typed() -> None:
    """The editor holds every difference from the table it was given; all of them are the draft's."""
    frame = st.session_state[BASE]
    known = draft.shown().by_id
    for position, cells in st.session_state[EDITOR]["edited_rows"].items():
        criterion = CriterionId(str(frame.index[int(position)]))
        for column, cell in cells.items():
            if criterion in known and cell is not None:
                draft.change(criterion, KEYS[column].format(lang=state.language()), cell)
