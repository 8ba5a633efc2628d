"""The plan as a table: search and filter; whose rows are ticked is decided about, and explained."""

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from rematch.model import HouseholdId
from rematch.report.files.plan import plan_rows
from rematch.service.session import PlanReport
from rematch.ui.session.deciding import reference, ticked
from rematch.ui.session.plan import decisions
from rematch.ui.shell import state
from rematch.ui.words import listing, number, percent, t

if TYPE_CHECKING:
    from rematch.explain import Placement

FILTERS = ("all", "unplaced", "low", "decided", "moved")
LOW_FIT = 0.4
ROWS = 14
REASONED = 100
"""Rows up to which each also says what speaks for and against; for 300 that takes longer than all else."""


def panel(report: PlanReport) -> None:
    """Search, filter, table and the actions on its selection."""
    lines = _filtered(report)
    marks = decisions.marks(state.scenario())
    reasoned = len(lines) <= REASONED
    columns = {name: c for name, c in _columns().items() if reasoned or name not in ("for", "against")}
    frame = pd.DataFrame(
        [
            _row(row, marks.get(HouseholdId(str(row["household"])), []))
            for row in plan_rows(report.instance, lines, state.language(), reasons=reasoned)
        ],
        columns=list(columns),
    )
    key = "plan_" + hashlib.sha256("|".join(line.household for line in lines).encode()).hexdigest()[:8]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="actions"):
        _narrow(report)
        ticked.actions(report)
    if not lines:
        st.info(t("plan.none_found"))
        return
    _show_ticks(key, lines)
    st.dataframe(
        frame,
        hide_index=True,
        column_config=columns,
        key=key,
        on_select=lambda: _tick(key, lines),
        selection_mode="multi-row",
        height=36 * min(ROWS, len(lines) + 1) + 2,
        alt=t("plan.alt"),
    )
    shown = t("plan.shown", shown=number(len(lines)), all=number(len(report.placements)))
    more = "" if reasoned else f" {t('plan.reasons', most=number(REASONED))}"
    st.markdown(f":small[{shown} {t('plan.hint')}{more}]")


def _narrow(report: PlanReport) -> None:
    """Search and filters; they hold while the box is closed, and the line below says how many are shown."""
    with st.popover(
        t("plan.narrow"), icon=":material/filter_list:", key="plan_narrow", on_change="rerun"
    ) as opened:
        if not opened.open:
            return
        st.text_input(
            t("plan.search"), placeholder=t("plan.search.hint"), key="plan_search", persist_state="session"
        )
        st.selectbox(
            t("plan.filter"),
            FILTERS,
            format_func=lambda name: t(f"plan.filter.{name}", share=percent(LOW_FIT)),
            key="plan_filter",
            persist_state="session",
        )
        names = _names(report)
        st.selectbox(
            t("plan.municipality"),
            list(names),
            index=None,
            format_func=lambda ags: names[ags],
            placeholder=t("plan.municipality.all"),
            key="plan_place",
            persist_state="session",
        )


def _names(report: PlanReport) -> dict[str, str]:
    return {place.ags: place.name for place in report.instance.profiles.municipalities}


def _filtered(report: PlanReport) -> "list[Placement]":
    """Lines that match the search and the filter, in the order of the profiles."""
    search, kind, place = (st.session_state.get(f"plan_{name}") for name in ("search", "filter", "place"))
    names, passes = _names(report), _filter(report, kind or "all")
    homes = {household.id: household.place for household in report.instance.profiles.households}
    return [
        line
        for line in report.placements
        if (place is None or line.ags == place)
        and passes(line)
        and (search or "").strip().lower()
        in f"{line.household} {homes[line.household]} {names.get(line.ags or '')}".lower()
    ]


def _filter(report: PlanReport, kind: str) -> "Callable[[Placement], bool]":
    """What a line must be like; whatever it is held against is worked out once."""
    if kind == "unplaced":
        return lambda line: line.ags is None
    if kind == "low":
        return lambda line: line.fit is not None and line.fit < LOW_FIT
    if kind == "decided":
        marks = decisions.marks(state.scenario())
        return lambda line: line.household in marks
    if kind == "moved":
        changes = reference.changes()
        moved = {move.household for move in changes.moves} if changes else set()
        return lambda line: line.household in moved
    return lambda line: True


def _row(row: dict[str, Any], marks: list[str]) -> dict[str, object]:
    return {
        **row,
        **{name: row[name] and round(row[name], 2) for name in ("fit", "fit_people", "fit_town")},
        "municipality": row["municipality"] or t("plan.unplaced"),
        "decided": listing(t(f"mark.{mark}") for mark in dict.fromkeys(marks)),
    }


def _columns() -> dict[str, Any]:
    config = st.column_config
    return {
        "household": config.TextColumn(t("column.household"), width=80, pinned=True),
        "decided": config.TextColumn(t("column.decided"), width=105, pinned=True),
        "persons": config.NumberColumn(t("column.persons"), width=70),
        "place": config.TextColumn(t("column.place"), width=95),
        "municipality": config.TextColumn(t("column.municipality"), width=160),
        "accommodation": config.TextColumn(t("column.accommodation"), width=150),
        "served": config.TextColumn(t("column.served"), width=190),
        "fit": config.ProgressColumn(
            t("column.fit"), format="percent", min_value=0, max_value=1, width=125, help=t("column.fit.help")
        ),
        "fit_people": config.NumberColumn(
            t("column.fit_people"), format="percent", width=115, help=t("column.fit_people.help")
        ),
        "fit_town": config.NumberColumn(
            t("column.fit_town"), format="percent", width=105, help=t("column.fit_town.help")
        ),
        "for": config.TextColumn(t("column.for"), width=230),
        "against": config.TextColumn(t("column.against"), width=230),
    }


def _show_ticks(key: str, lines: "list[Placement]") -> None:
    """Tick in the table who is ticked; written only where it shows others."""
    chosen = set(ticked.households())
    rows = {row for row, line in enumerate(lines) if line.household in chosen}
    if _ticked_rows(key) != rows:
        st.session_state[key] = {"selection": {"rows": sorted(rows)}}


def _ticked_rows(key: str) -> set[int]:
    shown: Any = st.session_state.get(key)
    return set() if shown is None else set(shown["selection"]["rows"])


def _tick(key: str, lines: "list[Placement]") -> None:
    """Ticks of rows that are shown, beside those of rows that are not; the newest comes last."""
    rows = _ticked_rows(key)
    gone = {line.household for row, line in enumerate(lines) if row not in rows}
    kept = [household for household in ticked.households() if household not in gone]
    new = [lines[row].household for row in sorted(rows) if lines[row].household not in kept]
    ticked.tick((*kept, *new))
