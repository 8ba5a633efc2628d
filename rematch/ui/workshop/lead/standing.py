"""Where the workshop stands: its stages, counts, timer, and the ways to the other screens."""

from typing import TYPE_CHECKING

import streamlit as st

from rematch.service.workshop import RoomView
from rematch.ui.markup import Html, safe, told
from rematch.ui.shell import state
from rematch.ui.words import day, number, t
from rematch.ui.workshop import at_hand, clock, opened

if TYPE_CHECKING:
    from rematch.store.workshop.records import Workshop

STAGES = ("joining", "voting", "closed", "revealed", "ended")
EVERY = 1.0
"""Seconds: the timer's beat."""


def panel(view: RoomView) -> None:
    """Name and stages, then what is written by itself, then the links."""
    st.html(_head(view.workshop))
    watch()
    st.html(_ways(view.workshop))


@st.fragment(run_every=EVERY)
def watch() -> None:
    """Counts and timer; the whole page anew where another window has taken a step, or plans are ready."""
    view = at_hand.room()
    at_hand.again_if_changed(view)
    if view is not None:
        st.html(_figures(view))


def _head(workshop: "Workshop") -> Html:
    """The name and the way through the stages, the present one marked."""
    present = STAGES.index(workshop.stage)
    steps = "".join(
        f"<li{_mark(at, present)}>{safe(t(f'lead.stage.{stage}'))}</li>" for at, stage in enumerate(STAGES)
    )
    name, number_of_round = workshop.name or t("room.title"), t("lead.round", round=workshop.round)
    return Html(
        f'<h2 class="lead-name">{safe(name)} <small>{safe(number_of_round)}</small></h2>'
        f'<ol class="stages" aria-label="{safe(t("lead.stages"))}">{steps}</ol>'
    )


def _mark(at: int, present: int) -> str:
    if at == present:
        return ' class="now" aria-current="step"'
    return ' class="past"' if at < present else ""


def _figures(view: RoomView) -> Html:
    half = len(view.workshop.code) // 2
    figures = {
        t("lead.code"): f"{view.workshop.code[:half]} {view.workshop.code[half:]}",
        t("room.joined"): number(view.joined),
        t("room.sent"): number(view.sent),
        t("room.left"): clock.left(view.workshop) or "–",
    }
    cells = "".join(
        f'<div><dt>{safe(name)}</dt><dd class="value">{safe(value)}</dd></div>'
        for name, value in figures.items()
    )
    return Html(f'<dl class="figures lead-figures">{cells}</dl>')


def _ways(workshop: "Workshop") -> Html:
    """The room's screen in a window of its own, the phones' address, the day of deletion."""
    room = f'<a href="./?lang={state.language()}" target="_blank">{safe(t("lead.room"))}</a>'
    join = safe(opened.join_address())
    return Html(
        f'<p class="lead-ways">{room} · {told("lead.join", address=join)} '
        f"· {told('lead.deleted', day=day(workshop.delete_on))}</p>"
    )
