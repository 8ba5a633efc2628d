"""The households that accepted a place in a municipality: nothing of them but a number, until it is asked."""

from dataclasses import dataclass
from datetime import date, datetime

from rematch.criteria.catalogue import Catalogue
from rematch.errors import RematchError
from rematch.model import Ags, CohortId, ViewerRole
from rematch.process.days import this_moment
from rematch.process.history import History
from rematch.process.items import DueItem, anchored, due
from rematch.process.papers.handover import HandoverFacts, handed_over, may_be_told, shared
from rematch.rights import ANSWERING, RELEASED, in_force, may
from rematch.store import Offer, Store


@dataclass(frozen=True)
class ToSeeTo:
    """An item of the receiving side by its id: until when, how it stands, when and by whom that was noted.

    `day`, `by` and `role` are None while it is open.
    """

    item: str
    ends: date
    state: str
    overdue: bool
    day: date | None
    by: str | None
    role: ViewerRole | None


@dataclass(frozen=True)
class AcceptedHousehold:
    """A household that accepted, by the number of its offer: since when, how far, and what to see to.

    `shared`: it has agreed that its details are passed on.
    """

    number: int
    accepted: date
    journey: str
    shared: bool
    items: tuple[ToSeeTo, ...]


@may(RELEASED, cohort="cohort", town="ags")
def accepted_here(
    store: Store, cohort: CohortId, ags: Ags, now: datetime | None = None
) -> tuple[AcceptedHousehold, ...]:
    """Those who accepted a place in a municipality and stand by it, by number; of nobody else anything."""
    history = History(*store.process(cohort))
    told = [one for one in history.offers if one.ags == ags and is_told(history, one)]
    return tuple(_accepted(history, one, now or this_moment()) for one in told)


@may(ANSWERING, cohort="cohort", town="ags")
def handed_to(store: Store, cohort: CohortId, ags: Ags, number: int, catalogue: Catalogue) -> HandoverFacts:
    """The handover of a household that accepted a place there; each time is noted in the journal.

    Raises viewer.not_own where its place is in another municipality, and as `handed_over` does.
    """
    offer = History(*store.process(cohort)).offer(number)
    if offer is None or offer.ags != ags:
        raise RematchError("viewer.not_own", ags=ags)
    return handed_over(store, cohort, number, catalogue, viewer=in_force())


def is_told(history: History, offer: Offer) -> bool:
    """Whether a municipality knows of an offer's household: it accepted, and has not moved on."""
    return may_be_told(history, offer) and not history.ended(offer)


def _accepted(history: History, offer: Offer, now: datetime) -> AcceptedHousehold:
    day = anchored(history, offer, "accepted")
    assert day is not None, "accepted"
    found = (one for one in due(history, offer) if one.item.side == "receiving")
    return AcceptedHousehold(
        number=offer.number,
        accepted=day,
        journey=history.state("relocation", offer.number),
        shared=shared(history, offer),
        items=tuple(_to_see_to(history, one, now) for one in found),
    )


def _to_see_to(history: History, one: DueItem, now: datetime) -> ToSeeTo:
    events = history.of("item", one.subject)
    noted = events[-1] if events and one.state != "open" else None
    return ToSeeTo(
        item=one.item.id,
        ends=one.ends,
        state=one.state,
        overdue=one.overdue(now),
        day=noted.day if noted else None,
        by=noted.by if noted else None,
        role=noted.role if noted else None,
    )
