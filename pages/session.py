"""Matching session: tune weights, see the best plan at once, decide, and see why."""

import streamlit as st

from rematch.ui.session import headline, live, plan_map, policy, switches, views, weights, why

if live.ready():
    report = live.report()
    with st.sidebar:
        weights.toolbar()
        switches.special_categories()
        weights.panel(report)
        switches.all_criteria()
        policy.panel()
        weights.reset()
    headline.title(report)
    if report is not None:
        headline.numbers(report, live.changes())
        headline.what_changed(live.changes())
        plan_map.panel(report)
        views.panel(report)
        why.panel(report)
