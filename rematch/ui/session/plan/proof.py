"""How good the plan is proven to be; on large problems the proof goes on and the chip follows it."""

import streamlit as st

from rematch.service.session import Changes, PlanReport, Prover
from rematch.ui.components import clickable
from rematch.ui.direct import desk
from rematch.ui.jobs import beside
from rematch.ui.markup import Html, safe
from rematch.ui.session import current_plan
from rematch.ui.shell import memory, state
from rematch.ui.words import percent, t

KEY = "proof_words"
BY_ITSELF = (15, 45)
"""Work limits of the proof that follows every answer on a large problem."""
ON_REQUEST = (135, 405)
"""Those of "go on"."""


def chip(report: PlanReport) -> None:
    """The proof beside the title; on a large problem it goes on by itself while it is looked at."""
    if not _goes_on(report):
        _badge(report)
        return
    prover = memory.prover()
    if prover is None or prover.of is not report or not prover.done:
        _watch()
    else:
        _badge(report)
        better = prover.better()
        if better is None:
            _go_on(report)
        else:
            _offer(prover, better)


def begin(report: PlanReport) -> None:
    """Let the proof of a large problem go on, once all else is drawn: it would slow that down."""
    prover = memory.prover()
    if _goes_on(report) and (prover is None or prover.of is not report):
        _begin(report, BY_ITSELF)


def _goes_on(report: PlanReport) -> bool:
    return not report.proven and current_plan.large(report) and current_plan.in_force(report)


def _begin(report: PlanReport, limits: tuple[int, ...]) -> None:
    """Leave whatever was being proven and work on this plan."""
    memory.keep_prover(Prover(report, limits))


def _go_on(report: PlanReport) -> None:
    st.button(
        t("proof.go_on"),
        icon=":material/fast_forward:",
        help=t("proof.go_on.help"),
        on_click=_begin,
        args=(report, ON_REQUEST),
        key="go_on",
    )


def _offer(prover: Prover, better: PlanReport) -> None:
    """What the better plan would bring, and a button: nothing moves under anybody's hands."""
    step = Changes(prover.of, better)
    gain = (better.solution.objective - prover.of.solution.objective) / abs(prover.of.solution.objective)
    persons = better.solution.persons_placed - prover.of.solution.persons_placed
    brings = t("proof.more", count=persons) if persons > 0 else f"+{percent(max(0.0, gain), 2)}"
    st.button(
        t("proof.take", brings=brings, moves=t("proof.moves", count=len(step.moves))),
        icon=":material/published_with_changes:",
        help=t("proof.take.help"),
        on_click=_take,
        args=(prover, better),
        key="take_better",
    )


def _take(prover: Prover, better: PlanReport) -> None:
    if memory.prover() is prover and state.last_report() is prover.of:
        current_plan.take(better)
        prover.settle(better)


def _said(state_: str, words_: str) -> Html:
    return Html(f'<span class="chip {state_}">{safe(words_)}</span>')


@st.fragment(run_every=beside.LOOK)
def _watch() -> None:
    """The chip while the proof goes on; when it ends, the better bound it found comes on screen.

    Where it made room for a move that is being answered the run after that says what there is to say.
    """
    prover, report = memory.prover(), state.last_report()
    if report is None:
        return
    begun = prover if prover is not None and prover.of is report else None
    shown = report if begun is None else begun.confirmed()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _badge(shown)
        st.markdown(f":small[:gray[{t('proof.working')}]]", width="content")
        st.button(
            t("proof.stop"), icon=":material/stop_circle:", on_click=memory.leave_proof, key="stop_proof"
        )
    if begun is not None and begun.done and not desk.mine().answering:
        if shown is not begun.of:
            current_plan.improve(shown)
            begun.settle(shown)
        st.rerun()


def words(report: PlanReport) -> str:
    """Proven optimal, or how many persons more and how much more value no plan can exceed."""
    if report.proven:
        return t("proof.optimal")
    gap = gap_words(report)
    more = int(report.solution.persons_bound) - report.solution.persons_placed
    return t("proof.persons", count=more, gap=gap) if more > 0 else t("proof.gap", gap=gap)


def gap_words(report: PlanReport) -> str:
    """By how much the best plan may be above this one at most, as a share of its value."""
    return percent(0.0) if report.proven else percent(max(0.0, report.solution.gap), 2, bound="upper")


def pieces(report: PlanReport) -> dict[str, object]:
    """The chip as it is drawn for a plan in force, by its key."""
    return {KEY: {"html": _said("proven" if report.proven else "open", words(report))}}


def _badge(report: PlanReport) -> None:
    with st.container(key="proof", width="content"):
        if current_plan.in_force(report):
            said = _said("proven" if report.proven else "open", words(report))
        else:
            said = _said("before", t("proof.before"))
        clickable.piece(said, KEY)
    if not report.check.ok:
        st.error(t("proof.broken", count=len(report.check.violations)), icon=":material/error:")
