"""What more work finds: a better proof stands beside its run, a better plan is a run of its own."""

import subprocess
import sys
from dataclasses import replace

import pytest

from rematch.instance.cohort_data import prepare_cohort
from rematch.model import Viewer
from rematch.optimise import Levels, Prices, Problem, certified_bound
from rematch.optimise.presolve import presolve
from rematch.planning.background_proof import _confirmed
from rematch.planning.level_proofs import least_shortfall, level_proofs, most_persons
from rematch.planning.plan import replan
from rematch.planning.record import record, record_further
from rematch.planning.repeat import check_run
from rematch.scenario import Scenario
from rematch.store import LaterProof, Store
from rematch.synthetic import generate
from tests import demo

VIEWER = Viewer()


@pytest.fixture(scope="module")
def short():
    """A first answer on a cohort too large to be solved at once, with little work."""
    known = prepare_cohort(generate(120, 10, 6, demo.catalogue(), cohort_id="short"), demo.catalogue(), "")
    return replan(known, Scenario(), work_limit=0)


@pytest.fixture
def kept(short, tmp_path):
    """A store with that answer in it, and the id of its run."""
    with Store.open(tmp_path / "a.duckdb") as store:
        ground_ = short.instance.cohort_data
        data = store.save_profiles(ground_.profiles, demo.catalogue().fingerprint, VIEWER)
        stored = on(short, replace(ground_, data_fingerprint=data))
        yield store, stored, record(stored, store, VIEWER, "seen")


def on(report, ground_):
    """The same report over data that is in the store."""
    return replace(report, instance=replace(report.instance, cohort_data=ground_))


def better_bound(report, share: float = 0.5):
    """The report with a bound by so much of the gap lower, as the solver might prove it."""
    solution = report.solution
    bound = solution.objective + share * (solution.bound - solution.objective)
    return replace(report, solution=replace(solution, bound=bound, proof="solver"))


def test_a_better_proof_of_the_same_plan_stands_beside_its_run(kept):
    store, report, run = kept
    before = store.run(run)
    further = better_bound(report)
    assert record_further(further, run, store, VIEWER) == run
    assert store.run(run) == before and len(store.runs("short")) == 1
    (proof,) = store.proofs(run)
    assert proof.bound == further.solution.bound < before.bound
    found = check_run(store, run)
    assert found.ok and found.best.proof == proof
    assert found.bound == pytest.approx(report.solution.certified_bound)


def test_a_proof_that_says_no_more_is_not_kept(kept):
    store, report, run = kept
    record_further(better_bound(report, 0.5), run, store, VIEWER)
    assert record_further(better_bound(report, 0.8), run, store, VIEWER) == run
    assert len(store.proofs(run)) == 1


def test_a_better_plan_is_a_run_of_its_own(kept):
    store, report, run = kept
    instance = report.instance
    better = replan(instance.cohort_data, instance.scenario, before=report, work_limit=4)
    assert better.solution.objective > report.solution.objective
    other = record_further(better, run, store, VIEWER)
    assert other != run and store.proofs(run) == ()
    assert [one.run_id for one in store.runs("short")] == [run, other]


def test_more_work_that_confirms_a_plan_keeps_it_with_the_better_bound(short):
    """Of two plans worth the same the first stays, so that what is on screen does not change for nothing."""
    instance = short.instance
    more = replan(instance.cohort_data, instance.scenario, before=short, work_limit=4)
    lower = short.solution.bound - 0.5 * (short.solution.bound - more.solution.objective)
    after = replace(more, solution=replace(more.solution, bound=lower))
    found = _confirmed(short, after)
    assert (found.assignment == short.assignment).all()
    assert found.solution.objective == short.solution.objective
    assert found.solution.bound == pytest.approx(lower)
    assert (found.start, found.work_limit) == (short.start, short.work_limit)
    assert _confirmed(found, short) is found


def test_a_proof_that_claims_more_than_its_prices_show_is_seen(kept):
    store, report, run = kept
    own = store.run(run)
    fields = {name: getattr(own, name) for name in LaterProof.model_fields if hasattr(own, name)}
    low = (report.solution.objective + report.solution.certified_bound) / 2
    forged = {**fields, "run_id": run, "proof": "certificate", "bound": low}
    store.add_proof(LaterProof.model_validate(forged))
    assert check_run(store, run).differs == ("bound",)


def test_prices_that_are_worthless_or_unreadable_are_seen(kept):
    """With everything free the bound is far above what was recorded; prices of another shape give none."""
    store, report, run = kept
    own = store.run(run)
    free = Prices.zero(presolve(report.instance.problem)).as_lists()
    for name, prices in (("free", free), ("other", {**free, "minimum": [0.0]}), ("none", None)):
        store.record_run(own.model_copy(update={"run_id": name, "prices": prices}))
        assert check_run(store, name).differs == ("bound",)
    assert check_run(store, "free").bound > own.bound
    assert check_run(store, "other").bound is None


def test_runs_from_before_ceilings_and_level_proofs_are_read_and_verified(kept):
    """Their certificate has no cuts, and its bound is the one recorded."""
    store, report, run = kept
    own = store.run(run)
    old = own.model_dump(
        mode="json", exclude={"persons_proof", "shortfall_proof", "shortfall_bound", "persons_bound"}
    )
    later = {"ceilings", "cuts", "covers"}
    old["prices"] = {name: price for name, price in own.prices.items() if name not in later}
    prices = Prices.from_lists(old["prices"], presolve(report.instance.problem))
    bound = certified_bound(report.instance.problem, prices, **vars(report.solution.levels))
    old |= {"run_id": "old", "bound": bound, "gap": bound / own.objective - 1}
    store.record_run(type(own).model_validate(old))
    found = check_run(store, "old", solve_again=True)
    assert found.ok and found.bound == pytest.approx(bound)
    assert store.run("old").persons_proof is None
    assert found.best.persons == "counted"


FRESH = """
import sys
from rematch.__main__ import main
code = main(["verify", sys.argv[1], "--db", sys.argv[2]])
print(code, [name for name in ("pulp", "highspy", "ortools") if name in sys.modules])
"""


def test_run_and_proofs_are_verified_with_no_solver_in_the_process(kept, tmp_path):
    store, report, run = kept
    record_further(better_bound(report), run, store, VIEWER)
    store.backup(tmp_path / "copy.duckdb")
    command = [sys.executable, "-c", FRESH, run, str(tmp_path / "copy.duckdb")]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert said[-1] == "0 []"
    assert any("added later" in line for line in said)


def test_all_placed_and_nothing_missed_needs_no_solver():
    problem = Problem(value=[[1.0, 1.0]] * 3, persons=[1, 2, 3], demand=[[1], [2], [3]], capacity=[[4], [4]])
    assert level_proofs(problem, Levels(6, 0.0), persons_bound=6, shortfall_bound=0.0) == ("counted",) * 2


def test_every_place_taken_needs_no_solver_either():
    """Six persons and four places: more than four cannot be placed, whoever it is."""
    problem = Problem(value=[[1.0, 1.0]] * 3, persons=[2, 2, 2], demand=[[2], [2], [2]], capacity=[[2], [2]])
    assert most_persons(presolve(problem)) == 4
    assert level_proofs(problem, Levels(4, 0.0), persons_bound=4, shortfall_bound=0.0)[0] == "counted"


def test_what_only_the_solver_knows_is_said_to_be_its_word():
    """Two threes do not fit four places: counting alone says four, the solver says three."""
    problem = Problem(value=[[1.0]] * 2, persons=[3, 3], demand=[[3], [3]], capacity=[[4]], minimum=[4])
    how = level_proofs(problem, Levels(3, 1.0), persons_bound=3, shortfall_bound=1.0)
    assert how == ("solver", "solver")
    assert level_proofs(problem, Levels(0, 4.0), persons_bound=3, shortfall_bound=1.0) == ("unproven",) * 2


def test_a_pledge_above_all_who_may_come_is_missed_for_certain():
    problem = Problem(value=[[1.0, float("nan")]], persons=[2], minimum=[0, 5])
    assert least_shortfall(presolve(problem)) == 5
