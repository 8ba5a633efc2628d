"""What a household gains by cancelling criteria and a municipality by hiding an offer, by neutral start.

Everyone else answers truthfully, hard rules and demands stay as they are, and the plan is solved again for
each one who does not.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from rematch.criteria.catalogue import Catalogue
from rematch.criteria.columns import Floats, Ints
from rematch.criteria.measuring.measures import NEUTRAL
from rematch.instance import MatchingInstance, assemble, prepare_cohort
from rematch.instance.fit import KAPPA, fits
from rematch.instance.planned import class_fit
from rematch.optimise import solve
from rematch.optimise.problem import UNPLACED
from rematch.optimise.solve import WarmStart
from rematch.scenario import Policy, Scenario
from rematch.scoring import Scores
from rematch.synthetic import generate

HOUSEHOLDS, MUNICIPALITIES = 30, 8
STARTS = (0.0, 1.0, 2.0)
"""In units of the default, the weight of one ordinary criterion."""
ESSENTIAL = 3.0


@dataclass(frozen=True)
class SimulatedHousehold:
    """One household before and after: its place's rank in the true fit, whether it is the wished one."""

    contested: bool
    rank: float
    rank_after: float
    got_it: bool
    fit_gain: float


@dataclass(frozen=True)
class SimulatedMunicipality:
    """What hiding brought a municipality: shown fit, first choices, persons, true fit of those who come."""

    shown_gain: float
    first_choices: float
    persons: float
    fit_gain: float


@dataclass(frozen=True)
class Truthful:
    """The plan when everyone is truthful, judged without any neutral start: mean and least fit."""

    mean_fit: float
    least_fit: float


@dataclass
class Round:
    """A cohort under one neutral start, solved for values of any kind."""

    instance: MatchingInstance
    bench: WarmStart

    def plan(self, scores: Scores) -> Ints:
        """The best plan [n] when the fits come from these scores."""
        persons = self.instance.cohort_data.persons[:, None]
        value = np.where(self.instance.rules.allowed, self.fit(scores) * persons, np.nan)
        problem = replace(self.instance.problem, value=value)
        if self.instance.homes is not None:
            of_class = class_fit(self.instance.homes, scores, self.instance.weighing)
            problem = replace(problem, class_value=of_class * persons)
        return solve(problem, workbench=self.bench).assignment

    def fit(self, scores: Scores) -> Floats:
        """Fits [n, m] under the round's weights and neutral start."""
        return fits(scores, self.instance.weighing).value


def rounds(catalogue: Catalogue, seeds: int) -> Iterator[tuple[float, Round]]:
    """Every generated cohort under every neutral start."""
    for seed in range(1, seeds + 1):
        land = prepare_cohort(
            generate(HOUSEHOLDS, MUNICIPALITIES, seed, catalogue), catalogue, f"seed {seed}"
        )
        usual = assemble(land, Scenario())
        bench = WarmStart()
        for share in STARTS:
            scenario = Scenario(policy=Policy(kappa=share * KAPPA))
            yield share, Round(assemble(land, scenario, earlier=usual), bench)


def cancelling(played: Round, priority: float) -> Iterator[SimulatedHousehold]:
    """Each household in turn keeps, with this priority, only what speaks most for the place it fits best."""
    scores, true = played.instance.scores, _true(played)
    before = played.plan(scores)
    for i in range(len(true)):
        wished = int(np.argmax(true[i]))
        told = [_only(scores, i, kept, priority) for kept in _own_criteria(played, i)]
        if not np.isfinite(true[i]).any() or not told:
            continue
        after = played.plan(max(told, key=lambda scores: _lead(played, scores, i, wished)))
        yield SimulatedHousehold(
            contested=int(before[i]) != wished,
            rank=_rank(true[i], before[i]),
            rank_after=_rank(true[i], after[i]),
            got_it=int(after[i]) == wished,
            fit_gain=_at(true[i], after[i]) - _at(true[i], before[i]),
        )


def hiding(played: Round) -> Iterator[SimulatedMunicipality]:
    """Each municipality in turn leaves its worst offer unknown."""
    scores, true = played.instance.scores, _true(played)
    before = played.plan(scores)
    for j in range(true.shape[1]):
        hidden = _without_worst_offer(scores, played.instance.weights, j)
        shown, after = played.fit(hidden), played.plan(hidden)
        here = np.isfinite(true[:, j])
        lift = (shown - played.fit(scores))[here, j]
        yield SimulatedMunicipality(
            shown_gain=float(lift.mean()) if here.any() else 0.0,
            first_choices=_first_choices(played, shown, j) - _first_choices(played, played.fit(scores), j),
            persons=_persons(played, after, j) - _persons(played, before, j),
            fit_gain=_mean_fit(played, true, after, j) - _mean_fit(played, true, before, j),
        )


def truthful(played: Round) -> Truthful:
    """What the neutral start alone does to the plan."""
    plan = played.plan(played.instance.scores)
    placed = np.flatnonzero(plan != UNPLACED)
    bare = replace(played.instance.weighing, kappa=0.0)
    plain = fits(played.instance.scores, bare).value[placed, plan[placed]]
    return Truthful(
        float(np.average(plain, weights=played.instance.cohort_data.persons[placed])), float(plain.min())
    )


def _true(played: Round) -> Floats:
    return np.where(played.instance.rules.allowed, played.fit(played.instance.scores), -np.inf)


def _own_criteria(played: Round, i: int) -> list[int]:
    """The household's own criteria that count for it."""
    scores, coordinators = played.instance.scores, played.instance.weights
    return [
        c
        for c, criterion in enumerate(scores.criteria)
        if criterion.side == "household" and coordinators[c] * scores.of_household[c, i] > 0
    ]


def _lead(played: Round, scores: Scores, i: int, j: int) -> float:
    """How much better household i fits at j than at its allowed places on average, by what it says."""
    fits, allowed = played.fit(scores)[i], played.instance.rules.allowed[i]
    return float(fits[j] - fits[allowed].mean()) if allowed.any() else 0.0


def _only(scores: Scores, i: int, kept: int, priority: float) -> Scores:
    own = scores.of_household.copy()
    theirs = [c for c, criterion in enumerate(scores.criteria) if criterion.side == "household"]
    own[theirs, i] = 0.0
    own[kept, i] = priority
    return replace(scores, of_household=own)


def _without_worst_offer(scores: Scores, coordinators: Floats, j: int) -> Scores:
    """The offer whose being neutral would lift the sum of weighted scores most."""
    offered = np.array([bool(c.offer or c.params.terms) and c.offer not in BASE for c in scores.criteria])
    lift = (coordinators[:, None] * scores.own()[:, :, j]) * (NEUTRAL - np.nan_to_num(scores.score[:, :, j]))
    worst = int(np.argmax(np.where(offered, lift.sum(axis=1), -np.inf)))
    score = scores.score.copy()
    score[worst, :, j] = np.where(np.isnan(score[worst, :, j]), np.nan, NEUTRAL)
    return replace(scores, score=score)


BASE = ("coordinates", "ags")
"""Facts that nobody can leave unknown."""


def _rank(true: Floats, place: int) -> float:
    """1 = the best allowed place; unplaced comes after all of them."""
    allowed = np.isfinite(true)
    return 1.0 + float(allowed.sum() if place == UNPLACED else (true[allowed] > true[place]).sum())


def _at(true: Floats, place: int) -> float:
    return 0.0 if place == UNPLACED else float(true[place])


def _first_choices(played: Round, fits: Floats, j: int) -> float:
    """Households that fit nowhere better than at j."""
    allowed = np.where(played.instance.rules.allowed, fits, -np.inf)
    return float((np.isfinite(allowed[:, j]) & (allowed.argmax(axis=1) == j)).sum())


def _persons(played: Round, plan: Ints, j: int) -> float:
    return float(played.instance.cohort_data.persons[plan == j].sum())


def _mean_fit(played: Round, true: Floats, plan: Ints, j: int) -> float:
    there = plan == j
    if not there.any():
        return 0.0
    return float(np.average(true[there, j], weights=played.instance.cohort_data.persons[there]))
