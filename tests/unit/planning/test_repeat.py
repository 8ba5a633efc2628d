"""Stored runs: checked without a solver, and the same plan again from what was stored with them."""

import pytest

from rematch import bootstrap
from rematch.errors import RematchError
from rematch.instance.cohort_data import prepare_cohort
from rematch.intake.folder.read import read_folder
from rematch.model import Viewer
from rematch.planning.plan import replan
from rematch.planning.record import record
from rematch.planning.repeat import check_run, planned_again
from rematch.scenario import Policy, Scenario
from rematch.store import Store
from tests import builders

VIEWER = Viewer()


@pytest.fixture(scope="module")
def catalogue():
    return bootstrap.shipped_catalogue()


@pytest.fixture
def store(tmp_path, catalogue):
    with Store.open(tmp_path / "a.duckdb") as opened:
        profiles, _ = read_folder(bootstrap.DATA / "session", catalogue)
        opened.save_profiles(profiles, catalogue.fingerprint, VIEWER)
        yield opened


def known(store, catalogue):
    return prepare_cohort(store.load_profiles("session"), catalogue, store.data_fingerprint("session"))


def test_a_cold_run_is_repeated_with_the_same_plan(store, catalogue):
    report = replan(known(store, catalogue), Scenario(weights={"school_places": 9.0}))
    run = record(report, store, VIEWER, "seen")
    found = check_run(store, run, solve_again=True)
    assert found.ok and found.differs == ()
    assert found.bound >= report.solution.objective - 1e-9


def test_a_warm_run_that_prefers_few_changes_is_repeated_with_the_same_plan(store, catalogue):
    instance = known(store, catalogue)
    before = replan(instance, Scenario())
    policy = Policy(prefer_few_changes=0.05)
    after = replan(instance, Scenario(weights={"place_ranking": 10.0}, policy=policy), before=before)
    run = record(after, store, VIEWER, "saved")
    assert store.run(run).previous is not None
    assert check_run(store, run, solve_again=True).ok


def test_a_run_is_checked_with_its_own_data_and_catalogue_after_both_changed(store, catalogue):
    run = record(replan(known(store, catalogue), Scenario()), store, VIEWER, "released")
    profiles = store.load_profiles("session")
    fewer = profiles.model_copy(update={"households": profiles.households[:5]})
    store.save_profiles(fewer, builders.catalogue().fingerprint, VIEWER)
    assert check_run(store, run).ok


def test_a_recorded_value_that_is_too_good_is_seen(store, catalogue):
    report = replan(known(store, catalogue), Scenario())
    record(report, store, VIEWER, "seen")
    honest = store.run(store.runs("session")[-1].run_id)
    forged = honest.model_copy(update={"run_id": "forged", "objective": honest.objective + 1})
    store.record_run(forged)
    assert check_run(store, "forged").differs == ("objective",)


def test_a_run_keeps_the_types_of_accommodation_and_is_checked_with_them(store, catalogue):
    """Who lives where in which type, now and before; a record that gives everybody a flat is found out."""
    instance = known(store, catalogue)
    before = replan(instance, Scenario())
    after = replan(instance, Scenario(weights={"place_ranking": 0.0}), before=before)
    run = store.run(record(after, store, VIEWER, "seen"))
    assert run.units == {line.household: line.accommodation for line in after.placements if line.ags}
    assert run.previous_units == {line.household: line.accommodation for line in before.placements}
    assert check_run(store, run.run_id, solve_again=True).ok
    flats = run.model_copy(update={"run_id": "flats", "units": dict.fromkeys(run.units, "flat")})
    store.record_run(flats)
    codes = {violation.code for violation in check_run(store, "flats").check.violations}
    assert "plan.over_units" in codes and codes <= {"plan.unit_does_not_fit", "plan.over_units"}
    nowhere = run.model_copy(update={"run_id": "nowhere", "units": {}})
    store.record_run(nowhere)
    assert {one.code for one in check_run(store, "nowhere").check.violations} == {"plan.no_unit"}


def test_a_run_that_names_no_types_is_checked_with_the_best_for_its_places(store, catalogue):
    """As runs recorded before types were: the same value, and nothing differs."""
    run = store.run(record(replan(known(store, catalogue), Scenario()), store, VIEWER, "seen"))
    store.record_run(run.model_copy(update={"run_id": "plain", "units": None}))
    found = check_run(store, "plain", solve_again=True)
    assert found.ok and found.check.objective == pytest.approx(run.objective)


@pytest.mark.parametrize("fairness", ["none", "floor"])
def test_a_run_made_again_is_the_plan_a_session_has(store, catalogue, fairness):
    """Its bounds and demands too, after profiles and criteria have changed."""
    scenario = Scenario(weights={"school_places": 9.0}, policy=Policy(fairness=fairness))
    made = replan(known(store, catalogue), scenario)
    run = record(made, store, VIEWER, "seen")
    profiles = store.load_profiles("session")
    store.save_profiles(profiles.model_copy(update={"households": profiles.households[:5]}), "c", VIEWER)
    again = planned_again(store, run)
    assert (again.assignment == made.assignment).all() and again.first_levels_proven
    assert again.solution.objective == pytest.approx(made.solution.objective)
    assert (again.fair is None) == (made.fair is None)


def test_a_run_that_does_not_come_out_again_is_refused(store, catalogue, monkeypatch):
    """What is told of one plan never stands beside another."""
    run = record(replan(known(store, catalogue), Scenario()), store, VIEWER, "seen")
    other = replan(known(store, catalogue), Scenario(weights={"place_ranking": 10.0, "childcare": 0.0}))
    monkeypatch.setattr("rematch.planning.repeat.replan", lambda *_, **__: other)
    with pytest.raises(RematchError, match=r"store\.another_plan"):
        planned_again(store, run)
