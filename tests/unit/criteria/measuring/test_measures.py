"""Each measure's formula, checked on its own: what is not needed, not known, and how far it goes."""

from math import isnan

import numpy as np
import pytest

from rematch.criteria.catalogue import Term
from rematch.criteria.measuring import measures

NAN = np.nan
YES = np.array([True])


def test_gate_is_one_where_the_need_is_offered_and_leaves_out_who_does_not_need_it():
    scored = measures.gate(np.array([1.0, 0.0, NAN]), np.array([1.0, 0.0, NAN]))
    np.testing.assert_array_equal(scored.score[0], [1.0, 0.0, 0.5])
    assert np.isnan(scored.score[1:]).all()
    np.testing.assert_array_equal(scored.unknown, [[0, 0, 1], [0, 0, 0], [1, 1, 1]])


def test_gate_shrinks_with_the_waiting_time():
    graded = measures.waiting(np.array([0.0, 12.0, NAN, NAN]), half=12.0)
    scored = measures.gate(np.array([1.0]), np.array([1.0, 1.0, 1.0, 0.0]), graded)
    np.testing.assert_allclose(scored.score[0], [1.0, 0.5, 0.5, 0.0])
    np.testing.assert_array_equal(scored.unknown[0], [0, 0, 1, 0])


def test_coverage_is_the_weighted_share_of_what_is_needed():
    weights = np.array([[3.0, 1.0], [0.0, 0.0]])
    offered = np.array([[1.0, 0.0], [0.0, 0.5]])
    scored = measures.coverage(weights, np.array([True, True]), offered, np.array([True, True]))
    np.testing.assert_allclose(scored.score[0], [0.75, 0.125])
    assert np.isnan(scored.score[1]).all()
    assert not scored.unknown.any()


def test_coverage_of_an_unknown_offer_is_neutral_and_of_an_unknown_need_left_out():
    weights = np.array([[1.0], [0.0]])
    scored = measures.coverage(weights, np.array([True, False]), np.array([[0.0]]), np.array([False]))
    assert scored.score[0, 0] == 0.5
    assert isnan(scored.score[1, 0])
    assert scored.unknown.all()


def test_coverage_by_the_best_takes_the_strongest_single_one():
    scored = measures.coverage(np.array([[0.5, 1.0]]), YES, np.array([[1.0, 0.2]]), YES, best=True)
    assert scored.score[0, 0] == 0.5


def test_what_is_offered_everywhere_needs_no_answer_from_the_municipality():
    scored = measures.coverage(np.array([[1.0]]), YES, np.array([[1.0]]), ~YES, best=True)
    assert (scored.score[0, 0], scored.unknown[0, 0]) == (1.0, False)


def test_steps_fall_by_the_distance_on_the_scale():
    scored = measures.steps(np.array([1.0, 3.0, NAN]), np.array([1.0, 5.0, NAN]), span=4.0)
    np.testing.assert_allclose(scored.score, [[1.0, 0.0, 0.5], [0.5, 0.5, 0.5], [NAN, NAN, NAN]])
    np.testing.assert_array_equal(scored.unknown, [[0, 0, 1], [0, 0, 1], [1, 1, 1]])


def test_one_degree_along_a_meridian_is_a_hundred_and_eleven_kilometres():
    km = measures.haversine_km(np.array([[50.0, 8.0]]), np.array([[51.0, 8.0], [50.0, 8.0]]))
    np.testing.assert_allclose(km[0], [111.195, 0.0], atol=1e-3)


def test_the_nearest_point_counts():
    points, ends = np.array([[50.0, 8.0], [51.0, 8.0], [48.0, 8.0]]), np.array([0, 2, 2, 3])
    km = measures.nearest_km(points, ends, np.array([[51.0, 8.0]]))
    np.testing.assert_allclose(km[:, 0], [0.0, np.inf, 333.585], atol=1e-2)


def test_decay_halts_at_one_nearby_and_falls_with_the_distance():
    km = np.array([[4.0, 50.0], [np.inf, np.inf], [np.inf, np.inf]])
    scored = measures.decay_km(km, np.array([True, True, False]), half=50.0, same_km=5.0)
    np.testing.assert_allclose(scored.score[0], [1.0, 0.5])
    assert np.isnan(scored.score[1:]).all()
    np.testing.assert_array_equal(scored.unknown, [[0, 0], [0, 0], [1, 1]])


def test_as_near_as_the_same_place_is_the_same_place_and_a_little_further_is_not():
    """The bound itself belongs to it: 2^(-5/50) begins just beyond."""
    km = np.array([[5.0, np.nextafter(5.0, 6.0), 0.0]])
    scored = measures.decay_km(km, np.array([True]), half=50.0, same_km=5.0)
    np.testing.assert_allclose(scored.score, [[1.0, 2**-0.1, 1.0]])


def test_decay_by_minutes_counts_for_those_who_need_it():
    scored = measures.decay_minutes(np.array([1.0, 0.0]), np.array([0.0, 45.0, NAN]), half=45.0)
    np.testing.assert_allclose(scored.score[0], [1.0, 0.5, 0.5])
    assert np.isnan(scored.score[1]).all()


def test_who_is_known_to_need_places_needs_them_whatever_the_others_did_not_say():
    """One member needs a seat, another did not say: the one counts, flagged; nothing known applies not."""
    demand = np.array([[1.0, 1.0], [0.0, 0.0]])
    scored = measures.places(demand, np.array([False, False]), np.array([1.0, 0.0]))
    np.testing.assert_equal(scored.score, [[1.0, 0.0], [NAN, NAN]])
    assert scored.unknown.all()


def test_places_count_by_the_share_there_is_and_waiting_grades_them():
    demand = np.array([[2.0, 2.0, 2.0], [0.0, 0.0, 0.0]])
    graded = measures.waiting(np.array([6.0, 0.0, 0.0]), half=6.0)
    scored = measures.places(demand, np.array([True, True]), np.array([2.0, 1.0, NAN]), graded)
    np.testing.assert_allclose(scored.score[0], [0.5, 0.5, 0.5])
    assert np.isnan(scored.score[1]).all()
    np.testing.assert_array_equal(scored.unknown[0], [0, 0, 1])


def test_rank_falls_in_fixed_steps_and_does_not_hear_how_long_the_list_is():
    """The second wish scores 0.8, of two wishes or of seven (B9)."""
    scored = measures.rank(np.array([[1, 2, 0, 0, 0, 0, 0], [1, 2, 3, 4, 5, 6, 7], [0] * 7]))
    np.testing.assert_allclose(scored.score[0], [1.0, 0.8, 0, 0, 0, 0, 0])
    np.testing.assert_allclose(scored.score[1], [1.0, 0.8, 0.6, 0.4, 0.2, 0.1, 0.1])
    assert np.isnan(scored.score[2]).all()
    assert not scored.unknown.any()


@pytest.mark.parametrize("half", [4.0, 50.0])
def test_at_the_half_a_half_remains(half):
    """Kilometres, minutes and weeks alike (C5)."""
    km, minutes = np.array([[half, 2 * half]]), np.array([half, 2 * half])
    np.testing.assert_allclose(measures.decay_km(km, YES, half, 0.0).score, [[0.5, 0.25]])
    np.testing.assert_allclose(measures.decay_minutes(np.ones(1), minutes, half).score, [[0.5, 0.25]])
    np.testing.assert_allclose(measures.waiting(minutes, half), [0.5, 0.25])


def test_scale_averages_figures_between_their_bounds_the_unknown_ones_as_cautious():
    terms = (Term(field="a", low=0, high=10, better="high"), Term(field="b", low=5, high=15, better="low"))
    figures = [np.array([[5.0, 20.0, NAN]]), np.array([[5.0, NAN, NAN]])]
    scored = measures.scale(np.array([1.0, NAN]), figures, terms, towns=3)
    np.testing.assert_allclose(scored.score, [[0.75, 0.75, 0.5], [NAN, NAN, NAN]])
    np.testing.assert_array_equal(scored.unknown, [[0, 1, 1], [1, 1, 1]])


def test_a_figure_kept_back_counts_the_cautious_value_and_not_what_the_others_say():
    """With a good vacancy and a bad rent, leaving out the rent wins nothing (B4)."""
    terms = (Term(field="a", low=0, high=10, better="high"), Term(field="b", low=5, high=15, better="low"))
    figures = [np.array([[10.0, 10.0]]), np.array([[14.0, NAN]])]
    scored = measures.scale(np.array([1.0]), figures, terms, towns=2, cautious=0.1)
    np.testing.assert_allclose(scored.score, [[0.55, 0.55]])


def test_a_figure_of_the_person_scales_each_row():
    term = Term(field="hours", low=0, high=40, better="high")
    scored = measures.scale(np.ones(2), [np.array([[40.0], [10.0]])], (term,), towns=2)
    np.testing.assert_allclose(scored.score, [[1.0, 1.0], [0.25, 0.25]])


def test_code_counts_shared_digits_times_the_demand_and_a_major_group_not_at_all():
    """Four digits 1, three 0.8, two 0.4; a fire guard (5411) is no carer (5321), a doctor no teacher (B8)."""
    demand = np.array([[1.0, 0.0], [0.4, 0.9], [0.0, 0.0]])
    needed = ["2221", "2330", "2330", None, ""]
    scored = measures.code(needed, ["2221", "2330"], demand, np.array([True, True, False]))
    np.testing.assert_allclose(scored.score[:2], [[1.0, 0.4, 0.5], [0.0, 0.9, 0.5]])
    assert np.isnan(scored.score[3:]).all()
    np.testing.assert_array_equal(scored.unknown[3:], [[1, 1, 1], [0, 0, 0]])
    alike = measures.code(["5411"], ["5411", "5412", "5321", "54"], np.eye(4), np.ones(4, dtype=bool))
    np.testing.assert_allclose(alike.score[0], [1.0, 0.8, 0.0, 0.4])


def test_inverting_turns_the_score_and_leaves_the_unknown():
    scored = measures.gate(np.array([1.0]), np.array([1.0, NAN])).inverted()
    np.testing.assert_array_equal(scored.score[0], [0.0, 0.5])
    np.testing.assert_array_equal(scored.unknown[0], [False, True])
