"""The fit: priorities times weights, the neutral start, and parts that add up."""

import numpy as np
import pytest

from rematch import scoring
from rematch.criteria.presets import people_only
from rematch.criteria.reading import read_catalogue
from rematch.scenario import Policy, Scenario
from tests.builders import catalogue, criterion, field, household, municipality, profiles

FIELDS = [
    *(field(name) for name in ("a", "b")),
    *(field(name, "municipality") for name in ("has_a", "has_b")),
    field("rate", "municipality", "number"),
]
A = criterion("ca", measure="gate", need="a", offer="has_a", weight=2.0)
B = criterion("cb", measure="gate", need="b", offer="has_b", weight=4.0)
RATE = criterion(
    "rate",
    side="municipality",
    measure="scale",
    params={"terms": [{"field": "rate", "low": 0, "high": 1, "better": "high"}]},
    weight=1.0,
)
TOWN = municipality(offers={"has_a": True, "has_b": False})
HOME = household(answers={"a": True, "b": True})


def scored(*criteria, households=(HOME,), municipalities=(TOWN,), scenario=None):
    """Scores, the coordinators' weights and kappa."""
    scenario = scenario or Scenario()
    table, cohort = catalogue(*criteria, fields=FIELDS), profiles(households, municipalities)
    coordinators = scoring.weights(table, scenario, cohort.cohort)
    kappa = scoring.neutral_start(coordinators, scenario.policy)
    return scoring.score_pairs(cohort, table, scenario), coordinators, kappa


def test_the_fit_is_the_weighted_mean_with_half_a_neutral_start():
    fit = scoring.fit(*scored(A, B))
    assert fit[0, 0] == pytest.approx((2 * 1 + 4 * 0 + 3 / 2) / (2 + 4 + 3))


def test_sliders_multiply_what_households_said():
    home = household(answers={"a": True, "b": True}, priorities={"ca": 3, "cb": 0})
    fit = scoring.fit(*scored(A, B, households=[home]))
    assert fit[0, 0] == pytest.approx((2 * 3 * 1 + 3 / 2) / (2 * 3 + 3))


def test_sliders_multiply_what_municipalities_said():
    town = municipality(offers={"rate": 1.0}, priorities={"rate": 2})
    fit = scoring.fit(*scored(RATE, municipalities=[town]))
    assert fit[0, 0] == pytest.approx((2 * 1 + 1 / 2) / (2 + 1))


def test_what_does_not_apply_is_left_out():
    fit = scoring.fit(*scored(A, B, households=[household(answers={"a": True, "b": False})]))
    assert fit[0, 0] == pytest.approx((2 + 3 / 2) / (2 + 3))


def test_a_fit_without_any_weight_is_neutral_and_can_be_seen_to_be():
    scores, coordinators, kappa = scored(A, households=[household(answers={"a": False}), HOME])
    for start in (kappa, 0.0):
        assert scoring.fit(scores, coordinators, start)[0, 0] == 0.5
    np.testing.assert_array_equal(scoring.applicable_weight(scores, coordinators), [[0.0], [2.0]])
    assert scoring.fit(scores, np.zeros(1), 0.0)[0, 0] == 0.5


def test_the_neutral_start_is_the_mean_weight_above_zero_unless_the_policy_says_so():
    assert scoring.neutral_start(np.array([2.0, 0.0, 4.0]), Policy()) == 3.0
    assert scoring.neutral_start(np.array([2.0]), Policy(kappa=0.5)) == 0.5
    assert scoring.neutral_start(np.zeros(2), Policy()) == 0.0


def test_a_weight_is_group_weight_times_criterion_weight():
    scenario = Scenario(weights={"ca": 3.0}, groups={"place": 0.5})
    np.testing.assert_array_equal(scored(A, B, scenario=scenario)[1], [1.5, 2.0])


def test_criteria_switched_off_are_not_measured():
    scores, coordinators, _ = scored(A, B, scenario=Scenario(switches={"ca": False}))
    assert [c.id for c in scores.criteria] == ["cb"]
    np.testing.assert_array_equal(coordinators, [4.0])


def test_under_peoples_priorities_only_every_criterion_of_theirs_weighs_the_same():
    table = catalogue(A, B, RATE, fields=FIELDS)
    assert people_only(table) == {"ca": 1.0, "cb": 1.0, "rate": 0.0}


def test_the_parts_name_score_weight_and_side_and_add_up():
    home = household(answers={"a": True, "b": False})
    scores, coordinators, kappa = scored(A, B, RATE, households=[home])
    rows = scoring.parts(scores, coordinators, kappa, 0, 0)
    shown = [(row.criterion, row.side, row.score, row.unknown, row.weight) for row in rows]
    assert shown == [
        ("neutral", "neutral", 0.5, False, kappa),
        ("ca", "household", 1.0, False, 2.0),
        ("cb", "household", None, False, 0.0),
        ("rate", "municipality", 0.5, True, 1.0),
    ]
    assert sum(row.part for row in rows) == pytest.approx(scoring.fit(scores, coordinators, kappa)[0, 0])


def test_the_parts_add_up_where_nothing_weighs_anything():
    scores, _, _ = scored(A)
    rows = scoring.parts(scores, np.zeros(1), 0.0, 0, 0)
    assert [row.part for row in rows] == [0.5, 0.0]


def test_a_need_nobody_stated_has_no_weight_and_leaves_a_range_from_nothing_to_all_of_it():
    """Blank: not in the fit; the range has it at weight 0 and at 1, with the worst and best score (C1)."""
    home = household(answers={"a": True}, priorities={"cb": 2})
    scores, coordinators, kappa = scored(A, B, households=[home])
    fit = scoring.fit(scores, coordinators, kappa)
    assert fit[0, 0] == pytest.approx((2 + 1.5) / (2 + 3))
    least, most = scoring.fit_range(scores, coordinators, kappa)
    assert least[0, 0] == pytest.approx((2 + 1.5) / (2 + 8 + 3))
    assert most[0, 0] == pytest.approx((2 + 8 + 1.5) / (2 + 8 + 3))


def test_moving_the_weight_of_a_wish_that_is_left_blank_changes_no_fit():
    """urban_wish unanswered: its slider from 0 to 10 moves nothing (C1)."""
    wish = criterion("wish", measure="steps", need="far", offer="rate", params={"span": 4}, weight=1.0)
    table = catalogue(A, wish, fields=[*FIELDS, field("far", type="number")])
    cohort = profiles([HOME], [municipality(offers={"has_a": True, "rate": 1.0})])
    scores = scoring.score_pairs(cohort, table, Scenario())
    low, high = (scoring.fit(scores, np.array([2.0, weight]), 3.0) for weight in (0.0, 10.0))
    np.testing.assert_array_equal(low, high)


def test_unknown_offers_leave_a_range_around_the_fit():
    scores, coordinators, kappa = scored(A, B, municipalities=[municipality(offers={"has_a": True})])
    least, most = scoring.fit_range(scores, coordinators, kappa)
    assert least[0, 0] == pytest.approx((2 + 1.5) / 9)
    assert most[0, 0] == pytest.approx((2 + 4 + 1.5) / 9)
    known, _, _ = scored(A, B)
    for bound in scoring.fit_range(known, coordinators, kappa):
        np.testing.assert_allclose(bound, scoring.fit(known, coordinators, kappa))


def hours(**named):
    terms = [{"field": named.pop("of"), "low": 0, "high": 1, "better": "high"}]
    return criterion("hours", measure="scale", params={"terms": terms}, **named)


def test_a_modifier_multiplies_the_weights_of_its_group_and_has_no_part():
    scores, coordinators, kappa = scored(
        A,
        criterion("elsewhere", group="work", measure="gate", need="b", offer="has_b", weight=4.0),
        hours(of="rate", modifies=("place",)),
        municipalities=[municipality("01002000", offers={"has_a": True, "rate": 0.25}), TOWN],
    )
    weights = [
        {row.criterion: row.weight for row in scoring.parts(scores, coordinators, kappa, 0, j)}
        for j in (0, 1)
    ]
    assert weights[0] == {"neutral": 3.0, "ca": 0.5, "elsewhere": 4.0}
    assert weights[1] == {"neutral": 3.0, "ca": 1.0, "elsewhere": 4.0}


def test_a_modifier_that_does_not_apply_to_a_household_leaves_its_weights_alone():
    """Who does not need what it asks for counts as without it; who does and finds nothing, not at all."""
    lift = criterion("lift", measure="gate", need="b", offer="has_b", modifies=("*",))
    people = [
        household(name, answers={"a": True, "b": needs}) for name, needs in (("h1", False), ("h2", True))
    ]
    plain, _, _ = scored(A, households=people)
    changed, _, _ = scored(A, lift, households=people)
    assert changed.own()[0, 0].tolist() == plain.own()[0, 0].tolist() == [1.0]
    assert changed.own()[0, 1].tolist() == [0.0]


def test_a_modifier_may_differ_from_pair_to_pair():
    near = criterion(
        "near",
        measure="decay",
        need="coordinates",
        offer="coordinates",
        params={"half": 100},
        modifies=("*",),
    )
    people = [household("a", answers={"a": True}), household("b", lat=48.0, answers={"a": True})]
    towns = [municipality("01002000", offers={"has_a": True}), municipality("01002001", lat=48.0)]
    scores, coordinators, kappa = scored(A, near, households=people, municipalities=towns)
    own = scores.own()[0]
    assert np.linalg.matrix_rank(own) == 2
    np.testing.assert_allclose(scoring.applicable_weight(scores, coordinators), 2.0 * own)
    for i, j in np.ndindex(2, 2):
        total = sum(row.part for row in scoring.parts(scores, coordinators, kappa, i, j))
        assert total == pytest.approx(scoring.fit(scores, coordinators, kappa)[i, j], abs=1e-12)


def test_large_cohorts_are_weighed_in_blocks_with_the_same_fit(monkeypatch):
    people = [household(f"h{i}", answers={"a": True, "b": i % 2 == 0}) for i in range(7)]
    whole, coordinators, kappa = scored(A, B, RATE, households=people)
    monkeypatch.setattr(scoring, "IN_MEMORY", 0)
    monkeypatch.setattr(scoring, "MEASURED_AT_ONCE", 2)
    monkeypatch.setattr(scoring, "WEIGHED_AT_ONCE", 6)
    blocked, _, _ = scored(A, B, RATE, households=people)
    assert blocked.score.dtype == np.float32
    np.testing.assert_allclose(
        scoring.fit(blocked, coordinators, kappa), scoring.fit(whole, coordinators, kappa), atol=1e-12
    )


def test_a_cohort_without_households_has_an_empty_fit():
    table = catalogue(A, fields=FIELDS)
    empty = profiles().model_copy(update={"households": ()})
    scores = scoring.score_pairs(empty, table, Scenario())
    assert scoring.fit(scores, np.ones(1), 1.0).shape == (0, 1)


NEW = """
[[groups]]
id = "place"
label = { de = "Ort", en = "Place" }

[[fields]]
id = "likes_boats"
of = "household"
type = "flag"
label = { de = "mag Boote", en = "likes boats" }

[[fields]]
id = "harbour"
of = "municipality"
type = "flag"
label = { de = "Hafen", en = "harbour" }

[[resources]]
id = "persons"
label = { de = "Plätze", en = "places" }
one = { de = "Platz", en = "place" }
many = { de = "Plätze", en = "places" }
binds = "always"
criterion = "capacity_persons"
demand = { per = "persons" }

[[criteria]]
id = "capacity_persons"
group = "place"
label = { de = "Plätze", en = "places" }
question = { de = "?", en = "?" }
rule = "resource"
resource = "persons"
hard = "always"
on = true
source = "R"
"""

BOATS = """
[[criteria]]
id = "boats"
group = "place"
label = { de = "Boote", en = "Boats" }
question = { de = "Mögen Sie Boote?", en = "Do you like boats?" }
need = "likes_boats"
offer = "harbour"
measure = "gate"
weight = 5
on = true
source = "X"
"""


def test_a_criterion_added_to_the_catalogue_file_alone_is_scored(tmp_path):
    people = [household(answers={"likes_boats": True})]
    cohort = profiles(people, [municipality(offers={"harbour": True}), municipality("01002001")])
    found = {}
    for name, text in (("before", NEW), ("after", NEW + BOATS)):
        path = tmp_path / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
        table = read_catalogue(path)
        scores = scoring.score_pairs(cohort, table, Scenario())
        coordinators = scoring.weights(table, Scenario(), cohort.cohort)
        kappa = scoring.neutral_start(coordinators, Policy())
        found[name] = scoring.fit(scores, coordinators, kappa)[0]
        rows = scoring.parts(scores, coordinators, kappa, 0, 0)
    np.testing.assert_allclose(found["before"], [0.5, 0.5])
    np.testing.assert_allclose(found["after"], [0.75, 0.25])
    assert rows[-1].criterion == "boats"
