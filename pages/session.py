"""Matching session: tune weights, see the best plan at once, decide, and see why."""

import streamlit as st

from rematch.ui.session import current_plan
from rematch.ui.session.explanation import why
from rematch.ui.session.plan import headline, plan_map, unplaced, views, what_changed
from rematch.ui.session.weighting import policy, sliders, starting_points, switches, town_share
from rematch.ui.working import bar

if current_plan.ready():
    report = current_plan.report()
    with st.sidebar:
        sliders.toolbar()
        starting_points.panel(report)
        switches.special_categories()
        switches.exclusions()
        sliders.panel(report)
        town_share.panel(report)
        switches.all_criteria()
        policy.panel()
        sliders.reset()
    headline.title(report)
    bar.panel()
    if report is not None:
        headline.numbers(report, current_plan.changes())
        unplaced.panel(report)
        what_changed.panel(current_plan.changes())
        plan_map.panel(report)
        views.panel(report)
        why.panel(report)
