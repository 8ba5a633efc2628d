"""A piece of escaped HTML whose buttons name a household: a click opens that household's explanation."""

from pathlib import Path

import streamlit as st

from rematch.model import HouseholdId
from rematch.ui.markup import Html, safe
from rematch.ui.shell import state

SCRIPT = (Path(__file__).parent / "clickable.js").read_text(encoding="utf-8")
_PIECE = st.components.v2.component(
    "clickable", html='<div class="clickable"></div>', js=SCRIPT, isolate_styles=False
)


def piece(html: Html, key: str) -> None:
    """The HTML in the page; kept as it is while it says the same."""

    def clicked() -> None:
        said = st.session_state[key].household
        if said:
            state.select_household(HouseholdId(str(said)))

    _PIECE(key=key, data={"html": str(html)}, on_household_change=clicked)


def button(household: HouseholdId, words: Html, title: str) -> Html:
    """A household's name that can be clicked."""
    named = safe(household).replace('"', "&quot;")
    return Html(f'<button type="button" data-household="{named}" title="{safe(title)}">{words}</button>')
