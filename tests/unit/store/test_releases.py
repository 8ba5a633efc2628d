"""Releases: numbered, never changed, gone with their cohort, and a change of one shows in the journal."""

import pytest

from rematch.errors import RematchError
from rematch.store import Release, Reply, Store
from rematch.store.releases import release_digest
from tests import builders
from tests.unit.store.test_runs import VIEWER, record

VIEWS = {"01002000": '{"persons": 5}', "03101000": '{"persons": 0}'}


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "test.duckdb") as opened:
        opened.save_profiles(builders.profiles(), "cat", VIEWER)
        yield opened


def release(store, **named):
    """A release of a run recorded now."""
    made = record(store)
    store.record_run(made)
    asked = Release.model_validate({"cohort": "test", "run": made.run_id, "state": "provisional", **named})
    return store.add_release(asked, VIEWS, store.data_fingerprint("test"), VIEWER)


def test_it_comes_back_as_it_was_made_with_its_views(store):
    made = release(store, by="Anna", off=("c1",), unconsidered=3, unanswered=2, unchecked=1, reason="ä")
    assert store.releases("test") == (made,)
    assert store.release_views("test", made.number) == VIEWS
    assert store.release_views("test", 9) == {} and store.releases("other") == ()


def test_numbers_count_up_in_each_cohort_by_itself(store):
    other = builders.profiles()
    other = other.model_copy(update={"cohort": other.cohort.model_copy(update={"id": "other"})})
    store.save_profiles(other, "cat", VIEWER)
    assert [release(store).number for _ in range(3)] == [1, 2, 3]
    run = record(store, cohort="other", data_fingerprint=store.data_fingerprint("other"))
    store.record_run(run)
    asked = Release(cohort="other", run=run.run_id, state="decided")
    assert store.add_release(asked, VIEWS, store.data_fingerprint("other"), VIEWER).number == 1


def test_the_journal_names_run_state_and_digest_and_neither_name_nor_reason(store):
    made = release(store, by="Anna", reason="because of H001", unconsidered=3)
    line = store.journal()[-1]
    assert (line.action, line.run) == ("release", made.run)
    assert line.details["content"] == release_digest(made, VIEWS)
    assert (line.details["number"], line.details["unconsidered"]) == (1, 3)
    assert "Anna" not in str(line.details) and "H001" not in str(line.details)
    assert store.verify_journal() is None


def test_any_change_of_a_release_or_of_a_view_has_another_digest(store):
    made = release(store)
    digests = {
        release_digest(made, VIEWS),
        release_digest(made.model_copy(update={"state": "decided"}), VIEWS),
        release_digest(made, {**VIEWS, "01002000": '{"persons": 6}'}),
        release_digest(made, dict(list(VIEWS.items())[:1])),
    }
    assert len(digests) == 4
    assert release_digest(made, dict(reversed(VIEWS.items()))) in digests


def test_profiles_that_changed_meanwhile_refuse_it_whole(store):
    before = store.data_fingerprint("test")
    made = record(store)
    store.record_run(made)
    store.save_profiles(builders.profiles([builders.household("h7")]), "cat", VIEWER, "edit")
    asked = Release(cohort="test", run=made.run_id, state="provisional")
    with pytest.raises(RematchError) as refused:
        store.add_release(asked, VIEWS, before, VIEWER)
    assert refused.value.code == "store.released_other_data"
    assert store.releases("test") == () and store.journal()[-1].action == "edit"


@pytest.mark.parametrize("run", ["none", "of another cohort"])
def test_a_run_that_is_not_the_cohort_s_is_refused(store, run):
    other = builders.profiles()
    other = other.model_copy(update={"cohort": other.cohort.model_copy(update={"id": "other"})})
    store.save_profiles(other, "cat", VIEWER)
    made = record(store, cohort="other", data_fingerprint=store.data_fingerprint("other"), run_id="foreign")
    store.record_run(made)
    asked = Release(cohort="test", run="foreign" if run != "none" else "none", state="provisional")
    with pytest.raises(RematchError) as refused:
        store.add_release(asked, VIEWS, store.data_fingerprint("test"), VIEWER)
    assert refused.value.code == "store.no_run"


def test_the_profiles_of_a_released_run_stay_however_often_others_are_saved(store):
    made = release(store)
    before = store.load_profiles("test", store.run(made.run).data_fingerprint)
    for number in range(60):
        store.save_profiles(builders.profiles([builders.household(f"h{number}")]), "cat", VIEWER, "edit")
    assert store.load_profiles("test", store.run(made.run).data_fingerprint) == before


def reply(number=1, ags="01002000", words="Two more flats"):
    return Reply(cohort="test", number=number, ags=ags, by="Kim", words=words)


def test_answers_come_back_in_their_order_and_the_journal_has_none_of_their_words(store):
    release(store)
    for words in ("Two more flats", "Not before 1 March"):
        store.add_reply(reply(words=words), VIEWER)
    assert [one.words for one in store.replies("test")] == ["Two more flats", "Not before 1 March"]
    line = store.journal()[-1]
    assert (line.action, line.details) == ("reply", {"number": 1, "ags": "01002000"})
    assert store.verify_journal() is None and store.replies("other") == ()


@pytest.mark.parametrize(("number", "ags"), [(2, "01002000"), (1, "05111000")])
def test_there_is_no_answer_to_what_was_not_released_to_this_municipality(store, number, ags):
    release(store)
    with pytest.raises(RematchError, match=r"store\.no_release"):
        store.add_reply(reply(number, ags), VIEWER)
    assert store.replies("test") == ()
