"""The plan as a table: search and filter; whose rows are ticked is decided about, and explained."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from rematch import texts
from rematch.model import HouseholdId
from rematch.report.files.plan import plan_rows
from rematch.service.session import PlanReport
from rematch.ui.components import ticked_table
from rematch.ui.components.ticked_table import Cell, TableColumn
from rematch.ui.session.deciding import reference, ticked
from rematch.ui.session.plan import decisions
from rematch.ui.shell import state
from rematch.ui.words import number, percent, t

if TYPE_CHECKING:
    from rematch.explain import Placement

KEY = "plan_table"
FILTERS = ("all", "unplaced", "low", "decided", "moved")
LOW_FIT = 0.4
SHARES = ("fit", "fit_people", "fit_town")
MOST_ROWS = 13
REASONED = 100
"""Rows up to which each also says what speaks for and against; for 300 that takes longer than all else."""


def panel(report: PlanReport) -> None:
    """Search, filter, table and the actions on its selection."""
    lines = _filtered(report)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="actions"):
        _narrow(report)
        ticked.actions(report)
    if not lines:
        st.info(t("plan.none_found"))
        return
    ticked_table.show(_drawn(report, lines), KEY, _tick)
    shown = t("plan.shown", shown=number(len(lines)), all=number(len(report.placements)))
    more = "" if len(lines) <= REASONED else f" {t('plan.reasons', most=number(REASONED))}"
    st.markdown(f":small[{shown} {t('plan.hint')}{more}]")


def pieces(report: PlanReport) -> dict[str, object]:
    """The table as it is drawn, by its key; none where it may show other rows than before."""
    if st.session_state.get("plan_filter", "all") != "all" or st.session_state.get("plan_place") is not None:
        return {}
    lines = _filtered(report)
    return {KEY: _drawn(report, lines)} if lines else {}


def _drawn(report: PlanReport, lines: "list[Placement]") -> dict[str, Any]:
    columns = _columns(len(lines) <= REASONED)
    return ticked_table.drawn(
        columns,
        _rows(report, lines, columns),
        KEY,
        ticked=ticked.households(),
        caption=t("plan.alt"),
        lang=state.language(),
        most_rows=MOST_ROWS,
    )


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


def _rows(report: PlanReport, lines: "list[Placement]", columns: list[TableColumn]) -> dict[str, list[Cell]]:
    """The cells of each line, in the order of the columns."""
    marks, lang, nowhere = decisions.marks(state.scenario()), state.language(), t("plan.unplaced")
    names = [column.id for column in columns]
    reasoned = "for" in names and ticked_table.near(KEY)
    found: dict[str, list[Cell]] = {}
    for row in plan_rows(report.instance, lines, lang, reasons=reasoned):
        decided = marks.get(HouseholdId(str(row["household"])), [])
        cells = {name: _cell(row[name], lang, share=name in SHARES) for name in names}
        cells["municipality"] = str(row["municipality"] or nowhere)
        cells["decided"] = texts.listing((t(f"mark.{mark}") for mark in dict.fromkeys(decided)), lang)
        found[str(row["household"])] = list(cells.values())
    return found


def _cell(value: object, lang: str, *, share: bool) -> Cell:
    if isinstance(value, int | float):
        return value, texts.percent(value, lang) if share else texts.number(value, lang)
    return str(value or "")


def _columns(reasoned: bool) -> list[TableColumn]:
    def column(name: str, width: int, **more: Any) -> TableColumn:
        return TableColumn(name, t(f"column.{name}"), width, **more)

    return [
        column("household", 100, held=True),
        column("decided", 105, held=True),
        column("persons", 80, kind="number"),
        column("place", 100),
        column("municipality", 175),
        column("fit", 130, kind="share", help=t("column.fit.help")),
        column("accommodation", 155),
        column("served", 190),
        column("fit_people", 120, kind="number", help=t("column.fit_people.help")),
        column("fit_town", 125, kind="number", help=t("column.fit_town.help")),
        *([column("for", 260, late=True), column("against", 260, late=True)] if reasoned else []),
    ]


def _tick(pressed: Mapping[str, bool]) -> None:
    """Ticks of rows that are shown, beside those of rows that are not; the newest comes last."""
    kept = [household for household in ticked.households() if household not in pressed]
    ticked.tick((*kept, *(HouseholdId(household) for household, on in pressed.items() if on)))
