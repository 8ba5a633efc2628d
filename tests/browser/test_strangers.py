"""What a running server answers to strangers: a page under a foreign name, whoever asks for its counts."""

import http.client
import json
from urllib.parse import urlsplit

import pytest

from rematch.__main__ import main
from rematch.ui.direct.desk import PATH
from rematch.ui.direct.route import MOST_BYTES
from tests.browser.conftest import NewVisit
from tests.browser.server import Server


def status(server: Server, path: str, method: str = "GET", body: str = "", **headers: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body or None, named)
    found = connection.getresponse().status
    connection.close()
    return found


def headers(server: Server, path: str, host: str) -> dict[str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", path, headers={"Host": host})
    found = connection.getresponse()
    connection.close()
    return {name.lower(): value for name, value in found.getheaders()}


@pytest.mark.parametrize(("name", "answer"), [("evil.example", 403), ("127.0.0.1", 101), ("localhost", 101)])
def test_nobody_speaks_to_it_under_a_foreign_name(server: Server, name: str, answer: int) -> None:
    """Host and origin of a page whose name was bound anew to this machine (DNS rebinding) are refused."""
    host = f"{name}:{server.port}"
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13"}
    asked = {"Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec_WebSocket_Protocol": "streamlit"}
    assert status(server, "/_stcore/stream", Host=host, Origin=f"http://{host}", **upgrade, **asked) == answer


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/media/unknown.csv", f"/{PATH}/unknown"])
def test_nothing_is_handed_out_under_a_foreign_name(server: Server, path: str) -> None:
    """Neither pages nor files: only sockets were refused by the framework."""
    assert status(server, path, Host=f"evil.example:{server.port}") == 400
    assert status(server, path, Host=f"localhost:{server.port}") != 400


def test_a_move_is_answered_to_nobody_who_does_not_know_the_visit_s_name(
    server: Server, visit: NewVisit
) -> None:
    """Nor is anything read that is too long or no wish."""
    page = visit(lang="de").open("session").page
    with page.expect_request("**/direct/*") as asked:
        page.locator("input[data-group=place]").press("ArrowRight")
    path = urlsplit(asked.value.url).path
    wish = json.dumps({"place": [1.4, 99]})
    assert status(server, path, "POST", wish) == 200
    for way in ("", "/left"):
        assert status(server, f"/{PATH}/{'x' * 24}{way}", "POST", wish) == 404
        for body in ("no json", "[1]", "7", wish + " " * MOST_BYTES):
            assert status(server, f"{path}{way}", "POST", body) == 400


@pytest.mark.parametrize(
    ("path", "kept"), [("/", True), ("/_stcore/health", True), ("/media/x.csv", False), (f"/{PATH}/x", False)]
)
@pytest.mark.parametrize("host", ["localhost", "evil.example"])
def test_every_answer_forbids_foreign_frames_scripts_and_referrers(
    server: Server, path: str, kept: bool, host: str
) -> None:
    """Also one that refuses; files and answers of people are kept by no browser and nothing between."""
    said = headers(server, path, f"{host}:{server.port}")
    policy = said["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'self'" in policy and "http" not in policy
    assert said["x-content-type-options"] == "nosniff" and said["x-frame-options"] == "SAMEORIGIN"
    assert said["referrer-policy"] == "no-referrer"
    assert (said.get("cache-control") == "no-store") is not kept


def test_a_foreign_page_cannot_frame_it_and_the_page_cannot_ask_elsewhere(
    server: Server, visit: NewVisit
) -> None:
    """As the browser enforces it, not only as it is written."""
    visited = visit().open("method")
    page = visited.page
    asked = "() => fetch('http://localhost:1/x', {mode: 'no-cors'}).then(() => 'asked', e => 'refused')"
    told = "() => new Promise(r => addEventListener('securitypolicyviolation', e => r(e.violatedDirective)))"
    with page.expect_console_message():
        heard = page.evaluate(f"() => {{ const heard = ({told})(); ({asked})(); return heard; }}")
    assert heard == "connect-src"
    assert len(visited.errors) == 2 and all("localhost:1" in error for error in visited.errors)
    visited.errors.clear()
    inside = page.context.new_page()
    inside.set_content(f"<iframe src='{server.url('_stcore/health')}'></iframe>")
    inside.wait_for_timeout(500)
    assert inside.frames[1].url.startswith("chrome-error:")
    inside.close()


def test_the_command_line_reads_while_the_app_holds_the_database(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is lent a copy from the app's start on; writing commands are told that the file is in use."""
    code = main(["status", "--json", "--db", str(server.database)])
    out, err = capsys.readouterr()
    assert code == 0 and json.loads(out)["cohorts"] and err.count("\n") == 1
    assert main(["plan", "--db", str(server.database)]) == 2


def test_its_counts_are_not_there(server: Server) -> None:
    """The address the framework gives them at, while its health is told."""
    assert status(server, "/_stcore/metrics") == 404
    assert status(server, "/_stcore/health") == 200
