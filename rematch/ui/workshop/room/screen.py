"""The room's screen: the way in and how far everybody is; once revealed, what the room thinks."""

from pathlib import Path

import streamlit as st

from rematch.service.workshop import RoomView
from rematch.ui.words import day, plain, t
from rematch.ui.workshop import at_hand, dress, opened
from rematch.ui.workshop.results import difference, opinions, plans
from rematch.ui.workshop.room import joining, standing

STYLE = Path(__file__).parent / "room.css"
EVERY = 1.0
"""Seconds: the timer's beat."""


def panel() -> None:
    """All of it, drawn again as soon as something else may be shown."""
    dress.on("room", STYLE)
    view = at_hand.room()
    at_hand.drawn(view)
    st.title((view and plain(view.workshop.name)) or t("room.title"))
    if view is None:
        st.markdown(t("room.none"))
    elif view.workshop.stage in ("revealed", "ended"):
        _results(view)
    else:
        st.html(joining.way_in(opened.join_address(), view.workshop.code))
    _watch()
    dress.foot(places=False)


def _results(view: RoomView) -> None:
    if view.workshop.stage == "ended":
        st.markdown(t("room.ended", day=day(view.workshop.delete_on)))
    if view.spread:
        opinions.panel(view, key="room_opinions", large=True)
        opinions.reasons(view.reasons)
    if view.difference is not None:
        difference.panel(view.difference)
    if view.group_plans:
        plans.panel(view.group_plans)


@st.fragment(run_every=EVERY)
def _watch() -> None:
    """Counts and timer; the whole page anew where the workshop has come further."""
    view = at_hand.room()
    at_hand.again_if_changed(view)
    if view is not None and view.workshop.stage not in ("revealed", "ended"):
        st.html(standing.counts(view))
