"""The plan beside the Königsteiner Schlüssel: published keys, and shares by Bundesland."""

import numpy as np
import pytest

from rematch.optimise.problem import UNPLACED
from rematch.planning.distribution_key import KEY_YEAR, key_editions, key_percent, plan_by_state, state_shares
from tests import demo


def test_every_published_key_names_all_states_and_adds_up():
    """Sixteen Bundesländer, 100 %, and each key governs the year after the one it was calculated for."""
    years = [edition.year for edition in key_editions()]
    assert years == sorted(years, reverse=True) and years[0] == KEY_YEAR
    for edition in key_editions():
        assert len(edition.percent) == len(edition.names) == 16
        assert sum(edition.percent.values()) == pytest.approx(100, abs=1e-3)
        assert edition.applies_to == edition.year + 1
    assert key_percent() == key_editions()[0].percent
    assert key_percent(1900) == {}


def test_shares_and_targets_add_up_and_deviations_cancel():
    """Over the participating states: all persons placed, all of the key, and nothing left over."""
    report = demo.cold()
    found = plan_by_state(report.instance, report.assignment, key_percent())
    assert sum(one.persons for one in found) == report.figures.persons_placed
    assert sum(one.share for one in found) == pytest.approx(1)
    assert sum(one.target for one in found) == pytest.approx(1)
    assert sum(one.deviation for one in found) == pytest.approx(0, abs=1e-9)
    assert sum(one.municipalities for one in found) == 8


def test_targets_are_those_of_the_baseline_by_quota():
    """The shares of a state's municipalities add up to its target."""
    report = demo.cold()
    shares = state_shares(report.instance.profiles)
    states = np.array([place.state for place in report.instance.profiles.municipalities])
    for one in plan_by_state(report.instance, report.assignment, key_percent()):
        assert one.target == pytest.approx(shares[states == one.state].sum())


def test_an_edited_key_counts_only_in_its_ratios_among_those_that_take_part():
    """A state outside the cohort changes nothing, and twice the key is the same key."""
    report = demo.cold()
    key = key_percent()
    twice = {state: 2 * share for state, share in key.items()} | {"DE-SL": 50.0}
    one, other = (plan_by_state(report.instance, report.assignment, k) for k in (key, twice))
    assert [share.target for share in one] == pytest.approx([share.target for share in other])


def test_an_empty_plan_has_no_shares():
    """Nobody placed: no persons, shares of nothing, no error."""
    instance = demo.cold().instance
    nobody = np.full(instance.problem.n, UNPLACED)
    found = plan_by_state(instance, nobody, key_percent())
    assert {(one.persons, one.share, one.deviation) for one in found} == {(0, 0.0, 0.0)}
