"""Open answers: what each leaves open in the fits, and whose place it could change."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rematch.criteria.catalogue import Criterion, Field
from rematch.criteria.measuring.supply.rooms import offers_and_list
from rematch.criteria.switches import switched_on
from rematch.instance import Floats, MatchingInstance
from rematch.instance.fit import SIDES, weight_of_sides
from rematch.model import Ags, Answers, FieldId, Household, HouseholdId
from rematch.optimise.problem import UNPLACED
from rematch.planning.report import PlanReport

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Open:
    """One open answer: of a household (`ags` None) or of a municipality (`household` None).

    `span` is the widest range of fit it leaves at an allowed pair. `could` are the households that might
    prefer another allowed place to the present one, or the present one less; room in the places is not looked
    at here. `bars`: a hard rule asks for it.
    """

    field: FieldId
    household: HouseholdId | None
    ags: Ags | None
    span: float
    could: int
    bars: bool


@dataclass(frozen=True, eq=False)
class FitRange:
    """Least and greatest fit [n, m] that one field leaves open, and the pairs [n, m] it leaves so."""

    field: Field
    least: Floats
    most: Floats
    by_household: Flags
    by_place: Flags
    bars: bool


def open_answers(report: PlanReport) -> tuple[Open, ...]:
    """Open answers that could matter to this plan: by households that could change, then by span."""
    found = [
        one
        for field in report.instance.catalogue.fields
        for one in _open(report, field)
        if one.could or one.bars
    ]
    return tuple(sorted(found, key=_first))


def _first(one: Open) -> tuple[int, float, str, str]:
    return -one.could, -one.span, one.field, one.household or one.ags or ""


def _open(report: PlanReport, field: Field) -> Iterator[Open]:
    instance = report.instance
    weighed = zip(instance.scores.criteria, instance.weights, strict=True)
    asking = [
        c for c, (criterion, weight) in enumerate(weighed) if weight > 0 and _asks(instance, criterion, field)
    ]
    on = switched_on(instance.catalogue, instance.scenario, instance.profiles.cohort)
    bars = any(_bars(instance, criterion, field) for criterion in on)
    if not asking and not bars:
        return
    leeway = _leeway(instance, field, asking, bars=bars)
    if field.of == "municipality":
        for j, place in enumerate(instance.profiles.municipalities):
            if field.id not in offers_and_list(place, instance.catalogue):
                yield _of_place(report, leeway, j)
        return
    for i, household in enumerate(instance.profiles.households):
        missing = any(field.id not in known for known in _asked(household, field))
        if missing and (leeway.by_household[i].any() or not asking):
            yield _of_household(report, leeway, i)


def _asked(household: Household, field: Field) -> list[Answers]:
    if field.of == "household":
        return [household.answers]
    return [member.answers for member in household.members]


def _of_household(report: PlanReport, leeway: FitRange, i: int) -> Open:
    """Whether some other allowed place could be preferred to the present one."""
    instance = report.instance
    allowed, here = ~np.isnan(instance.problem.value[i]), int(report.assignment[i])
    span = float(np.where(allowed, leeway.most[i] - leeway.least[i], 0.0).max(initial=0.0))
    elsewhere, floor = np.where(allowed, leeway.most[i], -np.inf), -np.inf
    if here != UNPLACED:
        elsewhere[here], floor = -np.inf, leeway.least[i, here] + 1e-9
    could = bool(span > 0 and (elsewhere > floor).any())
    return Open(leeway.field.id, instance.profiles.households[i].id, None, span, int(could), leeway.bars)


def _of_place(report: PlanReport, leeway: FitRange, j: int) -> Open:
    """Who is there and might do better elsewhere, and who is not and might do better there."""
    instance, plan = report.instance, report.assignment
    allowed = ~np.isnan(instance.problem.value)
    open_here = allowed[:, j] & leeway.by_place[:, j]
    fits = np.where(allowed, instance.fit, -np.inf)
    here = np.nan_to_num(instance.planned_fit(plan), nan=-np.inf)
    fits[:, j] = -np.inf
    leaves = (plan == j) & (leeway.least[:, j] < fits.max(axis=1, initial=-np.inf))
    comes = (plan != j) & (leeway.most[:, j] > here)
    span = float(np.where(open_here, leeway.most[:, j] - leeway.least[:, j], 0.0).max(initial=0.0))
    could = int((open_here & (leaves | comes)).sum())
    return Open(leeway.field.id, None, instance.profiles.municipalities[j].ags, span, could, leeway.bars)


def _leeway(instance: MatchingInstance, field: Field, asking: list[int], *, bars: bool) -> FitRange:
    """The fit with the criteria `asking` at their worst and at their best, all else as it is.

    With the others' sum N and weight T on a side, and the weight w of these there, whose least score is l:
    from (N + l w) / (T + w) to (N + w) / (T + w).
    """
    scores, weighing = instance.scores, instance.weighing
    total = weight_of_sides(scores, weighing)
    gained, weight = np.array([instance.fits.people, instance.fits.town]) * total, np.zeros(total.shape)
    floored = np.zeros(total.shape)
    by_household, by_place = (np.zeros(scores.shape, dtype=bool) for _ in range(2))
    for c in asking:
        side = int(scores.of_town[c])
        own = instance.weights[c] * scores.of_household[c][:, None] * scores.of_municipality[c]
        own = own * scores.of_pair.get(c, 1.0)
        gained[side] -= own * np.nan_to_num(scores.score[c])
        total[side] -= own
        stated = instance.weights[c] * _stated_priority(instance, c)
        weight[side] += stated
        floored[side] += scores.floor[c] * stated
        everywhere = scores.unknown[c].all(axis=1, keepdims=True)
        by_household |= everywhere
        by_place |= scores.unknown[c] & ~everywhere
    counted = np.array([weighing.share(side) for side in SIDES])
    whole = np.maximum(total + weight, 1e-12)
    least, most = (np.tensordot(counted, (gained + more) / whole, axes=1) for more in (floored, weight))
    return FitRange(field, least, most, by_household, by_place, bars)


def _stated_priority(instance: MatchingInstance, c: int) -> Floats:
    """[n, 1] or [1, m] how much a criterion would count if it applied."""
    criterion = instance.scores.criteria[c]
    if criterion.side == "municipality":
        return instance.scores.of_municipality[c : c + 1]
    return np.array([[float(h.priorities.get(criterion.id, 1))] for h in instance.profiles.households])


def _asks(instance: MatchingInstance, criterion: Criterion, field: Field) -> bool:
    """Whether a criterion's score reads a field of either side."""
    params = criterion.params
    terms = (term.field for term in params.terms)
    read = {criterion.need, criterion.offer, criterion.applies, params.wait, *terms}
    if criterion.resource:
        read.add(instance.catalogue.resource_by_id[criterion.resource].demand.field)
    return field.id in read


def _bars(instance: MatchingInstance, criterion: Criterion, field: Field) -> bool:
    """Whether a hard rule that needs no score reads it: accommodation, and resources demanded."""
    if criterion.rule is None:
        return False
    resources = [r for r in instance.catalogue.resources if r.criterion == criterion.id]
    return field.id in {criterion.need, *(resource.demand.field for resource in resources)}
