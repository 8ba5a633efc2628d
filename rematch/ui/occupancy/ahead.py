"""The weeks ahead: arriving households with intervals, the persons and places that would come with them."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from rematch.charts.courses.fan import FanPoint, fan
from rematch.service.process import (
    FULL,
    LEAST,
    PERSONS,
    SOON,
    WEEK,
    ArrivedHousehold,
    History,
    Likely,
    Outlook,
    arrivals,
    fulfilments,
    likely,
    outlook,
    today,
    weekly,
)
from rematch.ui import figures, tables
from rematch.ui.occupancy import choice, own_list, track
from rematch.ui.occupancy.days import label
from rematch.ui.shell import state, theme
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, day, number, t

SOURCE = "occupancy_source"
SOURCES = ("process", "own")
HOUSEHOLDS = ("households_low", "households_middle", "households_high")
PEOPLE = ("persons_low", "persons_middle", "persons_high")
UNITS = ("units_low", "units_middle", "units_high")
SHOWN_BEFORE = 26
"""Weeks that are drawn of those that were counted."""


def panel(history: History) -> None:
    """From which arrivals, then what may come, or why nothing is said; last how it would have done before."""
    st.markdown(f"## {t('occupancy.ahead.title')}")
    st.markdown(t("occupancy.ahead.text"), width=READING_WIDTH)
    sources = {one: t(f"occupancy.source.{one}") for one in SOURCES}
    source = choice.one_of(t("occupancy.ahead.source"), sources, SOURCE)
    known, until, pool = arrivals(history), today(), None
    if source == "own":
        listed = own_list.chosen(until)
        if listed is None:
            return
        known, until = listed
        if all(one.persons is None for one in known):
            pool = _everybody(until)
            st.markdown(t("occupancy.ahead.cohort"), width=READING_WIDTH)
    present = sum(
        offer.persons for one in fulfilments(history, here().profiles, until) for offer in one.present
    )
    found = outlook(known, until, present=present, pool=pool)
    if found is None:
        _too_little(known, until)
        return
    _said(found)
    track.panel(known, until)


def _everybody(until: date) -> tuple[ArrivedHousehold, ...]:
    """The households of the cohort, to draw from where a list does not say how many persons came."""
    return tuple(ArrivedHousehold(until, until, one.size) for one in here().profiles.households)


def _too_little(known: Sequence[ArrivedHousehold], until: date) -> None:
    counted = len(weekly(known, until))
    words = {"least": number(LEAST), "weeks": number(counted)}
    st.info(t("occupancy.ahead.too_little", **words), width=READING_WIDTH)


def _said(found: Outlook) -> None:
    """Households by week, those who would be there then, and the places over all weeks."""
    if len(found.weeks) <= SOON:
        words = {"weeks": number(len(found.counts)), "soon": number(SOON), "full": number(FULL)}
        st.info(t("occupancy.ahead.soon", **words), width=READING_WIDTH)
    weeks = likely(found.households)
    total = likely(found.households.sum(axis=1))[0]
    st.markdown(t("occupancy.ahead.total", weeks=number(len(weeks)), **_words(total)), width=READING_WIDTH)
    _households(found, weeks, total)
    _present(found)
    _needed(found)


def _households(found: Outlook, weeks: Sequence[Likely], total: Likely) -> None:
    before = [
        (found.until - WEEK * (len(found.counts) - at) + WEEK / 7, float(count))
        for at, count in enumerate(found.counts)
    ][-SHOWN_BEFORE:]
    points = _points(found.weeks, weeks)
    chart = fan(points, before, lang=state.language(), theme=theme.name())
    result = t("occupancy.ahead.total", weeks=number(len(weeks)), **_words(total))
    figures.show(chart, "occupancy_ahead", alt=t("occupancy.ahead.alt"), result=result)
    persons = likely(found.persons)
    table: list[tables.Row] = [
        {
            "week_from": day(first),
            **_cells(HOUSEHOLDS, one),
            **_cells(PEOPLE, own),
        }
        for first, one, own in zip(found.weeks, weeks, persons, strict=True)
    ]
    tables.with_files(table, "rematch-ahead", t("occupancy.ahead.table"))


def _present(found: Outlook) -> None:
    """Persons there at the end of today and of each week, beside what is pledged."""
    st.markdown(f"### {t('occupancy.then.title')}")
    st.markdown(t("occupancy.then.text", day=day(found.until)), width=READING_WIDTH)
    there = likely(found.present_then)
    ends = [found.until + WEEK * at for at in range(len(there))]
    stated = [one.pledge_max for one in here().profiles.municipalities]
    pledged = sum(most for most in stated if most is not None)
    limit = None if None in stated else (t("occupancy.pledged"), float(pledged))
    chart = fan(_points(ends, there), [], limit, lang=state.language(), theme=theme.name())
    result = figures.foremost([(day(ends[-1]), _interval(there[-1]))])
    figures.show(chart, "occupancy_then", alt=t("occupancy.then.alt"), result=result)
    table: list[tables.Row] = [
        {"day_end": day(end), **_cells(PEOPLE, one)} for end, one in zip(ends, there, strict=True)
    ]
    tables.with_files(table, "rematch-then", t("occupancy.then.table"))


def _needed(found: Outlook) -> None:
    """Units of each resource that they would need over all weeks."""
    needs = {resource: drawn for resource, drawn in found.needs.items() if resource != PERSONS}
    if not needs:
        return
    st.markdown(f"### {t('occupancy.needed.title', weeks=number(len(found.weeks)))}")
    table: list[tables.Row] = [
        {"resource": label(resource), **_cells(UNITS, likely(drawn)[0])} for resource, drawn in needs.items()
    ]
    tables.with_files(table, "rematch-needed", t("occupancy.needed.table"))


def _points(days: Sequence[date], drawn: Sequence[Likely]) -> list[FanPoint]:
    return [FanPoint(at, one.low, one.middle, one.high) for at, one in zip(days, drawn, strict=True)]


def _cells(columns: tuple[str, str, str], one: Likely) -> dict[str, int]:
    return dict(zip(columns, (one.low, one.middle, one.high), strict=True))


def _words(one: Likely) -> dict[str, str]:
    return {"low": number(one.low), "middle": number(one.middle), "high": number(one.high)}


def _interval(one: Likely) -> str:
    return t("occupancy.interval", **_words(one))
