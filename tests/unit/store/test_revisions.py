"""Loads and edits taken back as a whole."""

import pytest

from rematch.errors import RematchError
from rematch.store import revisions
from tests import builders
from tests.unit.store.test_runs import VIEWER, record, store

__all__ = ["store"]

FIRST = builders.profiles()
SECOND = builders.profiles(households=(builders.household("H1"), builders.household("H2")))
THIRD = builders.profiles(households=(builders.household("H3"),))


def test_undo_brings_back_exactly_what_was_loaded_before(store):
    store.save_profiles(SECOND, "cat", VIEWER)
    store.save_profiles(THIRD, "cat", VIEWER, "edit")
    store.undo("test", VIEWER)
    assert store.load_profiles("test") == SECOND
    store.undo("test", VIEWER)
    assert store.load_profiles("test") == FIRST


def test_after_undo_the_rows_taken_back_are_gone(store):
    store.save_profiles(SECOND, "cat", VIEWER)
    store.undo("test", VIEWER)
    counts = store._database._connection.execute("SELECT count(*) FROM households").fetchall()
    assert counts == [(len(FIRST.households),)]


def test_before_the_first_load_there_is_nothing_to_go_back_to(store):
    with pytest.raises(RematchError, match=r"store\.nothing_to_undo"):
        store.undo("test", VIEWER)
    assert store.load_profiles("test") == FIRST


def test_the_same_data_again_is_no_revision(store):
    store.save_profiles(FIRST, "cat", VIEWER)
    assert len(store.revisions("test")) == 1


def test_revisions_say_how_they_came_about(store):
    store.save_profiles(SECOND, "cat", VIEWER, "edit")
    assert [(r.action, r.viewer) for r in store.revisions("test")] == [("load", "anna"), ("edit", "anna")]


def test_only_the_last_revisions_are_kept(store, monkeypatch):
    monkeypatch.setattr(revisions, "KEPT", 2)
    store.save_profiles(SECOND, "cat", VIEWER)
    store.save_profiles(THIRD, "cat", VIEWER)
    assert len(store.revisions("test")) == 2
    store.undo("test", VIEWER)
    with pytest.raises(RematchError, match=r"store\.nothing_to_undo"):
        store.undo("test", VIEWER)


def test_a_run_keeps_the_data_that_was_taken_back(store):
    data = store.save_profiles(SECOND, "cat", VIEWER)
    run = record(store)
    store.record_run(run)
    store.undo("test", VIEWER)
    assert store.load_profiles("test", data) == SECOND
    assert store.run(run.run_id) == run


def test_undo_leaves_a_line_in_the_journal(store):
    store.save_profiles(SECOND, "cat", VIEWER)
    store.undo("test", VIEWER)
    assert [line.action for line in store.journal()] == ["load", "load", "undo"]
    assert store.verify_journal() is None
