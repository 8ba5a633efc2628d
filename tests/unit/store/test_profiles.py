"""Profiles in the store: equal when they come back, whole or not there."""

from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rematch.errors import RematchError
from rematch.model import Profiles, Viewer
from rematch.store import Store, revisions
from rematch.store.database import Statements
from tests import builders

VIEWER = Viewer()


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "deep" / "test.duckdb") as opened:
        yield opened


def full_profiles(name: str = "Test") -> Profiles:
    """Every column filled once, every kind of value, and once everything unknown."""
    answers = {
        "flag": True,
        "no": False,
        "number": 0.1,
        "text": "yes",
        "set": ("a", "b"),
        "known_empty": (),
        "points": ((52.5, 13.4), (0.0, -1.5)),
        "map": {"a": 1.5, "b": 2.0},
        "empty_map": {},
        "numeral": "1",
    }
    rich = builders.household(
        "h2",
        members=[builders.member(2, 70, sex="f", languages={"uk": 7.0}), builders.member(1, 3)],
        available_from=date(2026, 3, 1),
        wish_ags=("03101000", "01002000"),
        excluded_ags=("05111000", "05314000"),
        excluded_reason=("court", "not_asked"),
        excluded_confirmed=("rejected", "no"),
        linked_hard=("h1",),
        linked_soft=("h1",),
        answers=answers,
        priorities={"c1": 3, "c2": 0},
    )
    poor = builders.household("h1", apart=("h9",), wish_ags=())
    place = builders.municipality(
        capacity={"persons": 10, "units": 0},
        offers=answers,
        as_of={"flag": date(2025, 12, 31)},
        pledge_min=2,
        pledge_max=9,
        priorities={"c3": 2},
    )
    made = builders.profiles(
        [rich, poor], [place, builders.municipality("03101000", population=None, capacity={})]
    )
    return made.model_copy(update={"cohort": made.cohort.model_copy(update={"name": name, "seed": 7})})


def test_profiles_come_back_equal_and_in_order(store):
    profiles = full_profiles()
    store.save_profiles(profiles, "cat", VIEWER)
    assert store.load_profiles("test") == profiles


numbers = st.floats(allow_nan=False, allow_infinity=False)
values = st.one_of(
    st.booleans(),
    numbers,
    st.text(),
    st.lists(st.text(), max_size=3).map(tuple),
    st.lists(st.tuples(numbers, numbers), max_size=3).map(tuple),
    st.dictionaries(st.text(), numbers, max_size=3),
)


def test_any_answers_come_back_equal(store):
    @given(answers=st.dictionaries(st.text(min_size=1), values, max_size=5))
    def kept(answers):
        profiles = builders.profiles([builders.household(answers=answers)])
        store.save_profiles(profiles, "cat", VIEWER)
        assert store.load_profiles("test") == profiles

    kept()


def test_the_same_fingerprint_means_the_same_data(store):
    first = store.save_profiles(full_profiles(), "cat", VIEWER)
    assert store.data_fingerprint("test") == first
    assert store.save_profiles(full_profiles(), "cat", VIEWER) == first
    assert store.save_profiles(full_profiles("Other"), "cat", VIEWER) != first


def test_a_cohort_is_replaced_and_its_old_rows_are_gone_once_nobody_can_go_back_to_them(store, monkeypatch):
    monkeypatch.setattr(revisions, "KEPT", 1)
    old = store.save_profiles(full_profiles(), "cat", VIEWER)
    new = builders.profiles()
    store.save_profiles(new, "cat", VIEWER)
    assert store.load_profiles("test") == new
    with pytest.raises(RematchError, match=r"store\.no_data"):
        store.load_profiles("test", old)
    assert [(c.households, c.persons) for c in store.cohorts()] == [(1, 1)]
    counts = store._database._connection.execute("SELECT count(*) FROM members").fetchall()
    assert counts == [(1,)]


def test_cohorts_do_not_see_each_other(store):
    one = full_profiles()
    other = one.model_copy(update={"cohort": one.cohort.model_copy(update={"id": "other"})})
    store.save_profiles(one, "cat", VIEWER)
    store.save_profiles(other, "cat", VIEWER)
    store.save_profiles(builders.profiles(), "cat", VIEWER)
    assert store.load_profiles("other") == other


def test_an_unknown_cohort_is_named(store):
    with pytest.raises(RematchError) as caught:
        store.load_profiles("nowhere")
    assert (caught.value.code, caught.value.params) == ("store.no_cohort", {"cohort": "nowhere"})


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables."""
    cursor = store._database._connection.cursor()
    tables = cursor.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    return {t: cursor.execute(f"SELECT * FROM {t} ORDER BY ALL").fetchall() for (t,) in tables}


STATEMENTS = [
    *("insert_dataset", "insert_households", "insert_members", "insert_municipalities", "set_cohort"),
    *("delete_unused_datasets", "delete_unused_members", "insert_journal", "set_meta"),
]


@pytest.mark.parametrize("failing", STATEMENTS)
def test_a_write_that_fails_anywhere_leaves_the_file_as_it_was(store, monkeypatch, failing):
    store.save_profiles(builders.profiles(), "cat", VIEWER)
    before = everything(store)
    original = Statements.run

    def failing_run(self, name, /, **params):
        result = original(self, name, **params)
        if name == failing:
            raise RematchError("store.failed", statement=name, why="test")
        return result

    with monkeypatch.context() as patch:
        patch.setattr(Statements, "run", failing_run)
        with pytest.raises(RematchError):
            store.save_profiles(full_profiles(), "cat", VIEWER)
    assert everything(store) == before
    store.save_profiles(full_profiles(), "cat", VIEWER)
    assert store.load_profiles("test") == full_profiles()


def test_a_statement_duckdb_refuses_is_named_without_its_data(store):
    huge = builders.profiles([builders.household("Erika", priorities={"c": 1})])
    huge = huge.model_copy(update={"cohort": huge.cohort.model_copy(update={"seed": 2**80})})
    with pytest.raises(RematchError) as caught:
        store.save_profiles(huge, "cat", VIEWER)
    assert caught.value.code == "store.failed"
    assert caught.value.params["statement"] == "insert_dataset"
    assert "Erika" not in str(caught.value.params)
    assert store.cohorts() == ()


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "letter.duckdb"
    path.write_bytes(b"Dear all, " * 1000)
    before = path.read_bytes()
    with pytest.raises(RematchError) as caught:
        Store.open(path)
    assert caught.value.code == "store.not_a_database"
    assert path.read_bytes() == before


def test_somebody_elses_database_is_refused(tmp_path):
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE customers (id INTEGER)")
    with pytest.raises(RematchError, match=r"store\.not_ours"):
        Store.open(path)


def test_a_file_of_another_version_is_refused(tmp_path):
    path: Path = tmp_path / "later.duckdb"
    Store.open(path).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(RematchError) as caught:
        Store.open(path)
    assert (caught.value.code, caught.value.params["found"]) == ("store.other_version", "99")


def test_a_folder_in_the_files_place_is_refused(tmp_path):
    with pytest.raises(RematchError, match=r"store\.cannot_open"):
        Store.open(tmp_path)


def test_which_cohorts_there_are_is_read_again_only_once_it_may_have_changed(store, monkeypatch):
    """Asked twice it is read once; after a load, an undo and a deletion the answer is the new one."""
    asked, run = [], Statements.run

    def counted(self, name, /, **params):
        asked.append(name)
        return run(self, name, **params)

    monkeypatch.setattr(Statements, "run", counted)
    store.save_profiles(full_profiles(), "cat", VIEWER)
    first = store.cohorts()
    assert store.cohorts() == first and asked.count("cohorts") == 1
    store.note(VIEWER, "criteria")
    store.save_profiles(builders.profiles(), "cat", VIEWER)
    assert [one.households for one in store.cohorts()] == [1] != [one.households for one in first]
    store.undo("test", store.revisions("test")[-1], VIEWER)
    assert [one.data for one in store.cohorts()] == [one.data for one in first]
    store.delete_cohort("test", VIEWER)
    assert store.cohorts() == ()


def test_what_was_made_from_other_profiles_is_refused(store: Store) -> None:
    """Nothing is stored then; of a cohort that is new, too, where somebody made one of its id meanwhile."""
    first = store.save_profiles(full_profiles("A"), "f", VIEWER, on_top_of="")
    second = store.save_profiles(full_profiles("B"), "f", VIEWER, on_top_of=first)
    cohort = full_profiles().cohort.id
    for made_from in ("", first):
        with pytest.raises(RematchError) as refused:
            store.save_profiles(full_profiles("C"), "f", VIEWER, on_top_of=made_from)
        assert refused.value.code == "store.changed_meanwhile"
    assert store.data_fingerprint(cohort) == second
    assert [one.data for one in store.revisions(cohort)] == [first, second]
