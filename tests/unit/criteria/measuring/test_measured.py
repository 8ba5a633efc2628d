"""A criterion of the catalogue put to profiles: from answers and offers to scores."""

import numpy as np
import pytest

from rematch.criteria.measuring.measured import measure
from rematch.scenario import Policy, Scenario
from tests import demo
from tests.builders import catalogue, criterion, field, household, member, municipality, profiles, resource

NAN = np.nan


def score(chosen, fields, households, municipalities, *, scenario=None, resources=()):
    """Scores [n, m] and flags of one criterion."""
    scored = measure(
        chosen,
        profiles(households, municipalities),
        catalogue(chosen, fields=fields, resources=resources),
        scenario or Scenario(),
    )
    return scored.score, scored.unknown


def town(**offers):
    return municipality(offers=offers)


def home(**answers):
    return household(answers=answers)


def asked(*members):
    return household(members=[member(number, **answers) for number, answers in enumerate(members, start=1)])


def test_a_number_is_a_need_from_a_threshold_on():
    gate = criterion(measure="gate", need="size", offer="big", params={"at_least": 3})
    found, _ = score(
        gate,
        [field("big", "municipality")],
        [household(ages=(30,)), household(ages=(30, 3, 5))],
        [town(big=True), town(big=False)],
    )
    np.testing.assert_array_equal(found, [[NAN, NAN], [1.0, 0.0]])


def test_a_number_needed_is_met_by_a_number_offered_that_reaches_it():
    gate = criterion(measure="gate", need="size", offer="rooms")
    found, _ = score(
        gate,
        [field("rooms", "municipality", "number")],
        [household(ages=(30, 30))],
        [town(rooms=2.0), town(rooms=1.0), town()],
    )
    np.testing.assert_array_equal(found, [[1.0, 0.0, 0.5]])


@pytest.mark.parametrize("joined", [False, True], ids=["sum", "any"])
def test_what_a_set_offers_is_there_in_full_whatever_the_half_life(joined):
    """Beside a map's minutes, of which 2^(-minutes / half) is left, a set says no distance: 1, not less."""
    cover = criterion(measure="coverage", need="care", offer="clinics", params={"half": 2, "any": joined})
    fields = [field("care", type="set"), field("clinics", "municipality", "set")]
    places = [town(clinics=("eye",)), town(clinics={"eye": 2.0}), town(clinics=("ear",))]
    found, _ = score(cover, fields, [home(care=("eye",))], places)
    np.testing.assert_allclose(found, [[1.0, 0.5, 0.0]])


def test_minutes_of_a_map_decay_and_a_set_is_simply_there():
    cover = criterion(measure="coverage", need="care", offer="clinics", params={"half": 60})
    fields = [field("care", type="set"), field("clinics", "municipality", "map")]
    found, _ = score(cover, fields, [home(care=("a", "b"))], [town(clinics={"a": 60.0}), town(clinics={})])
    np.testing.assert_allclose(found, [[0.25, 0.0]])


def test_an_empty_set_is_no_need_and_a_missing_one_is_flagged():
    cover = criterion(measure="coverage", need="care", offer="clinics")
    fields = [field("care", type="set"), field("clinics", "municipality", "set")]
    found, unknown = score(cover, fields, [home(care=()), home()], [town(clinics=("a",))])
    assert np.isnan(found).all()
    np.testing.assert_array_equal(unknown, [[False], [True]])


def test_a_language_counts_by_its_level_and_german_is_always_served():
    cover = criterion(
        measure="coverage", need="languages", offer="served", params={"any": True, "always_offered": ["de"]}
    )
    fields = [field("languages", "member", "languages"), field("served", "municipality", "set")]
    people = [
        asked({"languages": {"uk": 7.0, "en": 3.0}}),
        asked({"languages": {"de": 7.0}}),
        asked({"languages": {"de": 3.0, "uk": 7.0}}),
    ]
    found, unknown = score(cover, fields, people, [town(served=("en",)), town(served=("uk",)), town()])
    np.testing.assert_allclose(found, [[0.5, 1.0, 0.5], [1.0, 1.0, 1.0], [0.5, 1.0, 0.5]])
    np.testing.assert_array_equal(unknown[:, 2], [True, False, True])


def test_a_town_that_offers_more_than_is_wished_fits_no_worse():
    """Wishes football and dance: the city with all ten offers scores as the village with just these (A5)."""
    table = demo.catalogue()
    for name in ("culture_sport", "youth_leisure", "climate_landscape"):
        chosen = table.by_id[name]
        words = [option.id for option in table.field_by_id[chosen.need].options]
        people = home(**{chosen.need: tuple(words[:2])})
        village, city = town(**{chosen.offer: tuple(words[:2])}), town(**{chosen.offer: tuple(words)})
        scored = measure(chosen, profiles([people], [village, city]), table, Scenario())
        np.testing.assert_array_equal(scored.score, [[1.0, 1.0]])


def test_steps_compare_the_positions_of_a_choice():
    steps = criterion(measure="steps", need="wish", offer="is", params={"span": 2})
    options = [{"id": word, "label": {"de": word, "en": word}} for word in ("low", "mid", "high")]
    fields = [field("wish", type="choice", options=options), field("is", "municipality", "number")]
    found, _ = score(steps, fields, [home(wish="high")], [town(**{"is": 1.0})])
    np.testing.assert_allclose(found, [[0.5]])


def test_decay_measures_from_the_stated_points_or_from_the_present_place():
    near = criterion(measure="decay", need="relatives", offer="coordinates", params={"half": 111.195})
    fields = [field("relatives", type="points")]
    here = municipality(lat=51.0, lon=8.0)
    found, _ = score(near, fields, [home(relatives=((50.0, 8.0), (40.0, 8.0))), home(relatives=())], [here])
    np.testing.assert_allclose(found, [[0.5], [NAN]], rtol=1e-5)
    stay = criterion(measure="decay", need="coordinates", offer="coordinates", params={"half": 10})
    found, _ = score(stay, [], [household(lat=51.0, lon=8.01)], [here])
    np.testing.assert_array_equal(found, [[1.0]])


def test_decay_takes_minutes_where_the_offer_is_a_number():
    decay = criterion(measure="decay", need="maternity", offer="minutes", params={"half": 45})
    fields = [field("maternity"), field("minutes", "municipality", "number")]
    found, _ = score(decay, fields, [home(maternity=True), home(maternity=False)], [town(minutes=45.0)])
    np.testing.assert_allclose(found, [[0.5], [NAN]])


def test_places_compare_the_need_with_the_stated_capacity_or_the_coordinators_limit():
    places = criterion("childcare", measure="places", resource="childcare")
    seats = resource("childcare", "childcare", binds="essential", per="member", age=(0, 5))
    towns = [municipality(ags="01002000", capacity={"childcare": 1}), municipality(ags="01002001")]
    people = [household(ages=(30, 3, 4)), household(ages=(30,))]
    found, unknown = score(places, [], people, towns, resources=[seats])
    np.testing.assert_array_equal(found, [[0.5, 0.5], [NAN, NAN]])
    np.testing.assert_array_equal(unknown, [[False, True], [False, False]])
    widened = Scenario(limits={"01002000": {"childcare": 2}})
    found, _ = score(places, [], people, towns, scenario=widened, resources=[seats])
    assert found[0, 0] == 1.0


def test_rank_reads_the_wished_places_in_their_order():
    rank = criterion(measure="rank", need="wish_ags", offer="ags")
    towns = [municipality(ags=f"0100200{j}") for j in range(3)]
    found, _ = score(rank, [], [household(wish_ags=("01002001", "01002000")), household()], towns)
    np.testing.assert_array_equal(found, [[0.8, 1.0, 0.0], [NAN, NAN, NAN]])


def test_a_date_is_scaled_by_its_age_in_days():
    term = {"field": "updated", "low": 0, "high": 100, "better": "low"}
    fresh = criterion(measure="scale", params={"terms": [term]})
    found, _ = score(
        fresh, [field("updated", "municipality", "date")], [household()], [town(updated="2025-12-12")]
    )
    np.testing.assert_allclose(found, [[0.8]])


def test_a_criterion_applies_only_to_those_it_is_for():
    term = {"field": "rent", "low": 0, "high": 10, "better": "low"}
    market = criterion(measure="scale", applies="wants_flat", params={"terms": [term]})
    fields = [field("wants_flat"), field("rent", "municipality", "number")]
    people = [home(wants_flat=True), home(wants_flat=False), home()]
    found, unknown = score(market, fields, people, [town(rent=4.0)])
    np.testing.assert_allclose(found, [[0.6], [NAN], [NAN]])
    np.testing.assert_array_equal(unknown, [[False], [False], [True]])


@pytest.mark.parametrize(("how", "expected"), [("mean", 0.75), ("least", 0.5), ("any", 1.0), ("sum", 1.0)])
def test_members_are_joined_as_the_policy_says_without_those_it_does_not_apply_to(how, expected):
    code = criterion(measure="code", need="isco", offer="jobs", applies="seeks_work")
    fields = [
        field("isco", "member", "text"),
        field("seeks_work", "member"),
        field("jobs", "municipality", "map"),
    ]
    people = [
        asked(
            {"isco": "2221", "seeks_work": True},
            {"isco": "7115", "seeks_work": True},
            {"isco": "9999", "seeks_work": False},
        )
    ]
    scenario = Scenario(policy=Policy(members=how))
    found, _ = score(code, fields, people, [town(jobs={"2221": 1.0, "7115": 0.5})], scenario=scenario)
    np.testing.assert_allclose(found, [[expected]])


def test_a_criterion_may_fix_how_its_members_are_joined():
    gate = criterion(measure="gate", need="course", offer="courses", members="any")
    fields = [field("course", "member"), field("courses", "municipality")]
    scenario = Scenario(policy=Policy(members="least"))
    found, _ = score(
        gate, fields, [asked({"course": True}, {"course": False})], [town(courses=True)], scenario=scenario
    )
    np.testing.assert_array_equal(found, [[1.0]])


def test_an_inverted_criterion_prefers_the_opposite():
    gate = criterion(measure="gate", need="quiet", offer="noise", params={"invert": True})
    fields = [field("quiet"), field("noise", "municipality")]
    found, _ = score(gate, fields, [home(quiet=True)], [town(noise=True), town(noise=False), town()])
    np.testing.assert_array_equal(found, [[0.0, 1.0, 0.5]])


def test_a_cohort_without_households_has_no_scores():
    gate = criterion(measure="gate", need="course", offer="courses")
    empty = profiles().model_copy(update={"households": ()})
    fields = [field("course", "member"), field("courses", "municipality")]
    assert measure(gate, empty, catalogue(gate, fields=fields), Scenario()).score.shape == (0, 1)


def test_a_wished_place_that_takes_no_part_counts_for_nothing():
    """The first of the wishes that take part scores 1; where none does the wish is left out (B9)."""
    wish = criterion(measure="rank", need="wish_ags", offer="ags")
    towns = [municipality("01002000"), municipality("01003000")]
    people = [
        household("a", wish_ags=("09162000", "01003000", "01002000")),
        household("b", wish_ags=("09162000",)),
    ]
    found, _ = score(wish, [], people, towns)
    np.testing.assert_array_equal(found, [[0.8, 1.0], [NAN, NAN]])
    closed, _ = score(wish, [], people, towns, scenario=Scenario(closed=("01003000",)))
    np.testing.assert_array_equal(closed[0], [1.0, 0.0])


def test_a_child_does_not_interpret_and_every_adult_needs_a_shared_language():
    """Only adults are looked at, the one served worst counts; English only where the town says so (B6)."""
    served = demo.catalogue().by_id["language_support"]
    child = member(2, 12, languages={"uk": 7.0, "en": 6.0})
    mother, aunt = member(1, 40, languages={"uk": 7.0}), member(3, 30, languages={"uk": 7.0, "en": 6.0})
    people = [
        household("a", members=[mother, child]),
        household("b", members=[mother, child, aunt]),
        household("c", members=[member(1, 16, languages={"en": 6.0}), child]),
    ]
    towns = [town(languages_served=("en",)), town(languages_served=("pl",)), town(languages_served=("uk",))]
    scored = measure(served, profiles(people, towns), demo.catalogue(), Scenario())
    np.testing.assert_array_equal(scored.score, [[0, 0, 1], [0, 0, 1], [1, 0, 0]])
