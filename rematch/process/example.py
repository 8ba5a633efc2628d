"""An invented half year of a demo cohort, told step by step, so that every page has something to show."""

from datetime import date, timedelta
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


class _Telling:
    """Steps gathered day by day."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.steps: list[ProcessStep] = []

    def take(self, machine: Machine, subject: object, event: str, **said: object) -> None:
        step = {"machine": machine, "subject": str(subject), "event": event, "day": self.day, **said}
        self.steps.append(ProcessStep.model_validate(step))

    def later(self, days: int) -> None:
        self.day += timedelta(days=days)


def tell(desk: ProcessDesk, run: str, words: str, name: str) -> None:
    """A round decided with a recorded run: most accept and arrive, some decline, one does not answer.

    Repeatable. Raises step.people_are_real where the cohort's people are not invented.
    """
    cohort = desk.store.load_profiles(desk.cohort).cohort
    if not cohort.invented:
        raise RematchError("step.people_are_real")
    began = this_moment() - timedelta(days=DAYS_AGO)
    number = desk.open_round(name, began).number
    decided = ProcessStep(machine="round", subject=str(number), event="decide", words=words, run=run)
    desk.take(decided, began)
    planned = [id for id, ags in desk.store.run(run).assignments.items() if ags is not None]
    offers = list(desk.prepare(number, planned, began).offers)
    Random(cohort.seed or 0).shuffle(offers)
    telling = _Telling(day_of(began))
    _answered(telling, offers)
    desk.take_all(telling.steps)


def _answered(telling: _Telling, offers: list[Offer]) -> None:
    sent, ended = offers[WAITING:], WAITING + DECLINED
    last = telling.day + timedelta(days=TO_ANSWER)
    for offer in sent:
        telling.take("offer", offer.number, "send", last_day=last)
    telling.later(4)
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
