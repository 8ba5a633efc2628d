"""How long households have waited for a place, and who waits still."""

import streamlit as st

from rematch.service.process import History, Wait, WaitCount, wait_count
from rematch.ui import tables
from rematch.ui.occupancy.window import Period
from rematch.ui.words import READING_WIDTH, day, number, t


def panel(history: History, period: Period) -> None:
    """On the last day of the period: the middle of each, then every household that it counts."""
    st.markdown(f"## {t('occupancy.waited.title')}")
    found = wait_count(history, period.last)
    if not found.waiting and not found.placed:
        st.info(t("occupancy.waited.nobody"), width=READING_WIDTH)
        return
    said = [
        t(code, count=len(of), days=number(WaitCount.middle(of)))
        for code, of in (
            ("occupancy.waited.waiting", found.waiting),
            ("occupancy.waited.placed", found.placed),
        )
        if of
    ]
    meant = t("occupancy.waited.text", day=day(period.last))
    st.markdown(" ".join([*said, meant]), width=READING_WIDTH)
    rows = [_row(one) for one in (*found.waiting, *found.placed)]
    tables.with_files(rows, "rematch-waiting", t("occupancy.waited.table"))


def _row(one: Wait) -> tables.Row:
    return {
        "household": one.household,
        "days_waited": one.days,
        "stretches": one.stretches,
        "waits": t("occupancy.waited.still" if one.open else "occupancy.waited.no_more"),
    }
