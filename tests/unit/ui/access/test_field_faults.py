"""What is wrong with a field: below it, escaped, said once, and gone with what was wrong."""

import json

from streamlit.testing.v1 import AppTest


def script() -> None:
    import streamlit as st

    from rematch.ui.access import field_faults, live

    def typed() -> None:
        wrong = st.session_state["a.b"] != "good"
        field_faults.refuse("a.b", "Nicht **<gut>**." if wrong else "")

    st.text_input("Field", key="a.b", on_change=typed)
    field_faults.below("a.b")
    judged = st.text_input("Judged", key="judged")
    field_faults.told("judged", "Zu kurz." if len(judged) == 1 else "")
    live.region()


def heard(at: AppTest) -> tuple[str, int]:
    (region,) = at.get("bidi_component")
    said = json.loads(region.proto.json)
    return said["words"], said["turn"]


def below(at: AppTest) -> list[str]:
    return [node.proto.body for node in at.get("html")]


def test_what_is_refused_stands_below_its_field_and_is_said_each_time() -> None:
    """Words only, whatever signs they have; the same mistake again is said again; what counts ends it."""
    at = AppTest.from_function(script).run()
    assert below(at) == [] and heard(at) == ("", 0)
    at.text_input(key="a.b").set_value("bad").run()
    (shown,) = below(at)
    assert 'data-field="a-b"' in shown and "Nicht &lt;gut&gt;." in shown
    assert heard(at) == ("Nicht <gut>.", 1)
    at.text_input(key="a.b").set_value("worse").run()
    assert heard(at)[1] == 2
    at.text_input(key="a.b").set_value("good").run()
    assert below(at) == []


def test_a_field_that_is_judged_as_it_stands_is_said_once() -> None:
    """Drawn again for another reason it stays below the field and is silent; wrong anew it is said anew."""
    at = AppTest.from_function(script).run()
    at.text_input(key="judged").set_value("x").run()
    at.run()
    assert "Zu kurz." in below(at)[0] and heard(at)[1] == 1
    at.text_input(key="judged").set_value("xy").run()
    assert below(at) == []
    at.text_input(key="judged").set_value("y").run()
    assert heard(at)[1] == 2
