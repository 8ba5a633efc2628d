"""Households that arrived and what their adults answered, put into a store without the steps before."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta

from rematch.model import CohortId, Household, HouseholdId, Member, Role, Viewer
from rematch.process.evaluation.counting import adults_of
from rematch.process.evaluation.desk import EnteredSheet
from rematch.store import Offer, OfferPart, OfferRound, ProcessEvent, Store
from tests import builders

ARRIVED = date(2026, 1, 1)
AFTER_A_MONTH = ARRIVED + timedelta(days=30)
WITHIN = {1: 30, 6: 180, 12: 365}
"""Days after arrival that lie in each wave's window."""


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def grown_up(number: int, adults: int = 2) -> Household:
    """A household of so many adults and a child."""
    members = [Member(number=at, role=Role.ADULT, age=30) for at in range(1, adults + 1)]
    child = Member(number=adults + 1, role=Role.CHILD, age=5)
    return builders.household(f"H-{number}").model_copy(update={"members": (*members, child)})


def offer_of(cohort: CohortId, number: int, household: HouseholdId, ags: str, fit: float = 1.0) -> Offer:
    """An offer whose fit is the same in one criterion of housing and one of work."""
    parts = [
        OfferPart(criterion=id, side="household", score=fit, part=fit)  # type: ignore[arg-type]
        for id in ("unit_size", "occupation_demand")
    ]
    return Offer(
        cohort=cohort,
        number=number,
        round=1,
        household=household,
        ags=ags,  # type: ignore[arg-type]
        run="r",
        persons=1,
        fit=fit,
        people=fit,
        parts=tuple(parts),
        profile="0",
        text_version="1",
    )


def arrive(
    store: Store,
    cohort: CohortId,
    households: Iterable[Household],
    day: date = ARRIVED,
    fit: Callable[[int], float] = lambda number: 1.0,
) -> list[Offer]:
    """A round whose offers, one for each household, were accepted, and all have arrived on the day."""
    town = store.load_profiles(cohort).municipalities[0].ags
    offers = [offer_of(cohort, at, one.id, town, fit(at)) for at, one in enumerate(households, start=1)]
    told = [("round", "1", "open", "open")]
    for one in offers:
        told.append(("household", one.household, "arrive", "arrived"))
        told.append(("offer", str(one.number), "accept", "accepted"))
        told.append(("relocation", str(one.number), "arrive", "arrived"))
    events = [
        ProcessEvent(
            cohort=cohort,
            by="local",
            role="coordinator",
            round=1,
            machine=machine,
            subject=subject,
            event=event,
            state=state,
            day=day,
        )
        for machine, subject, event, state in told
    ]
    begun = OfferRound(cohort=cohort, number=1, name="Winter")
    store.add_events(cohort, events, Viewer(), on_top_of=0, started=(begun, *offers))
    return offers


def sheet(offer: int, wave: int = 1, adult: int = 1, **answers: str) -> EnteredSheet:
    """A sheet answered in the middle of its window."""
    day = ARRIVED + timedelta(days=WITHIN[wave])
    return EnteredSheet(offer, wave, adult, day, "answered", "de", answers)


def sheets_of_all(
    households: list[Household], wave: int, said: Callable[[int, int], dict[str, str]]
) -> list[EnteredSheet]:
    """A sheet of every adult, in order; `said` tells the answers by the offer's number and the adult's."""
    return [
        sheet(offer, wave, adult, **said(offer, adult))
        for offer, one in enumerate(households, start=1)
        for adult in range(1, adults_of(one) + 1)
        if said(offer, adult)
    ]
