"""A list of arrivals of one's own: read when it is put here, counted, and kept nowhere."""

from datetime import date
from typing import NamedTuple

import streamlit as st

from rematch.errors import Finding
from rematch.service.process import (
    ArrivedHousehold,
    Findings,
    Table,
    day_columns,
    read_day_list,
    read_tables,
)
from rematch.ui.words import READING_WIDTH, number, plain, t, told

FILE, DAYS, PERSONS, UNTIL = "arrivals_file", "arrivals_days", "arrivals_persons", "arrivals_until"
TYPES = ["csv", "tsv", "txt", "xlsx", "ods"]
MOST_TOLD = 20
"""Faults that are told one by one."""


class Listed(NamedTuple):
    """The households of a list, and the day through which it is complete."""

    arrivals: tuple[ArrivedHousehold, ...]
    until: date


def chosen(today: date) -> Listed | None:
    """What a list says; None while there is none, or where something is wrong with it, which is told."""
    st.markdown(t("occupancy.own.text"), width=READING_WIDTH)
    file = st.file_uploader(t("occupancy.own.file"), type=TYPES, key=FILE, width=READING_WIDTH)
    if file is None:
        return None
    findings = Findings()
    tables = read_tables(file.name, file.getvalue(), findings)
    found = next(((table, days) for table in tables if (days := day_columns(table))), None)
    if found is None:
        _told(findings.all() or (Finding(file.name, None, None, "intake.no_days"),))
        return None
    return _read(*found, findings, today)


def _read(table: Table, days: tuple[str, ...], findings: Findings, today: date) -> Listed | None:
    """The rows of the columns that somebody chose."""
    with st.container(horizontal=True, gap="small", key="arrivals_columns"):
        column = st.selectbox(t("occupancy.own.days"), days, format_func=plain, key=DAYS, width=260)
        others = [name for name in table.columns if name and name != column]
        persons = st.selectbox(
            t("occupancy.own.persons"),
            others,
            index=None,
            format_func=plain,
            placeholder=t("occupancy.own.no_persons"),
            key=PERSONS,
            width=260,
        )
    entries = read_day_list(table, column, persons, findings)
    wrong = [one for one in findings.all() if not one.warning]
    if wrong or not entries:
        _told(wrong or [Finding(table.file, None, None, "intake.no_days")])
        return None
    last = min(today, max(day for day, _ in entries))
    until = st.date_input(
        t("occupancy.own.until"),
        value=last,
        max_value=today,
        format="DD.MM.YYYY",
        key=f"{UNTIL}_{last.isoformat()}",
        width=260,
    )
    found = tuple(ArrivedHousehold(day, day, people) for day, people in entries)
    st.markdown(t("occupancy.own.read", count=len(found)), width=READING_WIDTH)
    return Listed(found, until)


def _told(wrong: list[Finding] | tuple[Finding, ...]) -> None:
    """Each fault with its row and column."""
    lines = [_line(one) for one in wrong[:MOST_TOLD]]
    if len(wrong) > MOST_TOLD:
        lines.append(t("occupancy.own.more", count=len(wrong) - MOST_TOLD))
    st.error("\n".join(f"- {line}" for line in lines), icon=":material/block:", width=READING_WIDTH)


def _line(one: Finding) -> str:
    if one.row is None or one.column is None:
        return told(one)
    return t("occupancy.own.at", row=number(one.row), column=plain(one.column), what=told(one))
