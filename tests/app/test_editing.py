"""Profiles edited in the app, taken back, and a cohort deleted for good."""

import json
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from rematch.scenario import Scenario
from rematch.texts import say
from rematch.ui.shell import cached
from rematch.ui.working.visit import SEEN, Seen
from tests import demo
from tests.app.conftest import Open
from tests.app.screen import refused

WEIGHED = Scenario(weights={"childcare": 9.0})  # type: ignore[dict-item]
FLAGS = {field.id for field in demo.catalogue().fields if field.of == "municipality" and field.type == "flag"}


def view(at: AppTest, name: str) -> AppTest:
    next(group for group in at.button_group if group.key == "profiles_view").set_value(name)
    at.run()
    assert not at.exception
    return at


def editor(at: AppTest) -> Any:
    return next(table for table in at.dataframe if (table.key or "").startswith("edit_"))


def edit(at: AppTest, **done: Any) -> AppTest:
    """Type into the table; the test kit has no hand for that."""
    states = at._tree.get_widget_states()
    typed = states.widgets.add()
    typed.id = editor(at).proto.id
    typed.string_value = json.dumps({"edited_rows": {}, "added_rows": [], "deleted_rows": [], **done})
    at._run(states)
    assert not at.exception
    return at


@pytest.fixture
def editing(opened: Open) -> AppTest:
    at = opened("profiles")
    at.toggle(key="profiles_edit").set_value(True).run()
    assert not at.exception
    return at


def households(at: AppTest) -> list[Any]:
    return list(cached.store().load_profiles("session").households)


def test_a_changed_cell_is_checked_saved_and_taken_back(editing: AppTest) -> None:
    """What was decided stays in force all the while: the people are the same."""
    before = households(editing)
    edit(editing, edited_rows={"0": {"place": "Lodz"}})
    assert households(editing) == before
    editing.session_state[SEEN] = Seen(WEIGHED)
    editing.button(key="edit_save").click().run()
    assert not editing.exception
    assert households(editing)[0].place == "Lodz"
    assert editing.session_state[SEEN].scenario == WEIGHED
    assert [line.action for line in cached.store().journal("session")][-1] == "edit"
    view(editing, "states").button(key="keeping_undo").click().run()
    assert not editing.exception
    assert households(editing) == before
    assert editing.session_state[SEEN].scenario == WEIGHED


def test_what_cannot_be_is_told_with_its_row_and_cannot_be_saved(editing: AppTest) -> None:
    edit(editing, edited_rows={"0": {"lat": 500.0}})
    assert editing.error and editing.button(key="edit_save").disabled
    editing.button(key="edit_discard").click().run()
    assert not editing.exception and not editing.error


def test_a_new_row_without_members_is_refused_in_words(editing: AppTest) -> None:
    edit(editing, added_rows=[{"household_id": "NEW-1", "lat": 52.0, "lon": 21.0, "consent": "yes"}])
    assert editing.error and editing.button(key="edit_save").disabled
    editing.button(key="edit_discard").click().run()


def test_a_changed_offer_counts_as_stated_today(opened: Open) -> None:
    at = view(opened("profiles"), "municipalities")
    at.toggle(key="profiles_edit").set_value(True).run()
    at.selectbox(key="edit_columns_municipalities").set_value("housing").run()
    assert not at.exception
    frame = editor(at).value
    flag = next(column for column in frame.columns if column in FLAGS)
    new = "no" if frame[flag].iloc[0] == "yes" else "yes"
    edit(at, edited_rows={"0": {flag: new}})
    at.button(key="edit_save").click().run()
    place = cached.store().load_profiles("session").municipalities[0]
    assert place.offers[flag] is (new == "yes")
    assert place.as_of[flag].isoformat() == date.today().isoformat()


@pytest.mark.parametrize("name", ["households", "members", "municipalities"])
def test_every_part_of_every_table_can_be_opened_for_editing(opened: Open, name: str) -> None:
    at = view(opened("profiles"), name)
    at.toggle(key="profiles_edit").set_value(True).run()
    for group in ("housing", "health", "priorities"):
        at.selectbox(key=f"edit_columns_{name}").set_value(group if name != "members" else "education").run()
        assert not at.exception
        assert len(editor(at).value) > 0


def test_a_list_of_units_is_begun_checked_saved_and_shown(opened: Open) -> None:
    """Of one that has no list yet; a faulty row is told and cannot be saved; then the table has it."""
    at = view(opened("profiles"), "units")
    at.toggle(key="profiles_edit").set_value(True).run()
    town = next(m for m in cached.store().load_profiles("session").municipalities if not m.units)
    row = {"ags": town.ags, "unit": "W1", "type": "flat", "beds": 0.0, "open_to": "families"}
    edit(at, added_rows=[row])
    assert at.error and at.button(key="edit_save").disabled
    edit(at, added_rows=[{**row, "beds": 4.0}])
    at.button(key="edit_save").click().run()
    assert not at.exception
    stored = cached.store().load_profiles("session").municipalities
    [unit] = next(place.units for place in stored if place.ags == town.ags)
    assert (unit.unit, unit.type, unit.beds, unit.open_to, unit.count) == ("W1", "flat", 4, "families", 1)
    at.toggle(key="profiles_edit").set_value(False).run()
    shown = next(table.value for table in at.dataframe if "beds" in table.value.columns)
    own = shown[shown["municipality"] == town.name]
    assert own["beds"].tolist() == [4] and len(shown) > len(own)


def test_the_editor_speaks_english(opened: Open) -> None:
    at = opened("profiles", "en")
    at.toggle(key="profiles_edit").set_value(True).run()
    assert not at.exception and "Nothing is changed." in [element.value for element in at.markdown]


def test_wishes_and_links_are_chosen_from_lists(editing: AppTest) -> None:
    """Municipalities by name, in the order of the wishes; households by id; what differs is said in names."""
    edit(editing, edited_rows={"0": {"wish_ags": ["09162000", "05111000"], "linked_soft": ["H002"]}})
    editing.button(key="edit_save").click().run()
    changed = households(editing)[0]
    assert (changed.wish_ags, changed.linked_soft) == (("09162000", "05111000"), ("H002",))
    edit(editing, edited_rows={"0": {"wish_ags": ["none"], "linked_soft": []}})
    said = next(table.value for table in editing.dataframe if "after" in table.value.columns)
    assert list(said["before"]) == ["München und Düsseldorf", "H002"]
    editing.button(key="edit_save").click().run()
    assert (households(editing)[0].wish_ags, households(editing)[0].linked_soft) == ((), ())


def test_deleting_needs_the_name_one_gave_and_leaves_nothing_of_it(opened: Open) -> None:
    """The name stands on the page and is what has to be typed, not an id made of it."""
    at = view(opened("profiles"), "states")
    assert at.button(key="keeping_delete").disabled
    name = cached.store().load_profiles("session").cohort.name
    assert name != "session" and name in at.text_input(key="keeping_confirm").label
    at.text_input(key="keeping_confirm").set_value("session").run()
    assert at.button(key="keeping_delete").disabled
    assert refused(at) == {"keeping_confirm": say("keeping.delete.other", "de")}
    at.text_input(key="keeping_confirm").set_value(f" {name}").run()
    assert refused(at) == {}
    at.button(key="keeping_delete").click().run()
    assert not at.exception and at.success
    assert "session" not in {cohort.cohort for cohort in cached.store().cohorts()}
