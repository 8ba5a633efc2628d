"""The seven sliders in view, one a group, each with its share of all weight and what it moves."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import streamlit as st

from rematch.errors import RematchError
from rematch.scenario import MAX_GROUP_WEIGHT, Scenario
from rematch.service.session import WeighedGroup, assemble, hundred, weighing
from rematch.ui.components import group_sliders, presses
from rematch.ui.components.group_sliders import GroupSlider
from rematch.ui.direct import desk
from rematch.ui.session.weighting import weight
from rematch.ui.shell import cached, state
from rematch.ui.shell.context import here
from rematch.ui.words import percent, plain, t

if TYPE_CHECKING:
    from rematch.instance import MatchingInstance

KEY = presses.MOVES
STEP = 0.1


def toolbar() -> None:
    """Undo and redo."""
    with st.container(horizontal=True, gap="small", key="steps"):
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


def sliders() -> None:
    """One slider a group, with its share of all weight and of what can be moved; it needs no plan."""
    group_sliders.show(KEY, drawn(state.scenario(), _instance(state.scenario())), weigh)


def drawn(scenario: Scenario, instance: "MatchingInstance | None") -> group_sliders.Drawn:
    """The sliders as they stand under a scenario, and what each moves in its problem."""
    groups = weighing(here().cohort_data, scenario, instance)
    weights = hundred([one.share for one in groups])
    moves = hundred([one.moves or 0.0 for one in groups])
    return group_sliders.drawn(
        KEY,
        [
            GroupSlider(
                one.group.id,
                one.group.label.in_(state.language()),
                float(one.weight),
                percent(share) if one.moves is None else f"{percent(share)} · {percent(move)}",
            )
            for one, share, move in zip(groups, weights, moves, strict=True)
        ],
        most=MAX_GROUP_WEIGHT,
        step=STEP,
        address=desk.mine().address(),
        words={
            "title": t("weights.title"),
            "help": t("weights.moves.help"),
            "heads": t("weights.heads"),
            "spoken": t("weights.spoken", weight="{weight}"),
            "lang": state.language(),
        },
    )


def weigh(wish: object) -> None:
    """Put in force what a browser says of its presses, as far as it was not heard before."""
    for group, moved in presses.hear(KEY, wish, _known(), _is_weight).items():
        weight.weigh(f"g_{group}", float(moved))


def unheard(wish: object) -> Mapping[str, float]:
    """Weights by group of what a browser says and nobody has put in force yet, in the order of presses."""
    return presses.heard(wish, presses.last_heard(KEY), _known(), _is_weight).values


def _known() -> Collection[str]:
    return {group.id for group in here().catalogue.groups}


def _is_weight(said: object) -> bool:
    return group_sliders.is_weight(said, MAX_GROUP_WEIGHT)


def _instance(scenario: Scenario) -> "MatchingInstance | None":
    """The problem under a scenario, None where its decisions contradict each other."""
    last, data = state.last_report(), here().cohort_data
    if last is not None and last.instance.cohort_data is not data:
        last = None
    if last is not None and last.scenario == scenario:
        return last.instance
    told = None if last is None else desk.mine().known(desk.PlanWish(data, scenario, last))
    if told is not None:
        return told.instance
    try:
        if last is None:
            return cached.first_instance(data, scenario)
        return assemble(data, scenario, earlier=last.instance)
    except RematchError:
        return None


def name(weighed: WeighedGroup) -> str:
    """A group as its slider and the box to open it call it."""
    return plain(weighed.group.label.in_(state.language()))
