"""Criteria that count nearly the same, and criteria that move together with language or origin.

Both describe this cohort and these offers; neither says that one thing causes another.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rematch.criteria.measuring.groups import SMALL_GROUP
from rematch.criteria.measuring.standards import NATIVE
from rematch.instance import Floats, MatchingInstance
from rematch.model import CriterionId, FieldId, Household

Flags = NDArray[np.bool_]
Kind = Literal["language", "place"]
Aspect = Literal["counts", "score"]

ALIKE_FROM = 0.9
"""Spearman rank correlation from which two criteria count nearly the same."""
PAIRS_LEAST = 30
PAIRS_MOST = 20_000
"""Pairs a correlation rests on at least, and about at most: above it every k-th household is taken."""
APART_FROM = 0.5
"""Cliff's delta from which a criterion moves together with a trait: three of four comparisons one way."""
DEVIATIONS = 3.0
"""Standard deviations of chance that it must exceed too."""

LANGUAGES = FieldId("languages")


@dataclass(frozen=True)
class CorrelatedCriteria:
    """Two criteria whose scores rank the allowed pairs to which both apply nearly the same way."""

    one: CriterionId
    other: CriterionId
    correlation: float
    pairs: int


@dataclass(frozen=True)
class Trait:
    """A first language somebody in the household speaks, or the place where it is now."""

    kind: Kind
    value: str


@dataclass(frozen=True)
class ProxyCriterion:
    """A criterion that tells households with a trait from the others.

    `aspect`: how much it counts for them, or how well they fare in it on average over their allowed places.
    `delta` in [-1, 1]: how much more often a household with the trait is higher than one without, than lower.
    `asks`: the criterion itself asks about the languages, so that this is what it is for.
    """

    criterion: CriterionId
    trait: Trait
    aspect: Aspect
    delta: float
    having: int
    others: int
    asks: bool


def alike(instance: MatchingInstance, threshold: float = ALIKE_FROM) -> tuple[CorrelatedCriteria, ...]:
    """Pairs of criteria with weight whose rank correlation is at least `threshold`, strongest first.

    Spearman's rho with mean ranks for ties, over allowed pairs of household and municipality to which both
    criteria apply and where neither is unknown.
    """
    rows = slice(None, None, 1 + int((~np.isnan(instance.problem.value)).sum()) // PAIRS_MOST)
    allowed = ~np.isnan(instance.problem.value[rows])
    counted = [c for c in range(len(instance.scores.criteria)) if instance.weights[c] > 0]
    scores = {c: instance.scores.score[c, rows] for c in counted}
    known = {c: allowed & ~np.isnan(scores[c]) & ~instance.scores.unknown[c, rows] for c in counted}
    found = []
    for one, other in combinations(counted, 2):
        both = known[one] & known[other]
        pairs = int(both.sum())
        rho = spearman(scores[one][both], scores[other][both]) if pairs >= PAIRS_LEAST else None
        if rho is not None and rho >= threshold:
            ids = instance.scores.criteria[one].id, instance.scores.criteria[other].id
            found.append(CorrelatedCriteria(*ids, rho, pairs))
    return tuple(sorted(found, key=lambda pair: -pair.correlation))


def spearman(x: Floats, y: Floats) -> float | None:
    """Rank correlation of two samples [p], None where one of them does not vary."""
    a, b = _ranks(x), _ranks(y)
    a, b = a - a.mean(), b - b.mean()
    scale = sqrt(float(a @ a) * float(b @ b))
    return float(a @ b) / scale if scale > 0 else None


def _ranks(sample: Floats) -> Floats:
    """Ranks from 1, ties share their mean; scores are compared to nine digits."""
    _, place, counts = np.unique(np.round(sample, 9), return_inverse=True, return_counts=True)
    mean: Floats = np.cumsum(counts) - (counts - 1) / 2
    return mean[place]


def cliffs_delta(sample: Floats, having: Flags) -> float:
    """P(having > others) - P(having < others) over all comparisons of one with the other."""
    ranks, a, b = _ranks(sample), int(having.sum()), int((~having).sum())
    return 2 * (float(ranks[having].sum()) - a * (a + 1) / 2) / (a * b) - 1


def chance(having: int, others: int) -> float:
    """Standard deviation of Cliff's delta where nothing but chance is at work."""
    return sqrt((having + others + 1) / (3 * having * others))


def stand_ins(instance: MatchingInstance) -> tuple[ProxyCriterion, ...]:
    """Criteria with weight that move together with a first language or the present place, strongest first."""
    traits = dict(_traits(instance.profiles.households))
    found = []
    for c, criterion in enumerate(instance.scores.criteria):
        if instance.weights[c] == 0:
            continue
        asks = _asks_languages(instance, c)
        for aspect, figures in _aspects(instance, c).items():
            for trait, having in traits.items():
                known = ~np.isnan(figures)
                if (delta := _together(figures[known], having[known])) is not None:
                    sizes = int((having & known).sum()), int((~having & known).sum())
                    told = asks and trait.kind == "language"
                    found.append(ProxyCriterion(criterion.id, trait, aspect, delta, *sizes, told))
    return tuple(sorted(found, key=lambda stand_in: -abs(stand_in.delta)))


def traits_compared(instance: MatchingInstance) -> tuple[Trait, ...]:
    """First languages and present places that at least SMALL_GROUP households have and as many have not."""
    return tuple(trait for trait, _ in _traits(instance.profiles.households))


def _together(figures: Floats, having: Flags) -> float | None:
    """Cliff's delta where it is large, beyond chance, and both groups are large enough."""
    a, b = int(having.sum()), int((~having).sum())
    if min(a, b) < SMALL_GROUP:
        return None
    delta = cliffs_delta(figures, having)
    return delta if abs(delta) >= max(APART_FROM, DEVIATIONS * chance(a, b)) else None


def _traits(households: tuple[Household, ...]) -> Iterator[tuple[Trait, Flags]]:
    kinds: dict[Kind, Callable[[Household], set[str]]] = {
        "language": _first_languages,
        "place": lambda household: {household.place},
    }
    for kind, read in kinds.items():
        values = [read(household) for household in households]
        for value in sorted({word for words in values for word in words}):
            having = np.array([value in words for words in values], dtype=bool)
            if min(having.sum(), (~having).sum()) >= SMALL_GROUP:
                yield Trait(kind, value), having


def _first_languages(household: Household) -> set[str]:
    spoken = [member.answers.get(LANGUAGES) for member in household.members]
    return {
        tag for known in spoken if isinstance(known, dict) for tag, level in known.items() if level >= NATIVE
    }


def _aspects(instance: MatchingInstance, c: int) -> dict[Aspect, Floats]:
    """[n] what the criterion counts for each household, and its mean score there (NaN where it does not)."""
    scores = instance.scores
    allowed = ~np.isnan(instance.problem.value) & ~np.isnan(scores.score[c])
    number = allowed.sum(axis=1)
    total = np.where(allowed, scores.score[c], 0.0).sum(axis=1)
    mean = np.where(number > 0, total / np.maximum(number, 1), np.nan)
    return {"counts": scores.of_household[c], "score": mean}


def _asks_languages(instance: MatchingInstance, c: int) -> bool:
    criterion = instance.scores.criteria[c]
    resource = instance.catalogue.resource_by_id.get(criterion.resource) if criterion.resource else None
    return LANGUAGES in (criterion.need, resource.demand.field if resource else None)
