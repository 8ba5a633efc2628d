"""What a criterion can move: its swing, from the worst to the best of each household's possible places.

A slider's share of all weight says nothing of that: a heavy criterion that is alike everywhere moves nobody.
"""

import numpy as np

from rematch.criteria.catalogue import RuleName
from rematch.criteria.columns import Flags
from rematch.instance.cohort_data import Floats
from rematch.instance.fit import SIDES, weight_of_sides
from rematch.instance.instance import MatchingInstance
from rematch.model import CriterionId
from rematch.scoring import Scores


def swings(instance: MatchingInstance) -> dict[CriterionId, float]:
    """Per criterion of the fit, and for links, what it can move in all, in fit x persons.

    sum_h persons(h) x effective weight(h, c) x (max - min of its score over the allowed places of h), where
    the effective weight is what the criterion adds to the fit at a score of one, on the mean of those places.
    A soft link moves its bonus, from far apart to the same place.
    """
    scores = instance.scores
    each = np.multiply(_effective(instance), _spread(scores, instance.rules.allowed))
    moved = each @ instance.cohort_data.persons
    found = {c.id: float(swing) for c, swing in zip(scores.criteria, moved, strict=True)}
    links = (c for c in instance.catalogue.criteria if c.rule is RuleName.LINKS and c.weighed)
    bonuses = sum(bonus for _, _, bonus in instance.problem.soft_links)
    return found | {c.id: float(bonuses) for c in links}


def worst_and_best(instance: MatchingInstance) -> dict[CriterionId, tuple[float, float]]:
    """Per criterion of the fit the mean score of the worst and of the best possible place, by household.

    Of the households to which it applies at two possible places or more; nothing where there is none.
    """
    score = np.where(instance.rules.allowed[None], instance.scores.score, np.nan)
    there = (~np.isnan(score)).sum(axis=2) > 1
    least = np.where(np.isnan(score), np.inf, score).min(axis=2, initial=np.inf)
    most = np.where(np.isnan(score), -np.inf, score).max(axis=2, initial=-np.inf)
    return {
        one.id: (float(least[c, there[c]].mean()), float(most[c, there[c]].mean()))
        for c, one in enumerate(instance.scores.criteria)
        if there[c].any()
    }


def _spread(scores: Scores, allowed: Flags) -> Floats:
    """[c, n] max - min of the score over allowed places; a town without a wish there counts as unmatched."""
    spread = np.zeros(scores.score.shape[:2])
    for rows in scores.blocks():
        score, there = scores.score[:, rows], allowed[None, rows]
        known = there & ~np.isnan(score)
        silent = there & ~known & scores.of_town[:, None, None] & known.any(axis=2, keepdims=True)
        score = np.where(silent, scores.floor[:, None, None], score)
        counts = known | silent
        most = np.where(counts, score, -np.inf).max(axis=2, initial=-np.inf)
        least = np.where(counts, score, np.inf).min(axis=2, initial=np.inf)
        spread[:, rows] = np.where(counts.any(axis=2), most - least, 0.0)
    return spread


def _effective(instance: MatchingInstance) -> Floats:
    """[c, n] what each criterion adds at a score of one: W own / (sum W own + kappa) x its side's share."""
    scores, weighing, allowed = instance.scores, instance.weighing, instance.rules.allowed
    share = np.array([weighing.share(side) for side in SIDES])[:, None, None]
    places = np.maximum(1, allowed.sum(axis=1))[None, :, None]
    total = weight_of_sides(scores, weighing)
    each = np.divide(share * allowed, total * places, out=np.zeros(total.shape), where=total > 0)
    effective = np.zeros(scores.score.shape[:2])
    for c in np.flatnonzero(weighing.coordinators):
        at = each[int(scores.of_town[c])] * scores.of_pair.get(int(c), 1.0)
        effective[c] = weighing.coordinators[c] * scores.of_household[c] * (at @ scores.of_municipality[c])
    return effective
