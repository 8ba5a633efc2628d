"""A widget that shows a value kept elsewhere: what it repeats late is no choice of anybody's."""

import pytest
from streamlit.testing.v1 import AppTest

from rematch.ui import widgets


def page() -> None:
    """A box that shows what is kept elsewhere, and a button that changes it."""
    import streamlit as st

    from rematch.ui.widgets import repeated, show

    def chosen() -> None:
        if not repeated("box"):
            st.session_state["kept"] = st.session_state["box"]

    def pressed() -> None:
        st.session_state["kept"] = "B"

    show("box", st.session_state.setdefault("kept", "A"))
    st.selectbox("Box", ["A", "B", "C"], key="box", on_change=chosen)
    st.button("To B", on_click=pressed, key="to_b")


@pytest.fixture
def pressed() -> AppTest:
    """The button has just been pressed: the box shows B and has shown A."""
    at = AppTest.from_function(page).run()
    at.button(key="to_b").click().run()
    assert at.session_state["kept"] == at.selectbox(key="box").value == "B"
    return at


def test_what_a_box_showed_a_moment_ago_is_no_choice(pressed: AppTest) -> None:
    """A browser that had not heard of B yet says A with the next press."""
    pressed.selectbox(key="box").set_value("A").run()
    assert pressed.session_state["kept"] == pressed.selectbox(key="box").value == "B"


def test_what_it_never_showed_is_chosen_at_once_and_what_it_did_show_a_moment_later(
    pressed: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody's choice is lost."""
    pressed.selectbox(key="box").set_value("C").run()
    assert pressed.session_state["kept"] == "C"
    monkeypatch.setattr(widgets, "LATE_SECONDS", 0.0)
    pressed.selectbox(key="box").set_value("A").run()
    assert pressed.session_state["kept"] == "A"
