"""How both pages ask: as a guest what the room may see, as the facilitator once the key was typed."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import streamlit as st

from rematch.errors import RematchError
from rematch.rights import A_FACILITATOR, A_GUEST, acting
from rematch.service.workshop import Direction, RoomView
from rematch.ui.workshop import opened

R = TypeVar("R")

LEADS = "leads_the_workshop"
SHOWN = "workshop_shown"
NOWHERE = "here"


def room() -> RoomView | None:
    """The workshop as everybody may see it; None where none is open."""
    with acting(A_GUEST):
        return opened.hall().room()


def leads() -> bool:
    """Whether the key was typed in this visit."""
    return bool(st.session_state.get(LEADS))


def lead(typed: str) -> None:
    """Lead from now on; raises workshop.wrong_key or workshop.too_many_keys."""
    opened.lead(typed, st.context.ip_address or NOWHERE)
    st.session_state[LEADS] = True


def directed(act: Callable[[Direction], R]) -> R:
    """Done as the facilitator; raises viewer.may_not where the key was not typed, else as what is done."""
    if not leads():
        raise RematchError("viewer.may_not")
    with acting(A_FACILITATOR):
        return act(opened.direction())


def group_labels(lang: str) -> dict[str, str]:
    """The groups that people are asked about, by their labels."""
    return {card.group.id: card.group.label.in_(lang) for card in opened.hall().deck if card.asked}


def drawn(view: RoomView | None) -> None:
    """Keep what this run of the page shows, for `again_if_changed`."""
    st.session_state[SHOWN] = _lasting(view)


def again_if_changed(view: RoomView | None) -> None:
    """Called in a fragment: draw the whole page again where it would show something else."""
    if st.session_state.get(SHOWN) != _lasting(view):
        st.rerun()


def _lasting(view: RoomView | None) -> object:
    """All but counts and timer, which are written by themselves."""
    if view is None:
        return None
    workshop = view.workshop.model_copy(update={"closes_at": None})
    return replace(view, workshop=workshop, joined=0, sent=0), view.workshop.closes_at is None
