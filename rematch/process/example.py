"""An invented half year of a demo cohort, told step by step, so that every page has something to show."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from rematch.errors import RematchError
from rematch.process.days import day_of, this_moment
from rematch.process.desk import ProcessDesk
from rematch.process.items import items
from rematch.process.machines import Machine
from rematch.process.needs import ProcessStep
from rematch.store import Offer

DAYS_AGO = 200
"""When the round was opened."""
TO_ANSWER = 14
"""Days to answer an offer."""
DECLINED, SILENT, WAITING = 2, 1, 3
"""So many decline, do not answer, and have their offer still open."""


@dataclass
class _Telling:
    desk: ProcessDesk
    run: str
    day: datetime

    def take(self, machine: Machine, subject: object, event: str, **said: object) -> None:
        step = {"machine": machine, "subject": str(subject), "event": event, **said}
        self.desk.take(ProcessStep.model_validate(step), self.day)

    def later(self, days: int) -> None:
        self.day += timedelta(days=days)


def tell(desk: ProcessDesk, run: str, words: str, name: str) -> None:
    """A round decided with a recorded run: most accept and arrive, some decline, one does not answer.

    Repeatable. Raises step.people_are_real where the cohort's people are not invented.
    """
    cohort = desk.store.load_profiles(desk.cohort).cohort
    if not cohort.invented:
        raise RematchError("step.people_are_real")
    draw = Random(cohort.seed or 0)
    telling = _Telling(desk, run, this_moment() - timedelta(days=DAYS_AGO))
    number = desk.open_round(name, telling.day).number
    telling.take("round", number, "decide", words=words, run=run)
    planned = [id for id, ags in desk.store.run(run).assignments.items() if ags is not None]
    offers = list(desk.prepare(number, planned, telling.day).offers)
    draw.shuffle(offers)
    for offer in offers[WAITING:]:
        telling.take("offer", offer.number, "send", last_day=day_of(telling.day) + timedelta(days=TO_ANSWER))
    telling.later(4)
    ended = WAITING + DECLINED
    for offer, reason in zip(offers[WAITING:ended], ("family_elsewhere", "not_now"), strict=True):
        telling.take("offer", offer.number, "decline", reason=reason)
    coming = offers[ended + SILENT :]
    for offer in coming:
        telling.take("offer", offer.number, "accept")
    telling.later(TO_ANSWER)
    for offer in offers[ended : ended + SILENT]:
        telling.take("offer", offer.number, "close", reason="no_answer")
    _travel(telling, coming)


def _travel(telling: _Telling, coming: list[Offer]) -> None:
    """They come week by week; the last two are being prepared still."""
    travelling = coming[: max(1, len(coming) - 2)]
    for at, offer in enumerate(travelling):
        for item in items():
            if item.anchor == "accepted":
                telling.take("item", f"{offer.number}:{item.id}", "tick")
        telling.take("relocation", offer.number, "depart")
        telling.take("item", f"{offer.number}:departure_confirmed", "tick")
        telling.later(1)
        telling.take("relocation", offer.number, "arrive")
        telling.later(6 if at % 2 else 3)
