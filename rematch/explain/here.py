"""Why here: one row per criterion, with the parts that add up to the fit."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rematch.criteria.measuring.accommodation import type_name
from rematch.criteria.measuring.evidence import Evidence, evidence
from rematch.instance import MatchingInstance
from rematch.instance.cohort_data import Floats
from rematch.model import Ags, CriterionId, HouseholdId, ResourceId
from rematch.optimise.housing import NONE
from rematch.scoring import Part

SPEAKING = 2
"""Criteria named for and against a match where there is room for a few words only."""
SPEAKS_FROM = 0.005
SAME = 1e-12
"""Of a mean of equal numbers."""


@dataclass(frozen=True)
class Row:
    """One criterion of an explanation: the part it adds to the fit.

    `lift` is how far the part stands above (or below) its mean over the household's other possible places, 0
    where there is none; `lead` the same of the score. Both count before a row speaks for or against a place,
    as a part is also larger where the town gives the other criteria less weight. `low` and `high` are what an
    unknown answer or offer leaves of the part open (of a known row the same, its share where all that was not
    said counts too). `priority` is the household's own, or the municipality's where the part is on its side;
    None for the neutral start.
    """

    part: Part
    lift: float
    lead: float
    low: float
    high: float
    priority: int | None


@dataclass(frozen=True)
class WhyHere:
    """A pair explained; the rows' parts add up to `fit`, `low` and `high` are what unknowns leave open.

    `accommodation` is the type that the plan gives; None, and the fit the possible one, where there is none.
    """

    household: HouseholdId
    ags: Ags
    fit: float
    low: float
    high: float
    rows: tuple[Row, ...]
    accommodation: ResourceId | None = None

    @property
    def speaks_for(self) -> tuple[Row, ...]:
        """The rows by which this place is most ahead of the other possible ones, strongest first."""
        ahead = [row for row in self.rows if row.lead > 0 and row.lift > SPEAKS_FROM]
        return tuple(sorted(ahead, key=lambda row: -row.lift)[:SPEAKING])

    @property
    def speaks_against(self) -> tuple[Row, ...]:
        """The people's rows by which it is most behind, strongest first; never the town's interest."""
        people = (row for row in self.rows if row.part.side == "household")
        behind = [row for row in people if row.lead < 0 and row.lift < -SPEAKS_FROM]
        return tuple(sorted(behind, key=lambda row: row.lift)[:SPEAKING])


def why_here(instance: MatchingInstance, i: int, j: int, unit: int = NONE) -> WhyHere:
    """Explain the pair of household row i and municipality column j, with the class the plan gives there."""
    low, high = instance.fit_bounds
    parts = instance.parts(i, j, unit)
    total = sum(part.weight for part in parts if part.score is not None)
    unsaid = instance.weights * instance.scores.unsaid(slice(i, i + 1))[:, 0, j]
    added = _added(instance, i, unit)
    shrunk = added * total / (total + float(unsaid.sum()) or 1.0)
    return WhyHere(
        household=instance.profiles.households[i].id,
        ags=instance.profiles.municipalities[j].ags,
        fit=float(instance.fit[i, j]) + added,
        low=float(low[i, j]) + shrunk,
        high=float(high[i, j]) + shrunk,
        accommodation=instance.unit_type(unit),
        rows=tuple(
            Row(
                part,
                float(lift),
                float(lead),
                *_range(part, total, float(latent), float(unsaid.sum())),
                _priority(instance, part, i, j),
            )
            for part, lift, lead, latent in zip(
                parts, *_beside_others(instance, parts, i, j), (0.0, *unsaid), strict=True
            )
        ),
    )


def _added(instance: MatchingInstance, i: int, unit: int) -> float:
    """What the class adds to the possible fit, below 0 for a lesser type."""
    return 0.0 if unit == NONE or instance.class_fit is None else float(instance.class_fit[i, unit])


def _beside_others(
    instance: MatchingInstance, here: tuple[Part, ...], i: int, j: int
) -> tuple[Floats, Floats]:
    """Each part `here` [c + 1], and each score, less its mean over the other places that no rule bars."""
    parts = instance.parts_everywhere(i)
    scores = np.vstack([np.zeros(parts.shape[1]), np.nan_to_num(instance.scores.score[:, i])])
    parts[:, j] = [part.part for part in here]
    scores[1:, j] = [part.score or 0.0 for part in here[1:]]
    others = instance.rules.allowed[i].copy()
    others[j] = False
    if not others.any():
        return np.zeros(len(parts)), np.zeros(len(parts))
    return _lead(parts, j, others), _lead(scores, j, others)


def _lead(table: Floats, j: int, others: NDArray[np.bool_]) -> Floats:
    lead: Floats = table[:, j] - table[:, others].mean(axis=1)
    return np.where(np.abs(lead) > SAME, lead, 0.0)


def _range(part: Part, total: float, latent: float, unsaid: float) -> tuple[float, float]:
    """Least and greatest part.

    `latent` is the weight this row would have if the need or wish nobody stated were there, `unsaid` that of
    all such rows: the range has it among the whole, so that lows and highs add up to the fit's.
    """
    whole = total + unsaid
    shrunk = part.part * total / whole if whole else part.part
    if part.score is None or not total:
        return shrunk, shrunk + (latent / whole if whole else 0.0)
    return (0.0, part.weight / whole) if part.unknown else (shrunk, shrunk)


def _priority(instance: MatchingInstance, part: Part, i: int, j: int) -> int | None:
    """What the household, or the municipality, said of the criterion; 1 where it said nothing."""
    if part.side == "neutral":
        return None
    own = instance.profiles.households[i] if part.side == "household" else instance.profiles.municipalities[j]
    return own.priorities.get(part.criterion, 1)


def evidence_of(
    instance: MatchingInstance, i: int, j: int, home: ResourceId | None = None
) -> dict[CriterionId, Evidence]:
    """What was needed and offered, per criterion of the fit, for household row i at column j.

    `home` is the type of accommodation that the plan gives there.
    """
    found = {
        criterion.id: evidence(instance.profiles, instance.catalogue, instance.scenario, criterion, (i, j))
        for criterion in instance.scores.criteria
    }
    if home is not None:
        resource = instance.catalogue.resource_by_id[home]
        found[resource.criterion] = replace(found[resource.criterion], offer=(type_name(resource),))
    return found
