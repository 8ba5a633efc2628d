"""A deleted cohort is nowhere any more: not in a table, not in the file's bytes, not in a backup."""

import duckdb
import pytest

from rematch.errors import RematchError
from rematch.scenario import Pin, Scenario
from rematch.store import Store
from tests import builders
from tests.unit.store.test_runs import VIEWER, record

MARKS = ("Xq7Household", "Xq7Cohort", "Xq7Place", "Xq7Word", "Xq7Answer")
"""Words that stand only in the cohort that is deleted: an id, the cohort's, a place, a scenario's name,
an answer in a questionnaire not finished."""


def marked():
    people = [builders.household(f"{MARKS[0]}{number}", place=f"{MARKS[2]}{number}") for number in range(200)]
    made = builders.profiles(households=tuple(people))
    return made.model_copy(update={"cohort": made.cohort.model_copy(update={"name": MARKS[1]})})


def filled(path):
    """A store with the marked cohort, an edit, a run, a scenario, and another cohort that stays."""
    store = Store.open(path)
    first = marked()
    other = builders.profiles()
    other = other.model_copy(update={"cohort": other.cohort.model_copy(update={"id": "other"})})
    store.save_profiles(other, "cat", VIEWER)
    store.save_profiles(first, "cat", VIEWER)
    edited = first.model_copy(update={"households": first.households[1:]})
    store.save_profiles(edited, "cat", VIEWER, "edit")
    store.record_run(record(store))
    pin = Pin(household=f"{MARKS[0]}5", ags="01002000", reason=MARKS[3])
    store.save_scenario("test", MARKS[3], Scenario(pins=(pin,)), VIEWER)
    store.save_form("test", "f1", f'{{"place": "{MARKS[4]}"}}', VIEWER)
    return store


def found_in(folder) -> set[str]:
    content = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return {mark for mark in MARKS if mark.encode() in content}


@pytest.fixture
def store(tmp_path):
    with filled(tmp_path / "kept.duckdb") as opened:
        yield opened


def test_its_bytes_are_gone_from_the_file_and_from_every_backup(tmp_path):
    with filled(tmp_path / "kept.duckdb") as store:
        store.backup(tmp_path / "backups" / "monday.duckdb")
    assert found_in(tmp_path) == set(MARKS)
    with Store.open(tmp_path / "kept.duckdb") as store:
        deletion = store.delete_cohort("test", VIEWER)
        assert found_in(tmp_path) == set()
    assert deletion.cleaned == ("monday.duckdb",)
    assert found_in(tmp_path) == set()


def test_no_table_holds_a_row_of_it(store):
    store.delete_cohort("test", VIEWER)
    with store._database.reading() as statements:
        tables = [row["table_name"] for row in statements.run("tables_of_cohorts")]
    assert {"households", "runs", "proofs", "revisions", "scenarios", "catalogues", "forms"} <= set(tables)
    for table in tables:
        count = "SELECT count(*) FROM {} WHERE cohort = 'test'"
        assert store._database._connection.execute(count.format(table)).fetchall() == [(0,)]


def test_the_journal_keeps_a_token_and_that_it_happened_and_its_chain_holds(store):
    token = store.journal("test")[0].token
    store.delete_cohort("test", VIEWER)
    about = [line for line in store.journal() if line.token == token]
    assert about[-1].action == "delete"
    assert all(line.details == {} and line.cohort is None for line in about)
    assert store.verify_journal() is None


def test_details_erased_without_a_deletion_are_tampering(store):
    store._database._connection.execute("UPDATE journal SET details = '{}' WHERE seq = 2")
    assert store.verify_journal() == 2


def test_other_cohorts_stay_as_they_were(store):
    before = store.load_profiles("other")
    store.delete_cohort("test", VIEWER)
    assert store.load_profiles("other") == before
    assert [cohort.cohort for cohort in store.cohorts()] == ["other"]
    store.save_profiles(marked(), "cat", VIEWER)
    assert len(store.cohorts()) == 2


def test_a_backup_that_is_no_longer_there_is_named(store, tmp_path):
    store.backup(tmp_path / "gone.duckdb")
    (tmp_path / "gone.duckdb").unlink()
    assert store.delete_cohort("test", VIEWER).not_reached == ("gone.duckdb",)


def test_a_cohort_that_is_not_there_cannot_be_deleted(store):
    with pytest.raises(RematchError, match=r"store\.no_cohort"):
        store.delete_cohort("nobody", VIEWER)


def test_a_file_that_cannot_be_rewritten_is_said_and_still_works(store, monkeypatch):
    def full(*_):
        raise duckdb.IOException("no space")

    monkeypatch.setattr(type(store._database), "copy_to", full)
    with pytest.raises(RematchError, match=r"store\.rewrite_failed"):
        store.delete_cohort("test", VIEWER)
    assert [cohort.cohort for cohort in store.cohorts()] == ["other"]
