"""One offer of a municipality answered better: for one household, or by which all together could win most."""

from collections.abc import Iterator

import numpy as np

from rematch.criteria.catalogue import Criterion, FieldType
from rematch.criteria.measuring.measured import measure
from rematch.criteria.switches import is_on
from rematch.instance import CohortData, Floats, prepare_cohort
from rematch.instance.fit import coordinators_weight
from rematch.model import Ags, FieldId, Household, HouseholdId, Municipality, Profiles, Value
from rematch.planning.report import PlanReport


def better_offers(report: PlanReport, household: HouseholdId, ags: Ags) -> Iterator[tuple[FieldId, Value]]:
    """Per field the answer that serves the household best there, where it scores higher than the present one.

    The criteria that lack most at the place come first.
    """
    instance = report.instance
    who = instance.profiles.households[instance.cohort_data.row[household]]
    where = instance.profiles.municipalities[instance.cohort_data.column[ags]]
    found: dict[FieldId, tuple[float, Value]] = {}
    for criterion in _asked(report):
        field = criterion.offer
        if field is None or field in found:
            continue
        now = _score(report, criterion, who, where)
        offers = [
            (_score(report, criterion, who, _offered(where, field, v)), v)
            for v in _answers(report, where, field)
        ]
        best = max(offers, key=lambda one: one[0], default=None)
        if best is not None and best[0] > now + 1e-9:
            found[field] = (best[0] - now, best[1])
    for field, (_, value) in sorted(found.items(), key=lambda entry: -entry[1][0]):
        yield field, value


def promising_offers(report: PlanReport, ags: Ags, most: int) -> list[tuple[FieldId, Value]]:
    """Per field the answer by which all households together could win most there; the `most` promising first.

    A guess to begin with: by scores and weights, as if everybody went there.
    """
    instance = report.instance
    where = instance.profiles.municipalities[instance.cohort_data.column[ags]]
    found: dict[FieldId, tuple[float, Value]] = {}
    for criterion in _asked(report):
        field = criterion.offer
        if field is None:
            continue
        weight = coordinators_weight(criterion, report.scenario)
        now = _scores(report, criterion, where)
        for value in _answers(report, where, field):
            gained = np.maximum(0.0, _scores(report, criterion, _offered(where, field, value)) - now)
            promise = weight * float((gained * instance.problem.persons).sum())
            if promise > found.get(field, (1e-9, None))[0]:
                found[field] = (promise, value)
    ranked = sorted(found.items(), key=lambda entry: -entry[1][0])
    return [(field, value) for field, (_, value) in ranked[:most]]


def offering(known: CohortData, ags: Ags, field: FieldId, value: Value) -> CohortData:
    """The same cohort with one offer of one municipality answered so."""
    places = tuple(
        _offered(place, field, value) if place.ags == ags else place
        for place in known.profiles.municipalities
    )
    return prepare_cohort(known.profiles.model_copy(update={"municipalities": places}), known.catalogue, "")


def _asked(report: PlanReport) -> Iterator[Criterion]:
    """Criteria switched on that meet an offer stated by municipalities."""
    fields = report.instance.catalogue.field_by_id
    for criterion in report.instance.catalogue.criteria:
        field = fields.get(criterion.offer) if criterion.offer is not None else None
        stated = field is not None and field.of == "municipality"
        if (
            stated
            and criterion.measure is not None
            and is_on(criterion, report.scenario, report.instance.profiles.cohort)
        ):
            yield criterion


def _answers(report: PlanReport, where: Municipality, field: FieldId) -> list[Value]:
    """Answers one step better at most: yes; one thing more; else what other municipalities state."""
    declared = report.instance.catalogue.field_by_id[field]
    others = [
        p.offers[field] for p in report.instance.profiles.municipalities if field in p.offers and p != where
    ]
    if declared.type is FieldType.FLAG:
        return [True]
    if declared.type is FieldType.SET:
        have = where.offers.get(field, ())
        have = have if isinstance(have, tuple) else ()
        words = dict.fromkeys(
            [
                *(option.id for option in declared.options),
                *(w for o in others if isinstance(o, tuple) for w in o),
            ]
        )
        return [(*have, word) for word in words if word not in have]
    if declared.type is FieldType.MAP:
        stated = where.offers.get(field, {})
        entries = stated if isinstance(stated, dict) else {}
        named = [entry for other in others if isinstance(other, dict) for entry in other.items()]
        return [{**entries, word: amount} for word, amount in named if word not in entries]
    return list({repr(value): value for value in others}.values())


def _offered(place: Municipality, field: FieldId, value: Value) -> Municipality:
    return place.model_copy(update={"offers": {**place.offers, field: value}})


def _scores(report: PlanReport, criterion: Criterion, where: Municipality) -> Floats:
    """[n] the scores of all households there; 0 where it does not apply or nothing is known."""
    column = report.instance.profiles.model_copy(update={"municipalities": (where,)})
    scored = measure(criterion, column, report.instance.catalogue, report.scenario)
    known: Floats = np.nan_to_num(scored.score[:, 0])
    return known


def _score(report: PlanReport, criterion: Criterion, who: Household, where: Municipality) -> float:
    """The pair's score; below 0 where it does not apply or nothing is known."""
    pair: Profiles = report.instance.profiles.model_copy(
        update={"households": (who,), "municipalities": (where,)}
    )
    scored = measure(criterion, pair, report.instance.catalogue, report.scenario)
    score = float(scored.score[0, 0])
    return -1.0 if np.isnan(score) else score - (1e-6 if scored.unknown[0, 0] else 0.0)
