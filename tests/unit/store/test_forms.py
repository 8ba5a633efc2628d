"""Questionnaires begun and not finished: kept by cohort, apart from each other, gone without a trace."""

import pytest

from rematch.errors import RematchError
from rematch.store import Store
from tests import builders
from tests.unit.store.test_runs import VIEWER, store

__all__ = ["store"]


def test_a_draft_survives_that_the_file_is_closed_and_opened_again(tmp_path):
    with Store.open(tmp_path / "kept.duckdb") as store:
        store.save_profiles(builders.profiles(), "cat", VIEWER)
        store.save_form("test", "f1", '{"a": 1}', VIEWER)
    with Store.open(tmp_path / "kept.duckdb") as again:
        [draft] = again.forms("test")
    assert (draft.form, draft.content, draft.viewer) == ("f1", '{"a": 1}', VIEWER.name)


def test_saving_again_replaces_that_draft_alone_and_the_last_one_worked_on_comes_first(store):
    for form, content in (("f1", "first"), ("f2", "other"), ("f1", "second")):
        store.save_form("test", form, content, VIEWER)
    drafts = store.forms("test")
    assert [(draft.form, draft.content) for draft in drafts] == [("f1", "second"), ("f2", "other")]
    assert drafts[0].begun_at < drafts[0].saved_at


def test_a_finished_draft_is_gone_and_others_stay(store):
    for form in ("f1", "f2"):
        store.save_form("test", form, "{}", VIEWER)
    store.delete_form("test", "f1")
    assert [draft.form for draft in store.forms("test")] == ["f2"]


def test_answers_leave_no_line_in_the_journal(store):
    before = store.journal()
    store.save_form("test", "f1", "{}", VIEWER)
    assert store.journal() == before


def test_without_consent_only_that_is_kept_and_the_bytes_are_gone(tmp_path):
    with Store.open(tmp_path / "kept.duckdb") as store:
        store.save_profiles(builders.profiles(), "cat", VIEWER)
        store.save_form("test", "f1", "Xq7Answer", VIEWER)
    assert b"Xq7Answer" in (tmp_path / "kept.duckdb").read_bytes()
    with Store.open(tmp_path / "kept.duckdb") as store:
        store.withdraw_form("test", "f1", VIEWER)
        assert store.forms("test") == ()
        line = store.journal("test")[-1]
        assert (line.action, line.details) == ("no_consent", {})
        assert store.verify_journal() is None
    assert b"Xq7Answer" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_a_draft_belongs_to_a_cohort_that_is_there(store):
    with pytest.raises(RematchError, match=r"store\.no_cohort"):
        store.save_form("nobody", "f1", "{}", VIEWER)
