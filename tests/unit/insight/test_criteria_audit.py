"""Criteria that count the same, or move together with a trait: the figures, and when they are named."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rematch.insight.criteria_audit import (
    ALIKE_FROM,
    PAIRS_LEAST,
    alike,
    chance,
    cliffs_delta,
    spearman,
    stand_ins,
    traits_compared,
)
from rematch.instance import prepare_cohort
from rematch.planning.plan import replan
from rematch.scenario import Scenario
from tests import demo
from tests.builders import catalogue, criterion, field, household, member, municipality, profiles

SCORES = st.sampled_from([0.0, 0.25, 0.5, 1.0])
PAIRS = st.lists(st.tuples(SCORES, SCORES), min_size=2, max_size=40)


@given(PAIRS)
def test_the_rank_correlation_is_the_usual_one_with_ties(pairs):
    """As pandas computes it; nothing where one side does not vary."""
    x, y = (np.array(side) for side in zip(*pairs, strict=True))
    found = spearman(x, y)
    if len(set(x)) == 1 or len(set(y)) == 1:
        assert found is None
    else:
        usual = pd.Series(x).rank().corr(pd.Series(y).rank())
        assert found == pytest.approx(usual)


@given(st.lists(st.tuples(SCORES, st.booleans()), min_size=2, max_size=30))
def test_the_surplus_is_what_counting_every_comparison_gives(pairs):
    """P(higher) - P(lower) over all comparisons of one side with the other."""
    sample = np.array([score for score, _ in pairs])
    having = np.array([have for _, have in pairs])
    if having.all() or not having.any():
        return
    signs = [np.sign(a - b) for a in sample[having] for b in sample[~having]]
    assert cliffs_delta(sample, having) == pytest.approx(np.mean(signs))


def test_chance_is_the_spread_of_the_surplus_where_nothing_is_behind_it():
    """The formula is the standard deviation over random labels."""
    rng = np.random.default_rng(1)
    labels = [rng.permutation(np.arange(30) < 9) for _ in range(3000)]
    drawn = [cliffs_delta(np.arange(30.0), having) for having in labels]
    assert np.std(drawn) == pytest.approx(chance(9, 21), rel=0.05)


def cohort(langs, served=("uk",), unsure=()):
    """Sixteen places of which every second serves the languages `served`; households by first language."""
    people = [
        household(
            f"h{number:02}",
            members=[member(languages={lang: 7.0})],
            answers={} if number in unsure else {"sea": True},
            place="Lublin" if number % 2 else "Kraków",
        )
        for number, lang in enumerate(langs)
    ]
    places = [
        municipality(
            f"{number:02}000000",
            offers={
                "spoken": served if number % 2 else (),
                "by_sea": number % 2 == 1,
                "coast": number % 2 == 1,
            },
        )
        for number in range(1, 9)
    ]
    return profiles(people, places)


def report_of(people):
    criteria = catalogue(
        criterion("mediation", need="languages", offer="spoken", measure="coverage", params={"any": True}),
        criterion("shore", need="sea", offer="by_sea", measure="gate"),
        criterion("coastal", need="sea", offer="coast", measure="gate"),
        fields=[
            field("languages", of="member", type="languages", codes="language"),
            field("spoken", of="municipality", type="set"),
            field("sea"),
            field("by_sea", of="municipality"),
            field("coast", of="municipality"),
        ],
    )
    return replan(prepare_cohort(people, criteria, "test"), Scenario())


def test_the_same_question_asked_twice_is_named():
    """Two criteria with one need and the same offers correlate fully, over all pairs to which both apply."""
    instance = report_of(cohort(["uk"] * 6)).instance
    pairs = {frozenset((pair.one, pair.other)): pair for pair in alike(instance)}
    twice = pairs[frozenset(("shore", "coastal"))]
    assert twice.correlation == pytest.approx(1.0)
    assert twice.pairs == 6 * 8


def test_unknown_answers_do_not_count_and_too_few_pairs_say_nothing():
    """Households whose need is open are left out; below the least number of pairs nothing is said."""
    instance = report_of(cohort(["uk"] * 6, unsure=(0, 1, 2))).instance
    found = alike(instance)
    assert PAIRS_LEAST > 3 * 8
    assert not [pair for pair in found if {pair.one, pair.other} == {"shore", "coastal"}]


def test_a_criterion_that_follows_a_first_language_is_named_with_both_groups():
    """Where only one language is served, that criterion moves with it, and it says that it asks for it."""
    instance = report_of(cohort(["uk"] * 14 + ["ar"] * 14)).instance
    found = [one for one in stand_ins(instance) if one.trait.kind == "language"]
    assert {(one.criterion, one.trait.value) for one in found} == {("mediation", "uk"), ("mediation", "ar")}
    by_value = {one.trait.value: one for one in found}
    assert by_value["uk"].delta == pytest.approx(1.0)
    assert by_value["ar"].delta == pytest.approx(-1.0)
    assert all(one.asks and (one.having, one.others) == (14, 14) for one in found)


def test_small_groups_are_not_compared():
    """A language of four households is no trait, nor is one that all but four have."""
    instance = report_of(cohort(["uk"] * 10 + ["ar"] * 4)).instance
    assert {trait.value for trait in traits_compared(instance)} == {"Lublin", "Kraków"}
    assert not stand_ins(instance)


def test_on_the_demo_cohort_only_what_reaches_the_threshold_is_named():
    """Every pair of criteria named is at the threshold or above, strongest first."""
    found = alike(demo.cold().instance, threshold=0.3)
    assert found
    assert [pair.correlation for pair in found] == sorted((p.correlation for p in found), reverse=True)
    strong = tuple(pair for pair in found if pair.correlation >= ALIKE_FROM)
    assert alike(demo.cold().instance) == strong
