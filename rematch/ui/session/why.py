"""Why here and why not there, for the selected household."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import streamlit as st

from rematch.charts.figure import CONFIG
from rematch.charts.parts import PartBar, parts_bar
from rematch.model import Ags, HouseholdId
from rematch.report.nowhere import nowhere_words
from rematch.report.sentences import why_sentence
from rematch.report.words import criterion_label, need_words, offer_words, reason_words, resource_label, units
from rematch.service import (
    Forced,
    PlanReport,
    WhyNotKind,
    evidence_of,
    force,
    one_more,
    why_here,
    why_not,
)
from rematch.ui import cached, state, tables, theme
from rematch.ui.session import robust
from rematch.ui.session.headline import move_words
from rematch.ui.words import number, percent, t

if TYPE_CHECKING:
    from rematch.explain import WhyHere, WhyNot

WIDTHS = {"criterion": 160, "needed": 250, "offered": 310, "score": 110, "weight": 70, "part": 70}


def panel(report: PlanReport) -> None:
    """Household on the left with its reasons, another place on the right with its obstacles."""
    household = _choose(report)
    if household is None:
        st.info(t("why.choose.hint"), icon=":material/touch_app:")
        return
    i = report.basis.ground.row[household]
    j = int(report.assignment[i])
    here, there = st.columns([3, 2], gap="large")
    with here:
        if j >= 0:
            _here(report, i, j)
        else:
            line = report.placements[i]
            st.markdown(f"#### {t('why.nowhere.title', household=household)}")
            st.markdown(nowhere_words(line.nowhere, cached.catalogue(), state.language()))
    with there:
        _there(report, household, i)
    if j >= 0:
        _as_table(report, i, j)


def _choose(report: PlanReport) -> HouseholdId | None:
    ids = [line.household for line in report.placements]
    selected = state.selected_household()
    st.session_state["why_household"] = selected if selected in ids else None
    st.selectbox(
        t("why.household"),
        ids,
        index=None,
        placeholder=t("why.household.none"),
        key="why_household",
        on_change=lambda: state.select_household(st.session_state["why_household"]),
        width=360,
    )
    return selected if selected in ids else None


def _here(report: PlanReport, i: int, j: int) -> None:
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


def _there(report: PlanReport, household: HouseholdId, i: int) -> None:
    places = report.basis.profiles.municipalities
    here = int(report.assignment[i])
    others = [place.ags for j, place in enumerate(places) if j != here]
    names = {place.ags: place.name for place in places}
    st.markdown(f"#### {t('why.not.title')}")
    wanted = state.selected_ags() if state.selected_ags() in others else _runner_up(report, i)
    st.session_state["why_place"] = wanted
    ags = st.selectbox(
        t("why.not.place"),
        others,
        format_func=lambda a: names[a],
        key="why_place",
        on_change=lambda: state.select_ags(st.session_state["why_place"]),
    )
    answer = why_not(report.basis, report.assignment, i, report.basis.ground.column[ags])
    _answer(report, answer, names[ags])
    if answer.kind not in (WhyNotKind.RULED_OUT, WhyNotKind.LINKED, WhyNotKind.HERE):
        _cost(report, household, ags, answer)


def _runner_up(report: PlanReport, i: int) -> Ags | None:
    """The allowed place with the best fit besides the present one."""
    places = report.basis.profiles.municipalities
    here = int(report.assignment[i])
    fits = [
        (report.basis.fit[i, j], j)
        for j in range(len(places))
        if j != here and report.basis.rules.allowed[i, j]
    ]
    if fits:
        return places[max(fits)[1]].ags
    return next((place.ags for j, place in enumerate(places) if j != here), None)


def _answer(report: PlanReport, answer: "WhyNot", name: str) -> None:
    lang, catalogue = state.language(), cached.catalogue()
    st.markdown(f"**{t(f'why.not.{answer.kind}', municipality=name, partner=answer.partner or '')}**")
    _bullets(reason_words(reason, catalogue, lang) for reason in answer.reasons)
    _bullets(
        t(
            "why.not.short",
            resource=resource_label(resource, catalogue, lang),
            needed=units(resource, needed, catalogue, lang),
            free=units(resource, free, catalogue, lang),
        )
        for resource, needed, free in answer.short
    )
    if answer.fit is not None and answer.fit_here is not None:
        st.markdown(t("why.not.fits", there=percent(answer.fit, 1), here=percent(answer.fit_here, 1)))
        worse = [d for d in answer.differences if d.gain < -5e-4][:4]
        _bullets(
            t(
                "why.not.lower_by",
                criterion=criterion_label(difference.criterion, catalogue, lang),
                gain=percent(-difference.gain, 1),
            )
            for difference in worse
        )


def _bullets(lines: Iterable[str]) -> None:
    st.markdown("\n".join(f"- {line}" for line in lines))


def _cost(report: PlanReport, household: HouseholdId, ags: Ags, answer: "WhyNot") -> None:
    """What sending the household there would do: asked for, since it solves again."""
    key = (household, ags, report.scenario.fingerprint)
    if st.button(t("why.cost"), icon=":material/swap_horiz:", key="why_cost", help=t("why.cost.help")):
        with st.spinner(t("session.solving")):
            state.remember_forced(key, force(report, household, ags), _gain_of_more(report, ags, answer))
    kept = state.forced(key)
    if kept is None:
        return
    _forced(kept[0], report)
    if kept[1] is not None:
        resource, needed, free = answer.short[0]
        more = units(resource, _missing(needed, free), cached.catalogue(), state.language())
        st.markdown(f"- {t('why.more', more=more, gain=number(max(0.0, kept[1]), 2))}")


def _gain_of_more(report: PlanReport, ags: Ags, answer: "WhyNot") -> float | None:
    """What the missing units would bring, None where nothing is short or the plan is not proven."""
    if not answer.short or not report.proven:
        return None
    resource, needed, free = answer.short[0]
    more = one_more(report, ags, resource, _missing(needed, free))
    return more.objective - report.solution.objective


def _missing(needed: float, free: float) -> float:
    return max(1.0, needed - max(0.0, free))


def _forced(forced: Forced, report: PlanReport) -> None:
    if not forced.possible:
        st.markdown(f"- {t('why.forced.impossible')}")
        return
    if forced.persons_lost:
        st.markdown(f"- {t('why.forced.persons', count=forced.persons_lost)}")
    elif forced.exact:
        share = (forced.cost_high or 0.0) / max(1e-9, report.solution.objective)
        st.markdown(f"- {t('why.forced.exact', cost=number(forced.cost_high, 2), share=percent(share, 2))}")
    else:
        words = t("why.forced.range", low=number(forced.cost_low, 2), high=number(forced.cost_high, 2))
        st.markdown(f"- {words}")
    st.markdown(f"- {t('why.forced.moves', count=len(forced.moves))}")
    for move in forced.moves[:5]:
        st.markdown(f"    - {move_words(move)}")
