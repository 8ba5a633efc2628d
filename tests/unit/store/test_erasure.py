"""A household that withdrew is nowhere any more: not in a table, a state, the file's bytes, or a backup."""

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from rematch import bootstrap
from rematch.errors import RematchError
from rematch.instance import prepare_cohort
from rematch.intake import read_folder
from rematch.intake.interview.form import Form
from rematch.model import Household, HouseholdId, Profiles
from rematch.planning.plan import replan
from rematch.planning.record import record as record_plan
from rematch.planning.repeat import check_run
from rematch.release.gate import InForce
from rematch.release.publish import publish
from rematch.scenario import Pin, Scenario, Veto
from rematch.store import (
    AnswerSheet,
    Evaluation,
    LaterProof,
    Offer,
    OfferRound,
    ProcessEvent,
    Proof,
    SessionStep,
    Store,
    WorkingSession,
    profiles_fingerprint,
)
from rematch.store.deletion import everywhere
from rematch.store.records import now
from tests import builders, demo
from tests.unit.store.test_deletion import mapping
from tests.unit.store.test_faults import Killed, killed
from tests.unit.store.test_runs import VIEWER, record

GONE = HouseholdId("Zk9Gone")
MARKS = (
    *("Zk9Gone", "Zk9Place", "Zk9Scope", "Zk9Noted", "Zk9Pin", "Zk9Veto"),
    *("Zk9Step", "Zk9Form", "Zk9Word", "Zk9Cell", "Zk9Said"),
)
"""The household's id; its place; what was noted of its consent and by whom; reasons of decisions about it,
saved and in a session; an answer in its questionnaire; what a mapping and a correction quote of its row; what
it said when it declined."""


def people() -> Profiles:
    """The household that withdraws, one linked with it, and others."""
    gone = builders.household(
        GONE, place=MARKS[1], consent_date=date(2026, 5, 3), consent_scope=MARKS[2], consent_noted_by=MARKS[3]
    )
    linked = builders.household("H-linked", linked_soft=(GONE, "H-1"), apart=())
    others = [builders.household(f"H-{number}") for number in range(50)]
    return builders.profiles(households=(linked, gone, *others))


def filled(path) -> Store:
    """A store in which the household is everywhere: two states, a run, decisions, a form, another's form."""
    path.write_bytes(content())
    return Store.open(path)


@cache
def content() -> bytes:
    """Its file, written once."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "kept.duckdb"
        written(path).close()
        return path.read_bytes()


def written(path) -> Store:
    store = Store.open(path)
    first = people()
    store.save_profiles(first, "cat", VIEWER)
    moved = [h.model_copy(update={"place": "Elsewhere"}) if h.id == "H-2" else h for h in first.households]
    store.save_profiles(first.model_copy(update={"households": tuple(moved)}), "cat", VIEWER, "edit")
    pin = Pin(household=GONE, ags="01002000", reason=MARKS[4])
    veto = Veto(household=GONE, ags="01002000", reason=MARKS[5])
    other = Pin(household="H-1", ags="01002000", reason="near work")
    decided = Scenario(pins=(pin, other), vetoes=(veto,), apart=((GONE, "H-3"),), not_this_round=(GONE,))
    run = record(store).model_copy(
        update={
            "scenario": decided,
            "assignments": {GONE: "01002000", HouseholdId("H-1"): "01002000"},
            "previous": {GONE: None, HouseholdId("H-1"): None},
            "served": {GONE: {"language_courses": 1}},
        }
    )
    store.record_run(run)
    proof = {name: getattr(run, name) for name in Proof.model_fields}
    store.add_proof(
        LaterProof(run_id=run.run_id, viewer=VIEWER, **(proof | {"prices": {"household": [1.0]}}))
    )
    store.save_scenario("test", "mine", decided, VIEWER)
    [token] = {one.token for one in store.cohorts()}
    session = WorkingSession(cohort="test", number=1, mark="0a1b2c", opened_at=now())
    steps = [
        step(1, "pins", MARKS[6], Scenario(), Scenario(pins=(pin,))),
        step(2, "pins", "near work", Scenario(pins=(pin,)), Scenario(pins=(pin, other))),
    ]
    store.save_session(session, steps, token)
    own = Form(
        kind="household", subject=GONE, row={"consent": "yes", "household_id": GONE, "place": MARKS[7]}
    )
    others = Form(
        kind="household", row={"consent": "yes", "household_id": "H-9", "linked_hard": f"{GONE}|H-1"}
    )
    for form in (own, others):
        store.save_form("test", form.id, form.model_dump_json(), VIEWER)
    store.save_mapping("test", "s1", "households", mapping(MARKS[8]), VIEWER)
    store.save_corrections("test", "s1", f'{{"made": [], "was": "{MARKS[9]}"}}', VIEWER)
    offered(store)
    return store


def offered(store: Store) -> None:
    """A round named after it, its offer, what it said of that, and what was said of it with another's."""
    begun = OfferRound(cohort="test", number=1, name=f"Only {GONE}")
    numbers = {"fit": 0.5, "people": 0.5, "profile": "0", "text_version": "1"}
    offers = [
        Offer(cohort="test", number=at, round=1, household=id, ags="01002000", run="r", persons=1, **numbers)
        for at, id in enumerate((GONE, HouseholdId("H-1")), start=1)
    ]
    told = [
        ("round", "1", "open", ""),
        ("household", GONE, "enter", ""),
        ("offer", "1", "decline", MARKS[10]),
        ("item", "1:interpreter", "leave_out", MARKS[10]),
        ("offer", "2", "withdraw", f"to be near {GONE}"),
    ]
    events = [
        ProcessEvent(
            cohort="test",
            by="local",
            role="coordinator",
            round=1,
            machine=machine,
            subject=subject,
            event=event,
            state="-",
            day=date(2026, 5, 3),
            words=words,
        )
        for machine, subject, event, words in told
    ]
    store.add_events("test", events, VIEWER, on_top_of=0, started=(begun, *offers))
    answered = [
        Evaluation(
            cohort="test",
            offer=number,
            wave=1,
            sheets=(AnswerSheet(adult=1, by="local", day=date(2026, 6, 3), answers={"own": said}),),
        )
        for number, said in ((1, MARKS[10]), (2, "yes"))
    ]
    store.save_evaluations("test", answered, [], VIEWER, on_top_of=len(events))


def step(number: int, kind: str, reason: str, before: Scenario, after: Scenario) -> SessionStep:
    return SessionStep(
        number=number, at=now(), seat="s1", kind=kind, reason=reason, before=before, after=after
    )


def found_in(folder) -> set[str]:
    content = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return {mark for mark in MARKS if mark.encode() in content}


@pytest.fixture
def store(tmp_path):
    with filled(tmp_path / "kept.duckdb") as opened:
        yield opened


def test_of_rounds_and_offers_what_is_of_others_stays(erased):
    """The other household's offer and what happened to it are there, in order, without the name."""
    (begun,), (offer,), events = erased.process("test")
    assert (begun.name, offer.household) == ("Only […]", "H-1")
    assert [(one.machine, one.subject) for one in events] == [("round", "1"), ("offer", "2")]
    assert events[-1].words.startswith("to be near") and GONE not in events[-1].words


def test_its_answers_are_gone_and_those_of_others_stay(erased):
    """Of the two questionnaires the other household's is there as it was."""
    [kept] = erased.evaluations("test")
    assert (kept.offer, [one.answers for one in kept.sheets]) == (2, [{"own": "yes"}])


@pytest.fixture
def erased(store):
    store.erase_household("test", GONE, VIEWER)
    return store


def test_its_bytes_are_gone_from_the_file_and_from_every_backup(tmp_path):
    """Every text of it was there before, in the file and in the copy; none is after."""
    with filled(tmp_path / "kept.duckdb") as store:
        store.backup(tmp_path / "backups" / "monday.duckdb")
    assert found_in(tmp_path / "backups") == found_in(tmp_path) == set(MARKS)
    with Store.open(tmp_path / "kept.duckdb") as store:
        deletion = store.erase_household("test", GONE, VIEWER)
        assert found_in(tmp_path) == set()
    assert deletion.cleaned == ("monday.duckdb",)
    assert found_in(tmp_path) == set()


def test_an_erasure_that_is_interrupted_is_finished_at_the_next_opening(tmp_path, monkeypatch):
    """In the file and in the backup, which may even be cleaned only then; what is owed names nobody."""
    path = tmp_path / "kept.duckdb"
    with filled(path) as store:
        store.backup(tmp_path / "backups" / "monday.duckdb")
        with monkeypatch.context() as during:
            during.setattr(everywhere, "clean_backup", killed)
            with pytest.raises(Killed):
                store.erase_household("test", GONE, VIEWER)
    assert found_in(tmp_path / "backups") == set(MARKS)
    Store.open(path).close()
    assert found_in(tmp_path) == set()


def test_every_state_is_without_it_and_the_others_are_as_they_were(erased):
    """Also the one before the edit: undo does not bring it back. Nobody is linked with it."""
    for revision in erased.revisions("test"):
        kept = erased.load_profiles("test", revision.data)
        assert profiles_fingerprint(kept) == revision.data
        assert [h.id for h in kept.households] == ["H-linked", *(f"H-{n}" for n in range(50))]
        assert kept.households[0].linked_soft == ("H-1",)
    places: list[Household] = [*erased.load_profiles("test").households]
    assert [h.place for h in places if h.id == "H-2"] == ["Elsewhere"]
    assert [one.action for one in erased.revisions("test")] == ["load", "edit"]
    [summary] = erased.cohorts()
    assert (summary.households, summary.data) == (51, erased.revisions("test")[-1].data)
    erased.undo("test", erased.revisions("test")[-1], VIEWER)
    assert GONE not in {h.id for h in erased.load_profiles("test").households}


def test_a_run_keeps_the_places_of_the_others_and_says_that_it_can_no_longer_be_checked(erased):
    [summary] = erased.runs("test")
    run = erased.run(summary.run_id)
    assert run.assignments == {"H-1": "01002000"} and run.previous == {"H-1": None} and run.served == {}
    assert run.erased == 1 and run.prices is None
    assert [proof.prices for proof in erased.proofs(run.run_id)] == [None]
    assert run.scenario_fingerprint == summary.scenario_fingerprint
    assert erased.load_profiles("test", run.data_fingerprint)


def test_decisions_about_others_stay_with_their_reasons(erased):
    other = Pin(household="H-1", ags="01002000", reason="near work")
    assert erased.scenarios("test") == {"mine": Scenario(pins=(other,))}
    [one] = erased.sessions("test")
    _, steps = erased.session("test", one.key)
    assert [step.reason for step in steps] == ["", "near work"]
    assert [step.after for step in steps] == [Scenario(), Scenario(pins=(other,))]


def test_its_questionnaire_is_gone_and_another_one_is_no_longer_linked(erased):
    [kept] = erased.forms("test")
    assert Form.model_validate_json(kept.content).row["linked_hard"] == "H-1"


def test_the_journal_says_that_a_household_was_erased_and_not_which(erased):
    line = erased.journal("test")[-1]
    assert (line.action, line.details) == ("erased", {"households": 1})
    assert erased.verify_journal() is None


def test_one_that_is_not_there_is_told_and_nothing_is_changed(store):
    before = store.journal()
    with pytest.raises(RematchError, match=r"store\.no_household"):
        store.erase_household("test", HouseholdId("nobody"), VIEWER)
    assert store.journal() == before


def test_a_household_of_an_earlier_state_alone_can_be_erased_too(store):
    """It was taken out by an edit; what undo would bring back is erased as well."""
    kept = store.load_profiles("test")
    without = tuple(h.model_copy(update={"linked_soft": ("H-1",)}) for h in kept.households if h.id != GONE)
    store.save_profiles(kept.model_copy(update={"households": without}), "cat", VIEWER, "edit")
    store.erase_household("test", GONE, VIEWER)
    for revision in store.revisions("test"):
        assert GONE not in {h.id for h in store.load_profiles("test", revision.data).households}


def test_a_plan_of_the_demo_cohort_is_still_there_after_an_erasure(tmp_path):
    """A real run: it has the places of the others, is called no longer checkable, and is not released."""
    with Store.open(tmp_path / "demo.duckdb") as store:
        catalogue = demo.catalogue()
        made, _ = read_folder(bootstrap.DATA / "session", catalogue)
        store.save_profiles(made, catalogue.fingerprint, VIEWER)
        known = prepare_cohort(made, catalogue, profiles_fingerprint(made))
        run = record_plan(replan(known, Scenario(), work_limit=0), store, VIEWER, "saved")
        assert check_run(store, run).ok
        gone = made.households[0].id
        store.erase_household(made.cohort.id, gone, VIEWER)
        found = check_run(store, run)
        assert not found.ok and found.differs == ("erased",)
        assert len(found.run.assignments) == len(made.households) - 1 and gone not in found.run.assignments
        now_in_force = InForce(Scenario(), store.data_fingerprint(made.cohort.id), catalogue.fingerprint)
        outcome = publish(store, run, now_in_force, VIEWER, reason="all the same")
        assert outcome.release is None and outcome.holds
