"""Nothing is asked of foreign hosts by the framework, and its counts are told nobody."""

import asyncio
import logging
import socket
from collections.abc import MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit import net_util
from streamlit.web.server.server_util import is_url_from_allowed_origins

from rematch.ui.direct.route import routes
from rematch.ui.jobs.network import HEADERS, NOT_KEPT, ClosedMetrics, StrictHeaders, ask_nobody


def test_a_foreign_origin_is_refused_without_asking_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    """No name is looked up, no connection made; the framework's own way asks a host in the internet."""
    found: list[object] = []
    monkeypatch.setattr(net_util, "get_external_ip", net_util.get_external_ip)
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda *url, **_: found.append(url))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *name, **_: found.append(name))
    net_util.get_external_ip()
    assert found
    found.clear()
    ask_nobody()
    assert not is_url_from_allowed_origins("http://evil.example:8501")
    assert found == []


def asked(path: str) -> tuple[int, bytes]:
    """What a server answers that would tell everybody."""
    sent: list[MutableMapping[str, Any]] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {"type": "http", "method": "GET", "path": path, "headers": []}
    answer = ClosedMetrics(PlainTextResponse("told"))(scope, receive, send)
    with ThreadPoolExecutor(1) as apart:  # a browser's tests may have left a loop in this thread
        apart.submit(asyncio.run, answer).result()
    return sent[0]["status"], sent[1]["body"]


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/", "/below/_stcore/metrics"])
def test_the_framework_s_counts_are_not_there(path: str) -> None:
    """Whatever stands behind: a 404 and nothing else; other addresses go through."""
    assert asked(path) == (404, b"")
    assert asked("/_stcore/health") == (200, b"told")


def test_an_answer_that_fails_has_the_headers_and_a_number_and_says_of_nobody_what_failed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The server itself would log the error with its message, and answer without a policy."""

    def fails(_request: Request) -> Response:
        raise ValueError("household H07 said")

    app = Starlette(routes=[Route("/direct/x", fails), *routes()], middleware=[Middleware(StrictHeaders)])
    client = TestClient(app)
    with caplog.at_level(logging.DEBUG):
        answer = client.get("/direct/x")
    assert answer.status_code == 500 and len(answer.text) == 6 and answer.text in caplog.text
    assert {name: answer.headers.get(name) for name in HEADERS | NOT_KEPT} == HEADERS | NOT_KEPT
    assert "H07" not in caplog.text + answer.text and "Traceback" not in caplog.text


@pytest.mark.parametrize("way", ["", "/left"])
def test_a_wish_nested_without_end_is_no_wish(way: str) -> None:
    """Nobody who knows no visit's name brings the program to an error."""
    client = TestClient(Starlette(routes=routes()))
    assert client.post(f"/direct/unknown{way}", content="[" * 4000).status_code == 404
