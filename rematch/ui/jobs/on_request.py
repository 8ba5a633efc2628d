"""What takes many solves: worked out beside the screen when a button asks for it, kept for this very plan."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar, cast

import streamlit as st

from rematch.jobs import Job
from rematch.service.session import PlanReport
from rematch.ui.jobs import beside
from rematch.ui.shell import memory
from rematch.ui.words import t

Answer = TypeVar("Answer")
Told = Callable[[int, int], None]
Stopped = Callable[[], bool]
Compute = Callable[[PlanReport, Told, Stopped], Answer]
"""Tells how many steps of how many are done, and answers with what it has when it is stopped."""


@dataclass(frozen=True)
class Steps:
    """How far the work is; the answer at its end."""

    done: int
    asked: int
    answer: Any = None


def answer(
    name: str,
    report: PlanReport,
    compute: Compute[Answer],
    *,
    words: str,
    icon: str,
    help: str | None = None,
    question: object = None,
) -> Answer | None:
    """The answer once it is there, else None: the button that asks for it, then progress and a stop.

    `question` is what it depends on, where that is not the plan itself. After a stop the part that was found
    is the answer, and the button stands there again.
    """
    asked = question or beside.question(report)
    begin = partial(_begun, name, report, compute)
    beside.ask(name, asked, begin, _progress, words=words, icon=icon, help=help)
    steps: Steps | None = beside.found(name, asked)
    short = steps is not None and steps.done < steps.asked and beside.cut(name, asked)
    if steps is None or (short and steps.done == 0):
        return None
    if short:
        st.info(t("matters.stopped", done=steps.done, asked=steps.asked), icon=":material/stop:")
    return cast(Answer, steps.answer)


def once(name: str, report: PlanReport, compute: Callable[[PlanReport], Answer]) -> Answer:
    """What needs no solve, computed once for this very plan: it takes seconds on the largest cohorts."""
    question = beside.question(report)
    known = memory.recall(name, question)
    if known is None:
        known = compute(report)
        memory.remember(name, question, known)
    return cast(Answer, known)


def _begun(name: str, report: PlanReport, compute: Compute[Answer]) -> Job[Steps]:
    def work(told: Callable[[Steps], None], stopped: Stopped) -> Steps:
        so_far = Steps(0, 0)

        def count(done: int, asked: int) -> None:
            nonlocal so_far
            so_far = Steps(done, asked)
            told(so_far)

        found = compute(report, count, stopped)
        return Steps(so_far.done, so_far.asked, found)

    return Job(name, work)


def _progress(so_far: Steps | None) -> tuple[float, str]:
    if so_far is None or so_far.asked == 0:
        return 0.0, t("matters.begun")
    return so_far.done / so_far.asked, t("matters.progress", done=so_far.done, asked=so_far.asked)
