"""What a day means here: it ends at midnight in Germany, summer and winter."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from rematch.store.records import now as this_moment

HERE = ZoneInfo("Europe/Berlin")


def day_of(moment: datetime) -> date:
    """The day it is in Germany at a moment; one without a time zone is refused by ValueError."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(HERE).date()


def today() -> date:
    """The day it is in Germany now."""
    return day_of(this_moment())


def over(day: date, moment: datetime) -> bool:
    """Whether the day has ended at the moment: it holds through its last second."""
    return day_of(moment) > day
