"""What a running server answers to strangers: a page under a foreign name, whoever asks for its counts."""

import http.client

import pytest

from tests.browser.server import Server


def status(server: Server, path: str, **headers: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request(
        "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    found = connection.getresponse().status
    connection.close()
    return found


@pytest.mark.parametrize(("name", "answer"), [("evil.example", 403), ("127.0.0.1", 101), ("localhost", 101)])
def test_nobody_speaks_to_it_under_a_foreign_name(server: Server, name: str, answer: int) -> None:
    """Host and origin of a page whose name was bound anew to this machine (DNS rebinding) are refused."""
    host = f"{name}:{server.port}"
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13"}
    asked = {"Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec_WebSocket_Protocol": "streamlit"}
    assert status(server, "/_stcore/stream", Host=host, Origin=f"http://{host}", **upgrade, **asked) == answer


def test_its_counts_are_not_there(server: Server) -> None:
    """The address the framework gives them at, while its health is told."""
    assert status(server, "/_stcore/metrics") == 404
    assert status(server, "/_stcore/health") == 200
