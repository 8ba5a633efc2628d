"""How offers ended, and whose reason it was: refusals and lapses add up to all that ended."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rematch.process.history import History
from rematch.process.machines import Party, reasons, states
from rematch.store import Offer, ProcessEvent

IN_ERROR = "entered_in_error"
"""What was entered by mistake is in no statistics."""


@dataclass(frozen=True)
class EndedOffer:
    """An offer that came to nothing: by which step, for which reason, and whose that was."""

    offer: Offer
    event: ProcessEvent
    party: Party


def ended_offers(history: History, of_round: int) -> tuple[EndedOffer, ...]:
    """Those of a round, in the order of their numbers; one that was opened again has not ended."""
    found = []
    for offer in history.offers:
        last = ending(history.of("offer", offer.number))
        if offer.round == of_round and last is not None and last.state != IN_ERROR:
            found.append(EndedOffer(offer, last, reasons()[last.reason].party))
    return tuple(found)


def ending(events: Sequence[ProcessEvent]) -> ProcessEvent | None:
    """The event by which an offer ended, not what came after its end; None where it has not ended."""
    found = None
    for one in events:
        found = (found or one) if states("offer")[one.state].ended else None
    return found


def by_party(ended: Iterable[EndedOffer]) -> Counter[Party]:
    """How many ended for a reason of whom."""
    return Counter(one.party for one in ended)
