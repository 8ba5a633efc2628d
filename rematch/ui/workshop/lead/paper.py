"""A ballot from paper, typed in by the facilitator: how important each group is, a role if one is given."""

import typing

import streamlit as st

from rematch.service.workshop import GuestRole, RoomView
from rematch.ui.shell import state
from rematch.ui.words import READING_WIDTH, t
from rematch.ui.workshop import at_hand
from rematch.ui.workshop.lead import doing

ROLE = "paper_role"
MOST = 100


def panel(view: RoomView) -> None:
    """While a round takes ballots: one form, empty again once its ballot is kept."""
    if view.workshop.stage != "voting":
        return
    with st.expander(t("lead.paper"), icon=":material/description:", key="paper", on_change="rerun") as shut:
        if shut.open:
            _form()


def _form() -> None:
    st.markdown(t("lead.paper.text"), width=READING_WIDTH)
    labels = at_hand.group_labels(state.language())
    roles: dict[GuestRole | None, str] = {None: t("lead.paper.no_role")}
    roles |= {role: t(f"phone.role.{role}") for role in typing.get_args(GuestRole)}
    with st.form("paper_form", border=False):
        st.selectbox(
            t("lead.paper.role"),
            list(roles),
            format_func=roles.__getitem__,
            key=ROLE,
            width=300,
        )
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            for group, label in labels.items():
                st.number_input(
                    label, min_value=0, max_value=MOST, value=None, step=5, key=f"paper_{group}", width=210
                )
        st.form_submit_button(t("lead.paper.go"), on_click=_type_in, args=(tuple(labels),), key="paper_go")


def _type_in(groups: tuple[str, ...]) -> None:
    """Kept whole, or told why not with everything still in its field."""
    typed = {group: st.session_state[f"paper_{group}"] for group in groups}
    role = st.session_state[ROLE]
    swings = {group: int(value) for group, value in typed.items() if value is not None}
    if doing.tried(lambda: at_hand.directed(lambda direction: direction.paper(swings, role))):
        for group in groups:
            st.session_state[f"paper_{group}"] = None
        st.session_state[ROLE] = None
        st.toast(t("lead.paper.kept"), icon=":material/check:")
