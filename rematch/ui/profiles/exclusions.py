"""Excluded places one by one: why, and whether somebody has checked it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from rematch.cells.beside import beside, beside_cell, with_reason
from rematch.model import Confirmed, ExclusionReason
from rematch.report.files.folder import Row
from rematch.service.criteria import exclusion_terms
from rematch.ui.components import written_table
from rematch.ui.components.written_table import Typed, WrittenColumn
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.words import t

GROUP = "exclusions"
KEY = "edit_households_exclusions"
REASON, CONFIRMED = "excluded_reason", "excluded_confirmed"

Keep = Callable[[list[Row]], None]


@dataclass(frozen=True)
class ExclusionLine:
    """One excluded place of the household in row `at`."""

    at: int
    household: str
    ags: str
    excluded_reason: str
    excluded_confirmed: str


def editor(rows: list[Row], keep: Keep) -> None:
    """One line for each excluded place; `keep` is given the households with what was chosen."""
    few = exclusion_terms(here().profiles, here().catalogue, state.scenario()).few
    st.markdown(f":small[{t('edit.exclusions.help', count=few)}]")
    found = {f"{line.household} {line.ags}": line for line in _lines(rows)}
    if not found:
        st.markdown(t("edit.exclusions.none"))
        return
    names = here().profiles.names
    written_table.show(
        _columns(),
        {
            name: (
                line.household,
                names.get(line.ags, line.ags),
                line.excluded_reason,
                line.excluded_confirmed,
            )
            for name, line in found.items()
        },
        KEY,
        partial(_chosen, rows, found, keep),
        caption=t("edit.columns.exclusions"),
    )


def _lines(rows: Sequence[Row]) -> list[ExclusionLine]:
    return [
        ExclusionLine(at, row["household_id"], ags, reason, beside(row, CONFIRMED)[ags])
        for at, row in enumerate(rows)
        for ags, reason in beside(row, REASON).items()
    ]


def _columns() -> tuple[WrittenColumn, ...]:
    reasons = tuple((code.value, t(f"exclusion.reason.{code}")) for code in ExclusionReason)
    checked = tuple((code.value, t(f"exclusion.checked.{code}")) for code in Confirmed)
    return (
        WrittenColumn("household", t("intake.column.household_id"), 170, name_row=True),
        WrittenColumn("place", t("intake.column.excluded_ags"), 200, name_row=True),
        WrittenColumn(REASON, t("intake.column.excluded_reason"), 230, "choice", reasons),
        WrittenColumn(CONFIRMED, t("intake.column.excluded_confirmed"), 190, "choice", checked),
    )


def _chosen(rows: Sequence[Row], lines: Mapping[str, ExclusionLine], keep: Keep, typed: Typed) -> None:
    """Another reason makes an earlier check void; what is chosen after it holds."""
    changed = [dict(row) for row in rows]
    for (name, column), value in typed.items():
        line = lines[name]
        row = changed[line.at]
        if column == REASON:
            row.update(with_reason(row, line.ags, str(value)))
        else:
            row[CONFIRMED] = beside_cell({**beside(row, CONFIRMED), line.ags: str(value)}, CONFIRMED)
    keep(changed)
