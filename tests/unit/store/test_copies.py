"""What a deletion reaches beside the backups that are listed: moved, younger than one restored, put aside."""

import shutil

import duckdb
import pytest

from rematch.store import Store
from rematch.store.backup import restore_backup
from rematch.store.database import log_of
from tests.unit.store.test_deletion import VIEWER, filled, found_in
from tests.unit.store.test_faults import damaged


@pytest.fixture
def path(tmp_path):
    """A filled store with a backup in a folder of backups, closed."""
    kept = tmp_path / "kept.duckdb"
    with filled(kept) as store:
        store.backup(tmp_path / "backups" / "monday.duckdb")
    return kept


def deleted(path):
    with Store.open(path) as store:
        return store.delete_cohort("test", VIEWER)


def test_a_backup_younger_than_the_one_restored_is_cleaned_too(path, tmp_path):
    """The restored file's own list ends before it: it is told of what the file in its place knew."""
    with Store.open(path) as store:
        store.backup(tmp_path / "elsewhere" / "tuesday.duckdb")
    restore_backup(tmp_path / "backups" / "monday.duckdb", path)
    found = deleted(path)
    assert set(found.cleaned) == {"monday.duckdb", "tuesday.duckdb"} and found.not_reached == ()
    assert found_in(tmp_path) == set()


def test_a_backup_that_is_restored_from_another_place_is_cleaned_there(path, tmp_path):
    """Its own list names the place where it was written; the old one is named as not reached."""
    moved = tmp_path / "stick" / "monday.duckdb"
    moved.parent.mkdir()
    shutil.move(tmp_path / "backups" / "monday.duckdb", moved)
    restore_backup(moved, tmp_path / "new" / "kept.duckdb")
    path.unlink()
    found = deleted(tmp_path / "new" / "kept.duckdb")
    assert (found.cleaned, found.not_reached) == (("monday.duckdb",), ("monday.duckdb",))
    assert found_in(tmp_path) == set()


def test_a_copy_with_another_name_where_backups_lie_is_found_and_cleaned(path, tmp_path):
    """Renamed, copied by other means, with a log beside it; what is none of ours is left as it is."""
    renamed = tmp_path / "backups" / "2026-monday.db"
    shutil.move(tmp_path / "backups" / "monday.duckdb", renamed)
    store = Store.open(path)
    store.note(VIEWER, "in the log")
    copy = tmp_path / "copy.duckdb"
    shutil.copyfile(path, copy)
    shutil.copyfile(log_of(path), log_of(copy))
    store.close()
    foreign = tmp_path / "foreign.duckdb"
    with duckdb.connect(str(foreign)) as made:
        made.execute("CREATE TABLE mine (a INT)")
    before = foreign.read_bytes()
    (tmp_path / "letter.duckdb").write_text("dear diary")
    found = deleted(path)
    assert set(found.cleaned) == {"copy.duckdb", "2026-monday.db"}
    assert found.not_reached == ("monday.duckdb",)
    assert found_in(tmp_path) == set() and foreign.read_bytes() == before


def test_what_was_put_aside_as_unreadable_is_named(path, tmp_path):
    """Nothing in it can be deleted by itself; so is a copy that cannot be opened."""
    shutil.copyfile(path, tmp_path / "copy.duckdb")
    for file in (path, tmp_path / "copy.duckdb"):
        damaged(file)
    log_of(path).write_bytes(b"a log of something else")
    restore_backup(tmp_path / "backups" / "monday.duckdb", path)
    found = deleted(path)
    assert found.cleaned == ("monday.duckdb",)
    aside = {"kept.duckdb.unreadable", "kept.duckdb.wal.unreadable"}
    assert set(found.not_reached) == {"copy.duckdb", *aside}
