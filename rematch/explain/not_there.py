"""Why not there: ruled out, full, lower, or tied to others."""

from dataclasses import dataclass, replace
from enum import StrEnum

from rematch.criteria.measuring.rules import Reason
from rematch.explain.room import fit_left, partners, short_of, together
from rematch.instance import Ints, MatchingInstance
from rematch.instance.fit import Side
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

    `reasons`: the hard rules that fail, with their numbers; where the kind is LINKED they bar `partner`, who
    belongs together with the household, where it is PINNED a decision keeps `partner`, or the household
    itself, where it is. `short`: resources without room for it now, as
    (resource, units needed, units free). `differences`: criteria by how much they speak against the place.
    `people` and `town` are the two fits there, `people_here` and `town_here` those of the present place.
    `fit` there is the possible one; `fit_left` that with the best accommodation the plan leaves there, None
    where it leaves none.
    """

    household: HouseholdId
    ags: Ags
    kind: WhyNotKind
    fit: float | None
    fit_here: float | None
    people: float | None = None
    town: float | None = None
    people_here: float | None = None
    town_here: float | None = None
    reasons: tuple[Reason, ...] = ()
    partner: HouseholdId | None = None
    short: tuple[tuple[ResourceId, float, float], ...] = ()
    differences: tuple[Difference, ...] = ()
    fit_left: float | None = None

    @property
    def barred(self) -> bool:
        """Whether a rule or a decision stands against it, so that there is no cost to tell."""
        return self.kind in BARRED


def why_not(instance: MatchingInstance, assignment: Ints, i: int, j: int) -> WhyNot:
    """Why household row i does not go to column j: ruled out, full, lower, or tied to others."""
    answer = _answer(instance, assignment, i, j)
    people, town = instance.fits.people[i], instance.fits.town[i]
    if answer.fit is not None:
        answer = replace(answer, people=float(people[j]), town=float(town[j]))
    if answer.fit_here is not None:
        planned = instance.planned_fits(assignment)
        answer = replace(answer, people_here=float(planned.people[i]), town_here=float(planned.town[i]))
    return answer


def _answer(instance: MatchingInstance, assignment: Ints, i: int, j: int) -> WhyNot:
    household = instance.profiles.households[i].id
    ags = instance.profiles.municipalities[j].ags
    here = int(assignment[i])
    unit = int(instance.units(assignment)[i])
    fit_here = float(instance.planned_fit(assignment)[i]) if here != UNPLACED else None
    fit_there = float(instance.fit[i, j])
    if here == j:
        return WhyNot(household, ags, WhyNotKind.HERE, fit_there, fit_here)
    if reasons := instance.rules.reasons(i, j):
        return WhyNot(household, ags, WhyNotKind.RULED_OUT, None, fit_here, reasons=reasons)
    for other in sorted(together(instance, i) - {i}):
        if reasons := instance.rules.reasons(other, j):
            partner = instance.profiles.households[other].id
            kind = WhyNotKind.LINKED
            return WhyNot(household, ags, kind, fit_there, fit_here, reasons=reasons, partner=partner)
    if pinned := sorted(together(instance, i) & instance.problem.pins.keys()):
        with_it = None if i in pinned else instance.profiles.households[pinned[0]].id
        return WhyNot(household, ags, WhyNotKind.PINNED, fit_there, fit_here, partner=with_it)
    short = short_of(instance, assignment, i, j)
    differences = _differences(instance, i, here, j, unit)
    kind = _kind(instance, assignment, i, j, fit_here) if not short else WhyNotKind.FULL
    left = fit_left(instance, assignment, i, j)
    found = WhyNot(household, ags, kind, fit_there, fit_here, short=short, differences=differences)
    return replace(found, fit_left=left)


def _kind(instance: MatchingInstance, assignment: Ints, i: int, j: int, fit_here: float | None) -> WhyNotKind:
    if any(assignment[other] == j for other in partners(instance.problem.apart, i)):
        return WhyNotKind.APART
    if fit_here is not None and instance.fit[i, j] < fit_here:
        return WhyNotKind.LOWER
    return WhyNotKind.PREFERRED


def _differences(
    instance: MatchingInstance, i: int, here: int, there: int, unit: int
) -> tuple[Difference, ...]:
    """Per criterion the possible part there and the planned one here, what speaks against it most first."""
    if here == UNPLACED:
        return ()
    both = zip(instance.parts(i, here, unit), instance.parts(i, there), strict=True)
    rows = [Difference(before.criterion, before.side, before.part, after.part) for before, after in both]
    return tuple(sorted(rows, key=lambda row: row.gain))
