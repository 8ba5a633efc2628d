"""Tables for those who hear them."""

import pytest
from streamlit.testing.v1 import AppTest


def drawn(rows: int) -> list[str]:
    def script(rows: int) -> None:
        import streamlit as st

        from rematch.ui.access import plain_table

        st.session_state["language"] = "de"
        table = [{"place": f"<b>Kiel {n}</b>", "fit": 0.5, "persons": 3} for n in range(rows)]
        plain_table.show(table, {"place": "Kommune", "fit": "Passung", "persons": "Personen"}, "Wer kommt")

    at = AppTest.from_function(script, kwargs={"rows": rows}).run()
    assert not at.exception
    return [piece.proto.body for piece in at.get("html")]


def test_a_short_table_is_a_true_one_with_caption_and_heads() -> None:
    """Its name as caption, heads of columns and rows, numbers as the language writes them, no markup."""
    (piece,) = drawn(2)
    assert "<caption>Wer kommt</caption>" in piece
    assert piece.count('<th scope="col">') == 3 and piece.count('<th scope="row">') == 2
    assert "<td>0,5</td><td>3</td>" in piece
    assert "<b>" not in piece and "&lt;b&gt;Kiel 0" in piece


@pytest.mark.parametrize("rows", [51, 300])
def test_a_long_table_is_not_drawn_twice(rows: int) -> None:
    assert drawn(rows) == []
