"""How the plan is judged: who counts how, how members are joined, what a move costs."""

from typing import get_args

import streamlit as st

from rematch.scenario import MemberJoin, Policy
from rematch.ui import state
from rematch.ui.words import t

MOST_FOR_MOVING = 0.5


def panel() -> None:
    """The policy, in one expander under the weights."""
    policy = state.scenario().policy
    with st.expander(t("policy.title"), icon=":material/balance:", key="policy"):
        _choice("per", ("person", "household"), policy.per)
        _choice("members", get_args(MemberJoin), policy.members)
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


def _change(**changes: object) -> None:
    scenario = state.scenario()
    policy = Policy.model_validate({**scenario.policy.model_dump(), **changes})
    state.decide(scenario.model_copy(update={"policy": policy}))
