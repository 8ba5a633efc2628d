"""What is stored of a run: enough to make it again, cold, warm, and under a work limit."""

import pytest

from rematch.instance.cohort_data import prepare_cohort
from rematch.model import Viewer, ViewerRole
from rematch.optimise.problem import UNPLACED
from rematch.optimise.solve import WarmStart
from rematch.planning.plan import replan
from rematch.planning.record import by_name, by_row, record, run_record
from rematch.planning.repeat import check_run
from rematch.scenario import Pin, Policy, Scenario
from rematch.store import Store
from rematch.synthetic import generate
from tests import demo

VIEWER = Viewer()
FEWER_THAN_PEOPLE = 0.8


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "a.duckdb") as opened:
        yield opened


def kept(store, cohort):
    """A cohort as a session has it after loading."""
    store.save_profiles(cohort, demo.catalogue().fingerprint, VIEWER)
    id_ = cohort.cohort.id
    return prepare_cohort(store.load_profiles(id_), demo.catalogue(), store.data_fingerprint(id_))


def again(store, report):
    """The run as stored, made again from nothing but the store."""
    return check_run(store, record(report, store, VIEWER, "seen"), solve_again=True)


def test_a_plan_is_stored_by_name_and_read_back_by_row():
    """Ids and AGS, so that the order of the profiles plays no part; strangers count as unplaced."""
    report = demo.cold()
    rows, columns = report.instance.cohort_data.row, report.instance.cohort_data.column
    named = by_name(report.instance, report.assignment)
    assert named == {line.household: line.ags for line in report.placements}
    assert by_row(rows, columns, named).tolist() == report.assignment.tolist()
    gone = {**named, "nobody": "01002000", report.placements[0].household: "99999999"}
    assert by_row(rows, columns, gone).tolist() == [UNPLACED, *report.assignment.tolist()[1:]]


def test_a_record_says_who_asked_for_what_and_with_which_proof():
    """Viewer and foremost role, scenario, fingerprints, versions, proof and prices."""
    report = demo.cold()
    both = Viewer(name="m", role=ViewerRole.COORDINATOR, further={ViewerRole.AUDITOR})
    run = run_record(report, both, "released")
    assert run.viewer == Viewer(name="m", role=ViewerRole.COORDINATOR)
    assert (run.why, run.scenario) == ("released", report.scenario)
    assert run.data_fingerprint == demo.known().data_fingerprint
    assert run.catalogue_fingerprint == demo.catalogue().fingerprint
    assert (run.status, run.objective, run.bound) == (
        "optimal",
        report.solution.objective,
        report.solution.bound,
    )
    assert run.prices and run.start is None
    assert run.versions.highspy and run.versions.pulp


def test_a_session_s_runs_are_repeated_whatever_came_before_them(store):
    """Cold, after a weight, after a pin, with few changes preferred: each from its own record alone."""
    known, bench, before = kept(store, demo.profiles()), WarmStart(), None
    criterion, weight = demo.moving_weight()
    pin = Pin(household=demo.profiles().households[0].id, ags=demo.cold().placements[0].ags)
    for scenario in (
        Scenario(),
        Scenario(weights={criterion: weight}),
        Scenario(weights={criterion: weight}, pins=(pin,)),
        Scenario(pins=(pin,), policy=Policy(prefer_few_changes=0.1)),
    ):
        before = replan(known, scenario, before=before, workbench=bench)
        found = again(store, before)
        assert found.ok and found.differs == ()


@pytest.mark.soak
def test_limited_runs_on_a_large_cohort_are_repeated_cold_warm_and_gone_on(store):
    """A limit in work, not in seconds: the same plan from the start plan and limit in the record."""
    known, bench = kept(store, demo.profiles("land")), WarmStart()
    cold = replan(known, Scenario(), work_limit=2, workbench=bench)
    warm = replan(known, Scenario(weights={"childcare": 0.0}), before=cold, work_limit=2, workbench=bench)
    more = replan(known, warm.scenario, before=warm, work_limit=6, workbench=bench)
    assert not more.proven
    for report in (cold, warm, more):
        assert again(store, report).differs == ()


@pytest.mark.soak
def test_a_limited_run_with_too_few_places_is_repeated_too(store):
    """Persons and pledges that were proven before are no hidden input of the plan."""
    known, bench, before = (
        kept(store, generate(110, 9, 3, demo.catalogue(), cohort_id="tight")),
        WarmStart(),
        None,
    )
    places = {p.ags: p.capacity["persons"] * FEWER_THAN_PEOPLE for p in known.profiles.municipalities}
    limits = {ags: {"persons": float(round(room))} for ags, room in places.items()}
    pledges = {ags: round(room) - 1 for ags, room in places.items()}
    for weights in ({}, {"childcare": 0.0}, {"place_ranking": 1.0, "transport": 9.0}):
        scenario = Scenario(weights=weights, limits=limits, pledges=pledges)
        before = replan(known, scenario, before=before, work_limit=5, workbench=bench)
        assert before.solution.persons_placed < known.profiles.persons
        assert again(store, before).differs == ()
