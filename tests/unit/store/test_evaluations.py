"""Answers after arrival in the store: beside each other, all or nothing, gone with their cohort."""

from datetime import date

import pytest

from rematch.errors import RematchError
from rematch.model import Viewer, ViewerRole
from rematch.rights import acting
from rematch.store import AnswerSheet, Evaluation, Store
from tests import builders
from tests.unit.store.test_runs import VIEWER, store

__all__ = ["store"]


def answered(offer: int, adult: int, said: str) -> Evaluation:
    """One sheet of one adult."""
    sheet = AnswerSheet(adult=adult, by="anna", day=date(2026, 2, 1), answers={"again": said})
    return Evaluation(cohort="test", offer=offer, wave=1, sheets=(sheet,))


def test_sheets_are_kept_beside_each_other_and_come_back_as_they_were(tmp_path):
    """Two writes for one offer are one row with both adults, also after the file is opened again."""
    with Store.open(tmp_path / "kept.duckdb") as store:
        store.save_profiles(builders.profiles(), "cat", VIEWER)
        for adult in (2, 1):
            store.save_evaluations("test", [answered(1, adult, "yes")], [], VIEWER, on_top_of=0)
        before = store.evaluations("test")
    with Store.open(tmp_path / "kept.duckdb") as again:
        assert again.evaluations("test") == before
    [kept] = before
    assert [one.adult for one in kept.sheets] == [1, 2]


def test_what_was_made_from_an_older_state_is_not_kept(store):
    """Somebody else's step came first: nothing of this write is there."""
    with pytest.raises(RematchError, match=r"store\.process_changed"):
        store.save_evaluations("test", [answered(1, 1, "yes")], [], VIEWER, on_top_of=7)
    assert store.evaluations("test") == ()


def test_they_go_with_their_cohort(store):
    """Deleted with it, and no other has them."""
    store.save_evaluations("test", [answered(1, 1, "yes")], [], VIEWER, on_top_of=0)
    store.delete_cohort("test", VIEWER)
    assert store.evaluations("test") == ()


@pytest.mark.parametrize("role", sorted(set(ViewerRole) - {ViewerRole.COORDINATOR}))
def test_single_answers_are_the_coordinators_alone(store, role):
    """Neither an auditor nor anybody else reads them or writes any."""
    other = Viewer(name="bo", role=role)
    with acting(other), pytest.raises(RematchError, match=r"viewer\.may_not"):
        store.evaluations("test")
    with acting(other), pytest.raises(RematchError, match=r"viewer\.may_not"):
        store.save_evaluations("test", [answered(1, 1, "yes")], [], other, on_top_of=0)
