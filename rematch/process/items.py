"""What is due around a relocation: two checklists and three questionnaires, each by a day, each by itself."""

import csv
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Literal

from rematch import DATA_DIR
from rematch.model import Frozen
from rematch.process.days import over
from rematch.process.history import History
from rematch.store import Offer

Side = Literal["sending", "receiving", "evaluation"]
Anchor = Literal["accepted", "departed", "arrived"]
_EVENT: dict[str, tuple[Literal["offer", "relocation"], str]] = {
    "accepted": ("offer", "accept"),
    "departed": ("relocation", "depart"),
    "arrived": ("relocation", "arrive"),
}


class Item(Frozen):
    """One thing to see to, between `first` and `last` days after its anchor; `blocks` the journey if open."""

    id: str
    side: Side
    anchor: Anchor
    first: int
    last: int
    blocks: bool


@dataclass(frozen=True)
class DueItem:
    """An item of one offer: from which day, by which, and how it stands."""

    offer: Offer
    item: Item
    begins: date
    ends: date
    state: str

    @property
    def subject(self) -> str:
        """What its events are kept under."""
        return subject_of(self.offer.number, self.item.id)

    def overdue(self, now: datetime) -> bool:
        """Whether its last day is over and it is open still."""
        return self.state == "open" and over(self.ends, now)


def subject_of(offer: int, item: str) -> str:
    """What the events of an offer's item are kept under."""
    return f"{offer}:{item}"


@cache
def items() -> tuple[Item, ...]:
    """All items, in the order of the checklist."""
    with (DATA_DIR / "process" / "checklist.csv").open(encoding="utf-8", newline="") as file:
        rows = ({**row, "blocks": bool(row["blocks"])} for row in csv.DictReader(file))
        return tuple(map(Item.model_validate, rows))


def due(history: History, offer: Offer) -> tuple[DueItem, ...]:
    """The items of an accepted offer whose anchor has its day, in the order of the checklist.

    Nothing is due of an offer that came to nothing before anybody travelled.
    """
    if history.ended(offer) and history.state("relocation", offer.number) in ("", "cancelled"):
        return ()
    found = []
    for item in items():
        day = anchored(history, offer, item.anchor)
        if day is not None:
            state = history.state("item", subject_of(offer.number, item.id))
            ends = day + timedelta(days=item.last)
            found.append(DueItem(offer, item, day + timedelta(days=item.first), ends, state))
    return tuple(found)


def anchored(history: History, offer: Offer, anchor: Anchor) -> date | None:
    """The day from which an item's days are counted, None before it is there."""
    machine, event = _EVENT[anchor]
    days = [one.day for one in history.of(machine, offer.number) if one.event == event]
    return days[-1] if days else None


def blocking(history: History, offer: Offer) -> tuple[str, ...]:
    """The items without which nobody travels and that are not done."""
    stands = (
        (one.id, history.state("item", subject_of(offer.number, one.id))) for one in items() if one.blocks
    )
    return tuple(id for id, state in stands if state != "done")


def item_of(history: History, subject: str) -> DueItem | None:
    """The due item that a subject names; None where there is none, or not yet."""
    number, _, id = subject.partition(":")
    offer = history.offer(int(number)) if number.isdecimal() else None
    if offer is None:
        return None
    return next((one for one in due(history, offer) if one.item.id == id), None)
