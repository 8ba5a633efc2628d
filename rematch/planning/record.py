"""A report as it is stored, and a stored run repeated."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic import JsonValue

from rematch.instance import Ints, MatchingInstance
from rematch.model import Ags, HouseholdId, ResourceId, Viewer
from rematch.optimise.housing import NONE
from rematch.optimise.problem import EXACT_WORK, UNPLACED
from rematch.planning.fairness import as_stored
from rematch.planning.level_proofs import level_proofs
from rematch.scoring import FIT_VERSION
from rematch.store import LaterProof, RunRecord, Store, Versions
from rematch.store.records import Why

if TYPE_CHECKING:
    from rematch.planning.report import PlanReport


def record(report: "PlanReport", store: Store, viewer: Viewer, why: Why) -> str:
    """Store a run somebody saw, saved or released; returns its id."""
    run = run_record(report, viewer, why)
    store.record_run(run)
    return run.run_id


def record_further(report: "PlanReport", run: str, store: Store, viewer: Viewer) -> str:
    """Store what more work found since `run`: a better proof beside it, a better plan as a run of its own.

    Returns the id of the run the report's plan is on record under.
    """
    kept = store.run(run)
    same_question = kept.scenario == report.scenario and kept.data_fingerprint == _data(report)
    if not same_question or by_name(report.instance, report.assignment) != kept.assignments:
        return record(report, store, viewer, kept.why)
    bounds = [one.bound for one in (kept, *store.proofs(run)) if one.bound is not None]
    if report.solution.bound < min(bounds, default=np.inf):
        store.add_proof(LaterProof(run_id=run, viewer=viewer.on_record, **_proof(report)))
    return run


def run_record(report: "PlanReport", viewer: Viewer, why: Why) -> RunRecord:
    """Everything needed to repeat the run and to check it without a solver."""
    cohort_data = report.instance.cohort_data
    solution = report.solution
    return RunRecord(
        cohort=cohort_data.profiles.cohort.id,
        viewer=viewer.on_record,
        why=why,
        scenario=report.scenario,
        data_fingerprint=_data(report),
        catalogue_fingerprint=cohort_data.catalogue.fingerprint,
        catalogue=cohort_data.catalogue.content,
        objective=solution.objective,
        persons_placed=solution.persons_placed,
        shortfall=solution.shortfall,
        start=None if report.start is None else by_name(report.instance, report.start),
        previous=None if report.previous is None else by_name(report.instance, report.previous),
        solver=_settings(report),
        fit_version=FIT_VERSION,
        assignments=by_name(report.instance, report.assignment),
        units=types_by_name(report.instance, report.units),
        previous_units=types_by_name(report.instance, report.previous_units),
        served=served_by_name(report.instance, report.given.served),
        **_proof(report),
    )


def _proof(report: "PlanReport") -> dict[str, Any]:
    """How good the plan is known to be, as fields of a `Proof`."""
    solution = report.solution
    bounds = {"persons_bound": solution.persons_bound, "shortfall_bound": solution.shortfall_bound}
    persons, shortfall = level_proofs(report.instance.problem, solution.levels, **bounds)
    return {
        "versions": Versions.here(),
        "status": solution.status,
        "proof": solution.proof,
        "bound": finite(solution.bound),
        "gap": finite(solution.gap),
        "seconds": solution.seconds,
        **bounds,
        "persons_proof": persons,
        "shortfall_proof": shortfall,
        "prices": solution.prices.as_lists(),
    }


def _settings(report: "PlanReport") -> dict[str, JsonValue]:
    return {
        "seed": report.scenario.seed,
        "work_limit": report.work_limit,
        "nodes": EXACT_WORK if report.work_limit is None else None,
        "known": None if report.known is None else [report.known.persons, report.known.shortfall],
        "demands": as_stored(report.fair, report.instance),
        "resumed": report.fair is not None and report.fair.resumed,
    }


def _data(report: "PlanReport") -> str:
    return report.instance.cohort_data.data_fingerprint


def by_name(instance: MatchingInstance, assignment: Ints) -> dict[HouseholdId, Ags | None]:
    """A plan as household id to AGS, None for unplaced."""
    places = instance.profiles.municipalities
    return {
        household.id: None if j == UNPLACED else places[j].ags
        for household, j in zip(instance.profiles.households, assignment, strict=True)
    }


def by_row(
    basis_rows: dict[HouseholdId, int], columns: dict[Ags, int], plan: dict[HouseholdId, Ags | None]
) -> Ints:
    """The inverse of `by_name`; households and places that are gone count as unplaced."""
    rows = np.full(len(basis_rows), UNPLACED, dtype=np.int64)
    for household, ags in plan.items():
        if household in basis_rows and ags is not None:
            rows[basis_rows[household]] = columns.get(ags, UNPLACED)
    return rows


def types_by_name(instance: MatchingInstance, units: Ints | None) -> dict[HouseholdId, ResourceId] | None:
    """Classes [n] as household id to type of accommodation; None without accommodation, or without a plan."""
    if instance.homes is None or units is None:
        return None
    kinds = {
        h.id: instance.unit_type(int(c)) for h, c in zip(instance.profiles.households, units, strict=True)
    }
    return {household: kind for household, kind in kinds.items() if kind is not None}


def units_by_row(
    instance: MatchingInstance, plan: Ints, types: dict[HouseholdId, ResourceId] | None
) -> Ints | None:
    """The inverse of `types_by_name` for the places of a plan [n]: of a type the class that is best there.

    Types that are gone count as none; who finds no unit of its type has the plainest.
    """
    if instance.homes is None or instance.classes is None or types is None:
        return None
    plainest = np.full(len(plan), NONE, dtype=np.int64)
    own = np.zeros(instance.classes.value.shape, dtype=bool)
    for i, household in enumerate(instance.profiles.households):
        if plan[i] != UNPLACED and household.id in types:
            here = instance.limited.classes_called(int(plan[i]), types[household.id])
            own[i, here] = True
            plainest[i] = next(iter(here.tolist()), NONE)
    of_type = replace(instance.classes, value=np.where(own, instance.classes.value, np.nan))
    best = of_type.house_all(plan)
    return np.where(best == NONE, plainest, best)


def served_by_name(
    instance: MatchingInstance, served: Ints
) -> dict[HouseholdId, dict[ResourceId, int]] | None:
    """Units [n, s] by household id and resource, of those that want any; None where nothing is served."""
    if instance.serving is None:
        return None
    found = {}
    for household, wants, units in zip(
        instance.profiles.households, instance.serving.need > 0, served, strict=True
    ):
        names = zip(instance.serving.resources, wants, units.tolist(), strict=True)
        found[household.id] = {resource: count for resource, wanted, count in names if wanted}
    return {household: units for household, units in found.items() if units}


def served_by_row(
    instance: MatchingInstance, served: dict[HouseholdId, dict[ResourceId, int]] | None
) -> Ints | None:
    """The inverse of `served_by_name` [n, s]; None without it."""
    if instance.serving is None or served is None:
        return None
    resources = instance.serving.resources
    rows = [
        [served.get(household.id, {}).get(resource, 0) for resource in resources]
        for household in instance.profiles.households
    ]
    return np.array(rows, dtype=np.int64).reshape(len(rows), len(resources))


def finite(number: float) -> float | None:
    """None for infinity and NaN, which JSON has no words for."""
    return float(number) if np.isfinite(number) else None
