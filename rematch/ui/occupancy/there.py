"""Who was there between two days: persons, nights, arrivals and departures, each with its list."""

from datetime import date

import streamlit as st

from rematch.model import Ags
from rematch.service.process import History, Offer, Stay, StayCount, stay_counts
from rematch.ui import tables
from rematch.ui.occupancy import choice, rows
from rematch.ui.occupancy.window import Period
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, t

TOWN, WHICH = "occupancy_there_town", "occupancy_there_which"
LISTS = ("there", "arrived", "moved_on")


def panel(history: History, period: Period) -> None:
    """A row a municipality, and the households behind one of its figures."""
    st.markdown(f"## {t('occupancy.there.title')}")
    st.markdown(t("occupancy.there.text"), width=READING_WIDTH)
    counts = stay_counts(history, [one.ags for one in here().profiles.municipalities], *period)
    found = [one for one in counts if one.there or one.moved_on]
    if not found:
        st.info(t("occupancy.there.nobody"), width=READING_WIDTH)
        return
    tables.with_files([_row(one) for one in found], "rematch-stays", t("occupancy.there.table"))
    _listed({one.ags: one for one in found})


def _row(one: StayCount) -> tables.Row:
    return {
        "municipality": here().cohort_data.name(one.ags),
        "persons": one.persons,
        "nights": one.nights,
        "households": len(one.there),
        "households_arrived": len(one.arrived),
        "households_moved_on": len(one.moved_on),
    }


def _listed(found: dict[Ags, StayCount]) -> None:
    with st.container(horizontal=True, gap="small", key="occupancy_there_list"):
        ags = choice.town(found, TOWN)
        lists = {one: t(f"occupancy.there.{one}") for one in LISTS}
        which = choice.one_of(t("occupancy.list"), lists, WHICH)
    stays: tuple[Stay, ...] = getattr(found[ags], which)
    rows.households(map(_counted, stays), "rematch-stays-list", t("occupancy.there.list"))


def _counted(stay: Stay) -> tuple[Offer, int, date]:
    return stay.offer, stay.offer.persons, stay.arrived
