"""Statistics at a press: of whom something happened between two days, by one of several properties."""

from datetime import date

import streamlit as st

from rematch.cells import LANDS
from rematch.model import Ags, ResourceId
from rematch.report.wording.words import home_words
from rematch.service.process import (
    AGES,
    BREAKDOWNS,
    LARGE,
    LEAST_HOUSEHOLDS,
    LEAST_PERSONS,
    OCCURRENCES,
    UNKNOWN,
    Basis,
    Breakdown,
    History,
    Selected,
    StatisticRow,
    broken_down,
    passed_on,
    selected,
)
from rematch.texts import month
from rematch.ui import tables
from rematch.ui.occupancy import choice, rows
from rematch.ui.occupancy.window import Period
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, day, listing, number, t

WHICH_DAY, BY, OUTSIDE, ROW = "occupancy_date", "occupancy_by", "occupancy_outside", "occupancy_row"


def panel(history: History, period: Period) -> None:
    """Which day is meant, by what it is told apart, a row for each, and the list behind one."""
    st.markdown(f"## {t('occupancy.counted.title')}")
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="occupancy_counted"):
        dates = {one: t(f"occupancy.date.{one}") for one in OCCURRENCES}
        occurrence = choice.one_of(t("occupancy.counted.date"), dates, WHICH_DAY, "arrived")
        kinds = {one: t(f"occupancy.by.{one}") for one in BREAKDOWNS}
        by = choice.one_of(t("occupancy.counted.by"), kinds, BY)
        outside = st.toggle(t("occupancy.outside"), key=OUTSIDE, help=t("occupancy.outside.help"))
    found = selected(history, occurrence, *period)
    basis = Basis(history, here().profiles, here().catalogue)
    st.markdown(_meant(found, by), width=READING_WIDTH)
    counted = broken_down(basis, by, found)
    if outside:
        _passed_on(counted, by)
    else:
        _own(counted, by)


def _meant(found: Selected, by: Breakdown) -> str:
    """Which day these figures mean, and of which day ages are."""
    words = {
        "date": t(f"occupancy.date.{found.occurrence}"),
        "first": day(found.first),
        "last": day(found.last),
    }
    said = t("occupancy.counted.meant", **words)
    if by != "age":
        return said
    return f"{said} {t('occupancy.counted.ages', day=day(here().profiles.cohort.as_of))}"


def _own(counted: tuple[StatisticRow, ...], by: Breakdown) -> None:
    """With every figure its list: the coordinators' own."""
    filled = {one.key: one for one in counted if one.households}
    if not filled:
        st.info(t("occupancy.counted.nobody"), width=READING_WIDTH)
        return
    table: list[tables.Row] = [
        {"counted_group": key_words(by, one.key), "households": one.households, "persons": one.persons}
        for one in filled.values()
    ]
    tables.with_files(table, f"rematch-statistics-{by}", t("occupancy.counted.table"))
    names = {key: key_words(by, key) for key in filled}
    key = choice.one_of(t("occupancy.list"), names, f"{ROW}_{by}")
    listed = [(one.offer, one.persons, one.occurred.day) for one in filled[key].counted]
    rows.households(listed, "rematch-statistics-list", t("occupancy.counted.list"))


def _passed_on(counted: tuple[StatisticRow, ...], by: Breakdown) -> None:
    """Small numbers put together with those beside them, and no list."""
    table: list[tables.Row] = [
        {
            "counted_group": listing(key_words(by, key) for key in one.keys),
            "households": one.households,
            "persons": one.persons,
        }
        for one in passed_on(counted)
    ]
    words = {"persons": number(LEAST_PERSONS), "households": number(LEAST_HOUSEHOLDS)}
    if not table:
        st.info(t("occupancy.outside.none", **words), width=READING_WIDTH)
        return
    st.markdown(t("occupancy.outside.text", **words), width=READING_WIDTH)
    tables.with_files(table, f"rematch-statistics-{by}-outside", t("occupancy.counted.table"))


def key_words(by: Breakdown, key: str) -> str:
    """A row by its name."""
    if key == UNKNOWN:
        return t(f"occupancy.unknown.{by}")
    if by == "age":
        return _age(int(key))
    if by == "size":
        return t("occupancy.size", count=int(key)) if int(key) < LARGE else t("occupancy.large", least=key)
    if by == "unit":
        return home_words(ResourceId(key), here().catalogue, state.language()) or key
    if by == "month":
        return month(date.fromisoformat(f"{key}-01"), state.language())
    if by == "land":
        return t(f"land.{key}") if key in LANDS else key
    return here().cohort_data.name(Ags(key)) if by == "municipality" else t(f"occupancy.state.{key}")


def _age(first: int) -> str:
    """A band of ages by its first year."""
    at = AGES.index(first)
    if at == len(AGES) - 1:
        return t("occupancy.age.from", first=number(first))
    return t("occupancy.age.band", first=number(first), last=number(AGES[at + 1] - 1))
