"""Why here: the rows that add up to the fit, as sentences, a bar and a table."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from rematch.charts.parts import PartBar, parts_bar
from rematch.model import HouseholdId
from rematch.report.wording.here import here_rows
from rematch.report.wording.nowhere import nowhere_words
from rematch.report.wording.sentences import (
    forgone_sentences,
    must_sentence,
    range_sentence,
    unanswered_sentence,
    why_sentence,
)
from rematch.report.wording.simple import simple_sentences
from rematch.report.wording.words import part_label
from rematch.service.explanation import Forgone, forgone, why_here
from rematch.service.session import PlanReport
from rematch.ui import figures, tables
from rematch.ui.session.insight import robustness_view
from rematch.ui.shell import state, theme
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, number, percent, plain, t

if TYPE_CHECKING:
    from rematch.explain import WhyHere

WIDTHS = {
    "criterion": 160,
    "needed": 175,
    "offered": 185,
    "score": 110,
    "priority": 195,
    "weight": 65,
    "part": 100,
}


def panel(report: PlanReport, household: HouseholdId) -> None:
    """Why the household has this place, or why it has none."""
    i = report.instance.cohort_data.row[household]
    j = int(report.assignment[i])
    why = why_here(report.instance, i, j, report.given.to(i)) if j >= 0 else None
    lost = () if why is None else forgone(report.instance, report.assignment, why)
    said, simple = st.columns([3, 2], gap="large")
    with said:
        if why is not None:
            _sentences(report, why, lost)
        else:
            st.markdown(f"## {t('why.nowhere.title', household=plain(household))}")
            line = report.placements[i]
            st.markdown(plain(nowhere_words(line.nowhere, here().catalogue, state.language())))
    with simple:
        _simple(report, household, why, lost)
    if why is not None:
        rows = here_rows(report.instance, why, state.language())
        _chart(why, rows)
        _as_table(rows)


def _sentences(report: PlanReport, why: "WhyHere", lost: Iterable[Forgone]) -> None:
    """The sentence, what is lacking, the range that missing answers leave, and how firm the place is."""
    place = report.instance.profiles.municipalities[report.instance.cohort_data.column[why.ags]]
    st.markdown(f"## {t('why.here.title', household=plain(why.household), municipality=plain(place.name))}")
    if words := must_sentence(report.instance, why.household, state.language(), written=plain):
        st.markdown(words)
    st.markdown(why_sentence(why, report.instance, state.language(), written=plain))
    if words := _charged(report, why):
        st.markdown(words)
    for words in forgone_sentences(lost, report.instance, state.language(), written=plain):
        st.markdown(f":small[{words}]")
    if words := unanswered_sentence(report.instance, why.household, state.language(), written=plain):
        st.markdown(f":small[:orange[:material/help: {words}]]")
    if words := range_sentence(why, report.instance, state.language(), written=plain):
        st.markdown(f":small[:material/help: {words}]")
    if firm := robustness_view.stays_words(report, report.instance.cohort_data.row[why.household]):
        st.markdown(f":small[:material/casino: {firm}]")


def _charged(report: PlanReport, why: "WhyHere") -> str | None:
    """What is charged for the places it takes from those who may come, apart from the fit; None: nothing."""
    held, instance = report.scenario.held, report.instance
    i, j = instance.cohort_data.row[why.household], instance.cohort_data.column[why.ags]
    price = instance.charge(i, j, int(report.units[i]))
    if held is None or price == 0:
        return None
    return t("why.charged", price=number(price, 2), share=percent(held.share))


def _simple(
    report: PlanReport, household: HouseholdId, why: "WhyHere | None", lost: Iterable[Forgone]
) -> None:
    """The same for the people concerned."""
    with st.container(border=True, key="why_simple", gap="small"):
        st.markdown(f"**{t('why.simple')}**", help=t("why.simple.help"))
        line = report.placements[report.instance.cohort_data.row[household]]
        words = simple_sentences(
            why, report.instance, state.language(), lost=lost, nowhere=line.nowhere, written=plain
        )
        st.markdown(words)


def _chart(why: "WhyHere", rows: Sequence[Mapping[str, str]]) -> None:
    figures.show(
        parts_bar(_bars(why), lang=state.language(), theme=theme.name()),
        "why_chart",
        alt=t("why.chart.alt"),
        rows=rows,
        result=figures.foremost(
            [
                (bar.label, percent(bar.part, 1))
                for bar in sorted(_bars(why), key=lambda bar: bar.part, reverse=True)
            ]
        ),
    )


def _as_table(rows: Sequence[Mapping[str, str]]) -> None:
    """The same rows as a table, opened on request."""
    with st.expander(t("why.table"), key="why_table", on_change="rerun") as opened:
        if opened.open:
            tables.show(rows, None, WIDTHS)
            st.markdown(f":small[{t('why.table.note')}]", width=READING_WIDTH)


def _bars(why: "WhyHere") -> list[PartBar]:
    lang, catalogue = state.language(), here().catalogue
    return [
        PartBar(
            part_label(row.part, catalogue, lang),
            row.part.side,
            row.part.score,
            row.part.unknown,
            row.part.weight,
            row.part.part,
            most=row.part.most,
            neutral=row.part.neutral,
        )
        for row in why.rows
        if row.part.neutral or (row.part.score is not None and row.part.weight > 0)
    ]
