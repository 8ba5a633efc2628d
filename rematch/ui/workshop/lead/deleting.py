"""Workshops that are kept, each with its day, and deleted at once where somebody wants it."""

import streamlit as st

from rematch.service.workshop import Direction
from rematch.ui.words import READING_WIDTH, day, moment, plain, t
from rematch.ui.workshop import at_hand
from rematch.ui.workshop.lead import doing

WHICH = "kept_workshop"


def panel() -> None:
    """One chosen, a tick that it is meant, then the button."""
    kept = {one.number: one for one in reversed(at_hand.directed(Direction.workshops))}
    if not kept:
        return
    st.markdown(f"## {t('lead.kept')}")
    st.markdown(t("lead.kept.text"), width=READING_WIDTH)
    labels = {
        number: t(
            "lead.kept.one",
            name=one.name or t("room.title"),
            at=moment(one.opened_at),
            day=day(one.delete_on),
        )
        for number, one in kept.items()
    }
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="lead_kept"):
        chosen = st.selectbox(
            t("lead.kept.which"),
            list(kept),
            format_func=labels.__getitem__,
            key=WHICH,
            width=560,
        )
        with st.popover(t("lead.delete"), icon=":material/delete:", key="lead_delete"):
            name = plain(kept[chosen].name) or t("room.title")
            st.markdown(t("lead.delete.text", name=name))
            doing.press(
                t("lead.delete.go"), lambda direction: direction.forget(chosen), "lead_delete_go", first=True
            )
