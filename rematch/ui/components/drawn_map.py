"""The map of a plan, drawn in the browser: outlines once, lines and circles patched by their keys."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from rematch.charts.rows import Row
from rematch.model import Ags
from rematch.ui.components.files import parts
from rematch.ui.components.presses import as_heard

OUTLINES = ("app/static/countries.json", "app/static/states.json")
"""Fetched once by the browser, from the app itself."""
_MAP = st.components.v2.component("drawn_map", **parts("drawn_map"), isolate_styles=False)


def drawn(drawing: Row, *, alt: str, legend: str) -> Row:
    """What the piece is given: the drawing, and its result in words."""
    return {**drawing, "outlines": OUTLINES, "alt": alt, "legend": legend}


def show(drawing: Row, key: str, choose: Callable[[Ags | None], None]) -> None:
    """The drawing; `choose` is called with the municipality clicked, None for the one that was chosen."""

    def chosen() -> None:
        said: Any = st.session_state[key].chosen
        if said:
            choose(None if said == drawing["selected"] else Ags(str(said)))

    _MAP(key=key, data=as_heard(key, drawing), on_chosen_change=chosen)
