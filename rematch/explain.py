"""Why here, why not there, why nowhere: rows that add up, read from the same basis as the plan."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from rematch.basis import Basis, Ints
from rematch.criteria.evidence import Evidence, evidence
from rematch.criteria.rules import Reason, ReasonCode
from rematch.model import Ags, CriterionId, HouseholdId, ResourceId
from rematch.optimise.problem import UNPLACED
from rematch.scoring import Part

SPEAKING = 2
"""Criteria named for and against a match where there is room for a few words only."""
SPEAKS_FROM = 0.005


@dataclass(frozen=True)
class Row:
    """One criterion of an explanation: the part it adds to the fit.

    `lift` is how far the part stands above (or below) what a neutral score of one half would give.
    """

    part: Part
    lift: float


@dataclass(frozen=True)
class WhyHere:
    """A pair explained; the rows' parts add up to `fit`, `low` and `high` are what unknowns leave open."""

    household: HouseholdId
    ags: Ags
    fit: float
    low: float
    high: float
    rows: tuple[Row, ...]

    @property
    def speaks_for(self) -> tuple[Row, ...]:
        """The strongest rows above neutral, strongest first."""
        rows = sorted(self.rows, key=lambda row: -row.lift)
        return tuple(row for row in rows if row.lift > SPEAKS_FROM)[:SPEAKING]

    @property
    def speaks_against(self) -> tuple[Row, ...]:
        """The strongest rows below neutral, strongest first."""
        rows = sorted(self.rows, key=lambda row: row.lift)
        return tuple(row for row in rows if row.lift < -SPEAKS_FROM)[:SPEAKING]


class NowhereCode(StrEnum):
    """Why a household has no place in a plan."""

    NOT_IN_ROUND = "not_in_round"
    NO_ALLOWED_PLACE = "no_allowed_place"
    ALL_FULL = "all_full"
    BETTER_WITHOUT = "better_without"


@dataclass(frozen=True)
class Nowhere:
    """Why a household is unplaced: what took its places, or which resources are short where it may go.

    `reasons` counts municipalities per hard rule, `short` counts them per resource.
    """

    code: NowhereCode
    reasons: tuple[tuple[ReasonCode, CriterionId | None, int], ...] = ()
    short: tuple[tuple[ResourceId, int], ...] = ()


@dataclass(frozen=True)
class Placement:
    """One household's line of the plan; `ags` None is unplaced, then `nowhere` says why."""

    household: HouseholdId
    persons: int
    ags: Ags | None
    why: WhyHere | None
    nowhere: Nowhere | None


class WhyNotKind(StrEnum):
    """The kinds of answer to "why not there"."""

    HERE = "here"
    RULED_OUT = "ruled_out"
    FULL = "full"
    LOWER = "lower"
    APART = "apart"
    LINKED = "linked"
    PREFERRED = "preferred"


@dataclass(frozen=True)
class Difference:
    """A criterion's part there less its part here."""

    criterion: CriterionId
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
    belongs together with the household. `short`: resources without room for it now, as
    (resource, units needed, units free). `differences`: criteria by how much they speak against the place.
    """

    household: HouseholdId
    ags: Ags
    kind: WhyNotKind
    fit: float | None
    fit_here: float | None
    reasons: tuple[Reason, ...] = ()
    partner: HouseholdId | None = None
    short: tuple[tuple[ResourceId, float, float], ...] = ()
    differences: tuple[Difference, ...] = ()


def why_here(basis: Basis, i: int, j: int) -> WhyHere:
    """Explain the pair of household row i and municipality column j."""
    low, high = basis.fit_bounds
    parts = basis.parts(i, j)
    total = sum(part.weight for part in parts if part.score is not None)
    rows = tuple(
        Row(
            part,
            0.0 if part.score is None or not total else part.part - 0.5 * part.weight / total,
        )
        for part in parts
    )
    return WhyHere(
        household=basis.profiles.households[i].id,
        ags=basis.profiles.municipalities[j].ags,
        fit=float(basis.fit[i, j]),
        low=float(low[i, j]),
        high=float(high[i, j]),
        rows=rows,
    )


def evidence_of(basis: Basis, i: int, j: int) -> dict[CriterionId, Evidence]:
    """What was needed and offered, per criterion of the fit, for household row i at column j."""
    return {
        criterion.id: evidence(basis.profiles, basis.catalogue, basis.scenario, criterion, (i, j))
        for criterion in basis.scores.criteria
    }


def placements(basis: Basis, assignment: Ints) -> tuple[Placement, ...]:
    """One line per household, in the order of the profiles."""
    lines = []
    for i, household in enumerate(basis.profiles.households):
        j = int(assignment[i])
        placed = j != UNPLACED
        lines.append(
            Placement(
                household=household.id,
                persons=household.size,
                ags=basis.profiles.municipalities[j].ags if placed else None,
                why=why_here(basis, i, j) if placed else None,
                nowhere=None if placed else nowhere(basis, assignment, i),
            )
        )
    return tuple(lines)


def nowhere(basis: Basis, assignment: Ints, i: int) -> Nowhere:
    """Why household row i has no place in the plan."""
    if not basis.profiles.households[i].consent or i in _waiting(basis):
        return Nowhere(NowhereCode.NOT_IN_ROUND)
    together = sorted(_together(basis, i))
    allowed = np.flatnonzero(basis.rules.allowed[together].all(axis=0))
    if not len(allowed):
        counts = Counter(rule for j in range(basis.problem.m) for rule in _barring(basis, together, j))
        return Nowhere(
            NowhereCode.NO_ALLOWED_PLACE, tuple((code, c, n) for (code, c), n in counts.most_common())
        )
    short = [_short(basis, assignment, i, int(j)) for j in allowed]
    if all(short):
        counted = Counter(resource for place in short for resource, _, _ in place)
        return Nowhere(NowhereCode.ALL_FULL, short=tuple(counted.most_common()))
    return Nowhere(NowhereCode.BETTER_WITHOUT)


def _barring(basis: Basis, rows: list[int], j: int) -> set[tuple[ReasonCode, CriterionId | None]]:
    """The hard rules that bar any of these household rows from column j."""
    return {(reason.code, reason.criterion) for i in rows for reason in basis.rules.reasons(i, j)}


def why_not(basis: Basis, assignment: Ints, i: int, j: int) -> WhyNot:
    """Why household row i does not go to column j: ruled out, full, lower, or tied to others."""
    household = basis.profiles.households[i].id
    ags = basis.profiles.municipalities[j].ags
    here = int(assignment[i])
    fit_here = float(basis.fit[i, here]) if here != UNPLACED else None
    fit_there = float(basis.fit[i, j])
    if here == j:
        return WhyNot(household, ags, WhyNotKind.HERE, fit_there, fit_here)
    if reasons := basis.rules.reasons(i, j):
        return WhyNot(household, ags, WhyNotKind.RULED_OUT, None, fit_here, reasons=reasons)
    for other in sorted(_together(basis, i) - {i}):
        if reasons := basis.rules.reasons(other, j):
            partner = basis.profiles.households[other].id
            kind = WhyNotKind.LINKED
            return WhyNot(household, ags, kind, fit_there, fit_here, reasons=reasons, partner=partner)
    short = _short(basis, assignment, i, j)
    differences = _differences(basis, i, here, j)
    kind = _kind(basis, assignment, i, j) if not short else WhyNotKind.FULL
    return WhyNot(household, ags, kind, fit_there, fit_here, short=short, differences=differences)


def _kind(basis: Basis, assignment: Ints, i: int, j: int) -> WhyNotKind:
    here = assignment[i]
    if any(assignment[other] == j for other in _partners(basis.problem.apart, i)):
        return WhyNotKind.APART
    if here != UNPLACED and basis.fit[i, j] < basis.fit[i, here]:
        return WhyNotKind.LOWER
    return WhyNotKind.PREFERRED


def _together(basis: Basis, i: int) -> set[int]:
    """Household row i and all that are hard-linked to it, over however many links."""
    found, new = {i}, {i}
    while new:
        new = {other for one in new for other in _partners(basis.problem.linked, one)} - found
        found |= new
    return found


def _partners(groups: object, i: int) -> set[int]:
    return {other for group in groups if i in group for other in group} - {i}  # type: ignore[attr-defined]


def _waiting(basis: Basis) -> set[int]:
    return {basis.ground.row[household] for household in basis.scenario.not_this_round}


def _short(basis: Basis, assignment: Ints, i: int, j: int) -> tuple[tuple[ResourceId, float, float], ...]:
    """Resources in which column j has no room for row i, and who belongs to it, beside the others."""
    rows = np.array(sorted(_together(basis, i)))
    others = np.setdiff1d(np.flatnonzero(assignment == j), rows)
    free = basis.problem.capacity[j] - basis.problem.demand_at(others, j).sum(axis=0)
    need = basis.problem.demand_at(rows, j).sum(axis=0)
    short = [
        (resource, float(need[k]), float(free[k]))
        for k, resource in enumerate(basis.supply.resources)
        if need[k] > free[k] + 1e-9
    ]
    persons = basis.problem.persons
    coming, room = persons[rows].sum(), basis.problem.maximum[j] - persons[others].sum()
    if coming > room and not any(resource == "persons" for resource, _, _ in short):
        short.insert(0, (ResourceId("persons"), float(coming), float(room)))
    return tuple(short)


def _differences(basis: Basis, i: int, here: int, there: int) -> tuple[Difference, ...]:
    """Per criterion the part there and here, strongest against the other place first."""
    if here == UNPLACED:
        return ()
    before = {part.criterion: part.part for part in basis.parts(i, here)}
    after = {part.criterion: part.part for part in basis.parts(i, there)}
    rows = [Difference(c, before.get(c, 0.0), after.get(c, 0.0)) for c in dict.fromkeys([*before, *after])]
    return tuple(sorted(rows, key=lambda row: row.gain))
