"""Why here: one row per criterion, with the parts that add up to the fit."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rematch.criteria.housing.unit_types import type_name
from rematch.criteria.measuring.evidence import Evidence, evidence
from rematch.criteria.measuring.supply.rooms import measures_rooms, room_words
from rematch.explain.care import cared_for
from rematch.explain.room import unstated
from rematch.explain.standings import Lacking, lacking, unsaid_by_household
from rematch.instance import MatchingInstance
from rematch.instance.allotment import POSSIBLE, Given
from rematch.instance.cohort_data import Floats
from rematch.instance.fit import SIDES, Part, Side
from rematch.model import ESSENTIAL, Ags, CriterionId, FieldId, HouseholdId, ResourceId

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
    said counts too), `unsaid` the weight that hangs on it. `priority` is the household's own, or the
    municipality's where the part is on its side; None for a neutral start. `confirmed` is False where an
    essential one would have to be and is not. `unsaid_here`: what is not known is the household's to say.
    """

    part: Part
    lift: float
    lead: float
    low: float
    high: float
    unsaid: float
    priority: int | None
    confirmed: bool = True
    unsaid_here: bool = False

    @property
    def weight(self) -> float:
        """What it weighs in the fit; 0 where it does not apply."""
        return 0.0 if self.part.score is None else self.part.weight


@dataclass(frozen=True)
class ServedUnits:
    """Units of a resource that the plan gives, of those wanted; `there` in all, None not stated."""

    resource: ResourceId
    units: int
    wanted: int
    there: float | None = None


@dataclass(frozen=True)
class WhyHere:
    """A pair explained; the rows' parts add up to `fit`, `low` and `high` are what unknowns leave open.

    `fit` is what the pair is worth: `people` and `town`, the two fits, by their shares. The rows of the
    people's side come first, each side beginning with its neutral start.
    `accommodation` is the type that the plan gives, `rooms` what a list says of its unit; None, and the fit
    the possible one, where there is none.
    `alone`: no rule leaves the household another place.
    `served` is what the plan gives of each resource that not everybody gets and the household wants.
    `cared_for`: whether the childcare that a lone parent's course needs is planned, None where none does.
    `lacking` is what members lack to take up all of what is offered.
    `unstated` is what it needs there of which the place has not said how much there is, and no limit holds.
    """

    household: HouseholdId
    ags: Ags
    fit: float
    people: float
    town: float
    low: float
    high: float
    rows: tuple[Row, ...]
    accommodation: ResourceId | None = None
    rooms: float | None = None
    alone: bool = False
    served: tuple[ServedUnits, ...] = ()
    unstated: tuple[ResourceId, ...] = ()
    lacking: tuple[Lacking, ...] = ()
    cared_for: bool | None = None

    def of_side(self, side: Side) -> float:
        """What all rows of a side add to the fit together."""
        return sum(row.part.part for row in self.rows if row.part.side == side)

    @property
    def counting(self) -> tuple[Row, ...]:
        """The rows that count or would with another answer: not what concerns nobody or has no weight."""
        return tuple(row for row in self.rows if row.part.neutral or row.weight or row.unsaid)

    @property
    def speaks_for(self) -> tuple[Row, ...]:
        """The known rows by which this place is most ahead of the other possible ones, strongest first."""
        known = (row for row in self.rows if not row.part.unknown)
        ahead = [row for row in known if row.lead > 0 and row.lift > SPEAKS_FROM]
        return tuple(sorted(ahead, key=lambda row: -row.lift)[:SPEAKING])

    @property
    def speaks_against(self) -> tuple[Row, ...]:
        """The people's rows by which it is most behind, strongest first; never the town's interest."""
        people = (row for row in self.rows if row.part.side == "household")
        behind = [row for row in people if row.lead < 0 and row.lift < -SPEAKS_FROM]
        return tuple(sorted(behind, key=lambda row: row.lift)[:SPEAKING])

    @property
    def known(self) -> float | None:
        """Of what counts for the people the share by weight that was stated; None where nothing counts."""
        own = self._of_people
        counted = sum(max(row.weight, row.unsaid) for row in own)
        return 1 - sum(row.unsaid for row in own) / counted if counted else None

    @property
    def met(self) -> float | None:
        """The mean score by weight of what is known and counts for the people, without the neutral start."""
        stated = [row for row in self._of_people if not row.unsaid]
        whole = sum(row.weight for row in stated)
        return sum(row.weight * (row.part.score or 0.0) for row in stated) / whole if whole else None

    @property
    def _of_people(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.part.side == "household" and not row.part.neutral)


def why_here(instance: MatchingInstance, i: int, j: int, given: Given = POSSIBLE) -> WhyHere:
    """Explain the pair of household row i and municipality column j, with what the plan gives there."""
    parts = instance.parts(i, j, given)
    ranges = _ranges(instance, parts, i, j)
    lifts, leads = _beside_others(instance, parts, i, j)
    rows = [
        Row(
            part,
            float(lift),
            float(lead),
            *span,
            _priority(instance, part, i, j),
            _confirmed(instance, part, i),
            unsaid_by_household(instance, i, part),
        )
        for part, lift, lead, span in zip(parts, lifts, leads, ranges, strict=True)
    ]
    served = served_units(instance, i, j, given)
    got = {one.resource: (one.units, one.wanted) for one in served}
    fit = instance.fits_in(np.array([i]), np.array([j]), instance.single(i, j, given)).at(0)
    return WhyHere(
        household=instance.profiles.households[i].id,
        ags=instance.profiles.municipalities[j].ags,
        fit=fit.value,
        people=fit.people,
        town=fit.town,
        low=sum(row.low for row in rows),
        high=sum(row.high for row in rows),
        rows=tuple(sorted(rows, key=lambda row: SIDES.index(row.part.side))),
        accommodation=instance.unit_type(given.unit),
        rooms=instance.unit_rooms(given.unit),
        served=served,
        cared_for=cared_for(instance.profiles.households[i], instance.catalogue, got),
        unstated=unstated(instance, i, j, given),
        lacking=lacking(instance, i, parts),
        alone=not np.delete(instance.rules.allowed[i], j).any(),
    )


def served_units(instance: MatchingInstance, i: int, j: int, given: Given) -> tuple[ServedUnits, ...]:
    """What household row i is given at column j, of those it wants, of each resource that not all get."""
    town = instance.profiles.municipalities[j]
    stated = {**town.capacity, **instance.scenario.limits.get(town.ags, {})}
    if instance.serving is None or given.served is None:
        return ()
    needs = instance.serving.need[i].tolist()
    rows = zip(instance.serving.resources, given.served, needs, strict=True)
    return tuple(ServedUnits(r, units, wanted, stated.get(r)) for r, units, wanted in rows if wanted)


def _beside_others(
    instance: MatchingInstance, here: tuple[Part, ...], i: int, j: int
) -> tuple[Floats, Floats]:
    """Each part `here` [2 + c], and each score, less its mean over the other places that no rule bars."""
    parts = instance.parts_everywhere(i)
    score, floor, starts = instance.scores.score[:, i], instance.scores.floor[:, None], len(SIDES)
    scores = np.vstack([np.zeros((starts, parts.shape[1])), np.where(np.isnan(score), floor, score)])
    parts[:, j] = [part.part for part in here]
    told = here[starts:]
    scores[starts:, j] = [
        s if p.score is None else p.score for p, s in zip(told, scores[starts:, j], strict=True)
    ]
    others = instance.rules.allowed[i].copy()
    others[j] = False
    if not others.any():
        return np.zeros(len(parts)), np.zeros(len(parts))
    return _lead(parts, j, others), _lead(scores, j, others)


def _lead(table: Floats, j: int, others: NDArray[np.bool_]) -> Floats:
    lead: Floats = table[:, j] - table[:, others].mean(axis=1)
    return np.where(np.abs(lead) > SAME, lead, 0.0)


def _ranges(
    instance: MatchingInstance, parts: tuple[Part, ...], i: int, j: int
) -> list[tuple[float, float, float]]:
    """Least and greatest part of each row, and the weight that was not said, in the order of the parts.

    The parts add up to the fit's range.

    A row has the weight `latent` if the need or wish nobody stated were there; the range has all such weight
    of a side among its whole.
    """
    scores, weighing = instance.scores, instance.weighing
    latent = weighing.coordinators * scores.unsaid(slice(i, i + 1))[:, 0, j]
    floors, latents = (np.concatenate([np.zeros(len(SIDES)), given]) for given in (scores.floor, latent))
    whole = dict.fromkeys(SIDES, 0.0)
    total = dict.fromkeys(SIDES, 0.0)
    for part, own in zip(parts, latents.tolist(), strict=True):
        applies = part.score is not None
        total[part.side] += part.weight if applies else 0.0
        whole[part.side] += part.weight if applies else own
    rows = zip(parts, floors.tolist(), latents.tolist(), strict=True)
    found = []
    for part, floor, own in rows:
        count = weighing.share(part.side) / whole[part.side] if whole[part.side] else 0.0
        if part.unknown and part.score is not None:
            found.append((floor * part.weight * count, part.weight * count, part.weight))
        else:
            known = part.part * total[part.side] / whole[part.side] if whole[part.side] else part.part
            found.append((known + floor * own * count, known + own * count, own))
    return found


def _priority(instance: MatchingInstance, part: Part, i: int, j: int) -> int | None:
    """What the household, or the municipality, said of the criterion; 1 where it said nothing."""
    if part.neutral:
        return None
    own = instance.profiles.households[i] if part.side == "household" else instance.profiles.municipalities[j]
    return own.priorities.get(part.criterion, 1)


def _confirmed(instance: MatchingInstance, part: Part, i: int) -> bool:
    criterion, household = instance.catalogue.by_id.get(part.criterion), instance.profiles.households[i]
    if criterion is None or household.priorities.get(criterion.id) != ESSENTIAL:
        return True
    return not criterion.binds_confirmed or criterion.binds(household)


def evidence_of(
    instance: MatchingInstance, i: int, j: int, why: WhyHere | None = None
) -> dict[CriterionId, Evidence]:
    """What was needed and offered, per criterion of the fit, for household row i at column j.

    Where the pair is explained as `why` also what the plan gives of that.
    """
    found = {
        criterion.id: evidence(instance.profiles, instance.catalogue, instance.scenario, criterion, (i, j))
        for criterion in instance.scores.criteria
    }
    if why is None:
        return found
    resources = instance.catalogue.resource_by_id
    if why.accommodation in resources:
        home = resources[why.accommodation]
        found[home.criterion] = replace(found[home.criterion], offer=(type_name(home),))
    for criterion in instance.scores.criteria if why.rooms is not None else ():
        if measures_rooms(criterion):
            field = instance.catalogue.field_by_id.get(criterion.offer or FieldId(""))
            found[criterion.id] = replace(found[criterion.id], offer=room_words((why.rooms,), field))
    for one in why.served:
        seen = found.get(resources[one.resource].criterion)
        if seen is not None:
            figures = {**seen.figures, "served": float(one.units)}
            found[seen.criterion] = replace(seen, figures=figures)
    return found
