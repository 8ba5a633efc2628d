"""`python -m rematch workshop`: what it opens, what it shows, and what it hands to the framework."""

import re
import runpy
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rematch.__main__ import main
from rematch.command.workshop import FAR_AWAY, lan_address, new_key
from rematch.errors import RematchError
from rematch.rights import A_FACILITATOR, A_GUEST, acting
from rematch.service.workshop import premises, settle
from tests.browser.server import free_port


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the framework is begun with, in place of serving."""
    words: list[str] = []
    monkeypatch.setattr(runpy, "run_module", lambda *_, **__: words.extend(sys.argv))
    monkeypatch.setattr(sys, "argv", sys.argv)
    monkeypatch.chdir(Path.cwd())
    yield words
    with acting(A_FACILITATOR):
        settle(None)


def test_the_workshop_is_open_before_it_is_served_and_the_key_is_shown_once(
    begun: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The key printed opens, and nothing of it is among what other programs can see."""
    port = free_port()
    file = tmp_path / "workshop.duckdb"
    assert main(["workshop", "--port", str(port), "--file", str(file), "--name", "room.example"]) == 0
    said = capsys.readouterr().out
    (key,) = re.findall(r"\b[a-z2-9]{4}-[a-z2-9]{4}\b", said)
    with acting(A_GUEST):
        here = premises()
        here.key.opens(key, "x")
    assert here.join_address == f"http://room.example:{port}/join" and here.join_address in said
    assert not any(key in word for word in begun) and f"--server.port={port}" in begun
    assert {"--server.allowedHosts=room.example", "--server.allowedHosts=localhost"} <= set(begun)
    here.workshop.close()


def test_real_people_and_a_port_in_use_are_refused(
    begun: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In words, before anything is served."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["workshop", "--port", port, "--address", "127.0.0.1", "--lang", "en"]) == 2
    assert port in capsys.readouterr().err
    folder = tmp_path / "real"
    folder.mkdir()
    for file in Path("data/session").iterdir():
        said = file.read_text(encoding="utf-8")
        (folder / file.name).write_text(said.replace("invented = true", "invented = false"), encoding="utf-8")
    arguments = ["--data", str(folder), "--file", str(tmp_path / "w.duckdb"), "--port", str(free_port())]
    assert main(["workshop", *arguments, "--lang", "en"]) != 0
    assert "real people" in capsys.readouterr().err and begun == []
    with acting(A_GUEST), pytest.raises(RematchError, match="not_started"):
        premises()


def test_the_address_in_the_room_is_found_without_asking_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Binding a datagram socket sends nothing; without a network it is this machine alone."""
    assert lan_address("10.1.2.3") == "10.1.2.3"

    class NoNetwork(socket.socket):
        def connect(self, address: object) -> None:
            assert address == FAR_AWAY
            raise OSError

    monkeypatch.setattr(socket, "socket", NoNetwork)
    assert lan_address() == "127.0.0.1"


def test_no_two_keys_are_alike() -> None:
    """Drawn anew each time, of letters nobody mistakes."""
    keys = {new_key() for _ in range(200)}
    assert len(keys) == 200 and not any(re.search("[01ilo]", key) for key in keys)
