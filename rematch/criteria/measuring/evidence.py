"""What was needed and what is offered on one pair, as raw values an explanation can word."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from rematch.criteria import columns
from rematch.criteria.catalogue import Catalogue, Criterion, MeasureName, RuleName
from rematch.criteria.housing.unit_types import type_name
from rematch.criteria.measuring import measures
from rematch.criteria.measuring.conditions import ALL_OF_IT, Standing, standing
from rematch.criteria.measuring.measured import CriterionContext, by_row, meeting
from rematch.criteria.measuring.members import deciding, join
from rematch.criteria.measuring.supply.accommodation import accommodation
from rematch.criteria.measuring.supply.demand import needed, stated_capacity
from rematch.criteria.measuring.supply.rooms import measures_rooms, offers_and_list
from rematch.model import CriterionId, FieldId, Profiles, Role, Value
from rematch.scenario import Scenario


@dataclass(frozen=True)
class MemberEvidence:
    """One member's need and own score (None = not applicable), and what it lacks to take up the offer."""

    number: int
    role: Role
    need: Value | None
    score: float | None
    standing: Standing = ALL_OF_IT


@dataclass(frozen=True)
class Evidence:
    """A need and an offer (None = unknown or not asked), the offer's date, and what was figured from them.

    `offer` is a dict by field where several figures count, `dates` then says of when each is. `figures`: km;
    rank and wishes; against and excluded; needed, stated and served units; wait. `members` is empty where the
    household was asked; `member` is the one whose score counted.
    """

    criterion: CriterionId
    need: Value | None
    offer: Value | Mapping[str, Value | None] | None
    as_of: date | None = None
    member: MemberEvidence | None = None
    members: tuple[MemberEvidence, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
    dates: Mapping[str, date] = field(default_factory=dict)


def evidence(
    profiles: Profiles, catalogue: Catalogue, scenario: Scenario, criterion: Criterion, pair: tuple[int, int]
) -> Evidence:
    """What household i needed and municipality j of `pair` (i, j) offered in one criterion, raw."""
    i, j = pair
    both = profiles.model_copy(
        update={"households": (profiles.households[i],), "municipalities": (profiles.municipalities[j],)}
    )
    met = meeting(criterion, both, catalogue, scenario)
    members = _members(met)
    member = members[decider] if (decider := _decider(met)) is not None else None
    need = member.need if member else None if members else _need(met, 0)
    offer, known = _offer(met), both.municipalities[0].as_of
    dates = {name: known[FieldId(name)] for name in _fields(offer) if name in known}
    as_of = known.get(criterion.offer or FieldId(""))
    return Evidence(criterion.id, need, offer, as_of, member, members, _figures(met), dates)


def _need(met: CriterionContext, row: int) -> Value | None:
    asked = met.criterion.need or met.criterion.applies
    return met.needs(asked)[row] if asked else None


def _members(met: CriterionContext) -> tuple[MemberEvidence, ...]:
    if not met.rows.members or met.criterion.measure is None:
        return ()
    scores = by_row(met).score[:, 0]
    return tuple(
        MemberEvidence(
            member.number,
            member.role,
            _need(met, row),
            None if np.isnan(score) else float(score),
            standing(met.criterion, member),
        )
        for row, (member, score) in enumerate(zip(met.rows.members, scores, strict=True))
    )


def _decider(met: CriterionContext) -> int | None:
    """The row whose score became the household's, where one did (least, any)."""
    if not met.rows.members or met.criterion.measure is None or met.join not in ("least", "any"):
        return None
    scored = by_row(met)
    row = int(deciding(scored, join(scored, met.rows, met.join), met.rows)[0, 0])
    return row if row >= 0 else None


def _offer(met: CriterionContext) -> Value | dict[str, Value | None] | None:
    terms = [term.field for term in met.criterion.params.terms]
    if met.criterion.rule is RuleName.ACCOMMODATION:
        return _types_there(met)
    if measures_rooms(met.criterion) and met.criterion.offer:
        return offers_and_list(met.profiles.municipalities[0], met.catalogue).get(met.criterion.offer)
    if terms:
        fields = met.catalogue.field_by_id
        stated = [f for f in terms if f in fields and fields[f].of == "municipality"]
        return {str(f): met.offers(f)[0] for f in stated}
    return met.offers(met.criterion.offer)[0] if met.criterion.offer else None


def _types_there(met: CriterionContext) -> tuple[str, ...]:
    """The types of accommodation of which there is a unit."""
    homes = accommodation(met.profiles, met.catalogue, met.scenario)
    if homes is None:
        return ()
    there = [kind for kind in homes.types if (homes.count[homes.classes(0, kind)] >= 1).any()]
    return tuple(type_name(met.catalogue.resource_by_id[kind]) for kind in there)


def _fields(offer: Value | Mapping[str, Value | None] | None) -> tuple[str, ...]:
    return tuple(offer) if isinstance(offer, Mapping) else ()


def _figures(met: CriterionContext) -> dict[str, float]:
    extra = FIGURES.get(met.criterion.measure) if met.criterion.measure else None
    figures = extra(met) if extra else {}
    if met.criterion.params.wait:
        wait = met.figures(met.criterion.params.wait, met.offers(met.criterion.params.wait))[0]
        figures |= {} if np.isnan(wait) else {"wait": float(wait)}
    return figures


def _places(met: CriterionContext) -> dict[str, float]:
    resource = met.catalogue.resource_by_id[met.criterion.resource]  # type: ignore[index]
    units = float(needed(met.profiles, resource)[0][0])
    stated = float(stated_capacity(met.profiles, (resource,), met.scenario)[0, 0])
    return {"needed": units} if np.isnan(stated) else {"needed": units, "stated": stated}


def _rank(met: CriterionContext) -> dict[str, float]:
    wishes, ags = met.rows.households[0].wish_ags or (), met.profiles.municipalities[0].ags
    ranked = {"rank": float(wishes.index(ags) + 1)} if ags in wishes else {}
    return {**ranked, "wishes": float(len(wishes))}


def _against(met: CriterionContext) -> dict[str, float]:
    excluded = met.rows.households[0].excluded_ags
    here = met.profiles.municipalities[0].ags in excluded
    return {"against": float(here), "excluded": float(len(excluded))}


def _distance(met: CriterionContext) -> dict[str, float]:
    if met.criterion.need is None or met.criterion.offer != "coordinates":
        return {}
    points, ends = columns.points(met.needs(met.criterion.need))
    towns, _ = columns.points(met.offers(FieldId("coordinates")))
    km = float(measures.nearest_km(points, ends, towns).min())
    return {"km": km} if np.isfinite(km) else {}


FIGURES = {
    MeasureName.PLACES: _places,
    MeasureName.RANK: _rank,
    MeasureName.AGAINST: _against,
    MeasureName.DECAY: _distance,
}
