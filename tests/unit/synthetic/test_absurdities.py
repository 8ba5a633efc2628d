"""What a mayor would laugh at is in no invented cohort: shipped ones and generated ones."""

from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest

from rematch.criteria.measuring.standards import NATIVE
from rematch.model import ESSENTIAL, Household, Member, Municipality, Profiles
from rematch.synthetic import generate
from rematch.synthetic.sources import assumptions, real_towns
from tests import demo

COHORTS = ("session", "land", "30 of seed 11", "330 of seed 12")
TIED = 0.4
"""Least share of first wishes that are where somebody lives, among those who have somebody in the cohort."""


@cache
def cohort(name: str) -> Profiles:
    if " of seed " in name:
        households, seed = (int(part) for part in name.split(" of seed "))
        return generate(households, 8 if households < 100 else 20, seed, demo.catalogue())
    return demo.profiles(name)


@pytest.fixture(params=COHORTS)
def invented(request: pytest.FixtureRequest) -> Profiles:
    return cohort(request.param)


def members(profiles: Profiles) -> Iterator[tuple[Household, Member]]:
    return ((household, member) for household in profiles.households for member in household.members)


def real(profiles: Profiles) -> Iterator[tuple[Municipality, object]]:
    towns = {town.ags: town for town in real_towns()}
    return ((place, towns[place.ags]) for place in profiles.municipalities if place.ags in towns)


def test_children_below_school_age_speak_what_they_grew_up_with(invented: Profiles) -> None:
    """No level of a foreign language before the age of seven."""
    for _, member in members(invented):
        if member.age < 7:
            assert set(member.answers.get("languages", {}).values()) <= {NATIVE}


def test_nobody_has_a_degree_too_young(invented: Profiles) -> None:
    """A bachelor's from 22 on, a master's from 24, a doctorate from 28."""
    youngest = {"6": 22, "7": 24, "8": 28}
    assert all(m.age >= youngest.get(m.answers.get("isced"), 0) for _, m in members(invented))


def test_nobody_without_schooling_is_a_manager_or_professional(invented: Profiles) -> None:
    """At most lower secondary school: no major group 1 or 2; no soldiers and chief executives at all."""
    never = set(assumptions()["labour"]["never"])
    for _, member in members(invented):
        code = member.answers.get("isco")
        assert code not in never
        assert not (code and code[0] in "12" and member.answers.get("isced", "3") <= "2")


def test_an_apprenticeship_is_wanted_by_those_who_have_learned_nothing_yet_and_in_a_trade(
    invented: Profiles,
) -> None:
    """Nobody with short-cycle tertiary education or more; only trades that are learned so."""
    trades = set(assumptions()["labour"]["trades"])
    for _, member in members(invented):
        assert not (member.answers.get("wants_training") and member.answers.get("isced", "0") >= "5")
        assert member.answers.get("training_wish") in trades | {None}


def test_doctors_and_care_are_for_those_who_are_there(invented: Profiles) -> None:
    """Paediatrics where there are children, gynaecology where there are women, care where somebody is old."""
    for household in invented.households:
        needed = household.answers.get("specialist_care") or ()
        people = household.members
        assert "paediatrics" not in needed or any(m.age < 18 for m in people)
        assert "gynaecology" not in needed or any(m.age >= 18 and m.sex != "m" for m in people)
        assert not household.answers.get("care_needed") or any(m.age >= 60 for m in people)


def test_hours_are_those_of_somebody_who_seeks_work(invented: Profiles) -> None:
    """Where it is known of everybody that they seek none, no hours are wished for."""
    for household in invented.households:
        seeking = [member.answers.get("seeks_work") for member in household.members]
        if not any(seeking) and None not in seeking:
            assert not household.answers.get("job_ambition")


def test_sites_are_accepted_by_those_who_may_live_there(invented: Profiles) -> None:
    """Nobody with a woman or child accepts a site for men, nobody with a man one for women."""
    for household in invented.households:
        kinds = household.answers.get("site_kinds_accepted") or ()
        adults = [member for member in household.members if member.age >= 18]
        assert "men_only" not in kinds or not any(m.sex == "f" or m.age < 18 for m in household.members)
        assert "women_only" not in kinds or not any(m.sex == "m" for m in adults)
        assert "families_only" not in kinds or len(adults) < household.size


def test_nobody_names_a_hostel_first_and_wants_a_flat_of_their_own(invented: Profiles) -> None:
    """The order of the types and the wish for a flat say the same."""
    for household in invented.households:
        first = (household.answers.get("accepted_types") or ("",))[0]
        assert not (first == "hostel" and household.answers.get("wants_own_flat"))


def test_landscapes_of_real_towns_are_real(invented: Profiles) -> None:
    """No sea in München, no mountains in Kiel."""
    for place, town in real(invented):
        assert place.offers.get("landscape", town.landscape) == town.landscape


def test_large_towns_have_doctors_and_an_island_is_far_from_them(invented: Profiles) -> None:
    """Every kind within 30 minutes above 100,000 people; from an island over an hour, and no dialysis."""
    for place, town in real(invented):
        minutes = place.offers.get("specialists", {}).values()
        assert town.population < 100_000 or all(way <= 30 for way in minutes)
        if town.island:
            assert all(way > 60 for way in minutes)
            assert not place.offers.get("dialysis_within_30min")


def test_a_university_town_has_something_to_study(invented: Profiles) -> None:
    """Most fields within half an hour where there is a university."""
    for place, town in real(invented):
        taught = place.offers.get("university_fields")
        if town.university and taught is not None:
            assert sum(way <= 30 for way in taught.values()) >= 4


def test_shortages_are_among_what_is_asked_for_and_mostly_known_bottlenecks(invented: Profiles) -> None:
    """What a town lists as short it also asks for; subsistence farmers and generals are short nowhere."""
    labour = assumptions()["labour"]
    for place in invented.municipalities:
        short, asked = place.offers.get("shortage_occupations"), place.offers.get("job_demand")
        assert not set(labour["never"]) & {*(short or ()), *(asked or ())}
        assert short is None or asked is None or set(short) <= set(asked)
        assert short is None or sum(code in labour["bottlenecks"] for code in short) >= 2


def test_a_small_town_pledges_few_places(invented: Profiles) -> None:
    """At most one place for a hundred inhabitants, or two."""
    for place in invented.municipalities:
        assert place.capacity["persons"] <= max(2, place.population / 100) + 1


def test_wishes_follow_from_ties_and_agree_with_each_other() -> None:
    """Whoever has somebody in the cohort mostly wishes for that town; the size wished for is that of it."""
    profiles = cohort("330 of seed 12")
    place = {m.ags: m for m in profiles.municipalities}
    at = {(m.lat, m.lon): m.ags for m in profiles.municipalities}
    tied, sizes = [], []
    for household in profiles.households:
        first = (household.wish_ags or (None,))[0]
        points = [*(household.answers.get("relatives") or ()), *(household.answers.get("friends") or ())]
        homes = {at[point] for point in points if point in at}
        if first and homes:
            tied.append(first in homes)
        if first and "urban_wish" in household.answers:
            sizes.append((place[first].offers["urbanity"], household.answers["urban_wish"]))
    assert np.mean(tied) > TIED
    assert np.corrcoef(np.array(sizes).T)[0, 1] > TIED


def test_recognition_and_certificates_are_those_of_people_who_need_them(invented: Profiles) -> None:
    """A state of recognition belongs to health or teaching, a certificate to who wants to study."""
    for _, member in members(invented):
        if "recognition_state" in member.answers and "isco" in member.answers:
            assert member.answers["isco"] in ("22", "23")
        if "study_certificate" in member.answers and "study_fields" in member.answers:
            assert member.answers["study_fields"]
            schooled = str(member.answers.get("isced")) in "678"
            assert not (schooled and member.answers["study_certificate"] == "none")


def test_closest_family_binds_nobody_to_where_nobody_of_it_is(invented: Profiles) -> None:
    """Whoever calls it essential has it in a municipality of the cohort; nothing is confirmed that is not."""
    towns = {(place.lat, place.lon) for place in invented.municipalities}
    essential = [h for h in invented.households if h.priorities.get("close_family") == ESSENTIAL]
    assert all(set(h.answers.get("close_relatives", ())) <= towns for h in essential)
    assert all(h in essential for h in invented.households if "close_family" in h.confirmed)
