"""A stored run checked without a solver, and on request made again with one."""

from dataclasses import dataclass, replace
from datetime import datetime
from math import inf

from rematch.canonical import fingerprint, read
from rematch.criteria.catalogue import Catalogue
from rematch.errors import RematchError
from rematch.instance import Ints, MatchingInstance, assemble, prepare_cohort
from rematch.instance.allotment import Allotment
from rematch.model import Ags, HouseholdId, Profiles
from rematch.optimise import Check, Levels, Prices, certified_bound, solve
from rematch.optimise.presolve import presolve
from rematch.planning.fairness import Earlier, demands_of, under_demands, with_fairness
from rematch.planning.level_proofs import level_proofs
from rematch.planning.plan import replan
from rematch.planning.record import (
    by_name,
    by_row,
    finite,
    served_by_name,
    served_by_row,
    units_by_row,
)
from rematch.planning.report import PlanReport, verified
from rematch.scoring import FIT_VERSION
from rematch.store import LaterProof, Proof, RunRecord, Store, Versions, profiles_fingerprint
from rematch.store.records import Counted

TOLERANCE = 1e-6
HEARS_THE_FIT = frozenset({"plan.not_allowed", "plan.over_ceiling"})
"""Rules that another version of the fit may judge otherwise."""


@dataclass(frozen=True)
class CheckedBound:
    """A proof of that moment computed again.

    `bound` is what its prices prove without a solver, None where it has none; `persons` and `shortfall` say
    how the first two levels are known to be the best.
    """

    proof: Proof
    at: datetime
    bound: float | None
    persons: Counted
    shortfall: Counted

    @property
    def holds(self) -> bool:
        """Whether it proves what was recorded, as far as no solver's word is needed."""
        recorded = self.proof.bound
        if recorded is None or self.proof.proof == "solver":
            return True
        return self.bound is not None and (recorded >= self.bound or _close(recorded, self.bound))


@dataclass(frozen=True)
class RunCheck:
    """What a stored run is worth when it is computed again from what was stored with it.

    `proofs` are the run's own, then the later ones. `differs` names what is not as recorded: data, catalogue,
    objective, persons, shortfall, bound (prices prove less than recorded, or a plan better than theirs is
    there), served, plan (only where it was solved again). Where the fit has been computed otherwise since
    (`refit`) value, bound, plan and which pairs are possible are not compared; all the rest is. Where a
    household of it was erased since, it can no longer be checked: `differs` names `erased` alone.
    """

    run: RunRecord
    instance: MatchingInstance
    check: Check
    proofs: tuple[CheckedBound, ...]
    differs: tuple[str, ...]
    versions_now: Versions

    @property
    def plan(self) -> Ints:
        """Column per household row, -1 unplaced."""
        return _rows(self.instance, self.run.assignments)

    @property
    def given(self) -> Allotment:
        """What the run gave each household row; where that was not recorded, what its plan gives today."""
        plan = self.plan
        units = units_by_row(self.instance, plan, self.run.units)
        served = served_by_row(self.instance, self.run.served)
        today = self.instance.allot(plan)
        return Allotment(today.units if units is None else units, today.served if served is None else served)

    @property
    def refit(self) -> bool:
        """Whether it was made with other formulas than today's."""
        return self.run.fit_version != FIT_VERSION

    @property
    def ok(self) -> bool:
        """Whether the plan keeps every rule and everything is as recorded."""
        return self.check.ok and not self.differs

    @property
    def best(self) -> CheckedBound:
        """The proof that says most: the lowest bound recorded, of equal ones the earliest."""
        return min(self.proofs, key=lambda one: inf if one.proof.bound is None else one.proof.bound)

    @property
    def bound(self) -> float | None:
        """The lowest bound that prices prove without a solver."""
        return min((one.bound for one in self.proofs if one.bound is not None), default=None)

    @property
    def gap(self) -> float | None:
        """How far the best plan may be above this one by that bound, as a share of it."""
        if self.bound is None:
            return None
        return max(0.0, self.bound - self.check.objective) / max(1e-9, abs(self.check.objective))


def check_run(store: Store, run_id: str, *, solve_again: bool = False) -> RunCheck:
    """Check the plan of a stored run without a solver, and with `solve_again` look for it anew."""
    run = store.run(run_id)
    profiles = store.load_profiles(run.cohort, run.data_fingerprint)
    catalogue = read(Catalogue, run.catalogue)
    instance = _prepare(run, profiles, catalogue)
    refit = run.fit_version != FIT_VERSION
    plan = _rows(instance, run.assignments)
    check = _comparable(verified(instance, plan, units_by_row(instance, plan, run.units)), refit)
    kept: tuple[RunRecord | LaterProof, ...] = (run, *store.proofs(run_id))
    proofs = tuple(_checked(instance, proof, check, refit) for proof in kept)
    bounds = [one.bound for one in proofs if one.bound is not None]
    as_recorded = {
        "data": profiles_fingerprint(profiles) == run.data_fingerprint,
        "catalogue": fingerprint(run.catalogue) == run.catalogue_fingerprint,
        "objective": refit or _close(check.objective, run.objective),
        "persons": check.persons_placed == run.persons_placed,
        "shortfall": _close(check.shortfall, run.shortfall),
        "bound": refit or (all(one.holds for one in proofs) and all(b >= check.objective for b in bounds)),
        "served": refit or run.served in (None, served_by_name(instance, instance.served(plan))),
        "plan": refit or not solve_again or _solved(instance, run) == run.assignments,
    }
    differs = ("erased",) if run.erased else tuple(name for name, same in as_recorded.items() if not same)
    return RunCheck(run, instance, check, proofs, differs, Versions.here())


def planned_again(store: Store, run_id: str) -> PlanReport:
    """The plan of a stored run as a session has it, looked for once more under the criteria it was made with.

    Raises RematchError (`store.another_plan`) where that is not the plan on record, and other store codes.
    """
    run = store.run(run_id)
    profiles = store.load_profiles(run.cohort, run.data_fingerprint)
    instance = _prepare(run, profiles, read(Catalogue, run.catalogue))
    free = replace(instance, problem=replace(instance.problem, ceilings=()))
    limit = run.solver.get("work_limit")
    limit = int(limit) if isinstance(limit, int | float) else None
    report = replan(instance.cohort_data, run.scenario, work_limit=limit, instance=free)
    if by_name(instance, report.assignment) != run.assignments:
        raise RematchError("store.another_plan", run=run_id)
    return report if run.previous is None else replace(report, previous=_rows(instance, run.previous))


def _comparable(check: Check, refit: bool) -> Check:
    """The check without what only tells that the fit is another one now."""
    kept = (v for v in check.violations if not (refit and v.code in HEARS_THE_FIT))
    return replace(check, violations=tuple(kept))


def _prepare(run: RunRecord, profiles: Profiles, catalogue: Catalogue) -> MatchingInstance:
    """The basis the run was made from."""
    known = prepare_cohort(profiles, catalogue, run.data_fingerprint)
    previous = None if run.previous is None else by_row(known.row, known.column, run.previous)
    instance = assemble(known, run.scenario, previous=previous)
    if previous is not None and run.previous_units is not None:
        had = units_by_row(instance, previous, run.previous_units)
        instance = assemble(known, run.scenario, previous=previous, previous_units=had, earlier=instance)
    return under_demands(instance, run.solver.get("demands"))


def _rows(instance: MatchingInstance, plan: dict[HouseholdId, Ags | None]) -> Ints:
    return by_row(instance.cohort_data.row, instance.cohort_data.column, plan)


def _checked(
    instance: MatchingInstance, proof: RunRecord | LaterProof, check: Check, refit: bool
) -> CheckedBound:
    reached = Levels(check.persons_placed, check.shortfall)
    persons, shortfall = level_proofs(instance.problem, reached, **_bounds(proof, reached))
    bound = None if refit else _certified(instance, proof, reached)
    # Of a plan that is the best the bound may lie below it by rounding.
    if bound is not None and _close(bound, check.objective):
        bound = max(bound, check.objective)
    return CheckedBound(proof, proof.created_at, bound, persons, shortfall)


def _certified(instance: MatchingInstance, proof: Proof, reached: Levels) -> float | None:
    """What the stored prices prove, None where they cannot be read."""
    try:
        prices = Prices.from_lists(dict(proof.prices), presolve(instance.problem))  # type: ignore[arg-type]
    except (KeyError, TypeError, ValueError):
        return None
    return finite(certified_bound(instance.problem, prices, **vars(reached)))


def _bounds(proof: Proof, reached: Levels) -> dict[str, float]:
    """The solver's bounds; where an old run has none, it was called optimal only if they were reached."""
    optimal = proof.status == "optimal"
    old_persons, old_shortfall = (reached.persons, reached.shortfall) if optimal else (inf, -inf)
    return {
        "persons_bound": old_persons if proof.persons_bound is None else proof.persons_bound,
        "shortfall_bound": old_shortfall if proof.shortfall_bound is None else proof.shortfall_bound,
    }


def _solved(instance: MatchingInstance, run: RunRecord) -> dict[HouseholdId, Ags | None]:
    stored, known = run.solver.get("work_limit"), run.solver.get("known")
    limit = int(stored) if isinstance(stored, int | float) else None
    nodes = run.solver.get("nodes")
    free = replace(instance, problem=replace(instance.problem, ceilings=()))
    start = None if run.start is None else _rows(instance, run.start)
    found = solve(
        free.problem,
        work_limit=int(nodes) if limit is None and isinstance(nodes, int | float) else limit,
        seed=run.scenario.seed,
        start=start,
        known=Levels(*known) if isinstance(known, list) else None,  # type: ignore[arg-type]
    )
    earlier = None
    if start is not None and run.solver.get("resumed"):
        earlier = Earlier(demands_of(run.solver.get("demands"), instance), start)
    fair = with_fairness(free, found, limit, earlier)
    return by_name(instance, found.assignment if fair is None else fair.solution.assignment)


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= TOLERANCE * max(1.0, abs(one), abs(other))
