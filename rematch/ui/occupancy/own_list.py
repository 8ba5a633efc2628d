"""A list of arrivals of one's own: read when it is put here, counted, and kept nowhere."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import streamlit as st

from rematch.errors import DataErrors, Finding
from rematch.service.process import ArrivedHousehold, DayTable, day_entries, read_day_table
from rematch.ui.words import READING_WIDTH, number, plain, t, told

FILE, DAYS, PERSONS, UNTIL = "arrivals_file", "arrivals_days", "arrivals_persons", "arrivals_until"
TYPES = ["csv", "tsv", "txt", "xlsx", "ods"]
MOST_TOLD = 20
"""Faults that are told one by one."""


class ArrivalList(NamedTuple):
    """The households of a list, and the day through which it is complete."""

    arrivals: tuple[ArrivedHousehold, ...]
    until: date


def chosen(today: date) -> ArrivalList | None:
    """What a list says; None while there is none, or where something is wrong with it, which is told."""
    st.markdown(t("occupancy.own.text"), width=READING_WIDTH)
    file = st.file_uploader(t("occupancy.own.file"), type=TYPES, key=FILE, width=READING_WIDTH)
    if file is None:
        return None
    try:
        return _read(read_day_table(file.name, file.getvalue()), today)
    except DataErrors as wrong:
        _told([one for one in wrong.findings if not one.warning] or wrong.findings)
        return None


def _read(found: DayTable, today: date) -> ArrivalList:
    """The rows of the columns that somebody chose, through a day that they chose."""
    with st.container(horizontal=True, gap="small", key="arrivals_columns"):
        days = st.selectbox(t("occupancy.own.days"), found.days, format_func=plain, key=DAYS, width=260)
        persons = st.selectbox(
            t("occupancy.own.persons"),
            found.others,
            index=None,
            format_func=plain,
            placeholder=t("occupancy.own.no_persons"),
            key=PERSONS,
            width=260,
        )
    entries = day_entries(found, days, persons)
    last = min(today, max(day for day, _ in entries))
    until = st.date_input(
        t("occupancy.own.until"),
        value=last,
        max_value=today,
        format="DD.MM.YYYY",
        key=f"{UNTIL}_{last.isoformat()}",
        width=260,
    )
    st.markdown(t("occupancy.own.read", count=len(entries)), width=READING_WIDTH)
    return ArrivalList(tuple(ArrivedHousehold(day, day, people) for day, people in entries), until)


def _told(wrong: Sequence[Finding]) -> None:
    """Each fault with its row and column."""
    lines = [_line(one) for one in wrong[:MOST_TOLD]]
    if len(wrong) > MOST_TOLD:
        lines.append(t("occupancy.own.more", count=len(wrong) - MOST_TOLD))
    st.error("\n".join(f"- {line}" for line in lines), icon=":material/block:", width=READING_WIDTH)


def _line(one: Finding) -> str:
    if one.row is None or one.column is None:
        return told(one)
    return t("occupancy.own.at", row=number(one.row), column=plain(one.column), what=told(one))
