"""What is in force: every departure from the catalogue, whose it is and why, each with its way back."""

from itertools import groupby
from typing import Any

import streamlit as st

from rematch.service.working import Key, SessionStep, origins, with_changes
from rematch.ui.shell import state
from rematch.ui.words import t
from rematch.ui.working import item_words

MOST_SHOWN = 30
"""Items of one part that are drawn; all of them can be taken back at once."""
WIDTH, HEIGHT = 460, 480
FITTING = 7
"""Items that need no scrolling."""


def popover() -> None:
    """The list behind a button; closed it draws nothing."""
    with st.popover(
        t("working.force.title"), icon=":material/rule:", key="in_force", on_change="rerun"
    ) as opened:
        if not opened.open:
            return
        found = item_words.in_force(state.scenario())
        if not found:
            st.markdown(t("working.force.none"), width=WIDTH)
            return
        session = state.working_session()
        made = {} if session is None else origins(session.steps)
        with st.container(
            height=HEIGHT if len(found) > FITTING else "content",
            width=WIDTH,
            border=False,
            key="in_force_list",
        ):
            for part, keys in groupby(found, key=lambda key: key[0]):
                _part(part, {key: found[key] for key in keys}, made)


def _part(part: str, found: dict[Key, Any], made: dict[Key, SessionStep]) -> None:
    """One part of the scenario: its items, and one button for all of them."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{t(f'working.part.{part}')}**", width="stretch")
        if len(found) > 1:
            st.button(
                t("working.force.all"),
                type="tertiary",
                key=f"undo_all_{part}",
                on_click=_take_back,
                args=(tuple(found),),
            )
    for key, value in list(found.items())[:MOST_SHOWN]:
        _item(key, value, made.get(key))
    if len(found) > MOST_SHOWN:
        st.markdown(f":small[{t('working.force.more', count=len(found) - MOST_SHOWN)}]")


def _item(key: Key, value: Any, step: SessionStep | None) -> None:
    """What holds, since when, by whom and why; and the cross that takes it back."""
    what = item_words.words(key, value)
    said = []
    if step is not None:
        at, by = item_words.when(step.at), item_words.by(step.seat, step.by)
        said.append(t("working.force.from", at=at, by=by))
    if reason := item_words.reason_of(state.scenario(), key, step):
        said.append(t("working.force.reason", reason=reason))
    beside = f"  \n:small[:gray[{' · '.join(said)}]]" if said else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"{what}{beside}", width="stretch")
        st.button(
            t("working.force.take_back", what=what),
            icon=":material/close:",
            type="tertiary",
            key=f"undo_item_{'_'.join(key)}",
            on_click=_take_back,
            args=((key,),),
        )


def _take_back(keys: tuple[Key, ...]) -> None:
    state.decide(with_changes(state.scenario(), dict.fromkeys(keys)))
