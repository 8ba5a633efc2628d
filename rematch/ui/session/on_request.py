"""What takes many solves: computed when a button asks for it, with progress, kept for this very plan."""

from collections.abc import Callable
from typing import TypeVar, cast

import streamlit as st

from rematch.service import PlanReport
from rematch.ui import state
from rematch.ui.words import t

Answer = TypeVar("Answer")
Told = Callable[[int, int], None]


def answer(
    name: str, report: PlanReport, compute: Callable[[PlanReport, Told], Answer], *, words: str, icon: str
) -> Answer | None:
    """The kept answer; else the button, and None until somebody presses it."""
    question = (
        report.basis.ground.data_fingerprint,
        report.scenario.fingerprint,
        report.assignment.tobytes(),
    )
    kept = state.recall(name, question)
    if kept is not None:
        return cast(Answer, kept)
    if st.button(words, icon=icon, key=f"ask_{name}"):
        bar = st.progress(0.0, t("matters.begun"))
        found = compute(report, lambda done, asked: _tell(bar.progress, done, asked))
        state.remember(name, question, found)
        st.rerun()
    return None


def once(name: str, report: PlanReport, compute: Callable[[PlanReport], Answer]) -> Answer:
    """What needs no solve, computed once for this very plan: it takes seconds on the largest cohorts."""
    question = _question(report)
    known = state.recall(name, question)
    if known is None:
        known = compute(report)
        state.remember(name, question, known)
    return cast(Answer, known)


def _question(report: PlanReport) -> object:
    return report.basis.ground.data_fingerprint, report.scenario.fingerprint, report.assignment.tobytes()


def _tell(progress: Callable[[float, str], object], done: int, asked: int) -> None:
    progress(done / max(1, asked), t("matters.progress", done=done, asked=asked))
