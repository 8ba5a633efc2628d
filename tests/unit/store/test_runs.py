"""Runs, scenarios and the journal: complete, unchanged, and tampering is seen."""

from threading import Thread

import pytest

from rematch.errors import RematchError
from rematch.model import Viewer, ViewerRole
from rematch.scenario import Pin, Scenario
from rematch.store import RunRecord, Store, Versions
from tests import builders

VIEWER = Viewer(name="anna", role=ViewerRole.COORDINATOR)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "test.duckdb") as opened:
        opened.save_profiles(builders.profiles(), "cat", VIEWER)
        yield opened


def record(store: Store, **named) -> RunRecord:
    defaults = {
        "cohort": "test",
        "viewer": VIEWER,
        "scenario": Scenario(weights={"c1": 2.5}, pins=(Pin(household="h1", ags="01002000", reason="ä"),)),
        "data_fingerprint": store.data_fingerprint("test"),
        "catalogue_fingerprint": "cat",
        "catalogue": builders.catalogue().model_dump(mode="json"),
        "versions": Versions.here(),
        "status": "optimal",
        "proof": "solver",
        "objective": 0.1 + 0.2,
        "bound": 1 / 3,
        "gap": None,
        "seconds": 0.01,
        "persons_placed": 1,
        "prices": {"mu": [[0.1, 2.0]], "pi": 0.5},
        "start": {"h1": None},
        "solver": {"seed": 1, "work_limit": None},
        "assignments": {"h2": None, "h1": "01002000"},
    }
    return RunRecord.model_validate({**defaults, **named})


def test_a_run_comes_back_as_it_was_recorded(store):
    made = record(store)
    store.record_run(made)
    found = store.run(made.run_id)
    assert found == made
    assert list(found.assignments) == ["h2", "h1"]
    assert found.scenario.fingerprint == made.scenario_fingerprint


def test_runs_are_listed_in_the_order_they_were_recorded(store):
    made = [record(store, why=why) for why in ("seen", "saved", "released")]
    for one in made:
        store.record_run(one)
    assert [(r.run_id, r.why) for r in store.runs("test")] == [(m.run_id, m.why) for m in made]
    assert store.runs("test")[0].scenario_fingerprint == made[0].scenario_fingerprint


def test_a_run_is_never_changed(store):
    made = record(store)
    store.record_run(made)
    with pytest.raises(RematchError, match=r"store\.run_exists"):
        store.record_run(made.model_copy(update={"objective": 9.0}))
    assert store.run(made.run_id) == made


def test_a_run_keeps_its_data_when_the_cohort_is_loaded_anew(store):
    before = store.load_profiles("test")
    made = record(store)
    store.record_run(made)
    store.save_profiles(builders.profiles([builders.household("new")]), "cat", VIEWER)
    assert store.load_profiles("test") != before
    assert store.load_profiles("test", made.data_fingerprint) == before


def test_a_run_over_data_that_is_gone_is_refused(store):
    made = record(store, data_fingerprint="0123456789abcdef")
    with pytest.raises(RematchError, match=r"store\.no_data"):
        store.record_run(made)
    assert store.runs("test") == ()


def test_an_unknown_run_is_named(store):
    with pytest.raises(RematchError, match=r"store\.no_run"):
        store.run("nope")


def test_scenarios_are_kept_by_name_and_replaced(store):
    store.save_scenario("test", "b", Scenario(seed=1), VIEWER)
    store.save_scenario("test", "a", Scenario(seed=2), VIEWER)
    store.save_scenario("test", "b", Scenario(seed=3), VIEWER)
    assert store.scenarios("test") == {"a": Scenario(seed=2), "b": Scenario(seed=3)}


def test_a_deleted_scenario_is_gone_and_the_journal_says_so_once(store):
    """Its run keeps the copy it was made with; a name that nobody saved leaves no line."""
    store.save_scenario("test", "mine", Scenario(seed=1), VIEWER)
    store.delete_scenario("test", "mine", VIEWER)
    store.delete_scenario("test", "mine", VIEWER)
    assert store.scenarios("test") == {}
    assert [line.action for line in store.journal("test")][-2:] == ["scenario", "scenario_deleted"]
    assert store.verify_journal() is None


def test_each_write_leaves_a_line_in_the_journal(store):
    made = record(store)
    store.record_run(made)
    store.save_scenario("test", "mine", made.scenario, VIEWER)
    store.note(VIEWER, "pin", cohort="test", run=made.run_id, details={"reason": "family"})
    store.note(VIEWER, "started")
    lines = store.journal()
    assert [line.action for line in lines] == ["load", "seen", "scenario", "pin", "started"]
    assert [line.cohort for line in lines] == ["test"] * 4 + [None]
    assert lines[3].run == made.run_id and lines[3].details == {"reason": "family"}
    assert {line.viewer for line in lines} == {"anna"}
    assert len(store.journal("test")) == 4
    assert store.verify_journal() is None


@pytest.mark.parametrize(
    ("tampering", "first"),
    [
        ("UPDATE journal SET viewer = 'eve' WHERE seq = 3", 3),
        ("UPDATE journal SET details = '{}' WHERE seq = 2", 2),
        ('UPDATE journal SET "at" = $$2020-01-01T00:00:00Z$$ WHERE seq = 4', 4),
        ("DELETE FROM journal WHERE seq = 2", 2),
        ("DELETE FROM journal WHERE seq = 4", 4),
        ("DELETE FROM journal", 1),
        ("UPDATE journal SET hash = 'x', previous = previous WHERE seq = 1", 1),
        ("UPDATE journal SET details = '{' WHERE seq = 2", 2),
        ("UPDATE journal SET role = 'queen' WHERE seq = 3", 3),
        ('UPDATE journal SET "at" = $$yesterday$$ WHERE seq = 4', 4),
    ],
)
def test_tampering_with_the_journal_is_found_at_its_first_line(store, tampering, first):
    for number in range(3):
        store.note(VIEWER, "note", cohort="test", details={"number": number})
    assert store.verify_journal() is None
    store._database._connection.execute(tampering)
    assert store.verify_journal() == first
    assert all(line is not None for line in store.journal())


def test_many_threads_write_and_read_one_store(store):
    failures = []

    def work(number: int) -> None:
        try:
            store.note(VIEWER, "note", cohort="test", details={"number": number})
            store.load_profiles("test")
            store.record_run(record(store))
        except Exception as error:
            failures.append(error)

    threads = [Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(store.runs("test")) == 8
    assert store.verify_journal() is None
