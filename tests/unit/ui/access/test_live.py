"""What is said aloud: once, in words, without what is only there for the eye."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from rematch.ui.access.live import spoken
from rematch.ui.words import plain


@pytest.mark.parametrize("name", ["Kiel", "*Kiel*", "a_b [c]", "www.a.example", "1. Ort"])
def test_names_are_said_as_they_were_written(name: str) -> None:
    """What keeps a name from being markup is not read aloud."""
    assert spoken(plain(name)) == name


def test_each_thing_is_said_once_and_the_turn_counts_what_was_said() -> None:
    """The same about the same thing is silent; about another it is said again, with the same words too."""

    def script() -> None:
        import streamlit as st

        from rematch.ui.access import live

        thing = st.session_state.get("thing", 1)
        live.tell("plan", thing, "Niemand wechselt den **Ort**.")
        live.region()

    at = AppTest.from_function(script).run()
    said = []
    for thing in (1, 1, 2):
        at.session_state["thing"] = thing
        at.run()
        (region,) = at.get("bidi_component")
        said.append(json.loads(region.proto.json))
    assert [one["turn"] for one in said] == [1, 1, 2]
    assert {one["words"] for one in said} == {"Niemand wechselt den Ort."}
