"""The two fits: priorities times weights, the neutral starts, the town's share, and parts that add up."""

from dataclasses import replace

import numpy as np
import pytest

from rematch import scoring
from rematch.criteria.presets import people_only
from rematch.criteria.reading import read_catalogue
from rematch.instance import fit
from rematch.scenario import Policy, Scenario
from tests import demo
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
    """Scores, and how they are weighed."""
    scenario = scenario or Scenario()
    table, cohort = catalogue(*criteria, fields=FIELDS), profiles(households, municipalities)
    return scoring.score_pairs(cohort, table, scenario), fit.weigh(table, scenario, cohort.cohort)


def people_fit(*weighed):
    """The people's fit of the first pair."""
    return fit.fits(*weighed).people[0, 0]


def test_the_peoples_fit_is_the_weighted_mean_with_half_a_neutral_start():
    """Over the households' criteria alone: what the town wants has no part in it."""
    for criteria in ((A, B), (A, B, RATE)):
        assert people_fit(*scored(*criteria)) == pytest.approx((2 * 1 + 4 * 0 + 5 / 2) / (2 + 4 + 5))


def test_the_towns_fit_is_the_same_over_its_own_criteria_with_matches_from_neutral_upwards():
    """s = 0.5 + 0.5 x match, so a half matched rate of weight 1 is 0.75 of it."""
    found = fit.fits(*scored(A, RATE, municipalities=[municipality(offers={"has_a": True, "rate": 0.5})]))
    assert found.town[0, 0] == pytest.approx((1 * 0.75 + 5 / 2) / (1 + 5))


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3])
def test_a_pair_is_worth_the_peoples_fit_and_the_towns_by_the_towns_share(share):
    """(1 - t) people + t town, computed here from the two formulas by hand."""
    town = municipality(offers={"has_a": True, "has_b": False, "rate": 1.0})
    scenario = Scenario(policy=Policy(town_share=share))
    found = fit.fits(*scored(A, B, RATE, municipalities=[town], scenario=scenario))
    people, for_town = (2 + 2.5) / (6 + 5), (1 + 2.5) / (1 + 5)
    assert found.value[0, 0] == pytest.approx((1 - share) * people + share * for_town)


def test_where_no_criterion_of_the_towns_applies_its_fit_is_neutral():
    """Without such a criterion, and where the town named nothing, whether it was asked or said "none"."""
    assert fit.fits(*scored(A)).town[0, 0] == 0.5
    need = criterion("need", side="municipality", measure="gate", need="a", offer="has_a", weight=4.0)
    silent, told = scored(need, municipalities=[municipality()]), scored(need)
    assert fit.fits(*silent).town[0, 0] == 0.5
    assert np.isnan(silent[0].score[0, 0, 0]) and silent[0].unknown[0, 0, 0]
    assert fit.fits(*told).town[0, 0] == pytest.approx((4 + 2.5) / (4 + 5))


def test_matching_no_need_of_the_town_counts_as_neutral_however_loudly_it_asks():
    """A 0 match with the greatest weight and priority never repels (B2)."""
    town = municipality(offers={"rate": 0.0}, priorities={"rate": 3})
    loud = Scenario(weights={"rate": 10.0}, groups={"place": 2.0})
    assert fit.fits(*scored(RATE, municipalities=[town], scenario=loud)).town[0, 0] == 0.5


def test_sliders_multiply_what_households_said():
    """Priority 3 counts three times the weight, priority 0 nothing."""
    home = household(answers={"a": True, "b": True}, priorities={"ca": 3, "cb": 0})
    assert people_fit(*scored(A, B, households=[home])) == pytest.approx((2 * 3 * 1 + 5 / 2) / (2 * 3 + 5))


def test_a_town_says_which_of_its_wishes_matters_more_not_how_loudly():
    """Its priorities have mean 1: 3 and 1 are 1.5 and 0.5, all of them at 3 are as all at 1, 0 is nothing."""
    more = criterion("more", side="municipality", measure="gate", offer="has_a", weight=4.0)
    weights = {}
    for said in ((3, 1), (3, 3), (0, 0)):
        town = municipality(
            offers={"rate": 1.0, "has_a": True}, priorities=dict(zip(("rate", "more"), said, strict=True))
        )
        scores, weighing = scored(RATE, more, municipalities=[town])
        weights[said] = [row.weight for row in fit.parts(scores, weighing, 0, 0)[2:]]
    assert weights == {(3, 1): [1.5, 2.0], (3, 3): [1.0, 4.0], (0, 0): [0.0, 0.0]}


def test_what_does_not_apply_is_left_out():
    """Who does not need b has no weight there."""
    home = household(answers={"a": True, "b": False})
    assert people_fit(*scored(A, B, households=[home])) == pytest.approx((2 + 5 / 2) / (2 + 5))


def test_a_fit_without_any_weight_is_neutral_and_can_be_seen_to_be():
    """With and without a neutral start, on both sides."""
    scores, weighing = scored(A, households=[household(answers={"a": False}), HOME])
    for start in (5.0, 0.0):
        assert fit.fits(scores, replace(weighing, kappa=start)).value[0, 0] == 0.5
    np.testing.assert_array_equal(fit.applicable_weight(scores, weighing.coordinators), [[0.0], [2.0]])
    nothing = fit.Weighing(np.zeros(1), 0.0, 0.1)
    assert fit.fits(scores, nothing).value.tolist() == [[0.5], [0.5]]


def test_the_neutral_start_hears_neither_weights_nor_switches():
    """One fixed number, a row of weight 5, unless the policy says another (C2)."""
    for scenario in (Scenario(), Scenario(weights={"ca": 10.0}), Scenario(switches={"cb": False})):
        assert scored(A, B, scenario=scenario)[1].kappa == 5.0
    assert scored(A, scenario=Scenario(policy=Policy(kappa=0.5)))[1].kappa == 0.5


def test_it_weighs_as_much_as_an_ordinary_criterion_of_the_shipped_catalogue():
    """The median of the weights that ship switched on."""
    on = [c.weight for c in demo.catalogue().criteria if c.weighed and c.in_force]
    assert np.median(on) == fit.KAPPA


def test_a_weight_is_group_weight_times_criterion_weight():
    """3 x 0.5 and 4 x 0.5."""
    scenario = Scenario(weights={"ca": 3.0}, groups={"place": 0.5})
    np.testing.assert_array_equal(scored(A, B, scenario=scenario)[1].coordinators, [1.5, 2.0])


def test_criteria_switched_off_are_not_measured():
    """What is off has neither score nor weight."""
    scores, weighing = scored(A, B, scenario=Scenario(switches={"ca": False}))
    assert [c.id for c in scores.criteria] == ["cb"]
    np.testing.assert_array_equal(weighing.coordinators, [4.0])


def test_under_peoples_priorities_only_every_criterion_of_theirs_weighs_the_same():
    table = catalogue(A, B, RATE, fields=FIELDS)
    assert people_only(table) == {"ca": 1.0, "cb": 1.0, "rate": 0.0}


def test_the_parts_name_score_weight_and_side_and_add_up():
    """The neutral starts of both sides first; the parts of a side sum to its fit times what it counts."""
    home = household(answers={"a": True, "b": False})
    town = municipality(offers={"has_a": True, "has_b": False, "rate": 0.5})
    scores, weighing = scored(A, B, RATE, households=[home], municipalities=[town])
    rows = fit.parts(scores, weighing, 0, 0)
    shown = [(row.criterion, row.side, row.score, row.unknown, row.weight) for row in rows]
    assert shown == [
        ("neutral", "household", 0.5, False, 5.0),
        ("neutral", "municipality", 0.5, False, 5.0),
        ("ca", "household", 1.0, False, 2.0),
        ("cb", "household", None, False, 0.0),
        ("rate", "municipality", 0.75, False, 1.0),
    ]
    assert [row.part for row in rows] == pytest.approx(
        [0.9 * 2.5 / 7, 0.1 * 2.5 / 6, 0.9 * 2 / 7, 0.0, 0.1 * 0.75 / 6]
    )
    assert sum(row.part for row in rows) == pytest.approx(fit.fits(scores, weighing).value[0, 0])


def test_all_rows_at_a_score_of_one_would_be_a_fit_of_one():
    """What each could add at most sums to one, whatever the scores are."""
    rows = fit.parts(*scored(A, B, RATE, municipalities=[municipality(offers={"rate": 0.2})]), 0, 0)
    assert sum(row.most for row in rows) == pytest.approx(1.0)


def test_the_parts_add_up_where_nothing_weighs_anything():
    """Each neutral start is half of what its side counts."""
    scores, _ = scored(A)
    rows = fit.parts(scores, fit.Weighing(np.zeros(1), 0.0, 0.2), 0, 0)
    assert [row.part for row in rows] == pytest.approx([0.4, 0.1, 0.0])


def test_a_need_nobody_stated_has_no_weight_and_leaves_a_range_from_nothing_to_all_of_it():
    """Blank: not in the fit; the range has it at weight 0 and at 1, with the worst and best score (C1)."""
    home = household(answers={"a": True}, priorities={"cb": 2})
    scores, weighing = scored(A, B, households=[home])
    assert people_fit(scores, weighing) == pytest.approx((2 + 2.5) / (2 + 5))
    least, most = fit.fit_range(scores, weighing)
    assert least[0, 0] == pytest.approx(0.9 * (2 + 2.5) / (2 + 8 + 5) + 0.05)
    assert most[0, 0] == pytest.approx(0.9 * (2 + 8 + 2.5) / (2 + 8 + 5) + 0.05)


def test_a_town_that_named_no_need_leaves_a_range_from_neutral_to_a_full_match():
    """Its wish may be there with its weight: at worst nobody matches it, at best everybody does."""
    need = criterion("need", side="municipality", measure="gate", need="a", offer="has_a", weight=4.0)
    scores, weighing = scored(need, municipalities=[municipality()])
    least, most = fit.fit_range(scores, weighing)
    assert least[0, 0] == pytest.approx(0.9 * 0.5 + 0.1 * 0.5)
    assert most[0, 0] == pytest.approx(0.9 * 0.5 + 0.1 * (4 + 2.5) / (4 + 5))


def test_moving_the_weight_of_a_wish_that_is_left_blank_changes_no_fit():
    """urban_wish unanswered: its slider from 0 to 10 moves nothing (C1)."""
    wish = criterion("wish", measure="steps", need="far", offer="rate", params={"span": 4}, weight=1.0)
    table = catalogue(A, wish, fields=[*FIELDS, field("far", type="number")])
    cohort = profiles([HOME], [municipality(offers={"has_a": True, "rate": 1.0})])
    scores = scoring.score_pairs(cohort, table, Scenario())
    low, high = (fit.fits(scores, fit.Weighing(np.array([2.0, w]), 3.0, 0.1)).value for w in (0.0, 10.0))
    np.testing.assert_array_equal(low, high)


def test_unknown_offers_leave_a_range_around_the_fit():
    """The unknown offer scores 0 or 1; where all is known the range is the fit itself."""
    scores, weighing = scored(A, B, municipalities=[municipality(offers={"has_a": True})])
    least, most = fit.fit_range(scores, weighing)
    assert least[0, 0] == pytest.approx(0.9 * (2 + 2.5) / 11 + 0.05)
    assert most[0, 0] == pytest.approx(0.9 * (2 + 4 + 2.5) / 11 + 0.05)
    known, _ = scored(A, B)
    for bound in fit.fit_range(known, weighing):
        np.testing.assert_allclose(bound, fit.fits(known, weighing).value)


def hours(**named):
    terms = [{"field": named.pop("of"), "low": 0, "high": 1, "better": "high"}]
    return criterion("hours", measure="scale", params={"terms": terms}, **named)


def test_a_modifier_multiplies_the_weights_of_its_group_and_has_no_part():
    """A quarter at the first town, all of it at the second, other groups untouched."""
    scores, weighing = scored(
        A,
        criterion("elsewhere", group="work", measure="gate", need="b", offer="has_b", weight=4.0),
        hours(of="rate", modifies=("place",)),
        municipalities=[municipality("01002000", offers={"has_a": True, "rate": 0.25}), TOWN],
    )
    weights = [{row.criterion: row.weight for row in fit.parts(scores, weighing, 0, j)[2:]} for j in (0, 1)]
    assert weights[0] == {"ca": 0.5, "elsewhere": 4.0}
    assert weights[1] == {"ca": 1.0, "elsewhere": 4.0}


def test_a_modifier_that_does_not_apply_to_a_household_leaves_its_weights_alone():
    """Who does not need what it asks for counts as without it; who does and finds nothing, not at all."""
    lift = criterion("lift", measure="gate", need="b", offer="has_b", modifies=("*",))
    people = [
        household(name, answers={"a": True, "b": needs}) for name, needs in (("h1", False), ("h2", True))
    ]
    plain, _ = scored(A, households=people)
    changed, _ = scored(A, lift, households=people)
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
    scores, weighing = scored(A, near, households=people, municipalities=towns)
    own = scores.own()[0]
    assert np.linalg.matrix_rank(own) == 2
    np.testing.assert_allclose(fit.applicable_weight(scores, weighing.coordinators), 2.0 * own)
    for i, j in np.ndindex(2, 2):
        total = sum(row.part for row in fit.parts(scores, weighing, i, j))
        assert total == pytest.approx(fit.fits(scores, weighing).value[i, j], abs=1e-12)


def test_large_cohorts_are_weighed_in_blocks_with_the_same_fit(monkeypatch):
    people = [household(f"h{i}", answers={"a": True, "b": i % 2 == 0}) for i in range(7)]
    whole, weighing = scored(A, B, RATE, households=people)
    monkeypatch.setattr(scoring, "IN_MEMORY", 0)
    monkeypatch.setattr(scoring, "MEASURED_AT_ONCE", 2)
    monkeypatch.setattr(scoring, "WEIGHED_AT_ONCE", 6)
    blocked, _ = scored(A, B, RATE, households=people)
    assert blocked.score.dtype == np.float32
    for name in ("value", "people", "town"):
        one, other = (getattr(fit.fits(scores, weighing), name) for scores in (blocked, whole))
        np.testing.assert_allclose(one, other, atol=1e-12)
    for one, other in zip(fit.fit_range(blocked, weighing), fit.fit_range(whole, weighing), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-12)


def test_a_cohort_without_households_has_an_empty_fit():
    table = catalogue(A, fields=FIELDS)
    empty = profiles().model_copy(update={"households": ()})
    scores = scoring.score_pairs(empty, table, Scenario())
    assert fit.fits(scores, fit.Weighing(np.ones(1), 1.0, 0.1)).value.shape == (0, 1)


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
        weighing = fit.weigh(table, Scenario(), cohort.cohort)
        found[name] = fit.fits(scores, weighing).people[0]
        rows = fit.parts(scores, weighing, 0, 0)
    np.testing.assert_allclose(found["before"], [0.5, 0.5])
    np.testing.assert_allclose(found["after"], [0.75, 0.25])
    assert rows[-1].criterion == "boats"


def test_other_towns_change_a_fit_by_the_wish_alone() -> None:
    """With half of the towns gone, all other criteria score as before at those that are left."""
    whole = demo.profiles()
    few = whole.model_copy(update={"municipalities": whole.municipalities[::2]})
    before, after = (scoring.score_pairs(one, demo.catalogue(), Scenario()) for one in (whole, few))
    heard = {
        criterion.id
        for k, criterion in enumerate(before.criteria)
        if not np.array_equal(before.score[k][:, ::2], after.score[k], equal_nan=True)
    }
    assert heard == {"place_ranking"}
