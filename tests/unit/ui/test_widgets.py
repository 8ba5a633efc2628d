"""A widget that shows a value kept elsewhere: what a browser says late is no choice of anybody's."""

import pytest
from streamlit.testing.v1 import AppTest


def page() -> None:
    """A box and a slider that show what is kept elsewhere, and a button that changes both."""
    from functools import partial

    import streamlit as st

    from rematch.ui.widgets import pressed, shown

    def keep(name: str, value: object) -> None:
        st.session_state[name] = value

    def change() -> None:
        keep("kept", "B")
        keep("weight", 0.3)

    box = shown("box", st.session_state.setdefault("kept", "A"))
    st.selectbox("Box", ["A", "B", "C"], key=box, on_change=pressed(box, lambda value: keep("kept", value)))
    for name in ("on_staff_turnover", "on_turn1"):
        flag = shown(name, st.session_state.setdefault(f"kept {name}", False))
        st.toggle(name, key=flag, on_change=pressed(flag, partial(keep, f"kept {name}")))
    slide = shown("slide", st.session_state.setdefault("weight", 0.0))
    weigh = pressed(slide, lambda value: keep("weight", round(value, 1)))
    st.slider("Slider", 0.0, 1.0, step=0.1, key=slide, on_change=weigh)
    st.button("Change", on_click=change, key="change")


@pytest.fixture
def page_before() -> AppTest:
    return AppTest.from_function(page).run()


def test_what_a_browser_knew_before_a_change_takes_nothing_back(page_before: AppTest) -> None:
    """A press that was sent before the browser heard of B still says A, of a box that is gone."""
    at = page_before
    known = at._tree.get_widget_states()
    at.button(key="change").click().run()
    assert at.selectbox[0].value == "B" and at.slider[0].value == 0.3
    at._run(known)
    assert (at.session_state["kept"], at.session_state["weight"]) == ("B", 0.3)
    assert at.selectbox[0].value == "B" and at.slider[0].value == 0.3


def test_what_is_chosen_after_a_change_is_heard_even_if_it_is_what_was_shown_before(
    page_before: AppTest,
) -> None:
    """A, by the button B, and A again at once: nobody's choice is lost."""
    at = page_before
    at.button(key="change").click().run()
    at.selectbox[0].set_value("A").run()
    assert at.session_state["kept"] == at.selectbox[0].value == "A"
    at.selectbox[0].set_value("C").run()
    assert at.session_state["kept"] == "C"


def test_a_widget_stays_the_same_one_while_only_it_is_moved(page_before: AppTest) -> None:
    """Its own moves, the last digits of a slider's numbers among them, draw no new one under the hand."""
    at = page_before
    for value in (0.1, 0.1 + 0.2, 0.7):
        at.slider[0].set_value(value).run()
        assert at.slider[0].key == "slide"
    at.button(key="change").click().run()
    assert at.slider[0].key == "slide-turn1"


def test_a_name_that_looks_like_a_turn_is_a_name(page_before: AppTest) -> None:
    """Criteria are named by people: one called turnover is heard as any other."""
    at = page_before
    for toggle in at.toggle:
        toggle.set_value(True)
    at.run()
    assert not at.exception
    assert at.session_state["kept on_staff_turnover"] is at.session_state["kept on_turn1"] is True
