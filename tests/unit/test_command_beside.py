"""While another process holds the database the command line reads it, and writes nothing."""

import json
import os
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rematch.__main__ import main
from rematch.model import Viewer
from rematch.store import Store
from rematch.store.database import door_of, log_of
from rematch.texts import screen_languages

ROOT = Path(__file__).parents[2]
DB = Path("a.duckdb")
HOLDER = """
import sys
from rematch.model import Viewer
from rematch.store import Store
store = Store.open(sys.argv[1])
store.lend_copies()
store.note(Viewer(), "meanwhile")
print("held", flush=True)
sys.stdin.read()
"""
READER = """
import sys
from pathlib import Path
from rematch.store import Store
with Store.open_to_read(Path(sys.argv[1])) as store:
    print(len(store.cohorts()), flush=True)
    sys.stdin.read()
"""
Told = tuple[int, str, str]


@pytest.fixture
def run(own_place: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store with one recorded run."""
    monkeypatch.setenv("LC_ALL", "C")
    assert main(["make-data", "--households", "8", "--municipalities", "4", "--seed", "4", "made"]) == 0
    for command in (["load", "made"], ["plan"]):
        assert main([*command, "--db", str(DB)]) == 0
    with Store.open(DB) as store:
        return store.runs(store.cohorts()[0].cohort)[0].run_id


def asked(capsys: pytest.CaptureFixture[str], *argv: str) -> Told:
    capsys.readouterr()
    code = main([*argv, "--db", str(DB)])
    return code, *capsys.readouterr()


@contextmanager
def beside(program: str, first: str) -> Iterator["subprocess.Popen[str]"]:
    """Another process that has said its first line, killed at the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(DB)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == first
        yield process
    finally:
        process.kill()
        process.communicate()


def copies() -> list[str]:
    return [file.name for file in Path().iterdir() if file.name.startswith(".")]


def gone(most: float = 20) -> bool:
    """Whether every copy goes; who lends them hears of a reader's end a moment later."""
    until = time.monotonic() + most
    while copies() and time.monotonic() < until:
        time.sleep(0.01)
    return not copies()


def test_what_reads_answers_as_ever_and_what_writes_says_that_it_cannot(
    run: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each reading command gives what it gives of the free file, the last line in the log included."""
    household = json.loads(asked(capsys, "plan", "--json")[1])["assignments"][0]["household"]
    reading = (["status"], ["journal"], ["releases"], ["verify", run], ["explain", "--household", household])
    writing = (["plan"], ["load", "made"], ["withdraw", household], ["release"], ["backup", "b.duckdb"])
    with beside(HOLDER, "held"):
        assert log_of(DB).exists() and stat.S_IMODE(door_of(DB).stat().st_mode) == 0o600
        found = [asked(capsys, *command, "--json") for command in reading]
        for command in writing:
            for lang in screen_languages():
                code, out, err = asked(capsys, *command, "--lang", lang)
                assert (code, out) == (2, "") and "explain" in err and err.count("\n") == 1
        assert gone()
    with Store.open(DB) as store:
        assert [line.action for line in store.journal()][-1] == "meanwhile"
    assert not door_of(DB).exists()
    free = [asked(capsys, *command, "--json") for command in reading]
    assert [one[:2] for one in found] == [one[:2] for one in free]
    assert {one[2].count("\n") for one in found} == {1} and {one[2] for one in free} == {""}


def test_a_copy_goes_with_a_reader_that_is_killed(run: str) -> None:
    """Nobody would delete it otherwise."""
    with beside(HOLDER, "held"):
        with beside(READER, "1"):
            assert len(copies()) == 1
        assert gone()


def test_nobody_without_the_secret_gets_a_copy_and_those_with_it_still_do(
    run: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong secret, or a door that leads nowhere: the file is in use, in words."""
    with beside(HOLDER, "held"):
        right = door_of(DB).read_text(encoding="utf-8")
        wrong = json.loads(right) | {"secret": "0" * 64}
        for text in (json.dumps(wrong), '{"port": 1, "secret": "' + "0" * 64 + '"}', "no door"):
            door_of(DB).write_text(text, encoding="utf-8")
            assert asked(capsys, "status")[0] == 2 and not copies()
        door_of(DB).write_text(right, encoding="utf-8")
        assert asked(capsys, "status")[0] == 0


def test_who_speaks_otherwise_or_not_at_all_holds_nobody_up(
    run: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page of a browser that tries the port, and a connection that stays silent."""
    with beside(HOLDER, "held"):
        port = json.loads(door_of(DB).read_text(encoding="utf-8"))["port"]
        with (
            socket.create_connection(("127.0.0.1", port)),
            socket.create_connection(("127.0.0.1", port)) as web,
        ):
            web.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert asked(capsys, "status")[0] == 0
            assert asked(capsys, "status")[0] == 0


def test_nothing_can_be_written_into_a_copy(run: str) -> None:
    """It would be lost with it."""
    with beside(HOLDER, "held"), Store.open_to_read(DB) as store:
        with pytest.raises(Exception, match=r"store\.failed"):
            store.note(Viewer(), "lost")
        assert [line.action for line in store.journal()][-1] == "meanwhile"
