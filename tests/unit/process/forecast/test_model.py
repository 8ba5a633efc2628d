"""The count model against closed forms: means, a gamma-Poisson's exact chances, exponential smoothing."""

from math import exp, lgamma, log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rematch.process.forecast.model import DISCOUNTS, HALF, fitted
from tests.unit.process.forecast.worlds import drifting

COUNTS = st.lists(st.integers(0, 30), min_size=1, max_size=40)
DRAWS = 20_000


@given(counts=COUNTS)
def test_with_nothing_forgotten_the_level_is_the_plain_mean(counts: list[int]) -> None:
    """The baseline is the same model with one discount, 1."""
    assert fitted(counts, (1.0,)).level == pytest.approx(sum(counts) / len(counts))


@given(counts=COUNTS, discount=st.sampled_from(DISCOUNTS))
def test_a_discounted_level_is_the_mean_weighted_by_age(counts: list[int], discount: float) -> None:
    """Exponential smoothing in closed form: the count of k weeks ago weighs discount to the power of k."""
    weights = [discount**back for back in range(len(counts))][::-1]
    mean = sum(w * y for w, y in zip(weights, counts, strict=True)) / sum(weights)
    assert fitted(counts, (discount,)).level == pytest.approx(mean)


@given(counts=COUNTS)
def test_weights_add_up_and_the_spread_is_never_below_poisson(counts: list[int]) -> None:
    """Each discount has a share; variance by mean is at least 1."""
    model = fitted(counts)
    assert model.weights.sum() == pytest.approx(1)
    assert (model.weights >= 0).all()
    assert (model.dispersion >= 1).all()


@pytest.mark.parametrize("weeks", [4, 20])
def test_draws_of_a_poisson_level_have_the_exact_chances_of_its_closed_form(weeks: int) -> None:
    """A gamma level with shape S + 1/2 and rate n makes the next count negative binomial.

    Each chance of the first values is met within four standard errors.
    """
    counts = [3] * weeks
    model = fitted(counts, (1.0,))
    assert model.dispersion.tolist() == [1.0]
    drawn = model.draws(1, DRAWS, np.random.default_rng(1))[:, 0]
    shape, rate = sum(counts) + HALF, len(counts)
    for k in range(9):
        ways = lgamma(shape + k) - lgamma(shape) - lgamma(k + 1)
        chance = exp(ways + shape * log(rate / (rate + 1)) - k * log(rate + 1))
        error = sqrt(chance * (1 - chance) / DRAWS)
        assert abs((drawn == k).mean() - chance) <= 4 * error


def test_the_spread_that_is_seen_is_that_of_the_world() -> None:
    """Over two thousand weeks, within four standard errors of a mean of squared residuals."""
    mean, spread, weeks = 3, 3.0, 2000
    counts = drifting(np.random.default_rng(6), weeks, spread=spread).tolist()
    [seen] = fitted(counts, (1.0,)).dispersion
    excess = 6 * (spread - 1) / mean + 1 / (mean * spread)
    assert abs(seen - spread) <= 4 * spread * sqrt((2 + excess) / weeks)


@pytest.mark.parametrize("discount", [1.0, 0.9, 0.8])
def test_the_level_moves_but_its_mean_stays(discount: float) -> None:
    """Twelve weeks on as many are expected as next week, within four standard errors of the draws."""
    counts = drifting(np.random.default_rng(2), 40).tolist()
    model = fitted(counts, (discount,))
    expected = float((model.seen[0] + HALF) / model.weeks[0])
    drawn = model.draws(12, DRAWS, np.random.default_rng(3))
    errors = drawn.std(axis=0) / sqrt(DRAWS)
    assert (np.abs(drawn.mean(axis=0) - expected) <= 4 * errors).all()


def test_the_smaller_the_discount_the_less_is_known_of_later_weeks() -> None:
    """With nothing forgotten all weeks ahead are spread alike; else the last more than the first."""
    counts = drifting(np.random.default_rng(4), 60).tolist()
    steady, moving = (
        fitted(counts, (d,)).draws(12, DRAWS, np.random.default_rng(5)).var(axis=0) for d in (1.0, 0.8)
    )
    assert moving[-1] > 1.2 * moving[0]
    assert steady[-1] < 1.2 * steady[0]


def test_a_level_that_has_changed_is_followed() -> None:
    """After a step from two to ten a week the discounts below 1 weigh more, and the level is nearer ten."""
    counts = [2] * 40 + [10] * 12
    model = fitted(counts)
    assert model.weights[0] < 0.05
    assert abs(model.level - 10) < abs(sum(counts) / len(counts) - 10)


@given(counts=COUNTS)
def test_draws_are_whole_and_the_same_for_the_same_seed(counts: list[int]) -> None:
    """No half household, none below nothing, and nothing by chance alone."""
    model = fitted(counts)
    first, again = (model.draws(4, 20, np.random.default_rng(7)) for _ in range(2))
    assert first.dtype.kind == "i"
    assert (first >= 0).all()
    assert (first == again).all()


def test_without_a_week_there_is_no_model() -> None:
    """The caller has to say that too little is known."""
    with pytest.raises(ValueError, match="no weeks"):
        fitted([])
