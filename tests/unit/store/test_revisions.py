"""Loads and edits taken back as a whole."""

import pytest

from rematch.errors import RematchError
from rematch.model import Viewer
from rematch.store import profiles, profiles_fingerprint, revisions
from tests import builders
from tests.unit.store.test_runs import VIEWER, record, store

__all__ = ["store"]

FIRST = builders.profiles()
SECOND = builders.profiles(households=(builders.household("H1"), builders.household("H2")))
THIRD = builders.profiles(households=(builders.household("H3"),))


def undo_last(store):
    return store.undo("test", store.revisions("test")[-1], VIEWER)


def test_undo_brings_back_exactly_what_was_loaded_before(store):
    store.save_profiles(SECOND, "cat", VIEWER)
    store.save_profiles(THIRD, "cat", VIEWER, "edit")
    undo_last(store)
    assert store.load_profiles("test") == SECOND
    undo_last(store)
    assert store.load_profiles("test") == FIRST


def test_after_undo_the_rows_taken_back_are_gone(store):
    store.save_profiles(SECOND, "cat", VIEWER)
    undo_last(store)
    counts = store._database._connection.execute("SELECT count(*) FROM households").fetchall()
    assert counts == [(len(FIRST.households),)]


def test_before_the_first_load_there_is_nothing_to_go_back_to(store):
    with pytest.raises(RematchError, match=r"store\.nothing_to_undo"):
        undo_last(store)
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
    undo_last(store)
    with pytest.raises(RematchError, match=r"store\.nothing_to_undo"):
        undo_last(store)


def test_the_last_twenty_revisions_are_kept(store):
    """Nineteen steps can be gone back, and there is no twentieth."""
    for number in range(24):
        people = tuple(builders.household(f"H{n}") for n in range(number + 2))
        store.save_profiles(builders.profiles(households=people), "cat", VIEWER, "edit")
    assert len(store.revisions("test")) == 20
    for _ in range(19):
        undo_last(store)
    with pytest.raises(RematchError, match=r"store\.nothing_to_undo"):
        undo_last(store)


def test_a_change_is_not_taken_back_in_place_of_a_later_one(store):
    """Anna takes back what she saved; Ben has saved since, so nothing happens and she is told who it was."""
    mine = store.revision_of("test", store.save_profiles(SECOND, "cat", VIEWER))
    store.save_profiles(THIRD, "cat", Viewer(name="ben"), "edit")
    with pytest.raises(RematchError, match=r"store\.changed_since") as refused:
        store.undo("test", mine, VIEWER)
    assert refused.value.params == {"viewer": "ben"}
    assert store.load_profiles("test") == THIRD


def test_a_later_change_of_the_same_number_is_told_from_the_one_taken_back(store):
    """Ben took Anna's change back and saved his own, which stands in its place: hers is not the last one."""
    mine = store.revision_of("test", store.save_profiles(SECOND, "cat", VIEWER))
    undo_last(store)
    store.save_profiles(THIRD, "cat", Viewer(name="ben"), "edit")
    assert store.revisions("test")[-1].seq == mine.seq
    with pytest.raises(RematchError, match=r"store\.changed_since"):
        store.undo("test", mine, VIEWER)
    assert store.load_profiles("test") == THIRD


def test_profiles_and_their_fingerprint_are_of_one_moment(store, monkeypatch):
    """Saved in between, the new profiles do not come with the old fingerprint or the other way round."""
    select = profiles.select

    def slow(statements, cohort, data):
        store.save_profiles(THIRD, "cat", VIEWER)
        return select(statements, cohort, data)

    monkeypatch.setattr(profiles, "select", slow)
    found, data = store.present_profiles("test")
    assert (found, data) == (FIRST, profiles_fingerprint(FIRST))
    assert store.data_fingerprint("test") == profiles_fingerprint(THIRD)


def test_a_run_keeps_the_data_that_was_taken_back(store):
    data = store.save_profiles(SECOND, "cat", VIEWER)
    run = record(store)
    store.record_run(run)
    undo_last(store)
    assert store.load_profiles("test", data) == SECOND
    assert store.run(run.run_id) == run


def test_undo_leaves_a_line_in_the_journal(store):
    store.save_profiles(SECOND, "cat", VIEWER)
    undo_last(store)
    assert [line.action for line in store.journal()] == ["load", "load", "undo"]
    assert store.verify_journal() is None
