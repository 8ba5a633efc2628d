"""Places day by day: who holds how many of one resource in one municipality, and who that is on a day."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import streamlit as st

from rematch.charts.courses.stacked import Layer, stacked_days, stacked_rows
from rematch.model import Ags, ResourceId
from rematch.report.wording.words import resource_label
from rematch.service.process import HELD, DaySeries, Held, History, daily, holding
from rematch.ui import figures, tables
from rematch.ui.occupancy import choice
from rematch.ui.occupancy.window import Period
from rematch.ui.shell import state, theme
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, day, number, t

COLUMNS: dict[Held, str] = {
    "present": "held_present",
    "accepted": "held_accepted",
    "offered": "held_offered",
    "held_back": "held_held_back",
}
TOWN, RESOURCE, DAY, HOW = "occupancy_town", "occupancy_resource", "occupancy_day", "occupancy_how"


def panel(history: History, period: Period) -> None:
    """One resource of one municipality: its course, a row a day, and the list behind one of its figures."""
    st.markdown(f"## {t('occupancy.days.title')}")
    st.markdown(t("occupancy.days.text"), width=READING_WIDTH)
    found = daily(history, here().profiles, here().catalogue, period.first, period.last)
    series = _chosen(found)
    if series is None:
        st.info(t("occupancy.days.none"), width=READING_WIDTH)
        return
    _course(series)
    _listed(history, series, period)


def _chosen(found: tuple[DaySeries, ...]) -> DaySeries | None:
    """The series that is looked at."""
    by_town: dict[Ags, dict[ResourceId, DaySeries]] = {}
    for one in found:
        by_town.setdefault(one.ags, {})[one.resource] = one
    if not by_town:
        return None
    with st.container(horizontal=True, gap="small", key="occupancy_which"):
        ags = choice.town(by_town, TOWN)
        kinds = {resource: label(resource) for resource in by_town[ags]}
        resource = choice.one_of(t("occupancy.resource"), kinds, RESOURCE)
    return by_town[ags][resource]


def label(resource: ResourceId) -> str:
    """A resource in words."""
    return resource_label(resource, here().catalogue, state.language())


def _course(series: DaySeries) -> None:
    days = [series.first + timedelta(days=at) for at in range(len(series.taken))]
    layers = [Layer(t(f"occupancy.held.{how}"), tuple(series.held[how].tolist())) for how in HELD]
    limit = None if series.pledged is None else (t("occupancy.pledged"), series.pledged)
    chart = stacked_days(days, layers, limit, lang=state.language(), theme=theme.name())
    table = [_row(series, one) for one in stacked_rows(days, _columns(series))]
    last = [(layer.name, number(layer.amounts[-1])) for layer in layers if layer.amounts[-1]]
    alt = t("occupancy.days.alt", town=here().cohort_data.name(series.ags), what=label(series.resource))
    figures.show(chart, "occupancy_course", alt=alt, result=figures.foremost(last))
    tables.with_files(table, "rematch-occupancy", t("occupancy.days.table"))


def _columns(series: DaySeries) -> list[Layer]:
    """Amounts by column: how places are held, and how many are free."""
    held = [Layer(COLUMNS[how], tuple(series.held[how].tolist())) for how in HELD]
    free = series.free
    return held if free is None else [*held, Layer("free_places", tuple(free.tolist()))]


def _row(series: DaySeries, stretch: Mapping[str, Any]) -> tables.Row:
    amounts = {column: amount for column, amount in stretch.items() if column not in ("since", "until")}
    since, until = day(stretch["since"]), day(stretch["until"])
    return {"stretch_since": since, "stretch_until": until, **amounts, "pledged": series.pledged}


def _listed(history: History, series: DaySeries, period: Period) -> None:
    """The households a figure of one day counts; of each its units of the resource."""
    with st.container(horizontal=True, gap="small", key="occupancy_list"):
        at = st.date_input(
            t("occupancy.days.day"),
            value=period.last,
            min_value=period.first,
            max_value=period.last,
            format="DD.MM.YYYY",
            key=DAY,
            width=180,
        )
        ways = {held: t(f"occupancy.held.{held}") for held in HELD}
        how = choice.one_of(t("occupancy.days.how"), ways, HOW)
    offers = holding(history, series.ags, series.resource, how, at)
    units = [(offer, round(offer.needs[series.resource]), at) for offer in offers]
    table: list[tables.Row] = [
        {
            "household": offer.household,
            "persons": offer.persons,
            "units_held": amount,
            "day_meant": day(on),
        }
        for offer, amount, on in units
    ]
    if not table:
        st.markdown(t("occupancy.nobody"))
    tables.with_files(table, "rematch-occupancy-list", t("occupancy.days.list"))
