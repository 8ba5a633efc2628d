"""Why not there: ruled out, full or lower, and what it would cost to do it all the same."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

import streamlit as st

from rematch.model import Ags, HouseholdId
from rematch.report.words import criterion_label, reason_words, resource_label, units
from rematch.service import Forced, PlanReport, WhyNotKind, force, one_more, why_not
from rematch.ui import cached, state
from rematch.ui.session.headline import move_words
from rematch.ui.words import number, percent, t

if TYPE_CHECKING:
    from rematch.explain import WhyNot


def panel(report: PlanReport, household: HouseholdId) -> None:
    """Another place, with what speaks against it and, on request, what it would cost."""
    i = report.basis.ground.row[household]
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
            found = force(report, household, ags), _gain_of_more(report, ags, answer)
            state.remember("forced", key, found)
    kept = cast("tuple[Forced, float | None] | None", state.recall("forced", key))
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
