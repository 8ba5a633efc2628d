"""The sliders: a weight per group and per criterion, each with a box to type in; presets, undo and redo."""

import numpy as np
import streamlit as st

from rematch.criteria.catalogue import Criterion, Group
from rematch.criteria.presets import presets
from rematch.criteria.switches import is_on
from rematch.model import CriterionId
from rematch.scenario import MAX_GROUP_WEIGHT, MAX_WEIGHT
from rematch.scoring import coordinators_weight
from rematch.service import PlanReport
from rematch.ui import cached, state
from rematch.ui.words import percent, t


def toolbar() -> None:
    """Undo, redo, and starting points for all weights."""
    st.markdown(f"#### {t('weights.title')}")
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.button(
            t("session.undo"),
            icon=":material/undo:",
            on_click=state.undo,
            disabled=not state.can_undo(),
            key="undo",
        )
        st.button(
            t("session.redo"),
            icon=":material/redo:",
            on_click=state.redo,
            disabled=not state.can_redo(),
            key="redo",
        )
    labels = {preset.id: preset.label.in_(state.language()) for preset in presets()}
    st.selectbox(
        t("weights.preset"),
        list(labels),
        index=None,
        format_func=lambda preset: labels[preset],
        placeholder=t("weights.preset.pick"),
        help=t("weights.preset.help"),
        key="preset",
        on_change=_apply_preset,
    )


def _apply_preset() -> None:
    chosen = st.session_state.pop("preset", None)
    preset = next((preset for preset in presets() if preset.id == chosen), None)
    if preset:
        state.decide(preset.applied(state.scenario(), cached.catalogue()))


def panel(report: PlanReport | None) -> None:
    """All groups, each with its own slider and its criteria's."""
    reach = _reach(report)
    total = sum(_weights().values()) or 1.0
    for group in cached.catalogue().groups:
        shown = [c for c in cached.catalogue().in_group(group.id) if c.id in _weights()]
        if shown:
            _group(group, shown, reach, total)


def _weights() -> dict[CriterionId, float]:
    """W(c) of every criterion with a slider that is switched on."""
    scenario, found = state.scenario(), cached.profiles().cohort
    return {
        c.id: coordinators_weight(c, scenario)
        for c in cached.catalogue().criteria
        if c.weighed and is_on(c, scenario, found)
    }


def _reach(report: PlanReport | None) -> dict[CriterionId, int]:
    """Households to which each criterion applies anywhere."""
    if report is None:
        return {}
    scores = report.basis.scores
    applies = (~np.isnan(scores.score)).any(axis=2).sum(axis=1)
    return {c.id: int(count) for c, count in zip(scores.criteria, applies, strict=True)}


def _group(group: Group, criteria: list[Criterion], reach: dict[CriterionId, int], total: float) -> None:
    share = sum(_weights()[c.id] for c in criteria) / total
    title = f"{group.label.in_(state.language())} · {percent(share)}"
    with st.expander(title, expanded=False, key=f"group_{group.id}"):
        value = state.scenario().groups.get(group.id, 1.0)
        _pair(f"g_{group.id}", t("weights.group"), value, MAX_GROUP_WEIGHT, t("weights.group.help"))
        for criterion in criteria:
            _criterion(criterion, reach, total)


def _criterion(criterion: Criterion, reach: dict[CriterionId, int], total: float) -> None:
    weight = state.scenario().weights.get(criterion.id, criterion.weight)
    label = criterion.label.in_(state.language())
    if criterion.art9:
        label = f":material/shield_person: {label}"
    _pair(f"w_{criterion.id}", label, weight, MAX_WEIGHT, criterion.question.in_(state.language()))
    share = percent(_weights()[criterion.id] / total, 1)
    words = t("weights.share", share=share)
    if criterion.id in reach:
        words = f"{words} · {t('weights.reach', count=reach[criterion.id])}"
    st.markdown(f":small[:gray[{words}]]")


def _pair(key: str, label: str, value: float, most: float, help_text: str) -> None:
    """A slider and a number box that show one value; the scenario is its only home."""
    slider, box = f"slide_{key}", f"type_{key}"
    st.session_state[slider] = st.session_state[box] = float(value)
    left, right = st.columns([5, 3], vertical_alignment="bottom", gap="small")
    left.slider(label, 0.0, most, step=0.1, key=slider, help=help_text, on_change=_moved, args=(key, slider))
    right.number_input(
        label,
        0.0,
        most,
        step=0.1,
        format="%.1f",
        key=box,
        label_visibility="collapsed",
        on_change=_moved,
        args=(key, box),
    )


def _moved(key: str, widget: str) -> None:
    value = round(float(st.session_state[widget]), 1)
    kind, name = key.split("_", 1)
    scenario = state.scenario()
    if kind == "g":
        changed = scenario.model_copy(update={"groups": {**scenario.groups, name: value}})
    else:
        changed = scenario.model_copy(update={"weights": {**scenario.weights, CriterionId(name): value}})
    state.decide(changed)


def reset() -> None:
    """Back to the catalogue's weights; pins and limits stay."""
    scenario = state.scenario()
    moved = len(scenario.weights) + len(scenario.groups)
    st.button(
        t("weights.reset", count=moved) if moved else t("weights.reset.none"),
        icon=":material/restart_alt:",
        disabled=not moved,
        on_click=_reset,
        key="reset_weights",
        width="stretch",
    )


def _reset() -> None:
    state.decide(state.scenario().model_copy(update={"weights": {}, "groups": {}}))
