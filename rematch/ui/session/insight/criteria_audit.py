"""What matters: which criteria decide anything here, which count the same, which stand in for others."""

from collections.abc import Mapping

import streamlit as st

from rematch.charts.bands import BandBar, band_bars
from rematch.model import CriterionId
from rematch.report.wording.values import value_words
from rematch.report.wording.words import criterion_label
from rematch.service.explanation import Discrimination, Without, discriminations, without_each
from rematch.service.insight import (
    ALIKE_FROM,
    APART_FROM,
    LANGUAGES,
    PAIRS_LEAST,
    ProxyCriterion,
    alike,
    stand_ins,
    traits_compared,
)
from rematch.service.session import PlanReport
from rematch.ui import figures, tables
from rematch.ui.jobs import on_request
from rematch.ui.session.insight import marginal_capacity, value_of_information
from rematch.ui.shell import state, theme
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, listing, number, percent, plain, signed, t

CHARTED = 12
"""Criteria in the chart; the table has all."""


def panel(report: PlanReport) -> None:
    """Influence, double counting, stand-ins, more units, open answers: what takes long on request."""
    st.markdown(f"## {t('matters.title')}")
    st.markdown(t("matters.intro"), width=READING_WIDTH)
    _influence(report)
    _alike(report)
    _stand_ins(report)
    marginal_capacity.section(report)
    value_of_information.section(report)


def _label(criterion: str) -> str:
    return criterion_label(criterion, here().catalogue, state.language())


def _influence(report: PlanReport) -> None:
    """Three statements kept apart: concerns nobody, tells no places apart, and the plan stays without it."""
    st.markdown(f"### {t('matters.influence')}")
    reach = discriminations(report.instance)
    nobody = [_label(name) for name, kind in reach.items() if kind == "nobody"]
    level = [_label(name) for name, kind in reach.items() if kind == "level"]
    lines = [
        *([t("matters.nobody", criteria=listing(map(plain, nobody)))] if nobody else []),
        *([t("matters.level", criteria=listing(map(plain, level)))] if level else []),
    ]
    st.markdown(" ".join(lines) or t("matters.all_tell", count=len(reach)), width=READING_WIDTH)
    found = on_request.answer(
        "without",
        report,
        without_each,
        words=t("matters.influence.ask"),
        icon=":material/exposure_neg_1:",
    )
    if found is not None:
        _without(report, found, reach)


def _without(
    report: PlanReport, found: tuple[Without, ...], reach: Mapping[CriterionId, Discrimination]
) -> None:
    ranked = sorted(found, key=lambda one: (-one.moves, -(one.regret or 0.0)))
    stands = [_label(one.criterion) for one in ranked if one.stands]
    if stands:
        exact = all(one.proven for one in found if one.stands)
        code = "matters.stands" if exact else "matters.stands.unproven"
        st.markdown(t(code, count=len(stands), criteria=listing(map(plain, stands))), width=READING_WIDTH)
    else:
        st.markdown(t("matters.stands.none"), width=READING_WIDTH)
    rows = [_without_row(one, reach[one.criterion]) for one in ranked]
    moving = [one for one in ranked if not one.stands][:CHARTED]
    if moving:
        st.markdown(f"**{t('matters.influence.chart')}**")
        bars = [
            BandBar(_label(one.criterion), one.moves, one.moves, t("matters.moves", count=one.moves))
            for one in moving
        ]
        chart = band_bars(bars, lang=state.language(), theme=theme.name())
        result = figures.foremost([(bar.label, bar.words) for bar in bars])
        figures.show(chart, "influence", alt=t("matters.influence.alt"), rows=rows, result=result)
    with st.expander(t("matters.table"), key="matters_influence_table", on_change="rerun") as opened:
        if opened.open:
            tables.show(rows, None if moving else "influence")
    st.markdown(f":small[{t('matters.influence.note')}]", width=READING_WIDTH)


def _without_row(one: Without, reach: Discrimination) -> dict[str, str]:
    return {
        "criterion": _label(one.criterion),
        "reach": t(f"matters.reach.{reach}"),
        "without": _what_without(one),
        "regret": "–" if one.regret is None else percent(one.regret, 2),
        "proof": t("fairness.exact" if one.proven else "fairness.limited"),
    }


def _what_without(one: Without) -> str:
    if not one.stands:
        return t("matters.moves", count=one.moves)
    return t("matters.stays" if one.proven else "matters.nothing_better")


def _alike(report: PlanReport) -> None:
    st.markdown(f"### {t('matters.alike')}")
    pairs = on_request.once("alike", report, lambda plan: alike(plan.instance, threshold=-1.0))
    strong = [pair for pair in pairs if pair.correlation >= ALIKE_FROM]
    how = t("matters.alike.how", threshold=number(ALIKE_FROM, 1), least=PAIRS_LEAST)
    if not strong:
        words = t("matters.alike.none")
        if pairs:
            names = {"one": plain(_label(pairs[0].one)), "other": plain(_label(pairs[0].other))}
            said = {"correlation": number(pairs[0].correlation, 2), "count": pairs[0].pairs}
            words = f"{words} {t('matters.alike.closest', **names, **said)}"
        st.markdown(words, width=READING_WIDTH)
    rows = [
        {
            "criterion": _label(pair.one),
            "other_criterion": _label(pair.other),
            "correlation": number(pair.correlation, 2),
            "pairs": number(pair.pairs),
        }
        for pair in strong
    ]
    tables.show(rows, "alike")
    st.markdown(f":small[{how}]", width=READING_WIDTH)


def _stand_ins(report: PlanReport) -> None:
    st.markdown(f"### {t('matters.stand_in')}")
    traits = traits_compared(report.instance)
    found = on_request.once("stand_ins", report, lambda plan: stand_ins(plan.instance))
    if not traits:
        st.markdown(t("matters.stand_in.too_few"), width=READING_WIDTH)
    elif not found:
        st.markdown(t("matters.stand_in.none", count=len(traits)), width=READING_WIDTH)
    tables.show([_stand_in_row(one) for one in found], "stand_ins", {"together": 420})
    st.markdown(f":small[{t('matters.stand_in.how', threshold=number(APART_FROM, 1))}]", width=READING_WIDTH)


def _stand_in_row(one: ProxyCriterion) -> dict[str, str]:
    way = "more" if one.delta > 0 else "less"
    named = one.trait.value
    if one.trait.kind == "language":
        named = value_words(named, LANGUAGES, here().catalogue, state.language())
    return {
        "criterion": _label(one.criterion),
        "trait": t(f"matters.trait.{one.trait.kind}", value=named),
        "together": t(f"matters.together.{one.aspect}.{way}"),
        "delta": signed(one.delta, 2),
        "compared": t("matters.compared", having=one.having, others=one.others),
        "remark": t("matters.asks") if one.asks else "",
    }
