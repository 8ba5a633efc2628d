"""A piece of escaped HTML whose buttons name a household: a click opens that household's explanation."""

import streamlit as st

from rematch.model import HouseholdId
from rematch.ui.components.files import parts
from rematch.ui.components.presses import as_heard
from rematch.ui.markup import Html, safe
from rematch.ui.shell import state

_PIECE = st.components.v2.component("clickable", **parts("clickable"), isolate_styles=False)


def piece(html: str, key: str) -> None:
    """The HTML in the page; kept as it is while it says the same."""

    def clicked() -> None:
        said = st.session_state[key].household
        if said:
            state.select_household(HouseholdId(str(said)))

    _PIECE(key=key, data=as_heard(key, {"html": str(html)}), on_household_change=clicked)


def button(household: HouseholdId, words: Html, title: str) -> Html:
    """A household's name that can be clicked."""
    named = safe(household).replace('"', "&quot;")
    return Html(f'<button type="button" data-household="{named}" title="{safe(title)}">{words}</button>')
