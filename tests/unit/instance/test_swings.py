"""What a slider can move: the influence of criteria and groups beside their share of the weight."""

import numpy as np
import pytest

from rematch.instance import assemble, prepare_cohort
from rematch.instance.swings import swings, worst_and_best
from rematch.instance.weight_shares import weighing
from rematch.scenario import Policy, Scenario
from tests import demo
from tests.builders import catalogue, criterion, field, household, municipality, profiles


def by_hand(instance) -> dict[str, float]:
    """Plain loops over households, criteria and allowed places."""
    t, kappa = instance.scenario.policy.town_share, instance.weighing.kappa
    households, towns = instance.profiles.households, instance.profiles.municipalities
    found = dict.fromkeys((c.id for c in instance.scores.criteria), 0.0)
    for i, home in enumerate(households):
        places = [j for j in range(len(towns)) if instance.rules.allowed[i, j]]
        for c, one in enumerate(instance.scores.criteria):
            share = t if one.side == "municipality" else 1 - t
            effective, seen = [], []
            for j in places:
                of_side = [
                    instance.weights[k] * instance.scores.own()[k, i, j]
                    for k, other in enumerate(instance.scores.criteria)
                    if other.side == one.side
                ]
                own = instance.weights[c] * instance.scores.own()[c, i, j]
                effective.append(share * own / (sum(of_side) + kappa))
                seen.append(instance.scores.score[c, i, j])
            known = [score for score in seen if not np.isnan(score)]
            if one.side == "municipality" and known:
                known = [0.5 if np.isnan(score) else score for score in seen]
            if known:
                found[one.id] += home.size * np.mean(effective) * (max(known) - min(known))
    return found


def test_a_swing_is_the_effective_weight_times_the_spread_over_allowed_places_summed_over_persons():
    """On a part of the demo cohort, worked out pair by pair; links move the bonus of what is kept."""
    some = demo.profiles().model_copy(update={"households": demo.profiles().households[:9]})
    instance = assemble(
        prepare_cohort(some, demo.catalogue(), "test"), Scenario(policy=Policy(town_share=0.3))
    )
    found = swings(instance)
    for name, swing in by_hand(instance).items():
        assert found[name] == pytest.approx(swing, abs=1e-12), name
    assert found["linked_households"] == pytest.approx(sum(b for *_, b in instance.problem.soft_links))


def test_the_worst_and_the_best_possible_place_of_a_criterion_are_means_over_those_it_concerns():
    """By plain loops on the demo: the distance that a weight speaks of."""
    instance = demo.cold().instance
    found = worst_and_best(instance)
    assert set(found) <= {one.id for one in instance.scores.criteria} and "urban_rural" in found
    for c, one in enumerate(instance.scores.criteria):
        ends = []
        for i in range(len(instance.profiles.households)):
            allowed = instance.rules.allowed[i]
            seen = [s for s, ok in zip(instance.scores.score[c, i], allowed, strict=True) if ok]
            known = [s for s in seen if not np.isnan(s)]
            ends += [(min(known), max(known))] if len(known) > 1 else []
        assert (one.id in found) == bool(ends)
        if ends:
            assert found[one.id] == pytest.approx(tuple(np.mean(ends, axis=0)))


def test_a_heavy_weight_may_move_little_and_a_light_one_much():
    """In the demo language has a tenth of the weight and moves a quarter, health a seventh and 4 % (B3)."""
    groups = {g.group.id: g for g in weighing(demo.known(), Scenario(), demo.cold().instance)}
    assert sum(g.moves for g in groups.values()) == pytest.approx(1.0)
    assert groups["language"].moves > 2 * groups["language"].share
    assert groups["health"].moves < groups["health"].share / 2


FIELDS = [field("a"), field("b"), field("has_a", "municipality"), field("has_b", "municipality")]


def weighed(scenario=None, answers=None, offers=None):
    """Two gates of one group at two towns, as the sliders show them."""
    table = catalogue(
        *(criterion(n, measure="gate", need=n, offer=f"has_{n}", weight=5.0) for n in "ab"), fields=FIELDS
    )
    towns = [
        municipality("01002000", offers=offers or {"has_a": True, "has_b": True}),
        municipality("02000000", offers={"has_a": True, "has_b": False}),
    ]
    home = household(answers=answers or {"a": True, "b": True})
    known, scenario = prepare_cohort(profiles([home], towns), table, "test"), scenario or Scenario()
    (group,) = weighing(known, scenario, assemble(known, scenario))
    return group, {w.criterion.id: w for w in group.criteria}


def test_what_scores_alike_everywhere_moves_nothing_and_says_so():
    """Both towns have a, one has b: only b moves anybody."""
    group, criteria = weighed()
    assert (criteria["a"].stuck, criteria["b"].stuck, group.stuck) == ("level", None, None)
    assert (criteria["a"].moves, criteria["b"].moves) == (0.0, pytest.approx(1.0))


@pytest.mark.parametrize(
    ("scenario", "answers", "offers", "why"),
    [
        (Scenario(groups={"place": 0.0}), None, None, "weight"),
        (None, {"a": False, "b": False}, None, "nobody"),
        (None, None, {"has_a": True, "has_b": False}, "level"),
        (Scenario(weights={"b": 0.0}), None, None, "level"),
    ],
)
def test_a_group_that_can_move_nothing_says_why(scenario, answers, offers, why):
    """Without weight, concerning nobody, or alike at all possible places; without a plan nothing is said."""
    group, _ = weighed(scenario, answers, offers)
    assert (group.stuck, group.moves) == (why, 0.0)
    assert all(g.stuck is None and g.moves is None for g in weighing(demo.known(), Scenario(), None))


def test_a_town_that_names_no_need_counts_as_unmatched_beside_one_that_does():
    """From 0.5, where nothing is looked for, to 1 where the town looks for it, at half its side's weight."""
    need = criterion("need", side="municipality", need="a", offer="has_a", measure="gate", weight=5.0)
    towns = [municipality("01002000", offers={"has_a": True}), municipality("02000000")]
    known = prepare_cohort(
        profiles([household(answers={"a": True})], towns), catalogue(need, fields=FIELDS), "test"
    )
    found = swings(assemble(known, Scenario()))
    effective = 0.1 * (5 / (5 + 5) + 0) / 2
    assert found["need"] == pytest.approx(effective * 0.5)


def test_what_scales_weights_is_not_named_among_what_only_rules_out():
    """A modifier has no weight and bars nobody."""
    table = catalogue(
        criterion("a", measure="gate", need="a", offer="has_a", weight=5.0),
        criterion("b", measure="gate", need="b", offer="has_b", modifies=("place",), weight=0.0),
        criterion("bars", measure="gate", need="b", offer="has_b", hard="always", weight=0.0),
        fields=FIELDS,
    )
    known = prepare_cohort(profiles([household()], [municipality()]), table, "test")
    (group,) = weighing(known, Scenario(), None)
    assert "b" not in {c.id for c in group.unweighed}


def test_what_only_rules_out_is_named_beside_the_group_and_has_no_slider():
    """In the demo step-free access and protection stand with health; modifiers and weighed rows do not."""
    groups = {g.group.id: g for g in weighing(demo.known(), Scenario(), demo.cold().instance)}
    named = {c.id for c in groups["health"].unweighed}
    assert {"accessibility", "protection_need"} <= named
    assert not named & {w.criterion.id for w in groups["health"].criteria}
