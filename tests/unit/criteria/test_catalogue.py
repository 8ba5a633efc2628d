"""The catalogue that ships: complete, in both languages, and each row fit for its measure."""

from pathlib import Path

import pytest

from rematch.criteria.catalogue import MeasureName, RuleName
from rematch.criteria.reading import read_catalogue
from rematch.errors import DataErrors
from rematch.model import CriterionId

FILE = Path(__file__).parents[3] / "data" / "criteria.toml"
CATALOGUE = read_catalogue(FILE)


def test_groups_come_in_the_order_a_person_reads_them() -> None:
    assert [group.label.de for group in CATALOGUE.groups] == [
        "Wohnen",
        "Gesundheit und Schutz",
        "Kinder und Bildung",
        "Sprache",
        "Arbeit",
        "Menschen und Bindungen",
        "Ort",
    ]


def test_every_group_has_criteria_and_criteria_stand_in_the_order_of_groups() -> None:
    order = [group.id for group in CATALOGUE.groups]
    places = [order.index(c.group) for c in CATALOGUE.criteria]
    assert places == sorted(places) and set(places) == set(range(len(order)))


def test_every_criterion_asks_a_whole_question_in_both_languages() -> None:
    """Each ends as a sentence does, and none is left in the other language."""
    for criterion in CATALOGUE.criteria:
        words = criterion.question
        assert words.de != words.en, criterion.id
        assert words.de.endswith(("?", ".")) and words.en.endswith(("?", ".")), criterion.id


def test_exactly_the_special_categories_state_their_purpose() -> None:
    """Art. 9 asks for it; elsewhere it would be noise."""
    assert {c.id for c in CATALOGUE.criteria if c.purpose} == {c.id for c in CATALOGUE.criteria if c.art9}


def test_a_catalogue_that_names_the_measure_that_is_gone_is_read_with_the_one_in_its_place() -> None:
    """Files and stores of before say `overlap`; more offers no longer lower the score there."""
    assert MeasureName("overlap") is MeasureName.COVERAGE


def test_every_criterion_names_its_source() -> None:
    """Letters of the list at the head of the file."""
    assert all(set(c.source.split(",")) <= set("RMHDGULPX") for c in CATALOGUE.criteria)


def test_exactly_what_is_weighed_has_a_weight() -> None:
    """A weight that nothing reads would be a promise."""
    assert {c.id for c in CATALOGUE.criteria if c.weight > 0} == {
        c.id for c in CATALOGUE.criteria if c.weighed
    }


def test_what_needs_special_care_is_asked_of_people_only() -> None:
    """Special categories are data of people; hard ones stand off on real people until switched on."""
    special = [c for c in CATALOGUE.criteria if c.art9 and c.need in CATALOGUE.field_by_id]
    assert special
    assert all(CATALOGUE.field_by_id[c.need].of != "municipality" for c in special)  # type: ignore[index]


def test_what_holds_without_a_row_has_one_in_the_file_that_ships() -> None:
    """So that it has words, and where it may be lifted, a switch."""
    assert {c.rule for c in CATALOGUE.criteria if c.rule is not None} == set(RuleName)


def test_resources_of_which_the_plan_decides_who_is_served_are_childcare_and_courses() -> None:
    assert {r.id for r in CATALOGUE.resources if r.binds == "served"} == {"childcare", "course_seats"}


def test_protective_resources_are_step_free_and_protected_places() -> None:
    assert {r.id for r in CATALOGUE.resources if r.protective} == {"step_free", "protected_places"}


def test_school_stages_cover_every_school_age_once() -> None:
    stages = [r.demand.age for r in CATALOGUE.resources if r.criterion == "school_places"]
    ages = [age for stage in stages if stage for age in range(stage[0], stage[1] + 1)]
    assert ages == list(range(6, 18))


def test_every_resource_row_has_a_resource() -> None:
    by_rule = (RuleName.RESOURCE, RuleName.ACCOMMODATION)
    rows = {c.id for c in CATALOGUE.criteria if c.rule in by_rule or c.measure is MeasureName.PLACES}
    assert rows == {r.criterion for r in CATALOGUE.resources}


def test_every_field_is_used_or_asked_of_everybody() -> None:
    used = {
        f for c in CATALOGUE.criteria for f in (c.need, c.offer, c.applies, c.params.wait, c.params.split)
    }
    used |= {term.field for c in CATALOGUE.criteria for term in c.params.terms}
    used |= {name for c in CATALOGUE.criteria for one in c.conditions for name in (one.field, one.spoken)}
    used |= {r.demand.field for r in CATALOGUE.resources}
    read_by_rules = {"place_from", "place_to"}
    asked_of_everybody = {"isced"}
    assert {f.id for f in CATALOGUE.fields} - used == read_by_rules | asked_of_everybody


def test_names_that_lead_nowhere_are_all_reported_at_once(tmp_path: Path) -> None:
    broken = FILE.read_text("utf-8").replace('need = "has_pet"', 'need = "has_dog"')
    broken = broken.replace('offer = "pets_allowed"', 'offer = "dogs_allowed"')
    path = tmp_path / "criteria.toml"
    path.write_text(broken, "utf-8")
    with pytest.raises(DataErrors) as caught:
        read_catalogue(path)
    assert [(f.column, f.code, f.params["name"]) for f in caught.value.findings] == [
        ("pets", "catalogue.unknown_name", "has_dog"),
        ("pets", "catalogue.unknown_name", "dogs_allowed"),
    ]


def test_a_three_is_called_essential_only_where_it_binds() -> None:
    """Hard criteria and scarce resources bind; on a plain wish a 3 is very important, other numbers stay."""
    word = {c.id: CATALOGUE.priority_word(c.id, 3) for c in CATALOGUE.criteria}
    assert word["medical_specialist"] == word["childcare"] == "3"
    assert word["urban_rural"] == word["unemployment"] == word["culture_sport"] == "very"
    assert [CATALOGUE.priority_word(CriterionId("urban_rural"), level) for level in range(3)] == [
        "0",
        "1",
        "2",
    ]
