"""What a form asks of whom, in which order, and that unknown stays unknown on the way into profiles."""

import pytest

from rematch.intake.folder.read import read_files
from rematch.intake.interview.form import (
    Form,
    Slot,
    around,
    new_household_id,
    put_into,
    role_at,
    seeded,
)
from rematch.intake.interview.questions import field_slots, own_question, progress, questions, sections, slots
from rematch.model import Cohort
from rematch.report.files.folder import files_of, folder_rows
from rematch.scenario import Scenario
from tests import demo

CATALOGUE = demo.catalogue()
PROFILES = demo.profiles()
ROWS = folder_rows(PROFILES, CATALOGUE)
REAL = PROFILES.cohort.model_copy(update={"invented": False})
ART9 = {c.id for c in CATALOGUE.criteria if c.art9}


def asked(form: Form, scenario: Scenario | None = None, cohort: Cohort = PROFILES.cohort):
    return questions(form, CATALOGUE, scenario or Scenario(), cohort)


def ids(form: Form, **how) -> list[str]:
    return [question.criterion.id for question in asked(form, **how)]


def two(**row: str) -> Form:
    """A household of a woman of 40 and a child of 9."""
    people = ({"member": "1", "age": "40", "role": "adult"}, {"member": "2", "age": "9", "role": "child"})
    return Form(kind="household", row={"household_id": "H-NEW", "consent": "yes", **row}, members=people)


def read(rows):
    files = files_of(PROFILES.cohort, rows)
    return read_files({name: text.encode() for name, text in files.items()}, CATALOGUE)[0]


def test_what_was_declined_before_it_had_a_cell_of_its_own_is_said_so_now() -> None:
    """Questions of yes and no keep it as their answer, of household and members; others stay unknown."""
    old = two().model_copy(update={"declined": ("has_pet", "seeks_work@2", "languages@2")})
    new = old.with_declined_as_said({"has_pet", "seeks_work"})
    assert new.declined == ("languages@2",)
    assert new.cell(Slot("has_pet")) == new.cell(Slot("seeks_work", "2")) == "declined"
    assert new.cell(Slot("languages", "2")) == ""


def test_consent_comes_first_then_the_household_then_the_groups_in_the_catalogue_s_order() -> None:
    groups = tuple(group.id for group in CATALOGUE.groups)
    assert sections("household", CATALOGUE) == ("consent", "household", *groups, "finish")
    assert sections("municipality", CATALOGUE) == ("municipality", "capacity", *groups, "finish")
    order = [groups.index(question.criterion.group) for question in asked(two())]
    assert order == sorted(order)


def test_a_household_is_never_asked_what_only_a_municipality_knows() -> None:
    everything = two().model_copy(update={"everything": True})
    assert not {"capacity_persons", "large_family", "school_places", "quota_balance"} & set(ids(everything))
    assert all(field.of != "municipality" for q in asked(everything) for field in q.fields)


def test_every_question_to_households_is_there_in_every_language() -> None:
    scenario = Scenario(switches=dict.fromkeys(ART9, True))
    for question in asked(two().model_copy(update={"everything": True}), scenario=scenario):
        said = [question.criterion.question, *(field.label for field in question.fields)]
        said += [option.label for field in question.fields for option in field.options]
        said += [question.criterion.purpose] if question.criterion.purpose else []
        for label in said:
            assert label.uk and label.ru and label.pl, (question.criterion.id, label.de)
    for rule in ("consent", "unity"):
        assert len({own_question(rule, CATALOGUE, lang) for lang in ("de", "en", "uk", "ru", "pl")}) == 5


def test_no_field_is_asked_twice() -> None:
    for form in (two(), Form(kind="municipality")):
        names = [field.id for question in asked(form) for field in question.fields]
        assert len(names) == len(set(names))


def test_what_does_not_count_is_asked_only_when_everything_is() -> None:
    assert "pets" not in ids(two())
    assert "pets" in ids(two().model_copy(update={"everything": True}))


def test_special_categories_are_asked_of_real_people_only_once_switched_on() -> None:
    everything = two().model_copy(update={"everything": True})
    assert not ART9 & set(ids(everything, cohort=REAL))
    assert ART9 & set(ids(everything, cohort=REAL, scenario=Scenario(switches={"dialysis": True}))) == {
        "dialysis"
    }


def test_what_stands_behind_a_flag_is_asked_only_of_those_who_said_yes() -> None:
    [question] = [q for q in asked(two()) if q.criterion.id == "vocational_training"]
    wish = next(field for field in question.fields if field.id == "training_wish")
    form = two()
    assert list(field_slots(question, wish, form)) == []
    form = form.answer(Slot("wants_training", "1"), "no")
    assert list(field_slots(question, wish, form)) == []
    form = form.answer(Slot("wants_training", "1"), "yes")
    assert list(field_slots(question, wish, form)) == [Slot("training_wish", "1")]


@pytest.mark.parametrize(
    ("criterion", "field", "need", "asks", "does_not"),
    [
        ("occupation_demand", "recognition_state", "isco", "2221", "7112"),
        ("higher_education", "study_certificate", "study_fields", "ict", "none"),
    ],
)
def test_recognition_and_certificate_are_asked_of_those_they_matter_to(
    criterion: str, field: str, need: str, asks: str, does_not: str
) -> None:
    """A nurse and who wants to study; no bricklayer, nobody who does not, and nobody before that is said."""
    [question] = [q for q in asked(two()) if q.criterion.id == criterion]
    [wanted] = [one for one in question.fields if one.id == field]
    form = two().answer(Slot("seeks_work", "1"), "yes")
    for said, expected in (("", []), (does_not, []), (asks, [Slot(field, "1")])):
        assert list(field_slots(question, wanted, form.answer(Slot(need, "1"), said))) == expected


def test_children_are_not_asked_about_work() -> None:
    [work] = [q for q in asked(two()) if q.criterion.id == "occupation_demand"]
    assert {slot.member for slot in slots(work, two())} == {"1"}
    [languages] = [q for q in asked(two()) if q.criterion.id == "language_support"]
    assert {slot.member for slot in slots(languages, two())} == {"1", "2"}


def test_a_municipality_is_asked_its_offers_and_how_much_its_own_criteria_matter() -> None:
    form = Form(kind="municipality", everything=True)
    found = {question.criterion.id: question for question in asked(form)}
    assert {field.id for q in found.values() for field in q.fields} == {
        field.id for field in CATALOGUE.fields_of("municipality")
    }
    ranked = {name for name, question in found.items() if question.ranked}
    assert ranked == {c.id for c in CATALOGUE.criteria if c.side == "municipality" and c.weighed}


def test_preferring_not_to_say_is_no_answer_in_the_profile_and_counts_as_asked() -> None:
    form = two(place="Lviv", lat="49.8", lon="24.0")
    flag = Slot("wants_own_flat")
    before = progress(form, asked(form))
    form = form.answer(flag, "yes").answer(flag, "", declined=True)
    assert form.is_answered(flag) and progress(form, asked(form)) == (before[0] + 1, before[1])
    household = read(put_into(form, ROWS)).households[-1]
    assert (household.id, household.size) == ("H-NEW", 2)
    assert household.answers == {} and household.priorities == {}
    assert household.wish_ags is None and all(m.answers == {} for m in household.members)
    assert not form.answer(flag, "").is_answered(flag)


@pytest.mark.parametrize("household", PROFILES.households[:8], ids=lambda h: h.id)
def test_a_household_s_form_put_back_unchanged_changes_nothing(household) -> None:
    form = seeded("household", household.id, ROWS, "de")
    assert read(put_into(form, ROWS)) == PROFILES


@pytest.mark.parametrize("place", PROFILES.municipalities, ids=lambda m: m.ags)
def test_a_municipality_s_form_put_back_unchanged_changes_nothing(place) -> None:
    assert read(put_into(seeded("municipality", place.ags, ROWS, "de"), ROWS)) == PROFILES


def test_an_empty_capacity_states_no_limit_and_a_zero_states_none() -> None:
    ags = PROFILES.municipalities[0].ags
    form = seeded("municipality", ags, ROWS, "de")
    form = form.answer(Slot("capacity_flat"), "").answer(Slot("capacity_hostel"), "0")
    place = read(put_into(form, ROWS)).municipalities[0]
    assert "flat" not in place.capacity and place.capacity["hostel"] == 0


def test_a_person_who_leaves_takes_what_was_said_along_and_numbers_are_not_used_again() -> None:
    form = (
        two().answer(Slot("languages", "2"), "uk:native").answer(Slot("seeks_work", "2"), "", declined=True)
    )
    form = form.without_member("1").with_member()
    assert [row["member"] for row in form.members] == ["2", "3"]
    assert form.without_member("2").declined == ()


def test_a_draft_whose_people_have_no_number_can_be_gone_on_with() -> None:
    """As an older program may have left it: they are kept, and the next one gets the first number."""
    form = Form(kind="household", members=({"age": "7"}, {"member": "x"})).with_member()
    assert [row.get("member") for row in form.members] == [None, "x", "1"]
    assert len(form.without_member("x").members) == 2


def test_without_consent_nothing_may_be_kept() -> None:
    assert two().storable
    assert not two(consent="no").storable and not Form(kind="household").storable
    assert Form(kind="municipality").storable


def test_a_form_is_checked_against_the_places_and_the_households_it_names() -> None:
    first = PROFILES.households[0].id
    form = two(linked_soft=first)
    near = around(form, ROWS)
    assert [row["household_id"] for row in near["households"]] == [first]
    assert near["municipalities"] == ROWS["municipalities"]
    assert read(put_into(two(linked_soft=first, lat="50", lon="20"), near)).households[-1].linked_soft == (
        first,
    )


def test_new_numbers_say_nothing_and_are_free() -> None:
    numbers = {new_household_id([]) for _ in range(200)}
    assert all(number.startswith("H-") and len(number) == 7 for number in numbers)
    assert len(numbers) > 190


@pytest.mark.parametrize(
    ("age", "role"), [(0, "child"), (17, "child"), (18, "adult"), (64, "adult"), (65, "older")]
)
def test_an_age_speaks_for_a_role(age: int, role: str) -> None:
    assert role_at(age) == role


def test_a_draft_reads_back_as_it_was() -> None:
    form = two().answer(Slot("place"), "Одеса").at("work")
    assert Form.model_validate_json(form.model_dump_json()) == form
