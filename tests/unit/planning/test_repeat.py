"""Stored runs: checked without a solver, and the same plan again from what was stored with them."""

import pytest

from rematch import bootstrap
from rematch.instance.cohort_data import prepare_cohort
from rematch.intake.folder.read import read_folder
from rematch.model import Viewer
from rematch.planning.plan import replan
from rematch.planning.record import record
from rematch.planning.repeat import check_run
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
