"""The selected household explained in several parts; only the one in view is computed."""

import streamlit as st

from rematch.model import HouseholdId
from rematch.service.session import PlanReport
from rematch.ui.session.explanation import counterfactuals, sensitivity, why_here, why_not
from rematch.ui.shell import state
from rematch.ui.widgets import one_of, pressed, shown
from rematch.ui.words import t

PARTS = {
    "here": why_here.panel,
    "not": why_not.panel,
    "firm": sensitivity.panel,
    "reach": counterfactuals.panel,
}
"""Each part shows a household of the plan."""
BOX = "why_household"
ANCHOR = f"to-{BOX}"
"""Where links to the explanation lead: the page's script gives the box that name."""


def panel(report: PlanReport) -> None:
    """The household, the choice of part, then the part."""
    household = _choose(report)
    if household is None:
        return
    words = {name: t(f"why.part.{name}") for name in PARTS}
    PARTS[one_of(words, t("why.part"), "why_part", default="here")](report, household)


def selected(report: PlanReport) -> HouseholdId | None:
    """Who is explained; None where nobody is, or it is nobody of this plan."""
    household = state.selected_household()
    return household if household in report.instance.cohort_data.row else None


def _choose(report: PlanReport) -> HouseholdId | None:
    ids = [line.household for line in report.placements]
    household = selected(report)
    key = shown(BOX, household)
    st.selectbox(
        t("why.household"),
        ids,
        index=None,
        placeholder=t("why.household.none"),
        help=t("why.choose.hint"),
        key=key,
        on_change=pressed(key, state.select_household),
        width=360,
    )
    return household
