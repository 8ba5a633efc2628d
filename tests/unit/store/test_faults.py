"""Damage, interruption and what lies beside the file: named, finished, put aside."""

import stat

import duckdb
import pytest

from rematch.errors import RematchError, Unreadable
from rematch.store import Store
from rematch.store.backup import restore_backup
from rematch.store.database import Database, draft_of, log_of
from rematch.store.deletion import everywhere
from tests.unit.store.test_deletion import MARKS, VIEWER, filled, found_in


class Killed(BaseException):
    """As if the process had ended here."""


def killed(*_):
    raise Killed


@pytest.fixture
def path(tmp_path):
    """A filled store with a backup beside it, closed."""
    kept = tmp_path / "kept.duckdb"
    with filled(kept) as store:
        store.backup(tmp_path / "monday.duckdb")
    return kept


def damaged(path):
    content = bytearray(path.read_bytes())
    content[4108] ^= 0xFF
    path.write_bytes(content)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_file_log_and_backup_are_for_this_user_alone(tmp_path):
    kept = tmp_path / "kept.duckdb"
    kept.touch(mode=0o644)
    kept.unlink()
    with filled(kept) as store:
        store.backup(tmp_path / "copy.duckdb")
        assert {mode(file) for file in tmp_path.iterdir()} == {0o600} and log_of(kept).exists()


def test_a_file_anybody_could_read_is_closed_to_them_when_it_is_opened(path):
    path.chmod(0o644)
    Store.open(path).close()
    assert mode(path) == 0o600


@pytest.mark.parametrize("step", ["clean_backup", "rewrite"])
def test_a_deletion_that_is_interrupted_is_finished_at_the_next_opening(path, tmp_path, monkeypatch, step):
    store = Store.open(path)
    with monkeypatch.context() as during:
        owner = everywhere if step == "clean_backup" else Database
        during.setattr(owner, step, killed)
        with pytest.raises(Killed):
            store.delete_cohort("test", VIEWER)
    store.close()
    assert found_in(tmp_path) == set(MARKS)
    with Store.open(path) as store:
        assert [cohort.cohort for cohort in store.cohorts()] == ["other"]
        assert found_in(tmp_path) == set()
        before = path.stat().st_ino
    Store.open(path).close()
    assert path.stat().st_ino == before


def test_a_disk_that_is_full_once_leaves_the_deletion_owed_and_not_forgotten(path, tmp_path, monkeypatch):
    def full(*_):
        raise duckdb.IOException("no space")

    with Store.open(path) as store, monkeypatch.context() as during:
        during.setattr(Database, "copy_to", full)
        with pytest.raises(RematchError, match=r"store\.rewrite_failed"):
            store.delete_cohort("test", VIEWER)
    Store.open(path).close()
    assert found_in(tmp_path) == set()


def test_one_damaged_backup_does_not_stop_the_others(path, tmp_path):
    with Store.open(path) as store:
        store.backup(tmp_path / "tuesday.duckdb")
        damaged(tmp_path / "monday.duckdb")
        found = store.delete_cohort("test", VIEWER)
    assert (found.cleaned, found.not_reached) == (("tuesday.duckdb",), ("monday.duckdb",))
    (tmp_path / "monday.duckdb").unlink()
    assert found_in(tmp_path) == set()


def test_a_damaged_file_is_called_damaged_and_a_backup_takes_its_place(path, tmp_path):
    damaged(path)
    log_of(path).write_bytes(b"a log of something else")
    with pytest.raises(Unreadable) as refused:
        Store.open(path)
    assert refused.value.code == "store.damaged"
    restore_backup(tmp_path / "monday.duckdb", path)
    with Store.open(path) as store:
        assert {cohort.cohort for cohort in store.cohorts()} == {"test", "other"}
    assert (tmp_path / "kept.duckdb.unreadable").exists()
    assert (tmp_path / "kept.duckdb.wal.unreadable").exists() and not log_of(path).exists()


def test_a_log_without_its_file_does_not_spoil_what_is_restored(path, tmp_path):
    elsewhere = tmp_path / "elsewhere.duckdb"
    log_of(elsewhere).write_bytes(b"left by a file that is gone")
    restore_backup(tmp_path / "monday.duckdb", elsewhere)
    with Store.open(elsewhere) as store:
        assert store.verify_journal() is None


def test_a_backup_over_one_with_a_log_beside_it_can_be_opened(path, tmp_path):
    log_of(tmp_path / "monday.duckdb").write_bytes(b"left by a cleaning that was killed")
    with Store.open(path) as store:
        store.backup(tmp_path / "monday.duckdb")
    with Store.open(tmp_path / "monday.duckdb") as store:
        assert len(store.cohorts()) == 2


def test_a_copy_that_cannot_be_opened_is_not_called_a_backup(path, tmp_path, monkeypatch):
    def half(_, target):
        target.write_bytes(b"half of it")

    with Store.open(path) as store, monkeypatch.context() as during:
        during.setattr(Database, "copy_to", half)
        before = (tmp_path / "monday.duckdb").read_bytes()
        with pytest.raises(RematchError, match=r"store\.backup_failed"):
            store.backup(tmp_path / "monday.duckdb")
    assert (tmp_path / "monday.duckdb").read_bytes() == before
    assert not [file for file in tmp_path.iterdir() if file.name.startswith(".")]


def test_the_file_itself_is_no_place_for_its_backup(path):
    with Store.open(path) as store, pytest.raises(RematchError, match=r"store\.backup_onto_itself"):
        store.backup(path)


def test_what_is_no_backup_is_not_written_over_and_a_backup_that_failed_is_not_listed(path, tmp_path):
    precious, folder = tmp_path / "precious.txt", tmp_path / "folder.duckdb"
    precious.write_text("dear diary")
    folder.mkdir()
    with Store.open(path) as store:
        for place in (precious, folder, path):
            with pytest.raises(RematchError, match=r"store\.backup_onto_"):
                store.backup(place)
        with store._database.reading() as statements:
            assert [row["path"] for row in statements.run("backups")] == [str(tmp_path / "monday.duckdb")]
        store.backup(tmp_path / "monday.duckdb")
    assert precious.read_text() == "dear diary"


def test_drafts_of_a_process_that_was_killed_are_gone_at_the_next_opening(path):
    left = draft_of(path)
    for file in (left, log_of(left)):
        file.write_bytes(b"a whole copy")
    Store.open(path).close()
    assert not left.exists() and not log_of(left).exists()


def test_the_draft_of_a_backup_whose_process_was_killed_is_gone_at_the_next_opening(path):
    """The first one to its place: nobody would ever write or open a backup there again."""
    with Store.open(path) as store:
        store.backup(path.with_name("backup.duckdb"))
    path.with_name("backup.duckdb").unlink()
    left = draft_of(path.with_name("backup.duckdb"))
    for file in (left, log_of(left)):
        file.touch()
    Store.open(path).close()
    assert not left.exists() and not log_of(left).exists()


def test_a_link_to_the_file_stays_a_link_and_the_file_behind_it_is_rewritten(path, tmp_path):
    link = tmp_path / "link" / "kept.duckdb"
    link.parent.mkdir()
    link.symlink_to(path)
    with Store.open(link) as store:
        store.delete_cohort("test", VIEWER)
    assert link.is_symlink() and found_in(tmp_path) == set()
