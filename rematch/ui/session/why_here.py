"""Why here: the rows that add up to the fit, as a sentence, a bar and a table."""

from typing import TYPE_CHECKING

import streamlit as st

from rematch.charts.figure import CONFIG
from rematch.charts.parts import PartBar, parts_bar
from rematch.model import HouseholdId
from rematch.report.nowhere import nowhere_words
from rematch.report.sentences import why_sentence
from rematch.report.words import criterion_label, need_words, offer_words
from rematch.service import PlanReport, evidence_of, why_here
from rematch.ui import cached, state, tables, theme
from rematch.ui.session import robust
from rematch.ui.words import number, percent, t

if TYPE_CHECKING:
    from rematch.explain import WhyHere

WIDTHS = {"criterion": 160, "needed": 250, "offered": 310, "score": 110, "weight": 70, "part": 70}


def panel(report: PlanReport, household: HouseholdId) -> None:
    """Why the household has this place, or why it has none."""
    i = report.basis.ground.row[household]
    j = int(report.assignment[i])
    if j < 0:
        st.markdown(f"#### {t('why.nowhere.title', household=household)}")
        line = report.placements[i]
        st.markdown(nowhere_words(line.nowhere, cached.catalogue(), state.language()))
        return
    _reasons(report, i, j)
    _as_table(report, i, j)


def _reasons(report: PlanReport, i: int, j: int) -> None:
    """The sentence, the range unknowns leave, and the bar of parts."""
    why = why_here(report.basis, i, j)
    place = report.basis.profiles.municipalities[j]
    st.markdown(f"#### {t('why.here.title', household=why.household, municipality=place.name)}")
    st.markdown(why_sentence(why, report.basis, state.language()))
    if why.high - why.low > 5e-4:
        words = t("why.range", low=percent(why.low), high=percent(why.high), count=_unknown(why))
        st.markdown(f":small[:material/help: {words}]")
    if firm := robust.stays_words(report, i):
        st.markdown(f":small[:material/casino: {firm}]")
    st.plotly_chart(
        parts_bar(_bars(why), lang=state.language(), theme=theme.name()),
        key="why_chart",
        theme=None,
        config=CONFIG,
        alt=t("why.chart.alt"),
    )


def _as_table(report: PlanReport, i: int, j: int) -> None:
    """The same rows as a table, opened on request."""
    with st.expander(t("why.table"), key="why_table", on_change="rerun") as opened:
        if opened.open:
            why = why_here(report.basis, i, j)
            tables.show(_table(report, why, i, j), f"why-{why.household}-{why.ags}", WIDTHS)


def _unknown(why: "WhyHere") -> int:
    return sum(row.part.unknown for row in why.rows)


def _bars(why: "WhyHere") -> list[PartBar]:
    lang, catalogue = state.language(), cached.catalogue()
    return [
        PartBar(
            criterion_label(row.part.criterion, catalogue, lang),
            row.part.side,
            row.part.score,
            row.part.unknown,
            row.part.weight,
            row.part.part,
        )
        for row in why.rows
        if row.part.side == "neutral" or (row.part.score is not None and row.part.weight > 0)
    ]


def _table(report: PlanReport, why: "WhyHere", i: int, j: int) -> list[dict[str, object]]:
    """One row per criterion: needed, offered, score, weight, part; the last one is the total."""
    lang, catalogue = state.language(), cached.catalogue()
    told = evidence_of(report.basis, i, j)
    rows: list[dict[str, object]] = []
    for row in why.rows:
        criterion = catalogue.by_id.get(row.part.criterion)
        seen = told.get(row.part.criterion)
        rows.append(
            {
                "criterion": criterion_label(row.part.criterion, catalogue, lang),
                "needed": need_words(seen, criterion, catalogue, lang) if seen and criterion else "",
                "offered": offer_words(seen, criterion, catalogue, lang) if seen and criterion else "",
                "score": _score_words(row.part.score, row.part.unknown),
                "weight": number(row.part.weight, 1) if row.part.score is not None else "–",
                "part": percent(row.part.part, 1) if row.part.score is not None else "–",
            }
        )
    total = {"criterion": t("why.total"), "part": percent(why.fit, 1)}
    return [*rows, {**dict.fromkeys(WIDTHS, ""), **total}]


def _score_words(score: float | None, unknown: bool) -> str:
    if score is None:
        return t("why.not_applicable.unknown" if unknown else "why.not_applicable")
    return t("why.score.unknown", score=percent(score)) if unknown else percent(score)
