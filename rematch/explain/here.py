"""Why here: one row per criterion, with the parts that add up to the fit."""

from dataclasses import dataclass

from rematch.basis import Basis
from rematch.criteria.evidence import Evidence, evidence
from rematch.model import Ags, CriterionId, HouseholdId
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
