"""An answer worked out beside the screen: a button to ask for it, progress and a stop while it is made."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from rematch.jobs import Job
from rematch.service.session import PlanReport
from rematch.ui.shell import memory
from rematch.ui.words import t, told

LOOK = 0.7
"""Seconds between two looks at the progress."""

Begin = Callable[[], Job[Any]]
Progress = Callable[[Any], tuple[float, str]]
"""From what is found so far (None at first) to the share that is done, and to words for it."""


def question(report: PlanReport, *more: object) -> object:
    """What an answer belongs to: this very plan, and whatever else was asked about."""
    return (report.identity, *more)


def any_fairness(report: PlanReport) -> object:
    """What an answer belongs to that is the same whichever fairness is in force."""
    policy = report.scenario.policy.model_copy(update={"fairness": "none"})
    scenario = report.scenario.model_copy(update={"policy": policy})
    return replace(report.identity, scenario=scenario.fingerprint, assignment=b"")


def found(name: str, asked: object) -> Any | None:
    """The finished answer to this very question; None before."""
    working = memory.work(name, asked)
    return None if working is None or working.running else working.found


def cut(name: str, asked: object) -> bool:
    """Whether the answer to this very question was stopped before it was whole."""
    working = memory.work(name, asked)
    return working is not None and working.cut


def ask(
    name: str,
    asked: object,
    begin: Begin,
    progress: Progress,
    *,
    words: str,
    icon: str,
    help: str | None = None,
) -> None:
    """The button; while it is worked on, bar and stop; after a fault or a stop the button again."""
    working = memory.work(name, asked)
    if working is not None and working.running:
        _progress(name, asked, progress)
        return
    if working is not None and working.fault is not None:
        st.error(told(working.fault, bold=True))
    if working is None or working.fault is not None or working.cut:
        st.button(words, icon=icon, on_click=_begin, args=(name, asked, begin), help=help, key=f"ask_{name}")


def _begin(name: str, asked: object, begin: Begin) -> None:
    memory.set_to_work(name, asked, begin())


@st.fragment(run_every=LOOK)
def _progress(name: str, asked: object, progress: Progress) -> None:
    """Drawn again until it is over; then the whole page once."""
    working = memory.work(name, asked)
    if working is None or not working.running:
        st.rerun()
    share, words = progress(working.found)
    st.progress(min(1.0, share), words)
    ending = working.stopped
    st.button(
        t("firm.stopping" if ending else "firm.stop"),
        icon=":material/stop:",
        on_click=working.stop,
        disabled=ending,
        key=f"stop_{name}",
    )
