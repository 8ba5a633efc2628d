"""The box that shows and sets which municipality is looked at: one choice, wherever it is offered."""

from collections.abc import Mapping

import streamlit as st

from rematch.model import Ags
from rematch.ui.shell import state
from rematch.ui.widgets import pressed, shown


def box(
    key: str,
    label: str,
    names: Mapping[Ags, str],
    *,
    otherwise: Ags | None = None,
    none: str | None = None,
) -> Ags | None:
    """One of these municipalities by name, in their order; `otherwise` where another one is looked at.

    With words for `none` it may be empty.
    """
    wanted = state.selected_ags()
    key = shown(key, wanted if wanted in names else otherwise)
    chosen: Ags | None = st.selectbox(
        label,
        list(names),
        index=0 if none is None else None,
        placeholder=none,
        format_func=lambda ags: names[ags],
        key=key,
        on_change=pressed(key, state.select_ags),
        width=360,
    )
    return chosen


def by_name(names: Mapping[Ags, str]) -> dict[Ags, str]:
    """The same in the order of the names."""
    return dict(sorted(names.items(), key=lambda one: one[1]))
