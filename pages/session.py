"""Matching session: tune weights, see the best plan at once, decide, and see why."""

import streamlit as st

from rematch.ui.session import aloud, contradiction, current_plan
from rematch.ui.session.deciding import held_back, reference
from rematch.ui.session.explanation import why
from rematch.ui.session.plan import headline, plan_map, proof, unplaced, views, what_changed
from rematch.ui.session.weighting import groups, policy, sliders, starting_points, switches, town_share
from rematch.ui.working import bar

if current_plan.ready():
    with st.sidebar:
        groups.toolbar()
        groups.sliders()
        beside = st.container(key="below_groups")
    title, working = headline.place(), st.container()
    refused, figures = st.container(), st.container(key="numbers")
    box, line = what_changed.place()
    with refused:
        report = current_plan.report(
            contradiction.panel, lambda share: what_changed.first_answer(line, share)
        )
    with working:
        bar.panel()
    if report is not None:
        with title:
            proof.chip(report)
        with figures:
            headline.numbers(report, reference.changes())
            unplaced.panel(report)
        what_changed.panel(box, line, report, reference.changes())
        plan_map.panel(report)
        views.panel(report)
        why.panel(report)
        held_back.panel(box, report)
        aloud.tell(report)
    with beside:
        sliders.panel(report)
        switches.special_categories()
        switches.notes()
        starting_points.panel(report)
        switches.all_criteria()
        town_share.panel(report)
        policy.panel()
    if report is not None:
        proof.begin(report)
