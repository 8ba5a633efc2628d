"""Tables for those who hear them."""

import json

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


def test_a_long_table_to_read_is_a_true_one_with_numbers_to_sort_by() -> None:
    """Of all its rows, under its name, as the language writes numbers; no canvas is painted."""

    def script() -> None:
        import streamlit as st

        from rematch.ui import tables

        st.session_state["language"] = "de"
        rows = [{"place": f"Kiel {n}", "fit": n / 2, "persons": None} for n in range(51)]
        tables.titled(rows, "Wer kommt", {"place": "Kommune", "fit": "Passung", "persons": "Personen"})

    at = AppTest.from_function(script).run()
    assert not at.exception and not at.dataframe
    (piece,) = at.get("bidi_component")
    said = json.loads(piece.proto.json)
    assert said["caption"] == "Wer kommt" and len(said["rows"]) == 51
    assert said["rows"][1]["cells"] == ["Kiel 1", [0.5, "0,50"], ""]
    assert [column["name_row"] for column in said["columns"]] == [True, False, False]


@pytest.mark.parametrize("rows", [51, 300])
def test_a_long_table_is_not_drawn_twice(rows: int) -> None:
    assert drawn(rows) == []
