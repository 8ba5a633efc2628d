"""How the plan is judged: who counts, how members are joined, fairness, what a move costs, what bars."""

from typing import Any, TypeVar, get_args

import streamlit as st

from rematch.scenario import Fairness, MemberJoin, Policy
from rematch.ui.session.weighting import fairness
from rematch.ui.shell import state
from rematch.ui.widgets import pressed, shown
from rematch.ui.words import number, t

Number = TypeVar("Number", int, float)

USUAL: dict[str, Any] = {
    "points": (0.0, 10.0),
    "exclusions": (0, 5),
    "fairness_depth": (1, 6),
    "fairness_share": (50, 100),
}
"""Where a slider usually ends; `Policy` allows more, and a file that says more is shown as it is."""


def panel() -> None:
    """The policy, in one expander under the weights."""
    policy = state.scenario().policy
    with st.expander(t("policy.title"), icon=":material/balance:", key="policy", on_change="rerun") as opened:
        if not opened.open:
            return
        _choice("per", ("person", "household"), policy.per)
        _choice("members", get_args(MemberJoin), policy.members)
        _choice("fairness", get_args(Fairness), policy.fairness)
        _how_fair(policy)
        _choice("served_order", ("stated", "sum"), policy.served_order)
        _what_the_order_costs()
        points = round(100 * policy.prefer_few_changes, 2)
        key = shown("policy_few", points)
        st.slider(
            t("policy.few_changes"),
            *_ends(points, *USUAL["points"]),
            step=0.1,
            format="localized",
            key=key,
            help=t("policy.few_changes.help"),
            on_change=pressed(key, lambda points: change(control="few", prefer_few_changes=points / 100)),
        )
        key = shown("policy_exclusions", policy.exclusions_without_reason)
        st.slider(
            t("policy.exclusions"),
            *_ends(policy.exclusions_without_reason, *USUAL["exclusions"]),
            step=1,
            key=key,
            help=t("policy.exclusions.help"),
            on_change=pressed(
                key, lambda count: change(control="exclusions", exclusions_without_reason=count)
            ),
        )


def _what_the_order_costs() -> None:
    report = state.last_report()
    if report is not None and report.scenario == state.scenario() and report.order_cost > 0:
        numbers = {"cost": number(report.order_cost, 2), "value": number(report.solution.objective, 2)}
        st.markdown(f":small[{t('policy.order_cost', **numbers)}]")


def _choice(name: str, options: tuple[str, ...], value: str) -> None:
    key = shown(f"policy_{name}", value)
    st.selectbox(
        t(f"policy.{name}"),
        options,
        format_func=lambda option: t(f"policy.{name}.{option}"),
        key=key,
        help=t(f"policy.{name}.help"),
        on_change=pressed(key, lambda option: change(**{name: option})),
    )


def _how_fair(policy: Policy) -> None:
    """How much of the best possible is asked, or how many levels; and what came of it."""
    if policy.fairness == "none":
        return
    if policy.fairness == "leximin":
        name, value, step, per = "fairness_depth", policy.fairness_depth, 1, 1
    else:
        name, value, step, per = "fairness_share", round(100 * policy.fairness_share), 5, 100
    key = shown(f"policy_{name}", value)
    st.slider(
        t(f"policy.{name}"),
        *_ends(value, *USUAL[name]),
        step=step,
        format="%d %%" if per == 100 else "%d",
        key=key,
        help=t(f"policy.{name}.help"),
        on_change=pressed(key, lambda said: change(control=name, **{name: said / per})),
    )
    report = state.last_report()
    if report is not None and report.scenario == state.scenario():
        st.markdown(f":small[{fairness.outcome(report)}]")


def _ends(value: Number, least: Number, most: Number) -> tuple[Number, Number]:
    """A slider's ends, widened to whatever is in force."""
    return min(least, value), max(most, value)


def change(*, control: str | None = None, **changes: object) -> None:
    """Decide on another policy: the present one with these fields; `control` names the slider that did it."""
    scenario = state.scenario()
    policy = Policy.model_validate({**scenario.policy.model_dump(), **changes})
    state.decide(scenario.model_copy(update={"policy": policy}), control=control)
