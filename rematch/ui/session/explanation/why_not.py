"""Why not there: all other municipalities at once, narrowed on request, then one of them in detail."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

import streamlit as st

from rematch.jobs import Job
from rematch.model import Ags, HouseholdId
from rematch.report.wording.alternatives import (
    at_least_sentence,
    cost_sentences,
    elsewhere_rows,
    fits_sentence,
    move_rows,
    obstacles,
    verdict_sentence,
    worth_sentences,
)
from rematch.service.explanation import alternatives, cost_there, refine_costs
from rematch.service.session import PlanReport
from rematch.ui import looked_at, tables
from rematch.ui.jobs import beside, on_request
from rematch.ui.session.explanation import placing
from rematch.ui.shell import memory, state
from rematch.ui.words import READING_WIDTH, plain, t, told

if TYPE_CHECKING:
    from rematch.whatif.alternatives.alternatives import Alternative, RefinedCosts
    from rematch.whatif.alternatives.forced_assignment import ForcedAssignment

WIDTHS = {
    "municipality": 165,
    "verdict": 125,
    "fit_there": 105,
    "at_least": 140,
    "cost": 215,
    "others_move": 125,
    "obstacle": 460,
}
MOVES = {"household": 100, "persons": 90, "from_place": 190, "to_place": 190}


def panel(report: PlanReport, household: HouseholdId) -> None:
    """The table of all others, and one of them in detail."""
    places = alternatives(report, household)
    st.markdown(f"## {t('why.not.title')}")
    st.markdown(t("why.not.intro"), width=READING_WIDTH)
    _table(report, household, places)
    value = t(f"why.value.{report.scenario.policy.per}")
    open_words = "" if report.proven else t("why.not.found")
    st.markdown(f":small[{t('why.not.floor')} {value} {open_words}]", width=READING_WIDTH)
    if places:
        _detail(report, household, places)


def _table(report: PlanReport, household: HouseholdId, places: tuple["Alternative", ...]) -> None:
    """All others; while they are narrowed, the progress above what is there so far."""
    working = memory.work("narrowing", _question(report, household))
    if working is not None and working.running:
        _progress(report, household, places)
        return
    if working is not None and working.fault is not None:
        st.error(told(working.fault, bold=True))
    possible = sum(place.at_least is not None for place in places)
    narrowed = _narrowed(report, household)
    st.button(
        t("why.narrow"),
        icon=":material/compress:",
        help=t("why.narrow.help"),
        disabled=not possible or len(narrowed) == possible,
        on_click=_narrow,
        args=(report, household),
        key="why_narrow",
    )
    rows = elsewhere_rows(report.instance, places, narrowed, state.language())
    tables.show(rows, f"why-not-{household}", WIDTHS)


def _narrow(report: PlanReport, household: HouseholdId) -> None:
    question = _question(report, household)
    memory.set_to_work("narrowing", question, Job("narrowing", refine_costs(report, household)))


@st.fragment(run_every=beside.LOOK)
def _progress(report: PlanReport, household: HouseholdId, places: tuple["Alternative", ...]) -> None:
    """Bar, cancel and the rows so far, drawn again until it is over; then the whole page once."""
    working = memory.work("narrowing", _question(report, household))
    if working is None or not working.running:
        st.rerun()
    narrowed = _narrowed(report, household)
    asked = sum(place.at_least is not None for place in places)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.progress(len(narrowed) / max(1, asked), t("why.narrow.progress", done=len(narrowed), asked=asked))
        st.button(t("why.narrow.stop"), icon=":material/stop:", on_click=working.stop, key="why_narrow_stop")
    tables.show(elsewhere_rows(report.instance, places, narrowed, state.language()), None, WIDTHS)


def _narrowed(report: PlanReport, household: HouseholdId) -> "RefinedCosts":
    working = memory.work("narrowing", _question(report, household))
    return {} if working is None or working.found is None else cast("RefinedCosts", working.found)


def _question(report: PlanReport, household: HouseholdId) -> object:
    return beside.question(report, household, report.solution.bound)


def _detail(report: PlanReport, household: HouseholdId, places: tuple["Alternative", ...]) -> None:
    """One municipality: what stands against it, and on request what it would cost."""
    by_ags = {place.answer.ags: place for place in places}
    others = looked_at.by_name({ags: report.instance.cohort_data.name(ags) for ags in by_ags})
    chosen = looked_at.box("why_place", t("why.not.place"), others, otherwise=_runner_up(places))
    ags = chosen or _runner_up(places)
    place = by_ags[ags]
    against, cost = st.columns(2, gap="large")
    with against:
        _against(report, place)
    if place.answer.barred:
        return
    with cost:
        found = _cost(report, household, place)
        placing.panel(report, household, ags)
    if found is not None:
        rows = move_rows(report.instance, found.moves, state.language())
        tables.show(rows, f"moves-{household}-{ags}", MOVES)


def _runner_up(places: tuple["Alternative", ...]) -> Ags:
    """The place with the best fit of those that are possible, else the first."""
    possible = [place.answer for place in places if place.at_least is not None] or [places[0].answer]
    return max(possible, key=lambda answer: answer.fit or 0.0).ags


def _against(report: PlanReport, place: "Alternative") -> None:
    lang = state.language()
    st.markdown(f"**{plain(verdict_sentence(place.answer, report.instance, lang))}**")
    if fits := fits_sentence(place.answer, lang):
        st.markdown(fits)
    _bullets(obstacles(place.answer, report.instance, lang))


def _cost(report: PlanReport, household: HouseholdId, place: "Alternative") -> "ForcedAssignment | None":
    """What sending the household there would do: asked for, since it solves again."""
    known = _narrowed(report, household).get(place.answer.ags)
    found = on_request.answer(
        "cost",
        report,
        lambda plan, told, stopped: cost_there(plan, place.answer, known, told=told, stopped=stopped),
        words=t("why.cost"),
        help=t("why.cost.help"),
        icon=":material/swap_horiz:",
        question=beside.question(report, household, place.answer.ags),
    )
    lang = state.language()
    if found is None:
        st.markdown(at_least_sentence(place, lang) or "")
        return None
    forced, worths = found
    more = [words for worth in worths for words in worth_sentences(worth, report.instance, lang)]
    _bullets([*cost_sentences(forced, report, lang), *more])
    return forced


def _bullets(lines: Iterable[str]) -> None:
    st.markdown("\n".join(f"- {plain(line)}" for line in lines))
