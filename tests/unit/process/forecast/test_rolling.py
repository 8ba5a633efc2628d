"""In retrospect: made of what was known then, beside plain means, counted where weeks do not overlap."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rematch.process.forecast.ahead import FULL
from rematch.process.forecast.rolling import AIMS, FORESEERS, TrackRecord, Trial, track_records
from rematch.process.forecast.weeks import WEEK
from tests.unit.process.forecast.worlds import UNTIL, arriving, drifting

COUNTS = [1, *drifting(np.random.default_rng(8), 40).tolist()]


def records(late: timedelta = timedelta()) -> dict[tuple[str, str], TrackRecord]:
    found = track_records(arriving(COUNTS, late=late), UNTIL)
    return {(one.aim, one.foreseer): one for one in found}


def test_each_aim_has_a_trial_a_week_and_coverage_where_weeks_do_not_overlap() -> None:
    """From the twelfth week on, as long as it is known how it turned out; all ways on the same weeks."""
    found, weeks = records(), len(COUNTS) - 1
    for aim, (needed, _) in AIMS.items():
        trials = weeks - FULL - needed + 1
        for foreseer in FORESEERS:
            record = found[aim, foreseer]
            assert len(record.trials) == trials
            assert len(record.apart) == -(-trials // needed)
            assert [one.came for one in record.trials] == [
                one.came for one in found[aim, FORESEERS[0]].trials
            ]


def test_the_plain_means_are_the_plain_means() -> None:
    """The error of each baseline is that of the mean of the weeks before, counted by hand."""
    counts, found = COUNTS[1:], records()
    origins = range(FULL, len(counts))
    for foreseer, most in (("mean_of_all", len(counts)), ("mean_of_eight", 8)):
        means = [np.mean(counts[:at][-most:]) for at in origins]
        misses = [abs(mean - counts[at]) for mean, at in zip(means, origins, strict=True)]
        assert found["week_1", foreseer].error == pytest.approx(np.mean(misses))
    total = [
        abs(12 * np.mean(counts[:at]) - sum(counts[at : at + 12])) for at in origins if at + 12 <= len(counts)
    ]
    assert found["total_12", "mean_of_all"].error == pytest.approx(np.mean(total))


def test_what_was_entered_later_was_not_known_then() -> None:
    """Where everything is entered three weeks late, the last three weeks before each origin look empty."""
    counts, found = COUNTS[1:], records(late=3 * WEEK)
    origins = range(FULL, len(counts))
    means = [np.sum(counts[: at - 3]) / at for at in origins]
    misses = [abs(mean - counts[at]) for mean, at in zip(means, origins, strict=True)]
    assert found["week_1", "mean_of_all"].error == pytest.approx(np.mean(misses))


def test_before_anything_turned_out_there_is_nothing_to_tell() -> None:
    """Twelve whole weeks and no further one: no trial."""
    assert track_records(arriving([2] * (FULL + 1)), UNTIL) == ()
    assert track_records((), UNTIL) == ()


def test_before_anything_is_covered_or_not_everything_may_be() -> None:
    """Without a trial apart the share of those covered lies anywhere."""
    assert TrackRecord("discounted", "week_1", (), ()).coverage == (0.0, 1.0)


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_the_loss_of_quantiles_that_meet_is_nothing(low: int, high: int, came: int) -> None:
    """It is never below nothing, and nothing only where all three are what came."""
    assert Trial(0.0, came, came, came, came).pinball == 0
    trial = Trial(0.0, min(low, high), min(low, high), max(low, high), came)
    assert trial.pinball >= 0
    assert (trial.pinball == 0) == (low == high == came)
    assert trial.covered == (min(low, high) <= came <= max(low, high))
