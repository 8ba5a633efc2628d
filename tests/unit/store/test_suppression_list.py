"""A household that was erased does not come back unasked: a keyed hash of its id is all that is kept."""

import gzip
import hmac
from datetime import date
from pathlib import Path

import pytest

from rematch.errors import RematchError
from rematch.identity import look
from rematch.model import HouseholdId
from rematch.store import Store
from tests import builders
from tests.unit.store.test_runs import VIEWER

GONE, OTHER = HouseholdId("Zk9-Gone"), HouseholdId("H-2")
OLD = Path(__file__).parents[2] / "stores" / "2026-11-30-replies.duckdb.gz"


def people(*ids: str):
    return builders.profiles(households=tuple(map(builders.household, ids)))


@pytest.fixture
def store(tmp_path):
    """Two households were stored, one was erased."""
    with Store.open(tmp_path / "kept.duckdb") as opened:
        opened.save_profiles(people(GONE, OTHER), "cat", VIEWER)
        opened.erase_household("test", GONE, VIEWER)
        yield opened


def kept(store):
    with store._database.reading() as statements:
        return statements.run("erased", cohort="test"), statements.one("get_meta", key="suppression_key")


@pytest.mark.parametrize("named", ["Zk9-Gone", "zk9 gone", "Zk9Gone", "Zk9–Gonе"])
def test_a_later_load_that_names_it_is_refused_and_changes_nothing(store, named):
    """Under every spelling that looks like its id; the day is told."""
    before, journal = store.data_fingerprint("test"), store.journal()
    with pytest.raises(RematchError, match=r"store\.erased_before") as fault:
        store.save_profiles(people(named, OTHER), "cat", VIEWER)
    assert fault.value.params == {"households": [named], "day": date.today()}
    assert store.erased("test", [named, OTHER]) == {named: date.today()}
    assert (store.data_fingerprint("test"), store.journal()) == (before, journal)


def test_with_a_new_consent_it_is_in_and_no_longer_suppressed(store):
    """The journal says that one came back, and not which; the next load asks nothing."""
    store.save_profiles(people(GONE, OTHER), "cat", VIEWER, consented=[GONE])
    line = next(one for one in reversed(store.journal("test")) if one.action == "consented_anew")
    assert line.details == {"households": 1} and kept(store)[0] == []
    store.save_profiles(people(GONE, OTHER, "H-3"), "cat", VIEWER)
    assert len(store.load_profiles("test").households) == 3 and store.verify_journal() is None


def test_all_that_is_kept_is_a_keyed_hash_and_the_day(store, tmp_path):
    """Nobody finds the id by trying ids without the key, which is random and no one else may read."""
    [row], key = kept(store)
    [summary] = store.cohorts()
    seen = f"{summary.token} {look(GONE)}".encode()
    assert row == {
        "digest": hmac.digest(bytes.fromhex(key["value"]), seen, "sha256").hex(),
        "on": date.today().isoformat(),
    }
    with Store.open(tmp_path / "other.duckdb") as other:
        other.save_profiles(people(GONE, OTHER), "cat", VIEWER)
        other.erase_household("test", GONE, VIEWER)
        assert kept(other)[1] != key and len(bytes.fromhex(key["value"])) == 32
    path = tmp_path / "kept.duckdb"
    assert path.stat().st_mode & 0o077 == 0 and b"Zk9" not in path.read_bytes()


def test_one_that_looks_like_it_and_is_there_already_is_no_other(tmp_path):
    """Two ids that look the same were stored before: the one that stays can be saved on."""
    with Store.open(tmp_path / "kept.duckdb") as store:
        store.save_profiles(people(GONE, "Zk9Gone"), "cat", VIEWER)
        store.erase_household("test", GONE, VIEWER)
        store.save_profiles(people("Zk9Gone", "H-3"), "cat", VIEWER)
        assert len(store.load_profiles("test").households) == 2


def test_hashes_go_with_their_cohort(store):
    """Of a deleted cohort nothing is remembered; one of the same id begins anew."""
    store.save_profiles(people(OTHER), "cat", VIEWER)
    store.delete_cohort("test", VIEWER)
    assert kept(store)[0] == []
    store.save_profiles(people(GONE), "cat", VIEWER)
    assert store.erased("test", [GONE]) == {}


def test_a_backup_knows_it_as_well(tmp_path):
    """Whoever puts back a backup that was cleaned is asked the same."""
    with Store.open(tmp_path / "kept.duckdb") as store:
        store.save_profiles(people(GONE, OTHER), "cat", VIEWER)
        store.backup(tmp_path / "monday.duckdb")
        store.erase_household("test", GONE, VIEWER)
    with Store.open(tmp_path / "monday.duckdb") as backup:
        assert backup.erased("test", [GONE]) == {GONE: date.today()}


def test_in_a_store_of_an_earlier_version_it_is_so_from_then_on(tmp_path):
    """Brought up, it remembers whom it erases."""
    path = tmp_path / "kept.duckdb"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    with Store.open(path) as store:
        found = store.load_profiles("session")
        gone = found.households[0].id
        store.erase_household("session", gone, VIEWER)
        with pytest.raises(RematchError, match=r"store\.erased_before"):
            store.save_profiles(found, "cat", VIEWER)
