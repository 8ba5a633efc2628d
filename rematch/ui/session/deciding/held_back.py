"""What the rule of few changes left undone: how many moves, and what they would bring together."""

from typing import TYPE_CHECKING

import streamlit as st

from rematch.service.explanation import HeldBack, held_back
from rematch.service.session import PlanReport
from rematch.ui.jobs import on_request
from rematch.ui.markup import Html, joined, told
from rematch.ui.session import current_plan
from rematch.ui.words import number, t

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


def panel(box: "DeltaGenerator", report: PlanReport) -> None:
    """Told where the rule is in force: at once, on a large cohort when asked for, as it takes a solve."""
    if not report.scenario.policy.prefer_few_changes or not current_plan.in_force(report):
        return
    with box:
        if current_plan.large(report):
            found = on_request.answer(
                "held_back",
                report,
                lambda plan, told, stopped: held_back(plan),
                words=t("held.ask"),
                icon=":material/front_hand:",
            )
        else:
            found = on_request.once("held_back", report, held_back)
        if found is not None:
            st.html(f'<p class="quiet">{_words(report, found)}</p>')


def _words(report: PlanReport, found: HeldBack) -> Html:
    if not found.moves:
        return told("held.nothing")
    said = told("held.moves", count=found.moves, points=number(100 * found.gain, 1))
    whose = told(f"held.points.{report.scenario.policy.per}")
    return joined(said, whose) if found.proven else joined(said, whose, told("held.unproven"))
