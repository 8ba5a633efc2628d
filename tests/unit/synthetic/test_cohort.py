"""Invented cohorts: the same for a seed, near the published figures, tight enough that weights matter."""

import json
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from rematch.criteria.reading import read_catalogue
from rematch.model import Household, Member, Profiles
from rematch.report.files.folder import folder_files
from rematch.synthetic import generate

DATA = Path(__file__).parents[3] / "data"
CATALOGUE = read_catalogue(DATA / "criteria.toml")
STATISTICS = json.loads((DATA / "reference/generator_params.json").read_text("utf-8"))
NEW_ROW = """
[[fields]]
id = "wants_garden"
of = "household"
type = "flag"
label = { de = "Garten", en = "Garden" }

[[fields]]
id = "gardens"
of = "municipality"
type = "flag"
label = { de = "Gärten", en = "Gardens" }

[[criteria]]
id = "garden"
group = "place"
label = { de = "Garten", en = "Garden" }
question = { de = "Möchten Sie einen Garten?", en = "Would you like a garden?" }
need = "wants_garden"
offer = "gardens"
measure = "gate"
weight = 2
on = true
source = "X"
"""


@cache
def large() -> Profiles:
    return generate(5_000, 70, 11, CATALOGUE)


def members(test: Callable[[Member], bool] = lambda member: True) -> list[Member]:
    return [m for household in large().households for m in household.members if test(m)]


def is_adult(member: Member) -> bool:
    return member.age >= 18


def share(test: Callable[[Member], bool], among: list[Member]) -> float:
    return sum(test(member) for member in among) / len(among)


def test_the_same_seed_gives_the_same_bytes() -> None:
    first, second = (folder_files(generate(40, 60, 3, CATALOGUE), CATALOGUE) for _ in range(2))
    assert first == second


def test_another_seed_gives_other_people() -> None:
    assert generate(40, 8, 3, CATALOGUE).households != generate(40, 8, 4, CATALOGUE).households


def test_a_new_criterion_brings_its_answers_and_changes_no_other(tmp_path: Path) -> None:
    path = tmp_path / "criteria.toml"
    path.write_text((DATA / "criteria.toml").read_text("utf-8") + NEW_ROW, "utf-8")
    extended = generate(60, 12, 5, read_catalogue(path))
    plain = generate(60, 12, 5, CATALOGUE)
    assert {h.answers.get("wants_garden") for h in extended.households} == {True, False, None}
    assert {m.offers.get("gardens") for m in extended.municipalities} >= {True, False}
    assert [_without(h, "wants_garden") for h in extended.households] == [h.answers for h in plain.households]


def _without(household: Household, field: str) -> dict[str, object]:
    return {name: value for name, value in household.answers.items() if name != field}


def test_household_size_is_near_the_published_mean() -> None:
    assert large().persons / 5_000 == pytest.approx(2.378, abs=0.06)


def test_ages_and_sexes_are_near_the_published_shares() -> None:
    everybody = members()
    adults = members(lambda m: is_adult(m) and m.sex is not None)
    assert share(lambda m: m.age < 18, everybody) == pytest.approx(0.36, abs=0.02)
    assert share(lambda m: m.age >= 65, everybody) == pytest.approx(0.075, abs=0.025)
    assert share(lambda m: m.sex == "f", adults) == pytest.approx(0.78, abs=0.03)


def test_children_are_as_old_as_registered() -> None:
    children = members(lambda m: m.age < 18)
    for band, expected in STATISTICS["minor_age_bands"].items():
        low, high = (int(age) for age in band.split("-"))
        got = share(lambda m, low=low, high=high: low <= m.age <= high, children)
        assert got == pytest.approx(expected, abs=0.025), band


def test_nobody_is_younger_than_eighteen_at_the_birth_of_the_oldest_child() -> None:
    for household in large().households:
        ages = [member.age for member in household.members]
        assert max(ages) - max([age for age in ages if age < 18], default=0) >= 18


def test_education_and_german_are_near_the_surveys() -> None:
    told = members(lambda m: is_adult(m) and "isced" in m.answers)
    assert share(lambda m: m.answers["isced"] >= "5", told) == pytest.approx(0.72, abs=0.03)
    spoken = members(lambda m: is_adult(m) and "languages" in m.answers)
    for level, expected in enumerate(STATISTICS["german_cefr_ASSUMPTION_from_survey"].values()):
        got = share(lambda m, level=level: m.answers["languages"].get("de", 0) == level, spoken)
        assert got == pytest.approx(expected, abs=0.02), level


def test_specific_needs_are_as_common_as_published() -> None:
    needs = ("specialist_care", "needs_psychosocial", "needs_step_free", "safe_space_needed", "care_needed")
    needs += ("disability_services_needed", "needs_dialysis_within_30min")
    has = [any(h.answers.get(need) for need in needs) for h in large().households]
    assert np.mean(has) == pytest.approx(STATISTICS["specific_needs_household"] * (1 - 0.08), abs=0.02)


def test_about_eight_percent_of_the_answers_are_unknown() -> None:
    """Every field of households, and of adults the ones that all are asked."""
    for field in CATALOGUE.fields_of("household"):
        missing = np.mean([field.id not in h.answers for h in large().households])
        assert missing == pytest.approx(0.08, abs=0.02), field.id
    adults = members(is_adult)
    for field in CATALOGUE.fields_of("member"):
        if field.id not in ("training_wish", "recognition_state", "study_certificate"):
            assert share(lambda m, f=field: f.id not in m.answers, adults) == pytest.approx(0.08, abs=0.02)


def test_about_eight_percent_of_the_invented_offers_are_unknown_and_no_real_figure_is() -> None:
    fields = CATALOGUE.fields_of("municipality")
    missing = {f.id: np.mean([f.id not in m.offers for m in large().municipalities]) for f in fields}
    real = {"vacancy_rate", "asking_rent", "unemployment_rate", "urbanity"}
    assert all(missing[field] == 0 for field in real)
    assert np.mean([v for f, v in missing.items() if f not in real]) == pytest.approx(0.08, abs=0.02)


def test_links_are_named_on_both_sides() -> None:
    by_id = {h.id: h for h in large().households}
    for kind in ("linked_hard", "linked_soft", "apart"):
        pairs = [(h.id, other) for h in by_id.values() for other in getattr(h, kind)]
        assert pairs and all(one in getattr(by_id[other], kind) for one, other in pairs)


def test_nobody_wishes_for_an_excluded_place() -> None:
    assert all(not set(h.wish_ags or ()) & set(h.excluded_ags) for h in large().households)


def test_priorities_are_mostly_normal_and_some_are_essential() -> None:
    ranks = Counter(rank for h in large().households for rank in h.priorities.values())
    weighed = sum(c.weighed and c.side == "household" for c in CATALOGUE.criteria)
    assert ranks[1] == 0
    assert 0.5 < 1 - sum(ranks.values()) / (weighed * 5_000) < 0.8
    assert all(ranks[rank] > 0 for rank in (0, 2, 3))


def test_real_municipalities_come_first_and_invented_ones_say_so() -> None:
    names = [m.name for m in large().municipalities]
    assert names[:8] == [
        "Braunschweig",
        "Düsseldorf",
        "Kiel",
        "Rottenburg am Neckar",
        "Salzgitter",
        "Troisdorf",
        "Dinslaken",
        "München",
    ]
    assert [("(erfunden)" in name) for name in names] == [False] * 58 + [True] * 12


@pytest.mark.soak
def test_invented_keys_belong_to_no_real_municipality_and_are_used_once() -> None:
    keys = [m.ags for m in generate(5, 300, 2, CATALOGUE).municipalities]
    assert len(set(keys)) == 300
    assert all(ags[2:5] == "999" for ags in keys[58:]) and all(ags[2:5] != "999" for ags in keys[:58])


@pytest.mark.parametrize("seed", [1, 2, *(pytest.param(seed, marks=pytest.mark.soak) for seed in (3, 4, 5))])
@pytest.mark.parametrize("size", [(30, 8), (330, 20), (500, 70)])
def test_there_are_places_for_100_to_110_percent_of_the_people(size: tuple[int, int], seed: int) -> None:
    profiles = generate(*size, seed, CATALOGUE)
    places = sum(m.capacity["persons"] for m in profiles.municipalities)
    assert 1.0 <= places / profiles.persons <= 1.1
    assert all(m.pledge_min <= m.capacity["persons"] for m in profiles.municipalities)


@pytest.mark.parametrize("size", [(1, 1), (2, 8), (1, 70)])
def test_the_smallest_cohorts_can_be_made(size: tuple[int, int]) -> None:
    profiles = generate(*size, 1, CATALOGUE)
    assert (len(profiles.households), len(profiles.municipalities)) == size
