"""The catalogue that ships: complete, in both languages, and each row fit for its measure."""

from pathlib import Path

import pytest

from rematch.criteria.catalogue import Criterion, FieldType, MeasureName, RuleName
from rematch.criteria.reading import read_catalogue
from rematch.errors import DataErrors

FILE = Path(__file__).parents[3] / "data" / "criteria.toml"
CATALOGUE = read_catalogue(FILE)

ON = [
    "capacity_persons",
    "accommodation_type",
    "household_unity",
    "excluded_places",
    "linked_households",
    "school_places",
    "childcare",
    "german_course",
    "language_support",
    "occupation_demand",
    "labour_need_city",
    "family_ties",
    "friends_network",
    "place_ranking",
    "urban_rural",
    "housing_market",
    "transport",
    "higher_education",
    "vocational_training",
    "culture_sport",
    "volunteer_network",
    "counselling_office",
    "unemployment",
    "available_from",
]
ON_FOR_INVENTED_PEOPLE = ["medical_specialist", "accessibility", "mental_health", "protection_need"]
OFF = [
    "consent",
    "unit_size",
    "large_family",
    "quota_balance",
    "group_mix",
    "dialysis",
    "care_for_elderly",
    "pregnancy_infant",
    "single_parent",
    "disability_support",
    "addiction_counselling",
    "special_school",
    "welcome_class",
    "youth_leisure",
    "literacy_course",
    "religious_life",
    "diaspora",
    "recognition",
    "job_ambition",
    "sector_saturation",
    "entrepreneurship",
    "climate_landscape",
    "pets",
    "city_commitment",
    "safety_climate",
    "profile_freshness",
]
ART9 = [
    "medical_specialist",
    "dialysis",
    "mental_health",
    "accessibility",
    "care_for_elderly",
    "pregnancy_infant",
    "protection_need",
    "disability_support",
    "addiction_counselling",
    "special_school",
    "religious_life",
    "diaspora",
    "safety_climate",
]
NEEDS = {
    MeasureName.COVERAGE: {FieldType.SET, FieldType.MAP, FieldType.LANGUAGES},
    MeasureName.OVERLAP: {FieldType.SET},
    MeasureName.STEPS: {FieldType.NUMBER, FieldType.LEVEL, FieldType.CHOICE},
    MeasureName.CODE: {FieldType.TEXT},
}
OFFERS = {
    MeasureName.COVERAGE: {FieldType.SET, FieldType.MAP},
    MeasureName.OVERLAP: {FieldType.SET},
    MeasureName.STEPS: {FieldType.NUMBER, FieldType.LEVEL, FieldType.CHOICE},
    MeasureName.CODE: {FieldType.MAP},
}


def test_every_row_of_the_catalogue_is_there_and_no_other() -> None:
    assert sorted(c.id for c in CATALOGUE.criteria) == sorted(ON + ON_FOR_INVENTED_PEOPLE + OFF)


def test_exactly_the_named_set_ships_switched_on() -> None:
    assert {c.id for c in CATALOGUE.criteria if c.on} == {*ON, *ON_FOR_INVENTED_PEOPLE}


def test_of_the_special_categories_only_the_four_named_are_on() -> None:
    assert {c.id for c in CATALOGUE.criteria if c.art9} == set(ART9)
    assert {c.id for c in CATALOGUE.criteria if c.art9 and c.on} == set(ON_FOR_INVENTED_PEOPLE)


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


@pytest.mark.parametrize("criterion", CATALOGUE.criteria, ids=lambda c: c.id)
class TestCriterion:
    def test_asks_a_question_in_both_languages(self, criterion: Criterion) -> None:
        assert criterion.question.de != criterion.question.en
        assert criterion.question.de.endswith(("?", ".")) and criterion.question.en.endswith(("?", "."))

    def test_states_its_purpose_where_it_is_a_special_category(self, criterion: Criterion) -> None:
        assert (criterion.purpose is not None) == criterion.art9

    def test_names_its_source(self, criterion: Criterion) -> None:
        assert set(criterion.source.split(",")) <= set("RMHDGULPX")

    def test_has_a_measure_or_a_rule(self, criterion: Criterion) -> None:
        assert (criterion.measure is None) != (criterion.rule is None)

    def test_has_a_weight_exactly_where_it_is_weighed(self, criterion: Criterion) -> None:
        assert (criterion.weight > 0) == criterion.weighed

    def test_meets_fields_that_its_measure_can_read(self, criterion: Criterion) -> None:
        fields = CATALOGUE.field_by_id
        need, offer = fields.get(criterion.need or ""), fields.get(criterion.offer or "")
        if criterion.measure in NEEDS:
            assert need is not None and need.type in NEEDS[criterion.measure] and need.of != "municipality"
            assert offer is not None and offer.type in OFFERS[criterion.measure]
            assert offer.of == "municipality"

    def test_asks_and_offers_the_same_words(self, criterion: Criterion) -> None:
        fields = CATALOGUE.field_by_id
        if criterion.need in fields and criterion.offer in fields:
            need, offer = fields[criterion.need], fields[criterion.offer]
            assert need.options == offer.options
            assert need.codes == offer.codes

    def test_gives_minutes_a_half_life(self, criterion: Criterion) -> None:
        offer = CATALOGUE.field_by_id.get(criterion.offer or "")
        in_minutes = offer is not None and offer.unit is not None and offer.unit.en == "minutes"
        if in_minutes or criterion.measure is MeasureName.DECAY:
            assert criterion.params.half


def test_resources_that_bind_only_where_essential_are_childcare_and_courses() -> None:
    essential = {r.id for r in CATALOGUE.resources if r.binds == "essential"}
    assert essential == {"childcare", "course_seats"}


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
    used = {f for c in CATALOGUE.criteria for f in (c.need, c.offer, c.applies, c.params.wait)}
    used |= {term.field for c in CATALOGUE.criteria for term in c.params.terms}
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
