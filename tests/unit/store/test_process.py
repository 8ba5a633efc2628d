"""The store against other processes: locks, kills, backups."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rematch.errors import RematchError
from rematch.model import Viewer
from rematch.store import Store
from rematch.store.backup import restore_backup
from tests import builders

WRITER = """
import sys, time
from rematch.model import Viewer
from rematch.store import Store
from tests import builders
store = Store.open(sys.argv[1])
for number in range(int(sys.argv[2])):
    store.note(Viewer(), "note", details={"number": number})
    print(number, flush=True)
with store._database.writing() as statements:
    statements.run("set_cohort", cohort="half", token="t", data="d")
    print("open", flush=True)
    time.sleep(60)
"""


def writer(path: Path, lines: int) -> subprocess.Popen[str]:
    """A process that writes `lines` journal lines, and then stands in the middle of a transaction."""
    command = [sys.executable, "-c", WRITER, str(path), str(lines)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    for expected in [*map(str, range(lines)), "open"]:
        assert process.stdout.readline().strip() == expected
    return process


def stop(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


def test_a_killed_process_loses_nothing_confirmed_and_leaves_nothing_half_done(tmp_path):
    path = tmp_path / "killed.duckdb"
    stop(writer(path, 5))
    with Store.open(path) as store:
        assert [line.details["number"] for line in store.journal()] == list(range(5))
        assert store.verify_journal() is None
        with pytest.raises(RematchError, match=r"store\.no_cohort"):
            store.data_fingerprint("half")


def test_a_file_another_process_holds_is_said_to_be_locked(tmp_path):
    path = tmp_path / "held.duckdb"
    process = writer(path, 0)
    try:
        with pytest.raises(RematchError) as caught:
            Store.open(path)
    finally:
        stop(process)
    assert (caught.value.code, caught.value.params) == ("store.locked", {"file": "held.duckdb"})


def test_a_backup_brings_everything_back(tmp_path):
    profiles = builders.profiles()
    with Store.open(tmp_path / "a.duckdb") as store:
        store.save_profiles(profiles, "cat", Viewer())
        store.backup(tmp_path / "safe" / "b.duckdb")
        store.save_profiles(builders.profiles([builders.household("later")]), "cat", Viewer())
    restore_backup(tmp_path / "safe" / "b.duckdb", tmp_path / "a.duckdb")
    with Store.open(tmp_path / "a.duckdb") as store:
        assert store.load_profiles("test") == profiles
        assert store.verify_journal() is None
        store.note(Viewer(), "after")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.duckdb", "safe"]


def test_a_backup_that_is_no_database_replaces_nothing(tmp_path):
    profiles = builders.profiles()
    with Store.open(tmp_path / "a.duckdb") as store:
        store.save_profiles(profiles, "cat", Viewer())
    (tmp_path / "b.duckdb").write_text("not a database" * 500)
    with pytest.raises(RematchError, match=r"store\.not_a_database"):
        restore_backup(tmp_path / "b.duckdb", tmp_path / "a.duckdb")
    with pytest.raises(RematchError, match=r"store\.no_backup"):
        restore_backup(tmp_path / "missing.duckdb", tmp_path / "a.duckdb")
    with Store.open(tmp_path / "a.duckdb") as store:
        assert store.load_profiles("test") == profiles


def test_a_backup_replaces_a_file_that_cannot_be_read_any_more_and_keeps_it_beside(tmp_path):
    with Store.open(tmp_path / "a.duckdb") as store:
        store.note(Viewer(), "before")
        store.backup(tmp_path / "b.duckdb")
    (tmp_path / "a.duckdb").write_bytes(b"damaged" * 1000)
    restore_backup(tmp_path / "b.duckdb", tmp_path / "a.duckdb")
    with Store.open(tmp_path / "a.duckdb") as store:
        assert [line.action for line in store.journal()] == ["before"]
    assert (tmp_path / "a.duckdb.unreadable").read_bytes() == b"damaged" * 1000


def test_a_file_in_use_is_not_replaced(tmp_path):
    with Store.open(tmp_path / "b.duckdb") as store:
        store.note(Viewer(), "backup")
    process = writer(tmp_path / "a.duckdb", 1)
    try:
        with pytest.raises(RematchError, match=r"store\.locked"):
            restore_backup(tmp_path / "b.duckdb", tmp_path / "a.duckdb")
    finally:
        stop(process)
    with Store.open(tmp_path / "a.duckdb") as store:
        assert [line.action for line in store.journal()] == ["note"]


def test_what_a_killed_process_left_in_its_log_does_not_come_back_after_a_restore(tmp_path):
    with Store.open(tmp_path / "b.duckdb") as store:
        store.note(Viewer(), "backup")
    stop(writer(tmp_path / "a.duckdb", 3))
    restore_backup(tmp_path / "b.duckdb", tmp_path / "a.duckdb")
    with Store.open(tmp_path / "a.duckdb") as store:
        assert [line.action for line in store.journal()] == ["backup"]


def test_a_backup_into_a_place_that_cannot_be_written_says_so(tmp_path):
    with Store.open(tmp_path / "a.duckdb") as store:
        (tmp_path / "file").write_text("")
        with pytest.raises(RematchError, match=r"store\.backup_failed"):
            store.backup(tmp_path / "file" / "b.duckdb")
