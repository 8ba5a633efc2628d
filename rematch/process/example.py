"""An invented half year of a demo cohort, told step by step, so that every page has something to show."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from rematch.errors import RematchError
from rematch.model import Municipality
from rematch.process.days import day_of, this_moment
from rematch.process.desk import ProcessDesk
from rematch.process.evaluation.counting import adults_of
from rematch.process.evaluation.desk import EnteredSheet, EvaluationDesk
from rematch.process.evaluation.questions import asked_questions
from rematch.process.items import Anchor, items
from rematch.process.machines import Machine
from rematch.process.needs import ProcessStep
from rematch.process.partners.statements import subject_of
from rematch.store import Offer, Outcome

DAYS_AGO = 200
"""When the round was decided."""
INVITED_BEFORE = 21
"""Days before that on which the round was opened, and municipalities were invited to it."""
PLEDGED = (5, 10)
"""Persons, at least and at most, where a profile says nothing of it."""
TO_ANSWER = 14
"""Days to answer an offer."""
MOST = 30
"""Households that are made an offer: more would not have come in that time."""
DECLINED, SILENT, WAITING, STAYING = 2, 1, 3, 2
"""So many decline, do not answer, wait for their letter, and have accepted and not travelled yet."""
ANSWERING, CONTENT = 0.85, 0.7
"""Shares of adults who answer a questionnaire, and of answers that are the first there is."""
LEFT_OPEN = ("ticket", "interpreter", "pick_up", "last_changes")
"""What is not seen to yet of those who have not travelled."""


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

    Those who have been there long enough say how it is. Repeatable. Raises step.people_are_real where the
    cohort's people are not invented.
    """
    profiles = desk.store.load_profiles(desk.cohort)
    if not profiles.cohort.invented:
        raise RematchError("step.people_are_real")
    began, draw = this_moment() - timedelta(days=DAYS_AGO), Random(profiles.cohort.seed or 0)
    invited = began - timedelta(days=INVITED_BEFORE)
    number = desk.open_round(name, invited).number
    desk.take_all(_invited(number, profiles.municipalities, day_of(invited), words))
    decided = ProcessStep(machine="round", subject=str(number), event="decide", words=words, run=run)
    desk.take(decided, began)
    planned = [id for id, ags in desk.store.run(run).assignments.items() if ags is not None]
    offers = list(desk.prepare(number, planned[:MOST], began).offers)
    draw.shuffle(offers)
    telling = _Telling(day_of(began))
    arrived = _answered(telling, offers)
    desk.take_all(telling.steps)
    adults = {one.id: adults_of(one) for one in profiles.households}
    sheets = [
        sheet for offer, day in arrived for sheet in _said(desk, draw, offer, day, adults[offer.household])
    ]
    EvaluationDesk(desk.store, desk.cohort, desk.catalogue, desk.viewer).enter(sheets)


def _invited(number: int, towns: tuple[Municipality, ...], day: date, words: str) -> list[ProcessStep]:
    """All are invited and most pledge; the last one is only reminded, the one before it is asked again."""
    telling, of_town = _Telling(day), {one.ags: subject_of(number, one.ags) for one in towns}
    last = day + timedelta(days=TO_ANSWER)
    for one in towns:
        telling.take("partner", of_town[one.ags], "invite", last_day=last)
    telling.later(7)
    for one in towns[:-1]:
        least, most = one.pledge_min or PLEDGED[0], one.pledge_max or PLEDGED[1]
        telling.take("partner", of_town[one.ags], "restate", words=words)
        telling.take("partner", of_town[one.ags], "confirm", pledge=(min(least, most), most), words=words)
    telling.later(3)
    for one in towns[-1:]:
        telling.take("partner", of_town[one.ags], "remind", reason="answer_due")
    today = day_of(this_moment())
    telling.day = today - timedelta(days=TO_ANSWER)
    for one in towns[:-2]:
        telling.take("partner", of_town[one.ags], "restate", words=words)
    for one in towns[-2:-1]:
        again = today + timedelta(days=TO_ANSWER)
        telling.take("partner", of_town[one.ags], "ask_again", last_day=again)
    return telling.steps


def _answered(telling: _Telling, offers: list[Offer]) -> list[tuple[Offer, date]]:
    """What came of the offers; those who arrived, each with the day."""
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
    for offer in coming:
        _seen_to(telling, offer, "accepted", but=() if offer in coming[:-STAYING] else LEFT_OPEN)
    return [_travelled(telling, offer, at) for at, offer in enumerate(coming[:-STAYING])]


def _travelled(telling: _Telling, offer: Offer, at: int) -> tuple[Offer, date]:
    """They come week by week; whatever is due after that is seen to, but what is due last."""
    telling.take("relocation", offer.number, "depart")
    _seen_to(telling, offer, "departed")
    telling.later(1)
    telling.take("relocation", offer.number, "arrive")
    arrived = telling.day
    _seen_to(telling, offer, "arrived", but=("visit", "evaluation_1", "evaluation_6", "evaluation_12"))
    telling.later(6 if at % 2 else 3)
    return offer, arrived


def _seen_to(telling: _Telling, offer: Offer, anchor: Anchor, but: tuple[str, ...] = ()) -> None:
    for item in items():
        if item.anchor == anchor and item.id not in but:
            telling.take("item", f"{offer.number}:{item.id}", "tick")


def _said(
    desk: ProcessDesk, draw: Random, offer: Offer, arrived: date, adults: int
) -> Iterator[EnteredSheet]:
    """Invented answers of each adult a month after they came, mostly content; some do not answer."""
    day = arrived + timedelta(days=30)
    if day > day_of(this_moment()):
        return
    for adult in range(1, adults + 1):
        answered = draw.random() < ANSWERING
        answers = {
            one.id: one.answers[0] if draw.random() < CONTENT else draw.choice(one.answers)
            for one in asked_questions(desk.catalogue)
            if answered
        }
        outcome: Outcome = "answered" if answered else "unreached"
        yield EnteredSheet(offer.number, 1, adult, day, outcome, "uk", answers)
