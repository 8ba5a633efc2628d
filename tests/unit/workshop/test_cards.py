"""From importance to weights: ranges are in it, nothing is lost, and the start stands for itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rematch.criteria.catalogue import Group
from rematch.scenario import MAX_GROUP_WEIGHT
from rematch.workshop.cards import Card, group_weights, importance_at_start

decks = st.lists(
    st.tuples(st.floats(0.05, 1.0), st.floats(0.01, 1.0), st.integers(0, 100)), min_size=2, max_size=7
)


def _deck(found: list[tuple[float, float, int]]) -> tuple[tuple[Card, ...], dict[str, int]]:
    shares, moves = sum(s for s, _, _ in found), sum(m for _, m, _ in found)
    deck = tuple(
        Card(Group(id=f"g{k}", label={"de": "x", "en": "x"}), share / shares, move / moves, ())
        for k, (share, move, _) in enumerate(found)
    )
    return deck, {f"g{k}": importance for k, (_, _, importance) in enumerate(found)}


def test_the_importance_of_the_start_gives_the_weights_of_the_start(deck: tuple[Card, ...]) -> None:
    """Whoever answers what the present weights stand for gets them, up to whole points of importance."""
    weights = group_weights(importance_at_start(deck), deck)
    assert weights == {card.group.id: pytest.approx(1.0, abs=0.05) for card in deck}


def test_equal_importance_weighs_more_what_can_change_little(deck: tuple[Card, ...]) -> None:
    """Of groups found equally important, the one that moves less at the start gets the greater weight."""
    weights = group_weights({card.group.id: 100 for card in deck}, deck)
    by_moves = [weights[card.group.id] for card in sorted(deck, key=lambda card: card.moves)]
    assert by_moves == sorted(by_moves, reverse=True) and by_moves[0] > by_moves[-1]


@given(decks)
def test_no_weight_is_made_or_lost(found: list[tuple[float, float, int]]) -> None:
    """All weight stays what it is at the start, unless every group that counts has its most."""
    deck, swings = _deck(found)
    weights = group_weights(swings, deck)
    if not any(swings.values()):
        assert weights == {}
        return
    total = sum(card.share * weights[card.group.id] for card in deck)
    full = all(weights[group] == pytest.approx(MAX_GROUP_WEIGHT) for group, value in swings.items() if value)
    assert total == pytest.approx(1.0, abs=0.02) or (full and total < 1.02)


@given(decks)
def test_what_moves_counts_in_the_relation_of_its_importance(found: list[tuple[float, float, int]]) -> None:
    """Below the most that a group may weigh, weight x what it moves is in the relation of the answers."""
    deck, swings = _deck(found)
    weights = group_weights(swings, deck)
    free = [c for c in deck if 0 < weights.get(c.group.id, 0.0) < MAX_GROUP_WEIGHT - 0.01]
    for one in free:
        for other in free:
            left = weights[one.group.id] * one.moves * swings[other.group.id]
            right = weights[other.group.id] * other.moves * swings[one.group.id]
            rounding = 0.006 * (one.moves * swings[other.group.id] + other.moves * swings[one.group.id])
            assert left == pytest.approx(right, abs=rounding + 1e-9)


def test_a_scale_of_answers_changes_nothing(deck: tuple[Card, ...]) -> None:
    """100 and 50 is the same ballot as 50 and 25: only the relation counts."""
    whole = {card.group.id: 20 * (k + 1) % 100 for k, card in enumerate(deck)}
    half = {group: value // 2 for group, value in whole.items()}
    assert group_weights(whole, deck) == group_weights(half, deck)
