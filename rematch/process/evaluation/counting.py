"""Of one wave: who arrived, who was reached, asked, who answered what; newest answers wait for company."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rematch.model import Household, HouseholdId, Role
from rematch.process.evaluation.figures import Adult, People, enough
from rematch.process.evaluation.questions import waves
from rematch.process.history import History
from rematch.process.items import DueItem, due
from rematch.store import AnswerSheet, Evaluation, Offer, Outcome

REACHED: frozenset[Outcome] = frozenset({"answered", "declined", "not_asked"})
ASKED: frozenset[Outcome] = frozenset({"answered", "declined"})


@dataclass(frozen=True)
class WaveCount:
    """People of a wave: each group is part of the one before; `answered` are those who are counted.

    `arrived` are the adults of households whose window has begun, `offers` the offer by which each came;
    `said` has the answers of those counted, by question.
    """

    wave: int
    arrived: People
    reached: People
    asked: People
    answered: People
    offers: Mapping[HouseholdId, Offer]
    said: Mapping[str, Mapping[Adult, str]]

    def who(self, question: str, answers: Iterable[str]) -> People:
        """Those counted who gave one of these answers."""
        among = frozenset(answers)
        return frozenset(who for who, said in self.said.get(question, {}).items() if said in among)


def adults_of(household: Household | None) -> int:
    """How many of a household are asked: everybody but children, one at least."""
    members = () if household is None else household.members
    return max(1, sum(one.role is not Role.CHILD for one in members))


def questionnaires(history: History) -> tuple[DueItem, ...]:
    """The questionnaires of all who arrived, also of those who moved on, by offer and month."""
    ids = {item.id for item in waves().values()}
    return tuple(one for offer in history.offers for one in due(history, offer) if one.item.id in ids)


def counted(
    history: History,
    evaluations: Iterable[Evaluation],
    households: Iterable[Household],
    wave: int,
    day: date,
) -> WaveCount:
    """The wave as it stands on a day."""
    known = {one.id: one for one in households}
    item = waves()[wave].id
    begun = [one for one in questionnaires(history) if one.item.id == item and one.begins <= day]
    offers = {one.offer.household: one.offer for one in begun}
    kept = {one.offer: one.sheets for one in evaluations if one.wave == wave}
    sheets = {
        Adult(id, sheet.adult): sheet
        for id, offer in offers.items()
        for sheet in kept.get(offer.number, ())
        if sheet.day <= day
    }
    asked_of = {
        Adult(id, adult) for id in offers for adult in range(1, adults_of(known.get(id)) + 1)
    } | sheets.keys()
    answered = settled(sheets)
    return WaveCount(
        wave,
        frozenset(asked_of),
        frozenset(who for who, sheet in sheets.items() if sheet.outcome in REACHED),
        frozenset(who for who, sheet in sheets.items() if sheet.outcome in ASKED),
        answered,
        offers,
        _by_question({who: sheets[who] for who in answered}),
    )


def settled(sheets: Mapping[Adult, AnswerSheet]) -> People:
    """Those whose answers count: in the order in which they were entered, as many at once as are enough.

    So two states of the same figures, seen on two days, differ by nobody or by a group large enough.
    """
    found: set[Adult] = set()
    waiting: set[Adult] = set()
    answered = (who for who, sheet in sheets.items() if sheet.outcome == "answered")
    for who in sorted(answered, key=lambda who: (sheets[who].at, who)):
        waiting.add(who)
        if enough(frozenset(waiting)):
            found |= waiting
            waiting = set()
    return frozenset(found)


def _by_question(sheets: Mapping[Adult, AnswerSheet]) -> dict[str, dict[Adult, str]]:
    found: dict[str, dict[Adult, str]] = {}
    for who, sheet in sheets.items():
        for question, answer in sheet.answers.items():
            found.setdefault(question, {})[who] = answer
    return found
