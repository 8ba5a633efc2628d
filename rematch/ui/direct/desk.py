"""One visit's desk: every plan after its first is made here, one at a time, and the same one only once.

Two ask for plans: the page's own run, and a move that is answered beside it. Who asks for another plan ends
an answer that is being worked on for the old question; the page's run is ended only by a newer run.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from secrets import token_urlsafe
from threading import Lock, current_thread
from typing import TYPE_CHECKING, ParamSpec, TypeVar
from weakref import WeakValueDictionary

import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context_attr import SCRIPT_RUN_CONTEXT_ATTR_NAME

from rematch.scenario import Scenario

if TYPE_CHECKING:
    from rematch.instance import MatchingInstance
    from rematch.instance.cohort_data import CohortData
    from rematch.service.session import PlanReport, Recorded

P = ParamSpec("P")
R = TypeVar("R")
PATH = "direct"
"""Under which the server hears visits' desks."""
LOOK = 0.02
"""Seconds after which who waits for the solver looks whether anybody still waits for them."""


@dataclass(frozen=True, eq=False)
class PlanWish:
    """The best plan for these people under this scenario, as a step from the plan `before`.

    `instance` is what is assembled of these three, where it was already.
    """

    cohort_data: "CohortData"
    scenario: Scenario
    before: "PlanReport"
    instance: "MatchingInstance | None" = None

    def same(self, other: "PlanWish | None") -> bool:
        """Whether the other one has the same answer."""
        return (
            other is not None
            and self.cohort_data is other.cohort_data
            and self.before is other.before
            and self.scenario == other.scenario
        )


class PlanDesk:
    """What a visit keeps between its plans.

    token    by which the visit's page, and nobody else, names it to the server
    context  the framework's, of the run of the page that answers see the visit as
    """

    def __init__(self) -> None:
        from rematch.service.session import WarmStart  # noqa: PLC0415  the service imports the solver

        self.token = token_urlsafe(18)
        self.context = get_script_run_ctx(suppress_warning=True)
        self._bench = WarmStart()
        self._guard, self._solving = Lock(), Lock()
        self._asked: PlanWish | None = None
        self._turn = 0
        self._made: tuple[PlanWish, PlanReport] | None = None
        self._run: tuple[PlanReport, Recorded] | None = None
        self._answering: object = None

    def address(self) -> str:
        """Where the visit's page asks, relative to its own address."""
        return f"{PATH}/{self.token}"

    def known(self, question: PlanWish) -> "PlanReport | None":
        """The plan that answers the question, if it was made just now."""
        made = self._made
        return made[1] if made is not None and question.same(made[0]) else None

    def plan(self, question: PlanWish, newer: Callable[[], bool] | None = None) -> "PlanReport":
        """The best plan; raises Overtaken once `newer` says so, without it once another question is asked."""
        from rematch.service.session import Overtaken, replan  # noqa: PLC0415  the service imports the solver

        turn = self._ask(question)
        over = newer or (lambda: self._turn != turn)
        with self._alone(over) as here:
            if not here:
                raise Overtaken
            found = self.known(question)
            if found is None:
                self._bench.stopped = over
                found = replan(
                    question.cohort_data,
                    question.scenario,
                    before=question.before,
                    workbench=self._bench,
                    instance=question.instance,
                )
                self._made = (question, found)
            return found

    def recorded(self, plan: "PlanReport", record: "Callable[[], Recorded]") -> "Recorded":
        """The plan's place on record, where it comes to once."""
        with self._guard:
            if self._run is None or self._run[0] is not plan:
                self._run = (plan, record())
            return self._run[1]

    @property
    def answering(self) -> bool:
        """Whether a move is being answered beside the page's run, which will run on its own after that."""
        return self._answering is not None

    @contextmanager
    def answer(self) -> Iterator[None]:
        """Within, a move is being answered; the end of an older answer is not that of a newer one."""
        mine = self._answering = object()
        try:
            yield
        finally:
            if self._answering is mine:
                self._answering = None

    def within(self, act: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do something in this thread that reads what the visit has decided and looks at."""
        add_script_run_ctx(current_thread(), self.context)
        try:
            return act(*args, **kwargs)
        finally:
            delattr(current_thread(), SCRIPT_RUN_CONTEXT_ATTR_NAME)

    def _ask(self, question: PlanWish) -> int:
        with self._guard:
            if not question.same(self._asked):
                self._asked = question
                self._turn += 1
            return self._turn

    @contextmanager
    def _alone(self, over: Callable[[], bool]) -> Iterator[bool]:
        """One at a time; false for whom nobody waits any more."""
        while not (here := self._solving.acquire(timeout=LOOK)):
            if over():
                break
        try:
            yield here
        finally:
            if here:
                self._solving.release()


_DESKS: WeakValueDictionary[str, PlanDesk] = WeakValueDictionary()


def mine() -> PlanDesk:
    """The desk of this visit; answers see the visit as the run does that asked for it last."""
    if "desk" not in st.session_state:
        made = PlanDesk()
        st.session_state["desk"] = made
        _DESKS[made.token] = made
    found: PlanDesk = st.session_state["desk"]
    found.context = get_script_run_ctx(suppress_warning=True)
    return found


def find(token: str) -> PlanDesk | None:
    """The desk of the visit whose page has this token; None where there is none."""
    return _DESKS.get(token)
