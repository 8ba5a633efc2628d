"""How the plan is judged: who counts, how members are joined, fairness, what a move costs."""

from typing import get_args

import streamlit as st

from rematch.scenario import Fairness, MemberJoin, Policy
from rematch.ui.session.weighting import fairness
from rematch.ui.shell import state
from rematch.ui.words import t

MOST_FOR_MOVING = 0.5
MOST_LEVELS = 6


def panel() -> None:
    """The policy, in one expander under the weights."""
    policy = state.scenario().policy
    with st.expander(t("policy.title"), icon=":material/balance:", key="policy"):
        _choice("per", ("person", "household"), policy.per)
        _choice("members", get_args(MemberJoin), policy.members)
        _choice("fairness", get_args(Fairness), policy.fairness)
        _how_fair(policy)
        st.session_state["policy_few"] = policy.prefer_few_changes
        st.slider(
            t("policy.few_changes"),
            0.0,
            MOST_FOR_MOVING,
            step=0.05,
            key="policy_few",
            help=t("policy.few_changes.help"),
            on_change=lambda: _change(prefer_few_changes=st.session_state["policy_few"]),
        )


def _choice(name: str, options: tuple[str, ...], value: str) -> None:
    key = f"policy_{name}"
    st.session_state[key] = value
    st.selectbox(
        t(f"policy.{name}"),
        options,
        format_func=lambda option: t(f"policy.{name}.{option}"),
        key=key,
        help=t(f"policy.{name}.help"),
        on_change=lambda: _change(**{name: st.session_state[key]}),
    )


def _how_fair(policy: Policy) -> None:
    """How much of the best possible is asked, or how many levels; and what came of it."""
    if policy.fairness == "none":
        return
    if policy.fairness == "leximin":
        name, value, ends = "fairness_depth", policy.fairness_depth, (1, MOST_LEVELS, 1)
    else:
        name, value, ends = "fairness_share", round(100 * policy.fairness_share), (50, 100, 5)
    key = f"policy_{name}"
    st.session_state[key] = value
    per = 100 if name == "fairness_share" else 1
    st.slider(
        t(f"policy.{name}"),
        *ends[:2],
        step=ends[2],
        format="%d %%" if per == 100 else "%d",
        key=key,
        help=t(f"policy.{name}.help"),
        on_change=lambda: _change(**{name: st.session_state[key] / per}),
    )
    report = state.last_report()
    if report is not None and report.scenario == state.scenario():
        st.markdown(f":small[{fairness.outcome(report)}]")


def _change(**changes: object) -> None:
    scenario = state.scenario()
    policy = Policy.model_validate({**scenario.policy.model_dump(), **changes})
    state.decide(scenario.model_copy(update={"policy": policy}))
