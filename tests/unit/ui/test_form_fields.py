"""Every type of field has a widget that shows what is kept and gives back the same cell."""

from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from rematch.cells import CellFault, drafts, parse
from rematch.cells import written as cell
from rematch.criteria.catalogue import Field, FieldType
from rematch.instance import prepare_cohort
from rematch.intake.interview.form import Form, Slot
from rematch.rights import LOCAL
from rematch.scenario import Scenario
from rematch.ui.questionnaire import draft
from rematch.ui.shell.context import KEY, Context
from tests import builders


def page() -> None:
    """A page with one field of the type that is asked for."""
    import streamlit as st

    from rematch.ui.questionnaire import fields

    fields.ask(st.session_state["field"], st.session_state["slot"], "label", shown=True, declinable=True)


LABELS = [{"id": name, "label": {"de": name, "en": name}} for name in ("a", "b")]
FIELDS: dict[FieldType, tuple[dict[str, Any], str]] = {
    FieldType.FLAG: ({}, "no"),
    FieldType.NUMBER: ({"low": 0, "high": 60}, "12.5"),
    FieldType.CHOICE: ({"options": LABELS}, "b"),
    FieldType.TEXT: ({"codes": "isco08"}, "2221"),
    FieldType.LEVEL: ({}, "B2"),
    FieldType.DATE: ({}, "2026-12-01"),
    FieldType.SET: ({"options": LABELS}, "b|a"),
    FieldType.MAP: ({"options": LABELS, "low": 0, "high": 600}, "a:12.5|b:0"),
    FieldType.LANGUAGES: ({"codes": "language"}, "de:A2|uk:native"),
    FieldType.POINTS: ({}, "52.5/13.4|50/20"),
}


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch):
    """Draws one field with a kept cell; gives the page and a way to read the cell again."""
    monkeypatch.setattr(draft, "present", lambda: st.session_state["form"])
    monkeypatch.setattr(draft, "keep", lambda form: st.session_state.update(form=form))

    def draw(kind: FieldType, text: str, **named: Any) -> tuple[AppTest, Any]:
        field = Field.model_validate(
            {"id": "f", "of": "household", "type": kind, "label": {"de": "f", "en": "f"}, **named}
        )
        at = AppTest.from_function(page)
        data = prepare_cohort(builders.profiles(), builders.catalogue(fields=(field,)), "data")
        at.session_state[KEY] = Context(LOCAL, data.catalogue, (), None, None, data, Scenario())
        at.session_state["field"], at.session_state["slot"] = field, Slot("f")
        at.session_state["form"] = Form(kind="household", lang="uk", row={"f": text})
        at.run()
        assert not at.exception
        return at, lambda: at.session_state["form"]

    return draw


def every(at: AppTest) -> list[Any]:
    kinds = ("selectbox", "multiselect", "number_input", "date_input", "text_input", "button_group")
    return [one for kind in kinds for one in getattr(at, kind)]


def test_every_type_is_tried_here() -> None:
    assert FIELDS.keys() == set(FieldType)


@pytest.mark.parametrize("kind", FIELDS)
def test_what_is_kept_is_shown_and_read_back_the_same(shown, kind: FieldType) -> None:
    named, text = FIELDS[kind]
    at, form = shown(kind, text, **named)
    for widget in every(at):
        value = widget.value
        widget.set_value([] if isinstance(value, list) else None).run()
        assert not at.exception
        break
    cleared = form().row["f"]
    assert cleared != text
    again, form = shown(kind, text, **named)
    field = again.session_state["field"]
    first = every(again)[0]
    value = first.value
    first.set_value(value).run()
    assert form().row["f"] == text
    assert cell(parse(field, form().row["f"], {}), kind) == cell(parse(field, text, {}), kind)


@pytest.mark.parametrize("kind", FIELDS)
def test_what_is_unknown_is_shown_empty_and_stays_so(shown, kind: FieldType) -> None:
    at, form = shown(kind, "", **FIELDS[kind][0])
    assert all(not widget.value for widget in every(at))
    at.run()
    assert form().row["f"] == ""


@pytest.mark.parametrize("kind", FIELDS)
def test_preferring_not_to_say_takes_the_answer_away_and_is_never_no(shown, kind: FieldType) -> None:
    """A question of yes and no keeps that it was declined as its answer; any other answer is unknown then."""
    named, text = FIELDS[kind]
    at, form = shown(kind, text, **named)
    if kind is FieldType.FLAG:
        at.button_group[0].set_value("declined").run()
        assert not at.exception
        assert (form().row["f"], form().declined) == ("declined", ())
        return
    next(box for box in at.checkbox if box.key.endswith("_declined")).check().run()
    assert not at.exception
    assert (form().row["f"], form().declined) == ("", ("f",))


def test_a_language_without_its_level_is_told_instead_of_lost(shown) -> None:
    at, form = shown(FieldType.LANGUAGES, "uk:native", codes="language")
    at.multiselect[0].set_value(["uk", "de"]).run()
    assert form().row["f"] == "uk:native|de:"
    with pytest.raises(CellFault, match=r"data\.not_a_pair"):
        parse(at.session_state["field"], form().row["f"], {})


def test_an_amount_for_a_code_is_asked_once_the_code_is_chosen(shown) -> None:
    at, form = shown(FieldType.MAP, "22:0.5", codes="isco08", low=0, high=1)
    assert [box.value for box in at.number_input] == [0.5]
    at.multiselect[0].set_value(["22", "7"]).run()
    assert form().row["f"] == "22:0.5|7:"
    at.number_input[1].set_value(0.2).run()
    assert form().row["f"] == "22:0.5|7:0.2"
    at.multiselect[0].set_value(["none"]).run()
    assert form().row["f"] == "none" and not at.number_input


def test_an_occupation_is_chosen_by_a_word_where_an_amount_is_asked_for_it(shown) -> None:
    """Typed in any of the five languages it is its code; what may mean several stays as it was typed."""
    at, form = shown(FieldType.MAP, "", codes="isco08", low=0, high=1)
    at.multiselect[0].set_value(["кухар", "Lehrer"]).run()
    assert not at.exception and form().row["f"] == "5120:|Lehrer:"
    assert [box.label.split(",")[0] for box in at.number_input] == ["5120", "Lehrer"]


def test_nothing_of_it_is_known_to_be_empty() -> None:
    assert drafts.several(["a", "none"]) == "none"
    assert drafts.amounts({"a": 1.0}, nothing=True) == "none"
    assert drafts.pairs("none") == {}


@pytest.mark.parametrize("text", ["", "x", "2026-13-01"])
def test_what_is_no_number_and_no_day_is_shown_empty(text: str) -> None:
    assert drafts.number(text) is None and drafts.day(text) is None


def test_numbers_are_written_without_a_needless_fraction() -> None:
    assert [drafts.figure(value) for value in (3.0, 0.25, 0.0, None)] == ["3", "0.25", "0", ""]
