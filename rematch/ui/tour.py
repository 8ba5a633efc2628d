"""The one-minute tour: five short steps, opened and closed by the visitor."""

import streamlit as st

from rematch.ui.access import page as access
from rematch.ui.shell import navigation
from rematch.ui.words import t

STEPS = 5
STEP = "tour_step"


def show() -> None:
    """The tour where it is open, else the button that opens it; it tells of a coordinator's minute."""
    if not navigation.opens("session"):
        return
    step = st.session_state.get(STEP)
    if step is None:
        st.button(t("tour.open"), icon=":material/play_circle:", key="tour_open", on_click=_go_to, args=(1,))
        return
    with st.container(border=True, key="tour"):
        st.progress(step / STEPS, text=t("tour.step", step=step, steps=STEPS))
        st.header(t(f"tour.{step}.title"), anchor=False)
        st.markdown(t(f"tour.{step}.text"))
        _buttons(step)


def _buttons(step: int) -> None:
    with st.container(horizontal=True):
        st.button(t("tour.back"), key="tour_back", disabled=step == 1, on_click=_go_to, args=(step - 1,))
        if step < STEPS:
            st.button(t("tour.next"), key="tour_next", type="primary", on_click=_go_to, args=(step + 1,))
        st.button(t("tour.close"), key="tour_close", type="tertiary", on_click=_go_to, args=(None,))


def _go_to(step: int | None) -> None:
    if step is not None:
        access.go_to("tour")
    st.session_state[STEP] = step
