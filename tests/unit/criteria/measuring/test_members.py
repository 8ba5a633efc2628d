"""Joining members: what is left out, what stays unknown, and who decided."""

import numpy as np

from rematch.criteria.columns import rows_of
from rematch.criteria.measuring.measures import ScoreMatrix
from rematch.criteria.measuring.members import deciding, join
from tests.builders import household, profiles

NAN = np.nan
ROWS = rows_of(profiles([household("a", ages=(40, 41)), household("b", ages=(40,))]), by_member=True)


def scored(score, unknown=((False,), (False,), (False,))):
    return ScoreMatrix(np.array(score), np.array(unknown))


def test_a_household_in_which_it_applies_to_nobody_is_left_out():
    joined = join(scored([[0.2], [NAN], [NAN]]), ROWS, "mean")
    np.testing.assert_array_equal(joined.score, [[0.2], [NAN]])


def test_a_sum_is_capped_at_one():
    joined = join(scored([[0.7], [0.6], [0.3]]), ROWS, "sum")
    np.testing.assert_array_equal(joined.score, [[1.0], [0.3]])


def test_the_household_is_unknown_where_a_member_that_counts_is():
    joined = join(scored([[0.5], [0.6], [NAN]], [[True], [False], [True]]), ROWS, "least")
    np.testing.assert_array_equal(joined.unknown, [[True], [True]])
    left_out = join(scored([[NAN], [0.6], [0.3]], [[True], [False], [False]]), ROWS, "mean")
    np.testing.assert_array_equal(left_out.unknown, [[False], [False]])


def test_the_member_whose_score_counted_can_be_named():
    own = scored([[0.2], [0.6], [NAN]])
    for how, row in (("least", 0), ("any", 1)):
        np.testing.assert_array_equal(deciding(own, join(own, ROWS, how), ROWS), [[row], [-1]])
