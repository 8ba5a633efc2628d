"""A history in which a household of the cohort has arrived in each of a number of weeks."""

from datetime import date, timedelta

from rematch.process.history import History
from tests.rounds import FIRST_DAY, cohort, made, noon
from tests.unit.process.histories import Teller

WEEKS = 9
UNTIL = FIRST_DAY + timedelta(days=7 * WEEKS)
NOW = noon(UNTIL)
STEPS = (("offer", "prepare"), ("offer", "send"), ("offer", "accept"), ("relocation", "plan"))
ARRIVING = (("relocation", "depart"), ("relocation", "arrive"))


def came(households: int = 5, offered: int = 0) -> History:
    """So many who arrived, in turn over the weeks, each at its place in the plan; then some with an offer."""
    told = Teller()
    placed = [(one, made()[1].assignments[one.id]) for one in cohort().households]
    placed = [(one, ags) for one, ags in placed if ags is not None and one.consent]
    for at, (household, ags) in enumerate(placed[: households + offered]):
        number = told.offer(household.id, str(ags), household.size)
        day = _day(at, households)
        for machine, event in (*STEPS, *ARRIVING) if at < households else STEPS[:2]:
            told.step(number, machine, event, day)
    return told.history


def _day(at: int, households: int) -> date:
    return FIRST_DAY + timedelta(days=min(at * 7 * WEEKS // max(1, households), 7 * WEEKS - 1))
