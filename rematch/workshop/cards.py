"""The swing cards: per group what the best possible change is, and weights from how important it is found.

"From the worst to the best that is possible here: which change matters most?" is 100, the others in
relation (swing weighting: von Winterfeldt and Edwards, Decision Analysis and Behavioral Research, 1986).
Importance asked for without the range is answered the same whatever there is to gain: the textbook error.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from rematch.criteria.catalogue import Group
from rematch.instance import CohortData, MatchingInstance
from rematch.instance.swings import worst_and_best
from rematch.instance.weight_shares import Stuck, weighing
from rematch.model import CriterionId
from rematch.scenario import MAX_GROUP_WEIGHT, Scenario

MOST = 100
"""The importance of the change that matters most."""
DECIMALS = 2
"""Of a group's weight, so that ballots that hardly differ are one."""
HALVINGS = 60


@dataclass(frozen=True)
class ScoreRange:
    """How far one criterion reaches: mean scores in [0, 1] of the worst and of the best possible places."""

    criterion: CriterionId
    worst: float
    best: float


@dataclass(frozen=True)
class Card:
    """A group as a guest weighs it.

    `share` is what it has of all weight at the start, `moves` of all that weights can move there; `changes`
    are those of its criteria, the greatest first; `stuck` says why it moves nothing, None where it does.
    """

    group: Group
    share: float
    moves: float
    changes: tuple[ScoreRange, ...]
    stuck: Stuck | None = None

    @property
    def asked(self) -> bool:
        """Whether people are asked about it: about what moves nothing nobody is."""
        return self.stuck is None


def asked(deck: tuple[Card, ...]) -> tuple[str, ...]:
    """The groups that people are asked about."""
    return tuple(card.group.id for card in deck if card.asked)


def says_all(swings: Mapping[str, int], deck: tuple[Card, ...]) -> bool:
    """Whether these can be sent: something is said of each group that is asked about, and not 0 of all."""
    return set(swings) == set(asked(deck)) and any(swings.values())


def cards(cohort_data: CohortData, instance: MatchingInstance) -> tuple[Card, ...]:
    """A card for each group with a weight, in catalogue order; `instance` has the weights of the start."""
    ranges = worst_and_best(instance)
    return tuple(
        Card(
            one.group,
            one.share,
            one.moves or 0.0,
            tuple(
                sorted(
                    (
                        ScoreRange(w.criterion.id, *ranges[w.criterion.id])
                        for w in one.criteria
                        if w.criterion.id in ranges
                    ),
                    key=lambda change: (change.worst - change.best, change.criterion),
                )
            ),
            one.stuck,
        )
        for one in weighing(cohort_data, instance.scenario, instance)
    )


def scenario_of(swings: Mapping[str, int], deck: tuple[Card, ...]) -> Scenario:
    """The scenario of a ballot: the weights of its groups, and nothing else decided."""
    return Scenario(groups=group_weights(swings, deck))


def group_weights(swings: Mapping[str, int], deck: tuple[Card, ...]) -> dict[str, float]:
    """Weights of the groups, so that what each can move counts in the relation of their importance.

    g_c = min(2, l s_c / moves_c), with l so that sum_c share_c g_c = 1: all weight stays what it is at the
    start, and the neutral start of the fit counts as it did. No group counts more than double; where even
    that is less than all weight, less remains. A group nobody was asked about, or none of whose importance is
    stated, counts nothing; where nothing is important at all, weights are those of the start.
    """
    wishes = {card.group.id: swings.get(card.group.id, 0) / card.moves for card in deck if card.asked}
    if not any(wishes.values()):
        return {}
    share = {card.group.id: card.share for card in deck}

    def at(factor: float) -> dict[str, float]:
        return {group: min(MAX_GROUP_WEIGHT, factor * wish) for group, wish in wishes.items()}

    low, high = 0.0, MAX_GROUP_WEIGHT / min(wish for wish in wishes.values() if wish)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if sum(share[group] * weight for group, weight in at(middle).items()) < 1:
            low = middle
        else:
            high = middle
    return {group: round(weight, DECIMALS) for group, weight in at(high).items()}


def importance_at_start(deck: tuple[Card, ...]) -> dict[str, int]:
    """The importance that the weights of the start stand for: what each group moves there, the most 100."""
    most = max((card.moves for card in deck), default=0.0)
    return {card.group.id: round(MOST * card.moves / most) if most else 0 for card in deck}
