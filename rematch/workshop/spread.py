"""Where a room differs: per group all answers without a name, their middle, and how far apart they are.

By role, and from round to round, only what nobody's answer can be read from: a middle of at least FEWEST
people, and never so that the dots of all less those of the roles shown are fewer people than that.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, quantiles

from rematch.store.workshop.records import Ballot, GuestRole, Side
from rematch.workshop.cards import Card, asked

APART = 10
"""Points beyond the middle half from which on somebody stands apart."""
FEWEST = 5
"""People of whom a role's middle, or how far they moved, is told."""


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


@dataclass(frozen=True)
class GroupMiddle:
    """The quartiles of some people's importance of one group, 0 to 100, without a single answer."""

    group: str
    lower: float
    median: float
    upper: float


@dataclass(frozen=True)
class RoleSpread:
    """The middle of those of one role, per group in the order of the deck."""

    role: GuestRole
    ballots: int
    groups: tuple[GroupMiddle, ...]


@dataclass(frozen=True)
class MovedOpinion:
    """How far opinions on a group moved from one round to the next.

    `change` is the mean absolute change, in points, of the `both` who voted in both; None and 0 where they
    are fewer than FEWEST.
    """

    group: str
    before: GroupMiddle
    after: GroupMiddle
    both: int
    change: float | None


def spread(ballots: Sequence[Ballot], deck: tuple[Card, ...]) -> tuple[GroupSpread, ...]:
    """Each group that was asked about, the one on which people differ most first; none without a ballot."""
    found = []
    for group in asked(deck) if ballots else ():
        values = sorted(ballot.swings.get(group, 0) for ballot in ballots)
        found.append(GroupSpread(group, tuple(values), *_quartiles(values)))
    return tuple(sorted(found, key=lambda one: (-one.disagreement, one.values[0] - one.values[-1])))


def by_role(
    ballots: Iterable[tuple[GuestRole | None, Ballot]], deck: tuple[Card, ...]
) -> tuple[RoleSpread, ...]:
    """The roles that may be shown, most ballots first.

    All dots are on the screen without a name. So whatever roles are shown, together they are of FEWEST people
    or more, and so are all others, or there are none: where fewer would be left, the smallest role is not
    shown, and they are not alone.
    """
    of: defaultdict[GuestRole, list[Ballot]] = defaultdict(list)
    left = 0
    for role, ballot in ballots:
        if role is None:
            left += 1
        else:
            of[role].append(ballot)
    left += sum(len(theirs) for theirs in of.values() if len(theirs) < FEWEST)
    shown = sorted((-len(theirs), role) for role, theirs in of.items() if len(theirs) >= FEWEST)
    if 0 < left < FEWEST:
        shown = shown[:-1]
    return tuple(RoleSpread(role, len(of[role]), _middles(of[role], deck)) for _, role in shown)


def moved(
    before: Mapping[int, Ballot], after: Mapping[int, Ballot], deck: tuple[Card, ...]
) -> tuple[MovedOpinion, ...]:
    """How far opinions moved between two rounds' ballots, by guest; most first, none without both."""
    if not (before and after):
        return ()
    both = sorted(before.keys() & after.keys())
    both = both if len(both) >= FEWEST else []
    found = []
    for then, now in zip(_middles(before.values(), deck), _middles(after.values(), deck), strict=True):
        changes = [
            abs(after[guest].swings.get(now.group, 0) - before[guest].swings.get(now.group, 0))
            for guest in both
        ]
        found.append(MovedOpinion(now.group, then, now, len(both), fmean(changes) if both else None))
    return tuple(sorted(found, key=lambda one: -(one.change or 0.0)))


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


def median_swings(ballots: Sequence[Ballot], deck: tuple[Card, ...]) -> dict[str, int]:
    """The median importance of each group that was asked about, in whole points; {} without a ballot."""
    return {one.group: round(one.median) for one in _middles(ballots, deck)} if ballots else {}


def _middles(ballots: Iterable[Ballot], deck: tuple[Card, ...]) -> tuple[GroupMiddle, ...]:
    kept = tuple(ballots)
    return tuple(
        GroupMiddle(group, *_quartiles(sorted(ballot.swings.get(group, 0) for ballot in kept)))
        for group in asked(deck)
    )


def _quartiles(values: Sequence[int]) -> tuple[float, float, float]:
    if len(values) == 1:
        return (float(values[0]),) * 3
    lower, median, upper = quantiles(values, n=4, method="inclusive")
    return lower, median, upper
