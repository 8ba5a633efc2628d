"""The plan seen in several ways; only the one in view is computed."""

import streamlit as st

from rematch.service.session import PlanReport
from rematch.ui.session.explanation import why
from rematch.ui.session.insight import criteria_audit, fairness_view, robustness_view
from rematch.ui.session.plan import baselines, files, places, plan_table
from rematch.ui.widgets import one_of
from rematch.ui.words import plain, t

VIEWS = {
    "plan": plan_table.panel,
    "places": places.panel,
    "baselines": baselines.panel,
    "robust": robustness_view.panel,
    "matters": criteria_audit.panel,
    "fair": fairness_view.panel,
    "files": files.panel,
}


def panel(report: PlanReport) -> None:
    """The choice of view, the way to who is explained below, then the view."""
    words = {name: t(f"session.view.{name}") for name in VIEWS}
    with st.container(gap="small"):
        chosen = one_of(words, t("session.view"), "view", default="plan")
        household = why.selected(report)
        if household is not None:
            way = t("session.to_reasons", household=plain(household))
            st.markdown(f":small[[:material/arrow_downward: {way}](#{why.ANCHOR})]", width="content")
    VIEWS[chosen](report)
