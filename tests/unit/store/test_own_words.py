"""What people wrote in their own words about a household that is erased: found, and made unreadable."""

import duckdb
import pytest

from rematch.identity import BLANKED, names_it, without_it
from rematch.model import HouseholdId
from rematch.scenario import Pin, Scenario
from rematch.store import Release, Reply, Store, WorkingSession
from rematch.store.deletion import everywhere
from rematch.store.records import now
from rematch.store.releases import release_digest
from tests import builders
from tests.unit.store.test_erasure import step
from tests.unit.store.test_faults import Killed, killed
from tests.unit.store.test_runs import VIEWER, record

GONE, OTHER = HouseholdId("H-017"), HouseholdId("H-01")
VIEWS = {"01002000": '{"persons": 5}'}
REASON, ANSWER, ELSE = "Zk9Reason: h017 is waiting", "Zk9Answer about H 017.", "Nothing of H-0170 or H-01."


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("H-017", True),
        ("family h017, please", True),
        ("(H 017)", True),
        ("Н-017", True),
        ("H–017's", True),
        ("H-0170", False),
        ("XH-017", False),
        ("H-01 7", False),
        ("H-01", False),
        ("", False),
    ],
)
def test_an_id_is_found_as_a_whole_however_it_is_spelt(text, named):
    """Of another id that begins like it nothing is found; another sign between its parts is the same id."""
    assert names_it(text, GONE) is named
    assert (BLANKED in without_it(text, GONE)) is named and not names_it(without_it(text, GONE), GONE)


def test_what_stands_around_it_is_left():
    """Every mention goes, and nothing else."""
    left = without_it("With H-017, and H017: near H-01.", GONE)
    assert left == f"With {BLANKED}, and {BLANKED}: near H-01."


def filled(path):
    """A release with a reason, two answers to it, a decision about another household: all in own words."""
    store = Store.open(path)
    profiles = builders.profiles(households=(builders.household(GONE), builders.household(OTHER)))
    data = store.save_profiles(profiles, "cat", VIEWER)
    run = record(store)
    store.record_run(run)
    release = Release(cohort="test", run=run.run_id, state="provisional", reason=REASON)
    store.add_release(release, VIEWS, data, VIEWER)
    for words in (ANSWER, ELSE):
        store.add_reply(Reply(cohort="test", number=1, ags="01002000", words=words), VIEWER)
    near = Pin(household=OTHER, ags="01002000", reason="stays near H-017")
    store.save_scenario("test", "mine", Scenario(pins=(near,)), VIEWER)
    return store


@pytest.fixture
def store(tmp_path):
    with filled(tmp_path / "kept.duckdb") as opened:
        yield opened


def texts(store):
    return [one.reason for one in store.releases("test")], [one.words for one in store.replies("test")]


def test_those_that_name_it_are_found(store):
    """The reason and one of the answers, with the release they are of; not the other answer."""
    found = store.words_naming("test", GONE)
    assert [(one.id, one.number, one.words) for one in found] == [
        ("release:1", 1, REASON),
        ("reply:1", 1, ANSWER),
    ]


def test_they_are_made_unreadable_with_the_erasure_and_the_chain_holds(store):
    """The journal keeps the digest of what was released, and has that of what is left; no word of either."""
    before = next(one for one in store.journal("test") if one.action == "release")
    assert store.erase_household("test", GONE, VIEWER).blanked == 2
    assert texts(store) == ([BLANKED], [BLANKED, ELSE])
    assert store.verify_journal() is None and before in store.journal("test")
    blanked = [one for one in store.journal("test") if one.action == "blanked"]
    [kept] = store.releases("test")
    digest = release_digest(kept, VIEWS)
    assert [one.details for one in blanked] == [
        {"number": 1, "content": digest},
        {"number": 1, "ags": "01002000"},
    ]
    assert before.details["content"] != digest


def test_what_somebody_keeps_stays_as_it_is(store):
    """A text that is kept, for it says nothing of anybody, is not noted either."""
    assert store.erase_household("test", GONE, VIEWER, keep=["release:1"]).blanked == 1
    assert texts(store) == ([REASON], [BLANKED, ELSE])


def test_a_reason_of_a_decision_about_others_stays_without_the_id(store):
    store.erase_household("test", GONE, VIEWER)
    [pin] = store.scenarios("test")["mine"].pins
    assert (pin.household, pin.reason) == (OTHER, f"stays near {BLANKED}")


def test_names_of_scenarios_and_sessions_stay_without_the_id(store):
    """Two names that are one without it are still two; a session's reference follows the name."""
    for name in ("For H-017", "For h017", "May"):
        store.save_scenario("test", name, Scenario(), VIEWER)
    [token] = {one.token for one in store.cohorts()}
    session = WorkingSession(
        cohort="test",
        number=1,
        mark="0a1b2c",
        name="H 017 once more",
        opened_at=now(),
        reference="kept:For H-017",
    )
    store.save_session(session, [step(1, "pins", "near work", Scenario(), Scenario())], token)
    store.erase_household("test", GONE, VIEWER)
    assert set(store.scenarios("test")) == {"mine", "May", f"For {BLANKED}", f"For {BLANKED} 2"}
    [one] = store.sessions("test")
    kept, _ = store.session("test", one.key)
    assert (kept.name, kept.reference) == (f"{BLANKED} once more", f"kept:For {BLANKED}")


@pytest.mark.parametrize("interrupted", [False, True])
def test_their_bytes_are_gone_from_the_file_and_from_every_backup(tmp_path, monkeypatch, interrupted):
    """Also where the erasure was broken off before a backup was cleaned, and is finished later."""
    path, backup = tmp_path / "kept.duckdb", tmp_path / "backups" / "monday.duckdb"
    with filled(path) as store:
        store.backup(backup)
        if interrupted:
            with monkeypatch.context() as during, pytest.raises(Killed):
                during.setattr(everywhere, "clean_backup", killed)
                store.erase_household("test", GONE, VIEWER)
        else:
            store.erase_household("test", GONE, VIEWER)
    Store.open(path).close()
    for file in (path, backup):
        assert b"Zk9" not in file.read_bytes()
    with Store.open(backup) as kept:
        assert texts(kept) == ([BLANKED], [BLANKED, ELSE]) and kept.verify_journal() is None


def test_grounds_that_name_it_are_gone_from_the_journal_and_its_chain_holds(tmp_path):
    """From the file and from backups; the line stays, another says that its words are gone; no others may."""
    path, backup = tmp_path / "kept.duckdb", tmp_path / "backups" / "monday.duckdb"
    said = {"criteria": ["care"], "basis": "Art. 9", "by": "Anna"}
    with filled(path) as store:
        store.note(VIEWER, "special", cohort="test", details=said | {"purpose": "Zk9Dialysis for h 017"})
        store.note(VIEWER, "special", cohort="test", details=said | {"purpose": "for all"})
        store.backup(backup)
        assert [one.kind for one in store.words_naming("test", GONE)] == ["release", "reply", "grounds"]
        assert store.erase_household("test", GONE, VIEWER).blanked == 3
    for file in (path, backup):
        assert b"Zk9" not in file.read_bytes()
        with Store.open(file) as kept:
            first, other = (one for one in kept.journal("test") if one.action == "special")
            assert first.erased and other.details["purpose"] == "for all"
            assert kept.verify_journal() is None
    with duckdb.connect(str(path)) as database:
        database.execute("UPDATE journal SET details = '{}' WHERE seq = ?", [other.seq])
    with Store.open(path) as kept:
        assert kept.verify_journal() == other.seq
