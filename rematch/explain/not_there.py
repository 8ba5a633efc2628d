"""Why not there: ruled out, full, lower, or tied to others."""

from dataclasses import dataclass
from enum import StrEnum

from rematch.criteria.measuring.rules import Reason
from rematch.explain.room import fit_left, partners, short_of, together
from rematch.instance import Ints, MatchingInstance
from rematch.instance.allotment import Given
from rematch.instance.fit import PairFit, Side
from rematch.model import Ags, CriterionId, HouseholdId, ResourceId
from rematch.optimise.problem import UNPLACED


class WhyNotKind(StrEnum):
    """The kinds of answer to "why not there"."""

    HERE = "here"
    PINNED = "pinned"
    RULED_OUT = "ruled_out"
    FULL = "full"
    LOWER = "lower"
    APART = "apart"
    LINKED = "linked"
    PREFERRED = "preferred"


BARRED = frozenset({WhyNotKind.HERE, WhyNotKind.PINNED, WhyNotKind.RULED_OUT, WhyNotKind.LINKED})


@dataclass(frozen=True)
class Difference:
    """A criterion's part there less its part here."""

    criterion: CriterionId
    side: Side
    here: float
    there: float

    @property
    def gain(self) -> float:
        """Above zero where the other place is better."""
        return self.there - self.here


@dataclass(frozen=True)
class WhyNot:
    """Why a household does not go to a place, before any re-solve.

    Full is only what is full and would be no worse; what would be worse is lower, whatever room there is.
    `reasons`: the hard rules that fail, with their numbers; where the kind is LINKED they bar `partner`, who
    belongs together with the household, where it is PINNED a decision keeps `partner`, or the household
    itself, where it is. `short`: resources without room for it now, as
    (resource, units needed, units free). `differences`: what each criterion adds there less here, losses
    first; with the neutral starts they add up to the fit there less the fit here, and what has no weight at
    either place is left out.
    `there` is the possible fit there, None where it cannot be, `now` that of the present place in the plan,
    None without one; `fit_left` the value there with the accommodation and the units served that the plan
    leaves, None where it leaves no accommodation.
    """

    household: HouseholdId
    ags: Ags
    kind: WhyNotKind
    there: PairFit | None
    now: PairFit | None
    reasons: tuple[Reason, ...] = ()
    partner: HouseholdId | None = None
    short: tuple[tuple[ResourceId, float, float], ...] = ()
    differences: tuple[Difference, ...] = ()
    fit_left: float | None = None

    @property
    def fit(self) -> float | None:
        """What the pair there would be worth at most."""
        return None if self.there is None else self.there.value

    @property
    def fit_here(self) -> float | None:
        """What the present pair is worth."""
        return None if self.now is None else self.now.value

    @property
    def barred(self) -> bool:
        """Whether a rule or a decision stands against it, so that there is no cost to tell."""
        return self.kind in BARRED


def why_not(instance: MatchingInstance, assignment: Ints, i: int, j: int) -> WhyNot:
    """Why household row i does not go to column j: ruled out, full, lower, or tied to others."""
    household = instance.profiles.households[i].id
    ags = instance.profiles.municipalities[j].ags
    here = int(assignment[i])
    given = instance.allot(assignment).to(i)
    now = instance.planned_fits(assignment).at(i) if here != UNPLACED else None
    there = instance.fits.at(i, j)
    if here == j:
        return WhyNot(household, ags, WhyNotKind.HERE, there, now)
    if reasons := instance.rules.reasons(i, j):
        return WhyNot(household, ags, WhyNotKind.RULED_OUT, None, now, reasons=reasons)
    for other in sorted(together(instance, i) - {i}):
        if reasons := instance.rules.reasons(other, j):
            partner = instance.profiles.households[other].id
            kind = WhyNotKind.LINKED
            return WhyNot(household, ags, kind, there, now, reasons=reasons, partner=partner)
    if pinned := sorted(together(instance, i) & instance.problem.pins.keys()):
        with_it = None if i in pinned else instance.profiles.households[pinned[0]].id
        return WhyNot(household, ags, WhyNotKind.PINNED, there, now, partner=with_it)
    short = short_of(instance, assignment, i, j)
    differences = _differences(instance, i, here, j, given)
    kind = _kind(instance, assignment, i, j, now)
    if short and (now is None or there.value >= now.value):
        kind = WhyNotKind.FULL
    left = fit_left(instance, assignment, i, j)
    return WhyNot(household, ags, kind, there, now, short=short, differences=differences, fit_left=left)


def _kind(instance: MatchingInstance, assignment: Ints, i: int, j: int, now: PairFit | None) -> WhyNotKind:
    if any(assignment[other] == j for other in partners(instance.problem.apart, i)):
        return WhyNotKind.APART
    if now is not None and instance.fit[i, j] < now.value:
        return WhyNotKind.LOWER
    return WhyNotKind.PREFERRED


def _differences(
    instance: MatchingInstance, i: int, here: int, there: int, given: Given
) -> tuple[Difference, ...]:
    """Per criterion the possible part there and the planned one here, the greatest loss first."""
    if here == UNPLACED:
        return ()
    both = zip(instance.parts(i, here, given), instance.parts(i, there), strict=True)
    rows = [
        Difference(before.criterion, before.side, before.part, after.part)
        for before, after in both
        if before.weight or after.weight
    ]
    return tuple(sorted(rows, key=lambda row: row.gain))
