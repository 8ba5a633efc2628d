"""A stored run checked without a solver, and on request made again with one."""

from dataclasses import dataclass, replace

from rematch.basis import Basis, Ints, assemble, ground
from rematch.criteria.catalogue import Catalogue
from rematch.model import Ags, HouseholdId, Profiles
from rematch.optimise import Check, Levels, Prices, certified_bound, solve, verify
from rematch.optimise.core import as_core
from rematch.service.fairness import Earlier, demands_of, under_demands, with_fairness
from rematch.service.record import by_name, by_row, finite
from rematch.store import RunRecord, Store, Versions, profiles_fingerprint

TOLERANCE = 1e-6


@dataclass(frozen=True)
class RunCheck:
    """What a stored run is worth when it is computed again from what was stored with it.

    `differs` names what is not as recorded: data, catalogue, objective, persons, shortfall, bound (the
    certificate's lies below the plan's value), plan (only where it was solved again). `bound` is the
    certificate's, from the stored prices; None where there is none.
    """

    run: RunRecord
    check: Check
    bound: float | None
    differs: tuple[str, ...]
    versions_now: Versions

    @property
    def ok(self) -> bool:
        """Whether the plan keeps every rule and everything is as recorded."""
        return self.check.ok and not self.differs


def check_run(store: Store, run_id: str, *, solve_again: bool = False) -> RunCheck:
    """Check the plan of a stored run without a solver, and with `solve_again` look for it anew."""
    run = store.run(run_id)
    profiles = store.load_profiles(run.cohort, run.data_fingerprint)
    catalogue = Catalogue.model_validate(run.catalogue)
    basis = _prepare(run, profiles, catalogue)
    check = verify(basis.problem, _rows(basis, run.assignments))
    bound = _certified(basis, run, check)
    as_recorded = {
        "data": profiles_fingerprint(profiles) == run.data_fingerprint,
        "catalogue": catalogue.fingerprint == run.catalogue_fingerprint,
        "objective": _close(check.objective, run.objective),
        "persons": check.persons_placed == run.persons_placed,
        "shortfall": _close(check.shortfall, run.shortfall),
        "bound": bound is None or bound >= check.objective or _close(bound, check.objective),
        "plan": not solve_again or _solved(basis, run) == run.assignments,
    }
    differs = tuple(name for name, same in as_recorded.items() if not same)
    return RunCheck(run, check, bound, differs, Versions.here())


def _prepare(run: RunRecord, profiles: Profiles, catalogue: Catalogue) -> Basis:
    """The basis the run was made from."""
    known = ground(profiles, catalogue, run.data_fingerprint)
    previous = None if run.previous is None else by_row(known.row, known.column, run.previous)
    return under_demands(assemble(known, run.scenario, previous=previous), run.solver.get("demands"))


def _rows(basis: Basis, plan: dict[HouseholdId, Ags | None]) -> Ints:
    return by_row(basis.ground.row, basis.ground.column, plan)


def _certified(basis: Basis, run: RunRecord, check: Check) -> float | None:
    if not isinstance(run.prices, dict):
        return None
    prices = Prices.from_lists(run.prices, as_core(basis.problem))
    reached = {"persons": check.persons_placed, "shortfall": check.shortfall}
    return finite(certified_bound(basis.problem, prices, **reached))


def _solved(basis: Basis, run: RunRecord) -> dict[HouseholdId, Ags | None]:
    stored, known = run.solver.get("work_limit"), run.solver.get("known")
    limit = int(stored) if isinstance(stored, int | float) else None
    free = replace(basis, problem=replace(basis.problem, ceilings=()))
    start = None if run.start is None else _rows(basis, run.start)
    found = solve(
        free.problem,
        work_limit=limit,
        seed=run.scenario.seed,
        start=start,
        known=Levels(*known) if isinstance(known, list) else None,  # type: ignore[arg-type]
    )
    earlier = None
    if start is not None and run.solver.get("resumed"):
        earlier = Earlier(demands_of(run.solver.get("demands")), start)
    fair = with_fairness(free, found, limit, earlier)
    return by_name(basis, found.assignment if fair is None else fair.solution.assignment)


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= TOLERANCE * max(1.0, abs(one), abs(other))
