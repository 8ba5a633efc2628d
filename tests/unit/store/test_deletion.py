"""A deleted cohort is nowhere any more: not in a table, not in the file's bytes, not in a backup."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest

from rematch.errors import RematchError, Unreadable
from rematch.intake import ColumnUse, Mapping, TableUse, read_mapping
from rematch.model import CohortId
from rematch.scenario import Pin, Scenario
from rematch.store import Release, Reply, SessionStep, Store, WorkingSession, database
from rematch.store.records import now
from tests import builders
from tests.unit.store.test_runs import VIEWER, record

MARKS = (
    *("Xq7Household", "Xq7Cohort", "Xq7Place", "Xq7Word", "Xq7Answer"),
    *("Xq7Cell", "Xq7Constant", "Xq7Detail", "Xq7Session", "Xq7Reason", "Xq7Name"),
    *("Xq7Released", "Xq7Shown", "Xq7Mended", "Xq7Reply"),
)
"""Words that stand only in the cohort that is deleted: an id, the cohort's, a place, a scenario's name,
an answer in a questionnaire not finished, a cell of a loaded file, what holds for all of its households,
a detail in the journal; the name of a working session, a reason in it, and who gave it; why a plan was
released, and what a municipality is shown of it and answers; a cell that was put right."""


def marked():
    people = [builders.household(f"{MARKS[0]}{number}", place=f"{MARKS[2]}{number}") for number in range(200)]
    made = builders.profiles(households=tuple(people))
    return made.model_copy(update={"cohort": made.cohort.model_copy(update={"name": MARKS[1]})})


def filled(path):
    """A store with the marked cohort, an edit, a run, a scenario, and another cohort that stays."""
    path.write_bytes(content())
    return Store.open(path)


@cache
def content():
    """Its file, written once."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "kept.duckdb"
        written(path).close()
        return path.read_bytes()


def written(path):
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
    store.save_mapping("test", "s1", "households", mapping(MARKS[5], MARKS[6]), VIEWER)
    store.save_corrections("test", "s1", f'{{"made": "{MARKS[13]}"}}', VIEWER)
    store.note(VIEWER, "criteria", cohort=CohortId("test"), details={"word": MARKS[7]})
    store.save_form("test", "f1", f'{{"place": "{MARKS[4]}"}}', VIEWER)
    [token] = {one.token for one in store.cohorts() if one.cohort == "test"}
    session = WorkingSession(cohort="test", number=1, mark="0a1b2c", name=MARKS[8], opened_at=now())
    step = SessionStep(
        number=1,
        at=now(),
        seat="s1",
        by=MARKS[10],
        kind="pins",
        reason=MARKS[9],
        before=Scenario(),
        after=Scenario(pins=(pin,)),
    )
    store.save_session(session, [step], token)
    run = store.runs("test")[-1].run_id
    released = Release(cohort="test", run=run, state="provisional", by=MARKS[10], reason=MARKS[11])
    store.add_release(released, {"01002000": f'"{MARKS[12]}"'}, store.data_fingerprint("test"), VIEWER)
    store.add_reply(Reply(cohort="test", number=1, ags="01002000", words=MARKS[14]), VIEWER)
    return store


def mapping(cell: str, constant: str = "") -> str:
    """What a column of a file means, as it is kept: it quotes a cell of the file."""
    column = ColumnUse(source="Language", target="languages", words={cell: "uk:native"})
    table = TableUse(shape="t1", kind="households", columns=(column,))
    return Mapping(tables=(table,), constants={"place": constant} if constant else {}).to_json()


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
    assert {"working_sessions", "session_steps", "releases", "release_views"} <= set(tables)
    assert {"corrections", "replies"} <= set(tables)
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


def test_a_mapping_keeps_what_columns_mean_and_no_cell_of_the_deleted_cohort(store):
    """The office reads the next file of this shape as before; only the cells' words have to be said again."""
    store.delete_cohort("test", VIEWER)
    [kept] = [read_mapping(content) for content in store.mappings().values()]
    [column] = kept.tables[0].columns
    assert (column.source, column.target, column.words, kept.constants) == ("Language", "languages", {}, {})


def test_mappings_of_other_cohorts_keep_their_words(store):
    """Deleting one cohort takes nothing from a mapping that was never used for it."""
    store.save_mapping("other", "s2", "households", mapping("Ukrainisch"), VIEWER)
    store.delete_cohort("test", VIEWER)
    assert store.mappings()["s2"] == mapping("Ukrainisch")


def test_words_carried_on_into_a_mapping_of_another_cohort_go_as_well(store):
    """A mapping used for two cohorts quotes both, so it quotes none once one of them is deleted."""
    store.save_mapping("other", "s1", "households", mapping(MARKS[5]), VIEWER)
    store.delete_cohort("test", VIEWER)
    assert MARKS[5] not in "".join(store.mappings().values())


def test_a_mapping_of_nobody_knows_which_cohort_quotes_nothing_after_any_deletion(store):
    """Files of earlier versions do not say for which cohort a mapping was kept."""
    store._database._connection.execute("DELETE FROM mapping_cohorts")
    assert MARKS[5] in "".join(store.mappings().values())
    store.delete_cohort("other", VIEWER)
    assert MARKS[5] not in "".join(store.mappings().values())


def test_a_mapping_belongs_to_a_cohort_that_is_there(store):
    """As everything else that is kept of people."""
    with pytest.raises(RematchError, match=r"store\.no_cohort"):
        store.save_mapping("nobody", "s1", "households", "{}", VIEWER)


def test_a_file_that_cannot_be_opened_again_is_said_until_it_can(store, monkeypatch):
    """After a failed reopen every call has words, and the first one that can open the file goes on."""

    def locked(path):
        raise Unreadable("store.locked", file=path.name)

    with monkeypatch.context() as busy:
        busy.setattr(database, "_connect", locked)
        store.delete_cohort("test", VIEWER)
        for call in (store.cohorts, store.journal, lambda: store.note(VIEWER, "criteria")):
            with pytest.raises(Unreadable, match=r"store\.locked"):
                call()
    assert [cohort.cohort for cohort in store.cohorts()] == ["other"]
    assert store.verify_journal() is None
    store.note(VIEWER, "criteria")
    store.delete_cohort("other", VIEWER)
    assert store.cohorts() == ()


def test_a_closed_store_answers_with_words(tmp_path):
    """No mistake of the database itself gets out."""
    store = filled(tmp_path / "kept.duckdb")
    store.close()
    with pytest.raises(RematchError, match=r"store\.failed"):
        store.cohorts()
    with pytest.raises(RematchError, match=r"store\.(failed|backup_failed)"):
        store.backup(tmp_path / "copy.duckdb")
