"""A report as it is stored, and a stored run repeated."""

from typing import TYPE_CHECKING, cast

import numpy as np
from pydantic import JsonValue

from rematch.basis import Basis, Ints
from rematch.model import Ags, HouseholdId, Viewer
from rematch.optimise import Prices
from rematch.optimise.problem import UNPLACED
from rematch.service.fairness import as_stored
from rematch.store import RunRecord, Store, Versions
from rematch.store.records import Why

if TYPE_CHECKING:
    from rematch.service.report import PlanReport


def record(report: "PlanReport", store: Store, viewer: Viewer, why: Why) -> str:
    """Store a run somebody saw, saved or released; returns its id."""
    run = run_record(report, viewer, why)
    store.record_run(run)
    return run.run_id


def run_record(report: "PlanReport", viewer: Viewer, why: Why) -> RunRecord:
    """Everything needed to repeat the run and to check it without a solver."""
    ground = report.basis.ground
    solution = report.solution
    return RunRecord(
        cohort=ground.profiles.cohort.id,
        viewer=viewer,
        why=why,
        scenario=report.scenario,
        data_fingerprint=ground.data_fingerprint,
        catalogue_fingerprint=ground.catalogue.fingerprint,
        catalogue=ground.catalogue.model_dump(mode="json"),
        versions=Versions.here(),
        status=solution.status,
        proof=solution.proof,
        objective=solution.objective,
        bound=finite(solution.bound),
        gap=finite(solution.gap),
        seconds=solution.seconds,
        persons_placed=solution.persons_placed,
        persons_bound=solution.persons_bound,
        shortfall=solution.shortfall,
        prices=_plain(solution.prices),
        start=None if report.start is None else by_name(report.basis, report.start),
        previous=None if report.previous is None else by_name(report.basis, report.previous),
        solver={
            "seed": report.scenario.seed,
            "work_limit": report.work_limit,
            "known": None if report.known is None else [report.known.persons, report.known.shortfall],
            "demands": as_stored(report.fair),
            "resumed": report.fair is not None and report.fair.resumed,
        },
        assignments=by_name(report.basis, report.assignment),
    )


def by_name(basis: Basis, assignment: Ints) -> dict[HouseholdId, Ags | None]:
    """A plan as household id to AGS, None for unplaced."""
    places = basis.profiles.municipalities
    return {
        household.id: None if j == UNPLACED else places[j].ags
        for household, j in zip(basis.profiles.households, assignment, strict=True)
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


def _plain(prices: Prices) -> JsonValue:
    """The certificate's prices as plain lists and numbers."""
    plain = {name: np.asarray(value).tolist() for name, value in vars(prices).items()}
    return cast(JsonValue, plain)


def finite(number: float) -> float | None:
    """None for infinity and NaN, which JSON has no words for."""
    return float(number) if np.isfinite(number) else None
