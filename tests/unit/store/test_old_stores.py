"""A file written by an earlier version opens with nothing lost, and its fingerprints are still ours."""

import gzip
from datetime import date
from pathlib import Path

import pytest

from rematch import bootstrap
from rematch.intake import read_mapping
from rematch.intake.interview.form import Form
from rematch.intake.sheets.corrections import read_corrections
from rematch.model import HouseholdId, Viewer
from rematch.planning.repeat import check_run
from rematch.release.shown import latest_release
from rematch.scoring import FIT_VERSION
from rematch.store import Store, profiles_fingerprint
from rematch.store.database import SCHEMA
from rematch.store.releases import release_digest
from tests import demo

STORES = sorted((Path(__file__).parents[2] / "stores").glob("*.duckdb.gz"))
VIEWER = Viewer(name="anna")
NEWEST = [pytest.param(one, marks=() if one == STORES[-1] else pytest.mark.soak) for one in STORES]
"""In it there is something of everything."""
AFTER_REFERENCES = ("corrections", "replies", "suppression")
"""Stores made of one another, each with something more."""
NOT_RUNS = ("proof", "release")
"""Lines of the journal about a run that is there already."""


def test_there_is_a_store_to_test_with():
    """Every test below runs once per file, so there has to be one."""
    assert STORES


def age(path):
    return path.name.partition(".")[0]


@pytest.fixture(scope="module", params=STORES, ids=age)
def content(request):
    return gzip.decompress(request.param.read_bytes())


@pytest.fixture(scope="module")
def store(content, tmp_path_factory):
    """Opened once for all who only read it."""
    unpacked = tmp_path_factory.mktemp("kept") / "kept.duckdb"
    unpacked.write_bytes(content)
    with Store.open(unpacked) as opened:
        yield opened


@pytest.fixture
def path(content, tmp_path):
    """A copy of the old file that may be written to."""
    unpacked = tmp_path / "kept.duckdb"
    unpacked.write_bytes(content)
    return unpacked


@pytest.fixture
def own_store(path):
    with Store.open(path) as opened:
        yield opened


def everything(store):
    """All that can be asked of a store, as values that compare."""
    cohorts = store.cohorts()
    ids = [cohort.cohort for cohort in cohorts]
    runs = {one.run_id: store.run(one.run_id) for cohort in ids for one in store.runs(cohort)}
    return {
        "cohorts": cohorts,
        "profiles": [
            store.load_profiles(cohort, one.data) for cohort in ids for one in store.revisions(cohort)
        ],
        "revisions": [store.revisions(cohort) for cohort in ids],
        "runs": runs,
        "run_data": [store.load_profiles(run.cohort, run.data_fingerprint) for run in runs.values()],
        "proofs": [store.proofs(run) for run in runs],
        "scenarios": [store.scenarios(cohort) for cohort in ids],
        "forms": [store.forms(cohort) for cohort in ids],
        "sessions": [store.session(cohort, one.key) for cohort in ids for one in store.sessions(cohort)],
        "releases": [
            (one, store.release_views(cohort, one.number)) for cohort in ids for one in store.releases(cohort)
        ],
        "replies": [store.replies(cohort) for cohort in ids],
        "mappings": store.mappings(),
        "corrections": store.corrections(),
        "journal": store.journal(),
    }


def test_it_is_brought_to_the_present_tables(store):
    """After opening, the file says that its tables are of the newest version."""
    with store._database.reading() as statements:
        assert statements.one("get_meta", key="schema") == {"value": str(SCHEMA)}


def test_cohorts_with_every_revision_are_there_and_have_the_fingerprints_they_were_stored_under(store):
    """Computed anew, the fingerprint of every stored state is the one it is found by."""
    sizes = {one.cohort: (one.households, one.persons, one.municipalities) for one in store.cohorts()}
    assert set(sizes) >= {"session", "demo-24x6-77"}
    for cohort, size in sizes.items():
        for revision in store.revisions(cohort):
            profiles = store.load_profiles(cohort, revision.data)
            assert profiles_fingerprint(profiles) == revision.data
        assert size == (len(profiles.households), profiles.persons, len(profiles.municipalities))
    assert [one.action for one in store.revisions("session")] == ["load", "edit"]


def test_every_run_is_checked_without_differences(store):
    """Data, catalogue, persons and pledges of each run are as recorded; one made with an earlier fit says so.

    What such a run is worth by today's formulas is another number, and is not called a difference.
    """
    runs = [one for cohort in store.cohorts() for one in store.runs(cohort.cohort)]
    assert (
        len(runs) == len([line for line in store.journal() if line.run and line.action not in NOT_RUNS]) > 0
    )
    for summary in runs:
        found = check_run(store, summary.run_id)
        assert found.differs == ()
        assert found.ok
        assert found.refit == (found.run.fit_version != FIT_VERSION)
        assert found.run.scenario_fingerprint == summary.scenario_fingerprint


def test_a_run_of_an_earlier_fit_that_was_tampered_with_is_still_found_out(own_store):
    """Another plan under the old record places other persons; another catalogue has another fingerprint."""
    run = own_store.run(own_store.runs("session")[0].run_id)
    emptied = dict.fromkeys(run.assignments)
    turned = run.catalogue | {"groups": run.catalogue["groups"][::-1]}
    for change, told in (({"assignments": emptied}, "persons"), ({"catalogue": turned}, "catalogue")):
        forged = run.model_copy(update={**change, "run_id": f"forged-{told}", "fit_version": 1})
        if told == "catalogue":
            forged = forged.model_copy(update={"catalogue_fingerprint": "0" * 16})
        own_store.record_run(forged)
        found = check_run(own_store, forged.run_id)
        assert not found.ok
        assert told in found.differs


def test_the_scenario_has_the_fingerprint_its_run_was_made_with(store):
    """The saved scenario is the one a run and a line of the journal name."""
    [(name, scenario)] = store.scenarios("session").items()
    assert name == "Families first"
    noted = [line.details["scenario"] for line in store.journal("session") if line.action == "scenario"]
    assert noted == [scenario.fingerprint]
    assert scenario in [store.run(one.run_id).scenario for one in store.runs("session")]


def test_the_mapping_is_found_by_its_own_shape(store):
    """What the columns of a file mean is remembered for files of that shape, column by column."""
    [(shape, content)] = store.mappings().items()
    mapping = read_mapping(content)
    assert mapping.shape == shape
    assert all(use.target for table in mapping.tables for use in table.columns)


def test_the_started_interview_can_be_gone_on_with(store):
    """The draft is read whole: its language, the consent, who was named so far."""
    [draft] = store.forms("session")
    form = Form.model_validate_json(draft.content)
    assert (form.id, form.lang, form.row["consent"], len(form.members)) == (draft.form, "uk", "yes", 1)


def test_a_working_session_is_gone_on_with_where_it_was(store):
    """Of the versions that knew them: every step with its hand and its reason, and what is in force."""
    found = store.sessions("session")
    if not found:
        return
    [one] = found
    session, steps = store.session("session", one.key)
    assert (session.name, one.decisions, one.changed_by) == ("Montagsrunde", 2, "Anna")
    assert [step.kind for step in steps] == ["weights", "pins", "closed", "undo"]
    assert steps[1].after.pins[0].reason and steps[2].reason
    assert steps[-1].after == steps[1].after == steps[2].before


def test_what_changes_are_told_from_is_kept_and_older_sessions_tell_from_the_last_step(store, request):
    """The column of version 8 has what was chosen, and nothing in stores that did not know it."""
    later = ("references", *AFTER_REFERENCES)
    chosen = "start" if request.node.callspec.id.endswith(later) else ""
    kept = [store.session("session", one.key)[0].reference for one in store.sessions("session")]
    assert set(kept) <= {chosen} and (kept or not chosen)


def test_what_was_put_right_in_a_file_is_kept_with_its_cohort(store, request):
    """Of the version that knew corrections: the one that was made; the table is there and empty before it."""
    kept = [(cohort, read_corrections(content)) for cohort, _, content in store.corrections()]
    if not request.node.callspec.id.endswith(AFTER_REFERENCES):
        assert kept == []
        return
    [(cohort, [one])] = kept
    assert (cohort, one.names, one.column, one.before, one.after) == (
        "session",
        {"Haushalt": "H002"},
        "Personen",
        "zwei",
        "2",
    )


def test_what_was_released_is_still_shown_as_it_was(store):
    """Of the versions that knew releases: number, reason and every view, as the journal has them."""
    released = store.releases("session")
    if not released:
        return
    [one] = released
    assert (one.number, one.state, one.by, one.reason) == (
        1,
        "provisional",
        "Anna",
        "Vorab für die Wohnungen",
    )
    latest = latest_release(store, "session")
    assert len(latest.names) == len(store.load_profiles("session").municipalities)
    assert all(latest.shown(ags, as_real=True).masked for ags in latest.names)
    [noted] = [line.details["content"] for line in store.journal("session") if line.action == "release"]
    assert noted == release_digest(one, store.release_views("session", 1))


def test_a_release_of_an_earlier_version_is_answered(own_store, request):
    """The tables of today have room for it; what was answered before stands."""
    before = own_store.replies("session")
    answered = request.node.callspec.id.endswith(("replies", "suppression"))
    assert [one.words for one in before] == ["Zwei Wohnungen mehr ab März"] * answered
    latest = latest_release(own_store, "session")
    if latest is not None:
        ags = next(iter(latest.names))
        answer = latest.answered(own_store, VIEWER, ags, "Two  more\nflats")
        assert own_store.replies("session") == (*before, answer) and answer.words == "Two more flats"


def test_whom_no_file_brings_back_unasked_is_known_still(store, request):
    """Of a household that was erased the day is there, and of no other one; older stores know of none."""
    ids = [HouseholdId("W-1"), HouseholdId("W-2")]
    erased = store.erased("widerruf", ids)
    known = "suppression" in request.node.callspec.id
    assert erased == ({HouseholdId("W-1"): date(2026, 11, 30)} if known else {})


def test_the_journal_is_unbroken(store):
    """The chain of hashes holds from the first line to the head."""
    assert store.journal()
    assert store.verify_journal() is None


def test_the_edit_can_be_taken_back(own_store):
    """Undo brings back the loaded state, byte for byte by its fingerprint."""
    first, edit = own_store.revisions("session")
    assert own_store.undo("session", own_store.revisions("session")[-1], VIEWER) == first.data != edit.data
    assert profiles_fingerprint(own_store.load_profiles("session")) == first.data
    assert own_store.verify_journal() is None


def test_the_shipped_cohort_loaded_again_is_no_new_revision(own_store):
    """The same data have the same fingerprint, so what is stored under it stays in force."""
    bootstrap.load_folder(own_store, bootstrap.DATA / "session", demo.catalogue(), VIEWER)
    before = own_store.revisions("session")
    bootstrap.load_folder(own_store, bootstrap.DATA / "session", demo.catalogue(), VIEWER)
    assert own_store.revisions("session") == before


def test_opened_twice_it_is_the_same(path):
    """Bringing the file to the present tables happens once and changes nothing after that."""
    with Store.open(path) as store:
        before = everything(store)
    with Store.open(path) as store:
        assert everything(store) == before


@pytest.mark.parametrize("content", NEWEST, ids=age, indirect=True)
def test_backup_and_restore_keep_all_of_it(path, tmp_path):
    """A backup put back in the place of the file answers every question as before."""
    with Store.open(path) as store:
        before = everything(store)
        store.backup(tmp_path / "kept" / "monday.duckdb")
        store.undo("session", store.revisions("session")[-1], VIEWER)
        store.delete_scenario("session", "Families first", VIEWER)
        assert everything(store) != before
    bootstrap.restore_store(tmp_path / "kept" / "monday.duckdb", path)
    with Store.open(path) as store:
        assert everything(store) == before
        assert store.verify_journal() is None
