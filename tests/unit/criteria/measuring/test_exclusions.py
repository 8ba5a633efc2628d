"""Places ruled out: what bars, what is a wish against, and what somebody still has to check."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rematch.criteria.measuring.exclusions import exclusions, terms, unchecked
from rematch.criteria.measuring.measured import measure
from rematch.instance import assemble, prepare_cohort
from rematch.model import Confirmed, Exclusion, ExclusionReason, Household
from rematch.scenario import Policy, Scenario
from tests.builders import catalogue, criterion, household, municipality, profiles

TOWNS = [f"0900{k}000" for k in range(8)]
EXCLUDED = criterion("excluded", rule="excluded", hard="always", weight=0.0)
AGAINST = criterion("against", need="excluded_ags", offer="ags", measure="against", weight=5.0)
STATES = st.tuples(st.sampled_from(ExclusionReason), st.sampled_from(Confirmed))


def ruled_out(*states: tuple[str, str], towns: int = 8, scenario: Scenario | None = None, rows=(EXCLUDED,)):
    """A household that excludes the first places, each with reason and check: which bar, which are wishes."""
    who = household(
        excluded_ags=TOWNS[: len(states)],
        excluded_reason=[reason for reason, _ in states],
        excluded_confirmed=[checked for _, checked in states],
    )
    cohort = profiles([who], map(municipality, TOWNS[:towns]))
    found = exclusions(cohort, catalogue(*rows), scenario or Scenario())
    return list(np.flatnonzero(found.bars[0])), list(np.flatnonzero(found.against[0]))


@pytest.mark.parametrize("reason", ["safety", "court", "not_asked"])
def test_a_protective_reason_bars_from_the_day_it_is_stated_and_however_many_there_are(reason):
    """Unchecked it bars, also without any free exclusion and beyond a quarter of the places."""
    none = Scenario(policy=Policy(exclusions_without_reason=0))
    assert ruled_out(*[(reason, "no")] * 7, scenario=none) == (list(range(7)), [])


@pytest.mark.parametrize("reason", ["health", "other"])
def test_other_reasons_bar_for_the_first_few_and_are_wishes_against_after_them(reason):
    assert ruled_out(*[(reason, "no")] * 5) == ([0, 1], [2, 3, 4])


@pytest.mark.parametrize("reason", list(ExclusionReason))
def test_what_was_confirmed_bars_whatever_the_reason_and_what_was_rejected_is_a_wish(reason):
    none = Scenario(policy=Policy(exclusions_without_reason=0))
    assert ruled_out((reason, "yes"), (reason, "rejected"), scenario=none) == ([0], [1])


@pytest.mark.parametrize(
    ("towns", "policy", "most"),
    [(20, 2, 2), (8, 2, 2), (7, 2, 1), (4, 2, 1), (3, 2, 0), (8, 1, 1), (40, 10, 10)],
)
def test_the_few_are_the_policys_and_at_most_a_quarter_of_the_places(towns, policy, most):
    """In a cohort of three places one free exclusion would nearly be a choice, so there is none."""
    cohort = profiles([household()], [municipality(f"{number:08d}") for number in range(1, towns + 1)])
    under = terms(cohort, catalogue(), Scenario(policy=Policy(exclusions_without_reason=policy)))
    assert under.few == most


def test_only_places_that_take_part_use_up_the_few_or_are_wished_against():
    """A closed place is no wish, and its exclusion leaves room for another."""
    closed = Scenario(closed=(TOWNS[0],))
    assert ruled_out(*[("other", "no")] * 3, scenario=closed) == ([1], [2])
    away = household(excluded_ags=("05111000", *TOWNS[:2]), excluded_reason=["other"] * 3)
    found = exclusions(profiles([away], map(municipality, TOWNS)), catalogue(), Scenario())
    assert list(np.flatnonzero(found.bars[0])) == [0, 1]


def test_a_rule_that_is_switched_off_leaves_wishes():
    """Nobody's exclusion is lost with the switch: what no longer bars is wished against."""
    off = Scenario(switches={"excluded": False})
    assert ruled_out(("safety", "yes"), ("other", "no"), scenario=off) == ([], [0, 1])


@given(st.lists(STATES, max_size=8), st.integers(0, 4))
def test_every_exclusion_bars_or_is_a_wish_and_one_more_that_bars_frees_no_other(states, free):
    """Nothing stated is without effect where places take part; protection never depends on the policy."""
    scenario = Scenario(policy=Policy(exclusions_without_reason=free))
    bars, against = ruled_out(*states, scenario=scenario)
    assert sorted([*bars, *against]) == list(range(len(states)))
    shield = [k for k, (why, seen) in enumerate(states) if why in ("safety", "court") and seen != "rejected"]
    assert set(shield) <= set(bars)


def test_the_wish_against_scores_nothing_there_and_is_left_out_where_all_bar():
    """0 at the places named and 1 elsewhere; whose exclusions all bar has no such wish."""
    wishes = household("a", excluded_ags=TOWNS[:3], excluded_reason=["other"] * 3)
    barred = household("b", excluded_ags=TOWNS[:1], excluded_reason=["safety"])
    cohort = profiles([wishes, barred, household("c")], map(municipality, TOWNS))
    found = measure(AGAINST, cohort, catalogue(EXCLUDED, AGAINST), Scenario())
    np.testing.assert_array_equal(found.score[0], [0, 0, 0, 1, 1, 1, 1, 1])
    assert np.isnan(found.score[1:]).all() and not found.unknown.any()


def test_another_policy_is_measured_anew():
    """Rules and scores of an earlier instance are not taken over where fewer exclusions bar."""
    who = household("a", excluded_ags=TOWNS[:2], excluded_reason=["other"] * 2)
    cohort = profiles([who], map(municipality, TOWNS))
    known = prepare_cohort(cohort, catalogue(EXCLUDED, AGAINST), "x")
    before = assemble(known, Scenario())
    none = Scenario(policy=Policy(exclusions_without_reason=0))
    after, fresh = assemble(known, none, earlier=before), assemble(known, none)
    assert not before.rules.allowed.all() and after.rules.allowed.all()
    np.testing.assert_array_equal(after.fit, fresh.fit)
    assert after.fit[0, 0] < before.fit[0, 0]


def test_unchecked_are_those_that_bar_by_what_was_stated_alone():
    """Safety, court and what nobody asked; not what was checked, what bars for free, or without consent."""
    states = {
        "excluded_ags": TOWNS[:6],
        "excluded_reason": ["safety", "court", "other", "health", "safety"],
        "excluded_confirmed": ["no", "yes", "no", "no", "rejected"],
    }
    cohort = profiles([household("a", **states), household("b", consent=False, **states)])
    assert [(h.id, one.ags) for h, one in unchecked(cohort)] == [("a", TOWNS[0]), ("a", TOWNS[5])]


@given(st.lists(STATES, max_size=6))
def test_exclusions_put_back_are_the_same(states):
    """Whether stated at once or put back: the same is stored alike, and nothing where all is blank."""
    stated = tuple(Exclusion(ags, *state) for ags, state in zip(TOWNS, states, strict=False))
    who = household().excluding(stated)
    assert who.exclusions == stated
    assert Household.model_validate(who.model_dump()) == who
    assert len(who.excluded_reason) in (0, len(stated))
