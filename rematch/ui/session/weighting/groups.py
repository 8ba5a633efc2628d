"""The seven sliders in view, one a group, each with its share of all weight and what it moves."""

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from rematch.scenario import MAX_GROUP_WEIGHT
from rematch.service.session import PlanReport, WeighedGroup, hundred, weighing
from rematch.ui.session.weighting import weight
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.widgets import show
from rematch.ui.words import percent, plain, t

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

ROWS = "groups"
"""The container's key; style.css gives each slider in it one height, which the shares beside them share."""


def toolbar() -> None:
    """Undo and redo."""
    st.markdown(f"#### {t('weights.title')}", help=t("weights.moves.help"))
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


def sliders() -> "DeltaGenerator":
    """One slider a group, which needs no plan; gives back where their shares will stand."""
    rows = st.container(key=ROWS, gap=None)
    with rows:
        for weighed in weighing(here().cohort_data, state.scenario(), None):
            key = f"g_{weighed.group.id}"
            show(f"slide_{key}", float(weighed.weight))
            st.slider(
                name(weighed),
                0.0,
                MAX_GROUP_WEIGHT,
                value=1.0,
                step=0.1,
                format="localized",
                key=f"slide_{key}",
                on_change=weight.moved,
                args=(key,),
            )
    return rows


def shares(rows: "DeltaGenerator", report: PlanReport | None) -> None:
    """Beside each slider, once the plan is there: its share of all weight, and what it moves."""
    groups = weighing(here().cohort_data, state.scenario(), report.instance if report is not None else None)
    weights = hundred([one.share for one in groups])
    moves = hundred([one.moves or 0.0 for one in groups])
    lines = [
        _line(one.group.label.in_(state.language()), share, None if one.moves is None else move)
        for one, share, move in zip(groups, weights, moves, strict=True)
    ]
    head = f'<li class="head" aria-hidden="true">{escape(t("weights.heads"))}</li>'
    rows.html(f'<ul class="shares" aria-label="{escape(t("weights.shares"))}">{head}{"".join(lines)}</ul>')


def _line(label: str, share: float, move: float | None) -> str:
    words = percent(share) if move is None else f"{percent(share)} · {percent(move)}"
    return f'<li><span class="unseen">{escape(label)}: </span>{escape(words)}</li>'


def name(weighed: WeighedGroup) -> str:
    """A group as its slider and the box to open it call it."""
    return plain(weighed.group.label.in_(state.language()))
