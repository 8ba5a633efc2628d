"""What would have to change for the selected household to be at a wished place, asked for by a button."""

import streamlit as st

from rematch.jobs import Job
from rematch.model import Ags, HouseholdId
from rematch.report.wording.values import offer_words
from rematch.report.wording.words import criterion_label, reason_words, units
from rematch.scenario import Pin
from rematch.service.explanation import COUNTERFACTUAL_KINDS, Counterfactual, Counterfactuals, counterfactuals
from rematch.service.session import PlanReport
from rematch.ui import looked_at
from rematch.ui.jobs import beside
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, listing, number, plain, t

NAME = "reach"


def panel(report: PlanReport, household: HouseholdId) -> None:
    """The wished place, the button, and every change that was found to bring the household there."""
    st.markdown(t("reach.intro"), width=READING_WIDTH)
    ags = _choose(report, household)
    if ags is None:
        return
    asked = beside.question(report, household, ags)
    beside.ask(
        NAME,
        asked,
        lambda: Job(NAME, counterfactuals(report, household, ags)),
        _progress,
        words=t("reach.ask"),
        icon=":material/route:",
    )
    found: Counterfactuals | None = beside.found(NAME, asked)
    if found is not None:
        _result(report, found)
    st.markdown(f":small[{t('reach.limits')}]", width=READING_WIDTH)


def _choose(report: PlanReport, household: HouseholdId) -> Ags | None:
    here = int(report.assignment[report.instance.cohort_data.row[household]])
    names = {
        place.ags: place.name for j, place in enumerate(report.instance.profiles.municipalities) if j != here
    }
    others = looked_at.by_name(names)
    return looked_at.box("reach_place", t("reach.place"), others, none=t("reach.place.pick"))


def _progress(so_far: Counterfactuals | None) -> tuple[float, str]:
    done = len(so_far.searched) if so_far is not None else 0
    searching = t(f"reach.searching.{COUNTERFACTUAL_KINDS[min(done, len(COUNTERFACTUAL_KINDS) - 1)]}")
    return done / len(COUNTERFACTUAL_KINDS), t(
        "reach.progress", done=done + 1, asked=len(COUNTERFACTUAL_KINDS), searching=searching
    )


def _result(report: PlanReport, found: Counterfactuals) -> None:
    """What stands in the way, then the changes, or that none was found."""
    name = plain(_name(report, found.ags))
    if found.barred:
        _barred(report, found, name)
    elif found.outranked:
        st.markdown(t("reach.outranked", municipality=name), width=READING_WIDTH)
    elif found.fair:
        st.markdown(t("reach.fair"), width=READING_WIDTH)
    if found.ways:
        st.markdown(f"**{t('reach.found', count=len(found.ways), municipality=name)}**")
        for number_, way in enumerate(found.ways):
            _way(report, found, way, number_)
    elif len(found.searched) == len(COUNTERFACTUAL_KINDS):
        st.markdown(f"**{t('reach.nothing', municipality=name)}**", width=READING_WIDTH)
    if len(found.searched) < len(COUNTERFACTUAL_KINDS):
        left = listing(
            t(f"reach.searching.{kind}") for kind in COUNTERFACTUAL_KINDS if kind not in found.searched
        )
        st.info(t("reach.stopped", left=left), icon=":material/stop:")


def _barred(report: PlanReport, found: Counterfactuals, name: str) -> None:
    i, j = report.instance.cohort_data.row[found.household], report.instance.cohort_data.column[found.ags]
    st.markdown(t("reach.barred", municipality=name), width=READING_WIDTH)
    reasons = report.instance.rules.reasons(i, j)
    lines = (plain(reason_words(reason, here().catalogue, state.language())) for reason in reasons)
    st.markdown("\n".join(f"- {line}" for line in lines))


def _way(report: PlanReport, found: Counterfactuals, way: Counterfactual, place: int) -> None:
    """One change, who else moves then, and a button where it is the coordinator's to make."""
    moved = len(found.others(way, report))
    effect = t("reach.others", count=moved) if moved else t("reach.nobody")
    if not way.plan.proven:
        effect = f"{effect} {t('reach.unproven')}"
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"reach_way_{place}"):
        st.markdown(f"**{plain(_change(report, found, way))}**  \n:small[{effect}]", width="stretch")
        if way.offer is None:
            st.button(
                t("reach.try"),
                icon=":material/play_arrow:",
                help=t("reach.try.help"),
                on_click=state.decide,
                args=(way.plan.scenario,),
                key=f"reach_try_{place}",
            )


def _change(report: PlanReport, found: Counterfactuals, way: Counterfactual) -> str:
    lang, catalogue, name = state.language(), here().catalogue, _name(report, found.ags)
    if way.offer is not None:
        return offer_words(name, way.offer, catalogue, lang)
    if way.units is not None:
        return t("reach.units", units=units(*way.units, catalogue, lang), municipality=name)
    if isinstance(way.decision, Pin):
        pinned = _name(report, way.decision.ags)
        return t("reach.pin", household=way.decision.household, municipality=pinned)
    if way.decision is not None:
        return t("reach.veto", household=way.decision.household, municipality=name)
    return listing(
        t(
            "reach.weight",
            criterion=criterion_label(criterion, catalogue, lang),
            before=number(before, 1),
            after=number(after, 1),
        )
        for criterion, before, after in way.weights
    )


def _name(report: PlanReport, ags: Ags) -> str:
    return report.instance.cohort_data.name(ags)
