"""A household interviewed in its language and stored, left and resumed; a municipality's profile updated."""

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from rematch.model import CohortId, Viewer
from rematch.texts import consent_wording, say
from rematch.ui.shell import cached, state
from tests.app.conftest import Open
from tests.app.screen import heard, refused
from tests.app.written import WrittenTable


def widget(at: AppTest, kind: str, ending: str) -> Any:
    """The one widget of the open form whose key ends so."""
    found = [one for one in getattr(at, kind) if (one.key or "").endswith(f"_{ending}")]
    assert len(found) == 1, (ending, [one.key for one in getattr(at, kind)])
    return found[0]


def run(at: AppTest) -> AppTest:
    at.run()
    assert not at.exception, at.exception
    return at


def press(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click()
    return run(at)


def choose(at: AppTest, kind: str, ending: str, value: object) -> AppTest:
    widget(at, kind, ending).set_value(value)
    return run(at)


def type_in(at: AppTest, ending: str, word: str) -> AppTest:
    """A word of one's own in a box that takes such."""
    widget(at, "selectbox", ending).options.append(word)
    return choose(at, "selectbox", ending, word)


def part(at: AppTest, name: str) -> AppTest:
    next(group for group in at.button_group if group.key == "form_part").set_value(name)
    return run(at)


def headers(at: AppTest) -> list[str]:
    return [header.value for header in at.header]


def begun(at: AppTest, lang: str = "uk") -> AppTest:
    at.selectbox(key="form_lang").set_value(lang)
    run(at)
    press(at, "form_begin")
    return choose(at, "button_group", "consent", "yes")


def stored(number: str) -> Any:
    return next(h for h in cached.store().load_profiles("session").households if h.id == number)


def test_an_interview_in_ukrainian_is_left_resumed_checked_and_stored(opened: Open) -> None:
    at = begun(opened("questionnaire"))
    assert headers(at) == ["Згода"]
    press(at, "form_next")
    assert headers(at) == ["Родина"]
    number = widget(at, "text_input", "household_id").value
    choose(at, "selectbox", "place", "Kraków")
    assert widget(at, "number_input", "lat").value == pytest.approx(50.06)
    choose(at, "number_input", "age@1", 34)
    assert widget(at, "selectbox", "role@1").value == "adult"
    press(at, "form_add")
    choose(at, "number_input", "age@2", 8)
    part(at, "housing")
    assert headers(at) == ["Житло"]
    choose(at, "multiselect", "accepted_types", ["shared_flat", "flat"])
    choose(at, "button_group", "wants_own_flat", "declined")
    press(at, "form_leave")
    assert number in " ".join(element.value for element in at.markdown)

    again = opened("questionnaire")
    [form] = [one for one in cached.store().forms("session") if number in one.content]
    press(again, f"form_resume_{form.form}")
    assert headers(again) == ["Житло"]
    assert widget(again, "multiselect", "accepted_types").value == ["shared_flat", "flat"]
    assert widget(again, "button_group", "wants_own_flat").value == "declined"
    part(again, "language")
    choose(again, "multiselect", "languages@1", ["uk", "de"])
    choose(again, "selectbox", "languages@1_uk", "native")
    press(again, "form_finish")
    assert again.error and not [b for b in again.button if b.key == "form_store"]
    press(again, "form_fault_languages@1")
    assert headers(again) == ["Мова"] and len(refused(again)) == 1
    choose(again, "selectbox", "languages@1_de", "A1")
    choose(again, "selectbox", "priority_language_support", "2")
    press(again, "form_finish")
    press(again, "form_store")

    household = stored(number)
    assert household.consent and household.place == "Kraków" and [m.age for m in household.members] == [34, 8]
    assert household.consent_date == date.today() and household.consent_language == "uk"
    assert household.consent_version == consent_wording("uk") != consent_wording("pl")
    assert household.answers["accepted_types"] == ("shared_flat", "flat")
    assert household.answers["wants_own_flat"] == "declined"
    assert household.members[0].answers["languages"] == {"uk": 7.0, "de": 1.0}
    assert household.priorities == {"language_support": 2}
    assert cached.store().revisions("session")[-1].action == "form"
    assert not [one for one in cached.store().forms("session") if number in one.content]
    press(again, "form_undo")
    assert number not in {h.id for h in cached.store().load_profiles("session").households}


def test_what_is_noted_about_a_consent_can_be_set_right_and_goes_with_a_no(opened: Open) -> None:
    """The scope and who heard it are typed; a yes that becomes a no leaves nothing of them."""
    at = begun(opened("questionnaire"))
    at.session_state["form_consent_noted"] = True
    run(at)
    for column, text in (("consent_scope", "Gesundheit"), ("consent_noted_by", "Beratung Nord")):
        widget(at, "text_input", column).set_value(text)
        run(at)
    [kept] = [one.content for one in cached.store().forms("session") if "Beratung Nord" in one.content]
    assert "Gesundheit" in kept and date.today().isoformat() in kept
    choose(at, "button_group", "consent", "no")
    choose(at, "button_group", "consent", "yes")
    at.session_state["form_consent_noted"] = True
    run(at)
    assert widget(at, "text_input", "consent_noted_by").value == ""


def test_without_consent_nothing_is_asked_and_nothing_kept_but_that(opened: Open) -> None:
    before = cached.store().forms("session")
    at = opened("questionnaire")
    press(at, "form_begin")
    choose(at, "button_group", "consent", "no")
    assert at.button(key="form_next").disabled
    assert cached.store().forms("session") == before
    press(at, "form_no_consent")
    assert cached.store().forms("session") == before
    line = cached.store().journal("session")[-1]
    assert (line.action, line.details) == ("no_consent", {})


def test_a_household_s_present_answers_are_filled_in_and_an_update_changes_only_what_was_changed(
    opened: Open,
) -> None:
    old = stored("H001")
    at = opened("questionnaire")
    at.selectbox(key="form_household").set_value("H001")
    run(at)
    press(at, "form_begin")
    part(at, "place")
    assert widget(at, "multiselect", "wish_ags").value == list(old.wish_ags)
    choose(at, "button_group", "urban_wish", "5")
    press(at, "form_finish")
    press(at, "form_store")
    new = stored("H001")
    assert new.answers["urban_wish"] == 5
    same = {"answers": {**new.answers, "urban_wish": old.answers["urban_wish"]}}
    assert new.model_copy(update=same) == old
    press(at, "form_undo")


def test_consent_taken_back_takes_the_household_and_links_to_it_out(opened: Open) -> None:
    at = opened("questionnaire")
    at.selectbox(key="form_household").set_value("H002")
    run(at)
    press(at, "form_begin")
    choose(at, "button_group", "consent", "no")
    assert at.warning and at.button(key="form_no_consent").disabled
    next(box for box in at.checkbox if (box.key or "").endswith("_withdrawn_sure")).check()
    run(at)
    press(at, "form_no_consent")
    left = cached.store().load_profiles("session").households
    assert "H002" not in {h.id for h in left}
    assert not [h for h in left if "H002" in (*h.linked_hard, *h.linked_soft, *h.apart)]
    assert at.success and cached.store().journal("session")[-2].action == "erased"


def test_two_interviews_are_two_drafts(opened: Open) -> None:
    one, other = begun(opened("questionnaire")), begun(opened("questionnaire"), "pl")
    press(one, "form_next")
    press(other, "form_next")
    numbers = {widget(at, "text_input", "household_id").value for at in (one, other)}
    kept = [form.content for form in cached.store().forms("session")]
    assert len(numbers) == 2
    assert all(any(number in content for content in kept) for number in numbers)
    assert not [value for at in (one, other) for value in at.query_params.values() if "H-" in str(value)]


def test_a_number_that_is_taken_is_told_beside_it(opened: Open) -> None:
    at = begun(opened("questionnaire"))
    press(at, "form_next")
    choose(at, "text_input", "household_id", "h001")
    assert list(refused(at).values()) == [say("questionnaire.clash", "de")] and heard(at)
    press(at, "form_finish")
    assert not [b for b in at.button if b.key == "form_store"]


def test_a_municipality_s_profile_is_updated_with_its_day_and_own_priority(opened: Open) -> None:
    place = cached.store().load_profiles("session").municipalities[0]
    at = opened("questionnaire")
    next(group for group in at.button_group if group.key == "form_kind").set_value("municipality")
    run(at)
    at.selectbox(key="form_municipality").set_value(place.ags)
    run(at)
    press(at, "form_begin")
    press(at, "form_next")
    assert widget(at, "number_input", "capacity_persons").value == place.capacity["persons"]
    choose(at, "number_input", "capacity_flat", 0.0)
    choose(at, "number_input", "capacity_hostel", None)
    part(at, "work")
    choose(at, "selectbox", "priority_labour_need_city", "3")
    choose(at, "number_input", "unemployment_rate", 4.5)
    press(at, "form_finish")
    press(at, "form_store")
    new = next(m for m in cached.store().load_profiles("session").municipalities if m.ags == place.ags)
    assert new.capacity["flat"] == 0 and "hostel" not in new.capacity
    assert new.priorities["labour_need_city"] == 3
    assert (new.offers["unemployment_rate"], new.as_of["unemployment_rate"]) == (4.5, date.today())
    assert new.offers["transport_index"] == place.offers["transport_index"]
    press(at, "form_undo")


def test_a_municipality_that_is_not_in_the_cohort_can_be_added(opened: Open) -> None:
    at = opened("questionnaire")
    next(group for group in at.button_group if group.key == "form_kind").set_value("municipality")
    run(at)
    at.selectbox(key="form_municipality").set_value("01054014")
    run(at)
    press(at, "form_begin")
    press(at, "form_finish")
    assert at.error
    press(at, "form_fault_capacity_persons")
    choose(at, "number_input", "capacity_persons", 7.0)
    press(at, "form_finish")
    press(at, "form_store")
    new = next(m for m in cached.store().load_profiles("session").municipalities if m.ags == "01054014")
    assert (new.name, new.capacity, new.offers) == ("Bordelum", {"persons": 7.0}, {})
    press(at, "form_undo")


@pytest.mark.parametrize("lang", ["de", "en", "uk", "ru", "pl"])
def test_every_part_can_be_opened_in_every_language(opened: Open, lang: str) -> None:
    at = begun(opened("questionnaire"), lang)
    for group in cached.catalogue().groups:
        part(at, group.id)
        assert headers(at) == [group.label.in_(lang)]
        assert any(element.value.startswith("**") for element in at.markdown)


def test_what_does_not_count_is_asked_only_when_wanted_and_special_categories_only_when_switched_on(
    opened: Open,
) -> None:
    at = opened("questionnaire")
    at.toggle(key="form_everything").set_value(True)
    run(at)
    begun(at, "de")
    part(at, "housing")
    assert widget(at, "button_group", "has_pet")
    part(at, "health")
    keys = [one.key or "" for one in at.button_group]
    assert any(key.endswith("_needs_psychosocial") for key in keys)
    assert not any(key.endswith("_maternity_care") for key in keys)


def test_the_page_is_there_in_english(opened: Open) -> None:
    """Its title is the English one, and no button on it is named as on the German page."""
    english, german = opened("questionnaire", "en"), opened("questionnaire", "de")
    assert english.title[0].value == say("nav.questionnaire", "en")
    names = [{one.key: one.label for one in at.button if one.key} for at in (english, german)]
    begin = {key for key in names[0] if key.startswith("form_")}
    assert begin and all(names[0][key] != names[1][key] for key in begin)


def test_a_draft_can_be_discarded_and_one_of_other_criteria_opens_at_its_beginning(opened: Open) -> None:
    at = begun(opened("questionnaire"))
    press(at, "form_leave")
    kept = cached.store().forms("session")[0]
    press(at, f"form_discard_{kept.form}")
    assert kept.form not in {form.form for form in cached.store().forms("session")}
    content = kept.content.replace('"section":"consent"', '"section":"a group that was"')
    cached.store().save_form("session", kept.form, content, state.viewer())
    press(opened("questionnaire"), f"form_resume_{kept.form}")
    cached.store().delete_form("session", kept.form)


def test_a_draft_of_another_version_is_listed_and_can_be_deleted(opened: Open) -> None:
    """What is kept of a person is seen and can go, even where it can no longer be read."""
    cached.store().save_form(CohortId("session"), "f7", '{"version": 7}', Viewer())
    at = opened("questionnaire")
    assert say("questionnaire.unreadable", "de") in " ".join(one.value for one in at.markdown)
    press(at, "form_discard_f7")
    assert "f7" not in [draft.form for draft in cached.store().forms(CohortId("session"))]


def test_a_municipality_lists_its_units_and_the_list_is_stored(opened: Open) -> None:
    """What is wrong is told at its cell; the sound list is in the profile, without an empty row."""
    at = opened("questionnaire")
    next(group for group in at.button_group if group.key == "form_kind").set_value("municipality")
    run(at)
    place = next(m for m in cached.store().load_profiles("session").municipalities if not m.units)
    at.selectbox(key="form_municipality").set_value(place.ags)
    run(at)
    press(at, "form_begin")
    part(at, "capacity")
    new = units(at).add(unit="W1", type="flat", rooms="2,5", beds="0")
    part(at, "finish")
    assert at.error
    part(at, "capacity")
    assert list(units(at).faults) == [(new, "beds")]
    units(at).write({(new, "beds"): "4"})
    units(at).add()
    part(at, "finish")
    press(at, "form_store")
    stored = cached.store().load_profiles("session").municipalities
    found = next(town.units for town in stored if town.ags == place.ags)
    assert [(unit.unit, unit.type, unit.rooms, unit.beds) for unit in found] == [("W1", "flat", 2.5, 4)]


def units(at: AppTest) -> WrittenTable:
    """The table of units of the open form."""
    (key,) = [one.key for one in at.get("bidi_component") if (one.key or "").endswith("_units")]
    return WrittenTable(at, key)


def test_a_place_and_an_occupation_are_found_by_a_word(opened: Open) -> None:
    """In any of the languages, without latitude or code; a place nobody knows keeps no other's point."""
    at = begun(opened("questionnaire"))
    press(at, "form_next")
    for name, lat in (("Львів", 49.84), ("Nirgendwo", None), ("Kyiv", 50.45), ("München", 48.14)):
        type_in(at, "place", name)
        assert widget(at, "number_input", "lat").value == (
            lat if lat is None else pytest.approx(lat, abs=0.01)
        )
    choose(at, "number_input", "age@1", 34)
    part(at, "work")
    choose(at, "button_group", "seeks_work@1", "yes")
    for word, code in (("кухар", "5120"), ("pielęgniarka", "2221"), ("Elektriker", "7411"), ("Xyz", "Xyz")):
        type_in(at, "isco@1", word)
        assert widget(at, "selectbox", "isco@1").value == code
    for word in ("Lehrer:in", "Elektrikr"):
        type_in(at, "isco@1", word)
        assert widget(at, "selectbox", "isco@1").value == word
