"""Where a room differs: per group all answers without a name, their middle, and how far apart they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from rematch.store.workshop.records import Ballot, Side
from rematch.workshop.cards import Card

FEWEST = 3
"""Ballots from which on answers are revealed: of two, each would know the other's."""
APART = 10
"""Points beyond the middle half from which on somebody stands apart."""


@dataclass(frozen=True)
class GroupSpread:
    """Everybody's importance of one group in ascending order, and its quartiles, 0 to 100."""

    group: str
    values: tuple[int, ...]
    lower: float
    median: float
    upper: float

    @property
    def disagreement(self) -> float:
        """How far the middle half lies apart."""
        return self.upper - self.lower


def spread(ballots: Sequence[Ballot], deck: tuple[Card, ...]) -> tuple[GroupSpread, ...]:
    """Each group that was asked about, the one on which people differ most first; none without a ballot."""
    found = []
    for card in deck if ballots else ():
        if card.stuck is None:
            values = sorted(ballot.swings.get(card.group.id, 0) for ballot in ballots)
            found.append(GroupSpread(card.group.id, tuple(values), *_quartiles(values)))
    return tuple(sorted(found, key=lambda one: (-one.disagreement, one.values[0] - one.values[-1])))


def stands_apart(ballot: Ballot, found: Sequence[GroupSpread]) -> tuple[tuple[str, Side], ...]:
    """The groups on which a ballot lies well outside the middle half, and to which side."""
    apart: list[tuple[str, Side]] = []
    for one in found:
        value = ballot.swings.get(one.group, 0)
        if value >= one.upper + APART:
            apart.append((one.group, "more"))
        elif value <= one.lower - APART:
            apart.append((one.group, "less"))
    return tuple(apart)


def _quartiles(values: Sequence[int]) -> tuple[float, float, float]:
    if len(values) == 1:
        return (float(values[0]),) * 3
    lower, median, upper = quantiles(values, n=4, method="inclusive")
    return lower, median, upper
