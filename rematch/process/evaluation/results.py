"""All that is shown of the answers: waves, months compared, and beside them what the fit had promised."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from rematch.criteria.catalogue import Catalogue
from rematch.model import Household
from rematch.process.evaluation.counting import WaveCount, counted
from rematch.process.evaluation.figures import (
    People,
    ShareFigure,
    Telling,
    ToldGroups,
    figure,
    households,
    shares,
    tellable,
)
from rematch.process.evaluation.questions import NOT_NEEDED, AskedQuestion, asked_questions, waves
from rematch.process.history import History
from rematch.store import Evaluation, Offer

HELD = 0.5
"""The mean score of a group's criteria from which on its fit is called high."""
STAGES = ("arrived", "reached", "asked", "answered")


@dataclass(frozen=True)
class StageCount:
    """How many adults of how many households came so far; None where too few are between this and others."""

    stage: str
    persons: int | None
    households: int | None


@dataclass(frozen=True)
class WaveResult:
    """One wave: how many came how far, and a figure for each question."""

    wave: int
    stages: tuple[StageCount, ...]
    figures: Mapping[str, ShareFigure]


@dataclass(frozen=True)
class HeldFit:
    """A group of criteria beside what people say: of those with a high and a low fit, who has the need met.

    Counts of adults; of `high` so many have it `high_met`, likewise of `low`.
    """

    wave: int
    question: str
    high: int
    high_met: int
    low: int
    low_met: int


@dataclass(frozen=True)
class MonthsCompared:
    """A question in two waves, among those alone who answered it in both."""

    question: str
    earlier: int
    later: int
    before: ShareFigure
    after: ShareFigure


@dataclass(frozen=True)
class EvaluationResults:
    """What may be shown; what is missing is too small, by itself or by what could be subtracted."""

    questions: tuple[AskedQuestion, ...]
    waves: tuple[WaveResult, ...]
    held: tuple[HeldFit, ...]
    compared: tuple[MonthsCompared, ...]


def evaluated(
    history: History,
    evaluations: Iterable[Evaluation],
    people: Iterable[Household],
    catalogue: Catalogue,
    day: date,
) -> EvaluationResults:
    """The results as they stand on a day.

    First each wave's figures, then the fit beside them, then months compared: what comes later is left out
    where it would, with all that comes before, tell of a few.
    """
    kept, known, asked = tuple(evaluations), tuple(people), asked_questions(catalogue)
    counts = [counted(history, kept, known, wave, day) for wave in waves()]
    groups = ToldGroups()
    found = tuple(_wave(count, asked, groups) for count in counts)
    held = tuple(one for count in counts for one in _held(count, asked, catalogue, groups))
    compared = tuple(
        one
        for earlier, later in combinations(counts, 2)
        for question in asked
        if (one := _compared(earlier, later, question, groups)) is not None
    )
    return EvaluationResults(asked, found, held, compared)


def _wave(count: WaveCount, asked: Iterable[AskedQuestion], groups: ToldGroups) -> WaveResult:
    figures = {}
    for one in asked:
        said, counted_for = _said(count, one), count.who(one.id, one.counted)
        telling = Telling(count.wave, one.id, groups)
        figures[one.id] = figure(said, counted_for, count.answered, count.arrived, telling)
    return WaveResult(count.wave, stages(count), figures)


def stages(count: WaveCount) -> tuple[StageCount, ...]:
    """How far they came; first how many answered, which figures tell too, then what differs by enough."""
    people: dict[str, People] = {name: getattr(count, name) for name in STAGES}
    told: dict[str, People] = {}
    for name in ("answered", "arrived", "asked", "reached"):
        others = told.values()
        if tellable(people[name]) and all(tellable(one ^ people[name]) for one in others):
            told[name] = people[name]
    return tuple(
        StageCount(name, len(told[name]), households(told[name]))
        if name in told
        else StageCount(name, None, None)
        for name in STAGES
    )


def _said(count: WaveCount, question: AskedQuestion) -> People:
    """Who gave an answer whose share makes sense: not those who do not need it."""
    return count.who(question.id, (one for one in question.answers if one != NOT_NEEDED))


def _held(
    count: WaveCount, asked: Iterable[AskedQuestion], catalogue: Catalogue, groups: ToldGroups
) -> Iterable[HeldFit]:
    for question in asked:
        if question.group is None:
            continue
        fits = {id: group_fit(offer, question.group, catalogue) for id, offer in count.offers.items()}
        said, met = _said(count, question), count.who(question.id, question.counted)
        known = {who: fit for who in said if (fit := fits[who.household]) is not None}
        high = frozenset(who for who, fit in known.items() if fit >= HELD)
        low = frozenset(known) - high
        cut = [one for one in (high, low) if one]
        if cut and Telling(count.wave, question.id, groups).add(cut, met):
            yield HeldFit(count.wave, question.id, len(high), len(high & met), len(low), len(low & met))


def group_fit(offer: Offer, group: str, catalogue: Catalogue) -> float | None:
    """The mean score of a group's criteria in an offer, of those that concern the household; None without."""
    of_group = {one.id for one in catalogue.criteria if one.group == group and one.side == "household"}
    scores = [one.score for one in offer.parts if one.criterion in of_group and one.side == "household"]
    known = [score for score in scores if score is not None]
    return sum(known) / len(known) if known else None


def _compared(
    earlier: WaveCount, later: WaveCount, question: AskedQuestion, groups: ToldGroups
) -> MonthsCompared | None:
    both = _said(earlier, question) & _said(later, question)
    found = []
    tried = groups.copied()
    for count in (earlier, later):
        met = count.who(question.id, question.counted)
        if not both or not Telling(count.wave, question.id, tried).add([both], met):
            return None
        found.append(shares(both, met & both, both))
    groups.take(tried)
    return MonthsCompared(question.id, earlier.wave, later.wave, *found)
