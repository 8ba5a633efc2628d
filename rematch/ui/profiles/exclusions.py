"""Excluded places one by one: why, and whether somebody has checked it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from rematch.cells.beside import beside, beside_cell, with_reason
from rematch.model import Confirmed, ExclusionReason
from rematch.report.files.folder import Row
from rematch.service.criteria import exclusion_terms
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.words import t

GROUP = "exclusions"
KEY = "edit_households_exclusions"
REASON, CONFIRMED = "excluded_reason", "excluded_confirmed"

BASE = f"{KEY}_base"
"""The households as the table was given them, until it is left."""

Keep = Callable[[list[Row]], None]


@dataclass(frozen=True)
class ExclusionLine:
    """One excluded place of the household in row `at`."""

    at: int
    household: str
    place: str
    excluded_reason: str
    excluded_confirmed: str


def editor(rows: list[Row], keep: Keep) -> None:
    """One line for each excluded place; `keep` is given the households with what was chosen."""
    few = exclusion_terms(here().profiles, here().catalogue, state.scenario()).few
    st.markdown(f":small[{t('edit.exclusions.help', count=few)}]")
    if KEY not in st.session_state or BASE not in st.session_state:
        st.session_state[BASE] = [dict(row) for row in rows]
    found = _lines(st.session_state[BASE])
    if not found:
        st.markdown(t("edit.exclusions.none"))
        return
    st.data_editor(
        pd.DataFrame([vars(line) for line in found], columns=["household", "place", REASON, CONFIRMED]),
        hide_index=True,
        disabled=["household", "place"],
        column_config=_config(),
        alt=t("edit.columns.exclusions"),
        on_change=_typed,
        args=(found, keep),
        key=KEY,
    )


def _lines(rows: Sequence[Row]) -> list[ExclusionLine]:
    return [
        ExclusionLine(at, row["household_id"], ags, reason, beside(row, CONFIRMED)[ags])
        for at, row in enumerate(rows)
        for ags, reason in beside(row, REASON).items()
    ]


def _config() -> dict[str, Any]:
    kinds, names = st.column_config, here().profiles.names
    reasons = {code.value: t(f"exclusion.reason.{code}") for code in ExclusionReason}
    checked = {code.value: t(f"exclusion.checked.{code}") for code in Confirmed}
    return {
        "household": kinds.TextColumn(t("intake.column.household_id"), pinned=True),
        "place": kinds.SelectboxColumn(
            t("intake.column.excluded_ags"),
            options=list(names),
            format_func=lambda ags: names.get(str(ags), str(ags)),
        ),
        REASON: kinds.SelectboxColumn(
            t("intake.column.excluded_reason"),
            options=list(reasons),
            format_func=lambda code: reasons.get(str(code), str(code)),
            required=True,
        ),
        CONFIRMED: kinds.SelectboxColumn(
            t("intake.column.excluded_confirmed"),
            options=list(checked),
            format_func=lambda code: checked.get(str(code), str(code)),
            required=True,
        ),
    }


def _typed(lines: Sequence[ExclusionLine], keep: Keep) -> None:
    """Another reason makes an earlier check void; what is chosen beside it holds."""
    rows = [dict(row) for row in st.session_state[BASE]]
    for position, typed in st.session_state[KEY]["edited_rows"].items():
        line = lines[int(position)]
        row = rows[line.at]
        row.update(with_reason(row, line.place, str(typed.get(REASON) or line.excluded_reason)))
        if typed.get(CONFIRMED):
            checks = {**beside(row, CONFIRMED), line.place: str(typed[CONFIRMED])}
            row[CONFIRMED] = beside_cell(checks, CONFIRMED)
    keep(rows)
