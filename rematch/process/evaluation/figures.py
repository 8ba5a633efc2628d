"""What may be shown of answers: a share of groups that are large enough, also by difference, or nothing."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from rematch.model import HouseholdId
from rematch.process.evaluation.intervals import wilson

FEWEST_PERSONS, FEWEST_HOUSEHOLDS = 5, 3
"""Below either of them nothing is shown of a group."""
MANY_HOUSEHOLDS = 10
"""From here on it is said that almost all answered alike, without how many."""


class Adult(NamedTuple):
    """An adult of a household, by number."""

    household: HouseholdId
    adult: int


People = frozenset[Adult]
Standing = Literal["shown", "nearly_all", "nearly_none", "hidden"]


@dataclass(frozen=True)
class ShareFigure:
    """The share of a group that gave the counted answer; each household counts once.

    `shown` has all of it: the share with its interval, what it would be had all others said no or yes
    (`least`, `most`; None where they are too few to be told), and how many are counted. `nearly_all` and
    `nearly_none` say only that fewer than five said otherwise. `all_asked`: those who left the question out
    count as not having given the answer, since they are too few to be told apart.
    """

    standing: Standing = "hidden"
    share: float | None = None
    low: float | None = None
    high: float | None = None
    least: float | None = None
    most: float | None = None
    persons: int | None = None
    households: int | None = None
    all_asked: bool = False


@dataclass
class ToldGroups:
    """What was told already, by what it is about, so that no difference of two figures tells of a few."""

    _groups: dict[tuple[int, str], list[People]] = field(default_factory=dict)

    def add(self, about: tuple[int, str], groups: Collection[People], counted: People) -> bool:
        """Whether these groups, of which `counted` gave the answer, may be told besides; they then are.

        Every group that all those told can be cut into must have enough people who gave the answer, and
        enough who did not.
        """
        together = [*self._groups.get(about, []), *groups]
        if not all(enough(part & counted) and enough(part - counted) for part in parts(together)):
            return False
        self._groups[about] = together
        return True

    def copied(self) -> "ToldGroups":
        """The same, to try something on."""
        return ToldGroups({about: list(groups) for about, groups in self._groups.items()})

    def take(self, tried: "ToldGroups") -> None:
        """What was tried is told."""
        self._groups = tried._groups


@dataclass(frozen=True)
class Telling:
    """A figure about to be told: the wave and the question it is about, among all that is told."""

    wave: int
    question: str
    groups: ToldGroups

    def add(self, groups: Collection[People], counted: People) -> bool:
        """Whether these groups may be told besides; they then are."""
        return self.groups.add((self.wave, self.question), groups, counted)


def enough(people: People) -> bool:
    """Whether a group is large enough to be shown."""
    return len(people) >= FEWEST_PERSONS and households(people) >= FEWEST_HOUSEHOLDS


def tellable(people: People) -> bool:
    """Whether a group may follow from what is shown: there is nobody in it, or there are enough."""
    return not people or enough(people)


def households(people: Iterable[Adult]) -> int:
    """From how many households they are."""
    return len({one.household for one in people})


def parts(groups: Iterable[People]) -> list[People]:
    """The smallest groups into which overlapping ones cut each other; none is empty."""
    found: list[People] = []
    for group in groups:
        rest = group
        cut = []
        for part in found:
            cut += [part & group, part - group]
            rest -= part
        found = [part for part in (*cut, rest) if part]
    return found


def figure(said: People, counted: People, sheets: People, everybody: People, telling: Telling) -> ShareFigure:
    """The figure of a question: `said` gave an answer of it, `counted` among them the one whose share it is.

    `sheets` are all who answered the questionnaire, `everybody` also those who did not.
    """
    base = said if tellable(sheets - said) else sheets
    if not enough(base):
        return ShareFigure()
    if telling.add([base], counted):
        return shares(base, counted, everybody, all_asked=base != said)
    if households(base) >= MANY_HOUSEHOLDS:
        few, many = sorted((counted, base - counted), key=len)
        if len(few) < FEWEST_PERSONS and enough(many):
            return ShareFigure("nearly_all" if many == counted else "nearly_none", all_asked=base != said)
    return ShareFigure()


def shares(base: People, counted: People, everybody: People, *, all_asked: bool = False) -> ShareFigure:
    """The share of `counted` among `base`, which are large enough both."""
    share, number = household_share(base, counted), households(base)
    low, high = wilson(share, number)
    others = everybody - base
    told = tellable(others)
    return ShareFigure(
        "shown",
        share=share,
        low=low,
        high=high,
        least=household_share(everybody, counted) if told else None,
        most=household_share(everybody, counted | others) if told else None,
        persons=len(base),
        households=number,
        all_asked=all_asked,
    )


def household_share(base: People, counted: People) -> float:
    """The mean over households of the share of their adults that are counted."""
    all_of, counted_of = _by_household(base), _by_household(counted & base)
    return sum(counted_of.get(id, 0) / adults for id, adults in all_of.items()) / len(all_of)


def _by_household(people: People) -> dict[HouseholdId, int]:
    found: dict[HouseholdId, int] = {}
    for one in people:
        found[one.household] = found.get(one.household, 0) + 1
    return found
