"""Profiles edited in the app, taken back, and a cohort deleted for good."""

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from rematch.model import CohortId
from rematch.scenario import Scenario
from rematch.texts import say
from rematch.ui.components.written_table import GONE
from rematch.ui.shell import cached
from rematch.ui.working.visit import SEEN, Seen
from tests import demo
from tests.app.conftest import Open
from tests.app.screen import refused
from tests.app.written import WrittenTable

WEIGHED = Scenario(weights={"childcare": 9.0})  # type: ignore[dict-item]
FLAGS = {field.id for field in demo.catalogue().fields if field.of == "municipality" and field.type == "flag"}


def view(at: AppTest, name: str) -> AppTest:
    next(group for group in at.button_group if group.key == "profiles_view").set_value(name)
    at.run()
    assert not at.exception
    return at


def editor(at: AppTest) -> WrittenTable:
    return WrittenTable(at, "edit_")


def first(at: AppTest) -> str:
    """The first row of the table."""
    return next(iter(editor(at).rows))


def edit(at: AppTest, **cells: object) -> AppTest:
    """Write into cells of the first row."""
    return editor(at).write({(first(at), column): value for column, value in cells.items()})


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
    edit(editing, place="Lodz")
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
    """At its cell, too, in the same words; what was written stays there until it is discarded."""
    before = editor(editing).rows
    edit(editing, lat="500")
    assert editing.error and editing.button(key="edit_save").disabled
    cell = first(editing), "lat"
    assert editor(editing).rows[cell[0]]["lat"] == "500" and set(editor(editing).faults) == {cell}
    said = next(table.value for table in editing.dataframe if "todo" in table.value.columns)
    assert editor(editing).faults[cell].startswith(said["what"].iloc[0])
    editing.button(key="edit_discard").click().run()
    assert not editing.exception and not editing.error
    assert editor(editing).rows == before and not editor(editing).faults


def test_a_new_row_without_members_is_refused_in_words(editing: AppTest) -> None:
    """An empty one says nothing yet; it is told at its name."""
    new = editor(editing).add()
    assert not editing.error and not [one for one in editing.button if one.key == "edit_save"]
    cells = {"household_id": "NEW-1", "lat": "52", "lon": "21", "consent": "yes"}
    editor(editing).write({(new, column): value for column, value in cells.items()})
    assert (new, "household_id") in editor(editing).faults
    assert editing.error and editing.button(key="edit_save").disabled
    editing.button(key="edit_discard").click().run()


def test_a_changed_offer_counts_as_stated_today(opened: Open) -> None:
    at = view(opened("profiles"), "municipalities")
    at.toggle(key="profiles_edit").set_value(True).run()
    at.selectbox(key="edit_columns_municipalities").set_value("housing").run()
    assert not at.exception
    flag = next(column for column in editor(at).columns if column in FLAGS)
    new = "no" if editor(at).rows[first(at)][flag] == "yes" else "yes"
    edit(at, **{flag: new})
    at.button(key="edit_save").click().run()
    place = cached.store().load_profiles("session").municipalities[0]
    assert place.offers[flag] is (new == "yes")
    assert place.as_of[flag].isoformat() == date.today().isoformat()


def test_a_municipality_renamed_like_another_one_is_told_apart_and_told(opened: Open) -> None:
    """Both get their Land, or AGS, behind the name; the page says so before it is stored."""
    one, other = cached.store().load_profiles(CohortId("session")).municipalities[:2]
    at = view(opened("profiles"), "municipalities")
    at.toggle(key="profiles_edit").set_value(True).run()
    edit(at, name=other.name)
    said = " ".join(warning.value for warning in at.warning)
    at.button(key="edit_save").click().run()
    stored = cached.store().load_profiles(CohortId("session")).municipalities
    names = {place.ags: place.name for place in stored}
    assert names[one.ags] != names[other.ags] and len(set(names.values())) == len(names)
    for ags in (one.ags, other.ags):
        assert names[ags].startswith(f"{other.name} (") and names[ags] in said
    view(at, "states").button(key="keeping_undo").click().run()


@pytest.mark.parametrize("name", ["households", "members", "municipalities"])
def test_every_part_of_every_table_can_be_opened_for_editing(opened: Open, name: str) -> None:
    at = view(opened("profiles"), name)
    at.toggle(key="profiles_edit").set_value(True).run()
    for group in ("housing", "health", "priorities"):
        at.selectbox(key=f"edit_columns_{name}").set_value(group if name != "members" else "education").run()
        assert not at.exception
        assert editor(at).rows


def test_a_list_of_units_is_begun_checked_saved_and_shown(opened: Open) -> None:
    """Of one that has no list yet; a faulty row is told and cannot be saved; then the table has it."""
    at = view(opened("profiles"), "units")
    at.toggle(key="profiles_edit").set_value(True).run()
    town = next(m for m in cached.store().load_profiles("session").municipalities if not m.units)
    new = editor(at).add(ags=town.ags, unit="W1", type="flat", beds="0", open_to="families")
    assert at.error and at.button(key="edit_save").disabled and (new, "beds") in editor(at).faults
    editor(at).write({(new, "beds"): "4"})
    at.button(key="edit_save").click().run()
    assert not at.exception
    stored = cached.store().load_profiles("session").municipalities
    [unit] = next(place.units for place in stored if place.ags == town.ags)
    assert (unit.unit, unit.type, unit.beds, unit.open_to, unit.count) == ("W1", "flat", 4, "families", 1)
    at.toggle(key="profiles_edit").set_value(False).run()
    shown = WrittenTable(at, "profiles_unit").rows.values()
    own = [row["beds"] for row in shown if row["municipality"] == town.name]
    assert own == [[4, "4"]] and len(shown) > len(own)


def test_the_editor_speaks_english(opened: Open) -> None:
    at = opened("profiles", "en")
    at.toggle(key="profiles_edit").set_value(True).run()
    assert not at.exception and "Nothing is changed." in [element.value for element in at.markdown]


def test_wishes_and_links_are_chosen_from_lists(editing: AppTest) -> None:
    """Municipalities by name, in the order of the wishes; households by id; what differs is said in names."""
    edit(editing, wish_ags=["09162000", "05111000"], linked_soft=["H002"])
    editing.button(key="edit_save").click().run()
    changed = households(editing)[0]
    assert (changed.wish_ags, changed.linked_soft) == (("09162000", "05111000"), ("H002",))
    edit(editing, wish_ags=["none"], linked_soft=[])
    said = next(table.value for table in editing.dataframe if "after" in table.value.columns)
    assert list(said["before"]) == ["München und Düsseldorf", "H002"]
    editing.button(key="edit_save").click().run()
    assert (households(editing)[0].wish_ags, households(editing)[0].linked_soft) == ((), ())


def test_a_row_taken_out_takes_nothing_else_along(editing: AppTest) -> None:
    """What is written after it, by whoever has not seen it go yet, still comes to the row that was meant."""
    one, other, third = list(editor(editing).rows)[:3]
    ids = [editor(editing).rows[name]["household_id"] for name in (one, other, third)]
    editor(editing).write({(other, GONE): True, (third, "place"): "Lodz"})
    assert other not in editor(editing).rows
    assert (editor(editing).rows[third]["household_id"], editor(editing).rows[third]["place"]) == (
        ids[2],
        "Lodz",
    )
    editor(editing).write({(third, "place"): "Gdynia"})
    said = next(table.value for table in editing.dataframe if "after" in table.value.columns)
    assert "Gdynia" in list(said["after"]) and "Lodz" not in list(said["after"])
    assert list(said["row"][said["key"] == say("edit.gone", "de")]) == [ids[1]]
    editing.button(key="edit_discard").click().run()
    assert len(editor(editing).rows) == len(households(editing))


def test_a_row_is_found_and_written_in_while_the_others_are_out_of_sight(editing: AppTest) -> None:
    """A new row is seen whatever is searched for; what is hidden stays as it is."""
    editing.text_input(key="edit_search_households").set_value("h007").run()
    table = editor(editing)
    assert [row["household_id"] for row in table.rows.values()] == ["H007"]
    table.write({(first(editing), "place"): "Lodz"})
    new = table.add()
    assert list(table.rows)[-1] == new and len(table.rows) == 2
    said = next(one.value for one in editing.dataframe if "after" in one.value.columns)
    assert list(said["row"]) == ["H007"] and list(said["after"]) == ["Lodz"]
    editing.button(key="edit_discard").click().run()


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
