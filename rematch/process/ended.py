"""How offers ended, and whose reason it was: refusals and lapses add up to all that ended."""

from collections import Counter
from collections.abc import Iterable
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
        last = history.of("offer", offer.number)[-1]
        if offer.round == of_round and states("offer")[last.state].ended and last.state != IN_ERROR:
            found.append(EndedOffer(offer, last, reasons()[last.reason].party))
    return tuple(found)


def by_party(ended: Iterable[EndedOffer]) -> Counter[Party]:
    """How many ended for a reason of whom."""
    return Counter(one.party for one in ended)
