"""The timer: what is left, and when a round ends once it is extended."""

from datetime import UTC, date, datetime, timedelta

import pytest

from rematch.model import CohortId
from rematch.store.workshop.records import Stage, Workshop
from rematch.ui.workshop import clock


def workshop(seconds: float | None, stage: Stage = "voting") -> Workshop:
    ends = None if seconds is None else datetime.now(UTC) + timedelta(seconds=seconds)
    about = {"code": "123456", "cohort": CohortId("x"), "data": "d", "catalogue": "c"}
    return Workshop(**about, delete_on=date(2027, 1, 1), stage=stage, closes_at=ends)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("seconds", "words"), [(605.0, "10:05"), (59.9, "1:00"), (-3.0, "0:00"), (None, None)]
)
def test_minutes_and_seconds_are_shown_down_to_nothing(seconds: float | None, words: str | None) -> None:
    """Never below nothing; no words where no timer runs."""
    assert clock.left(workshop(seconds)) == words


def test_a_timer_is_of_a_round_that_takes_ballots() -> None:
    """A closed one shows none."""
    assert clock.left(workshop(60.0, "closed")) is None


@pytest.mark.parametrize(("seconds", "minutes"), [(60.0, 3.0), (-600.0, 2.0), (None, 2.0)])
def test_more_minutes_are_added_to_what_is_left(seconds: float | None, minutes: float) -> None:
    """Where the time is over, or there was none, they count from now."""
    assert clock.extended(workshop(seconds), 2) == pytest.approx(minutes, abs=0.1)
