"""A day ends at midnight in Germany, whatever the server's clock says."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import rematch
from rematch.process.days import day_of, over

LAST = date(2026, 5, 5)
ROOMS = ("process", "ui/process", "ui/evaluation", "ui/occupancy", "report/papers")
MACHINE_DAYS = ("date.today()", "datetime.now()", '"today"')


@pytest.mark.parametrize(
    ("moment", "ended"),
    [
        (datetime(2026, 5, 5, 21, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 5, 5, 22, 0, 0, tzinfo=UTC), True),
        (datetime(2026, 5, 4, 23, 30, tzinfo=UTC), False),
    ],
)
def test_a_last_day_holds_through_its_last_second(moment: datetime, ended: bool) -> None:
    """Until 5 May is until 23:59:59 there, which in summer is 21:59:59 in UTC."""
    assert over(LAST, moment) is ended


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_both_days_on_which_the_clocks_change_end_at_midnight(moment: datetime, day: date) -> None:
    """The day of 23 hours and the one of 25 begin and end where people there say they do."""
    assert day_of(moment) == day


def test_a_moment_without_a_zone_is_refused() -> None:
    """Nobody knows which day that is."""
    with pytest.raises(ValueError, match="zone"):
        day_of(datetime(2026, 5, 5, 12))


def test_no_step_is_dated_by_the_machine() -> None:
    """Half an hour after midnight in Germany a server's own day is the one before: nobody asks for it."""
    root = Path(rematch.__file__).parent
    sources = [path for room in ROOMS for path in (root / room).rglob("*.py")]
    assert len(sources) > 30
    asked = {path.name: day for path in sources for day in MACHINE_DAYS if day in path.read_text("utf-8")}
    assert not asked
