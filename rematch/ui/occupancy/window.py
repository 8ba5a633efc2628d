"""The page's title, and the days that are looked at."""

from datetime import date, timedelta
from typing import NamedTuple

import streamlit as st

from rematch.service.process import History, today
from rematch.ui.process import taking
from rematch.ui.words import READING_WIDTH, t

FIRST, LAST = "occupancy_first", "occupancy_last"
SHOWN = timedelta(days=90)
LONGEST = timedelta(days=3 * 366)


class Period(NamedTuple):
    """Two days, both included."""

    first: date
    last: date


def title() -> None:
    """What is counted here, and from what."""
    st.title(t("nav.occupancy"))
    st.markdown(t("occupancy.lead"), width=READING_WIDTH)
    taking.said()


def chosen(history: History) -> Period | None:
    """From when to when, the last ninety days where nobody chose; None where the end comes first."""
    if not history.events:
        st.info(t("occupancy.nothing_yet"), width=READING_WIDTH)
    now = today()
    with st.container(horizontal=True, gap="small", key="occupancy_period"):
        first = _day(FIRST, t("occupancy.first"), now - SHOWN)
        last = _day(LAST, t("occupancy.last"), now)
    if first > last or last - first > LONGEST:
        st.error(t("occupancy.no_period"), icon=":material/block:", width=READING_WIDTH)
        return None
    return Period(first, last)


def _day(key: str, label: str, usual: date) -> date:
    return st.date_input(
        label,
        value=usual,
        max_value=today(),
        format="DD.MM.YYYY",
        key=key,
        width=180,
        persist_state="session",
    )
