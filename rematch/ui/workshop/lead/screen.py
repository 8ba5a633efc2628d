"""The facilitator's page from top to bottom."""

from pathlib import Path

import streamlit as st

from rematch.ui.workshop import at_hand, dress
from rematch.ui.workshop.lead import deleting, doing, door, opening, outcome, paper, standing, steps

STYLE = Path(__file__).parent / "lead.css"


def panel() -> None:
    """The key; then where the workshop stands, its next steps, and what came of it."""
    dress.on("lead", STYLE)
    if door.entered():
        _within()
    dress.foot(places=True)


def _within() -> None:
    view = at_hand.room()
    at_hand.drawn(view)
    doing.outcome()
    if view is not None:
        with st.container(border=True, key="lead_standing"):
            standing.panel(view)
            steps.panel(view)
        paper.panel(view)
        outcome.panel(view)
    if view is None or view.workshop.stage == "ended":
        opening.panel()
    deleting.panel()
