"""Whatever is written into a cell is read from it again, for every type and for every base field."""

import datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rematch.base_fields import BY_PROFILE, BaseField, Empty, FieldKind
from rematch.cells import CEFR, NOTHING, defused, drafts, parse, undefused, written
from rematch.cells.base import PARSERS
from rematch.cells.base import written as written_base
from rematch.cells.scalars import NO, YES
from rematch.criteria.catalogue import FieldType
from rematch.model import Confirmed, ExclusionReason, OpenTo, ProtectedFor, Role, Sex
from tests import builders

OPTIONS = ("sea", "forest", "lake", "river")
LABELS = [{"id": name, "label": {"de": name, "en": name}} for name in OPTIONS]
NUMBERS = st.floats(-1e9, 1e9).map(lambda value: value + 0.0)
"""Without a negative zero, which is no answer."""
POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180)).map(lambda p: (p[0] + 0.0, p[1] + 0.0))
TYPES: dict[FieldType, tuple[dict[str, Any], st.SearchStrategy[Any]]] = {
    FieldType.FLAG: ({}, st.booleans()),
    FieldType.NUMBER: ({}, NUMBERS),
    FieldType.CHOICE: ({"options": LABELS}, st.sampled_from(OPTIONS)),
    FieldType.TEXT: ({"codes": "isco08"}, st.from_regex(r"[0-9]{1,4}", fullmatch=True)),
    FieldType.LEVEL: ({}, st.sampled_from(CEFR)),
    FieldType.DATE: ({}, st.dates().map(datetime.date.isoformat)),
    FieldType.SET: ({"options": LABELS}, st.lists(st.sampled_from(OPTIONS), unique=True).map(tuple)),
    FieldType.MAP: ({"options": LABELS}, st.dictionaries(st.sampled_from(OPTIONS), NUMBERS)),
    FieldType.LANGUAGES: (
        {"codes": "language"},
        st.dictionaries(st.sampled_from(["uk", "de", "sr-Latn", "ckb"]), st.integers(0, 7).map(float)),
    ),
    FieldType.POINTS: ({}, st.lists(POINTS, unique=True).map(tuple)),
}
IDS = st.from_regex(r"[A-Za-z0-9_.-]{1,12}", fullmatch=True).filter(lambda text: text.lower() != NOTHING)
AGS = st.from_regex(r"[0-9]{8}", fullmatch=True)
KINDS: dict[FieldKind, st.SearchStrategy[Any]] = {
    FieldKind.ID: IDS,
    FieldKind.IDS: st.lists(IDS, unique=True).map(tuple),
    FieldKind.CRITERIA: st.lists(IDS, unique=True).map(tuple),
    FieldKind.AGS: AGS,
    FieldKind.PLACES: st.lists(AGS, unique=True).map(tuple),
    FieldKind.REASONS: st.lists(st.sampled_from(ExclusionReason)).map(tuple),
    FieldKind.REASON: st.text(min_size=1).filter(lambda text: text.lower() not in YES | NO),
    FieldKind.CONFIRMED: st.lists(st.sampled_from(Confirmed)).map(tuple),
    FieldKind.PLACE: st.text(min_size=1),
    FieldKind.TEXT: st.text(min_size=1),
    FieldKind.STATE: st.sampled_from(["DE-NW", "DE-BE"]),
    FieldKind.COORDINATE: st.floats(-180, 180),
    FieldKind.DAY: st.dates(),
    FieldKind.FLAG: st.booleans(),
    FieldKind.WHOLE: st.integers(0, 10**9),
    FieldKind.AMOUNT: st.integers(0, 10**6),
    FieldKind.ROLE: st.sampled_from(Role),
    FieldKind.NUMBER: st.floats(1, 100),
    FieldKind.SEX: st.sampled_from(Sex),
    FieldKind.UNIT_TYPE: IDS,
    FieldKind.PROTECTED_FOR: st.sampled_from(ProtectedFor),
    FieldKind.OPEN_TO: st.sampled_from(OpenTo),
}
BASE = [field for fields in BY_PROFILE.values() for field in fields]


@pytest.mark.parametrize("kind", FieldType)
@given(data=st.data())
def test_a_value_of_every_type_comes_back_from_its_cell(kind: FieldType, data: st.DataObject) -> None:
    """The cell is not empty, which would be unknown, and reads as the value that was written."""
    named, values = TYPES[kind]
    value = data.draw(values)
    text = written(value, kind)
    assert text
    assert parse(builders.field("f", type=kind, **named), text, {}) == value


@pytest.mark.parametrize("field", BASE, ids=lambda field: f"{field.of}.{field.column}")
@given(data=st.data())
def test_a_value_of_every_base_field_comes_back_from_its_cell(field: BaseField, data: st.DataObject) -> None:
    """An empty cell is written only where it says what the value is: that there are none."""
    value = data.draw(KINDS[field.kind])
    text = written_base(field, value)
    if not text:
        assert (value, field.empty) == ((), Empty.NONE)
    else:
        assert PARSERS[field.kind](text) == value


@example("'=1")
@example("''@x")
@example("'' ")
@given(st.text(alphabet=st.sampled_from("'=+-@＝＋－＠\t\r\n1a ")) | st.text())
def test_a_text_that_was_defused_reads_as_it_was(text: str) -> None:
    """However many apostrophes and signs it begins with; and what is defused begins with no formula."""
    safe = defused(text)
    assert undefused(safe) == text
    assert not safe.startswith(tuple("=+-@＝＋－＠\t\r\n"))


@given(st.lists(st.sampled_from(OPTIONS), unique=True))
def test_what_is_chosen_in_a_form_is_the_cell_our_files_have(chosen: list[str]) -> None:
    """Several answers chosen on screen are the set's cell, none chosen is unknown."""
    text = drafts.several(chosen)
    assert drafts.chosen(text) == chosen
    assert text == (written(tuple(chosen), FieldType.SET) if chosen else "")


@given(st.dictionaries(st.sampled_from(OPTIONS), NUMBERS, min_size=1))
def test_amounts_typed_in_a_form_are_read_as_they_were_typed(values: dict[str, float]) -> None:
    """Numbers by key become a map's cell, and back into the form's fields."""
    text = drafts.amounts(values)
    field = builders.field("f", type="map", options=LABELS)
    assert parse(field, text, {}) == values
    assert {key: drafts.number(said) for key, said in drafts.pairs(text).items()} == values
