"""Which ways lead into a workshop's process, and how strict its answers are."""

import gzip

import pytest
import streamlit as st
from starlette.testclient import TestClient

from rematch.errors import RematchError
from rematch.rights import A_GUEST, acting
from rematch.service.workshop import Premises, premises
from rematch.ui.workshop import opened, ways
from tests.unit.texts.project import ROOT
from tests.unit.ui.workshop.conftest import KEY

MAIN = ROOT / "rematch" / "ui" / "workshop" / "main.py"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
"""What can be asked for."""


def test_of_the_framework_s_own_ways_only_pages_can_be_read() -> None:
    """No upload, no counts, no agent, no login, no health check that runs the script: whatever the method."""
    built = st.App(MAIN)._build_starlette_app()
    open_, closed = set(), set()
    for route in built.routes:
        path = getattr(route, "path", "")
        for method in METHODS:
            (open_ if ways.leads_in(method, path.replace("{path:path}", "x")) else closed).add((method, path))
    assert {path for method, path in open_ if method not in ("GET", "HEAD")} == set()
    assert {"/_stcore/upload_file/{session_id}/{file_id}", "/_stcore/metrics"} <= {
        path for method, path in closed if method == "GET"
    }
    assert not {path for _, path in open_ if "agent" in path or "auth" in path or "upload" in path}


@pytest.mark.parametrize(
    "path", ["/", "/profiles", "/_stcore/upload_file/a/b", "/direct/x", "/join/../app.py"]
)
@pytest.mark.parametrize("method", METHODS)
def test_whatever_is_no_way_into_a_workshop_is_not_there(client: TestClient, method: str, path: str) -> None:
    """Tried with every method; behind it here nothing but phones' ways is served."""
    assert client.request(method, path).status_code == 404


@pytest.mark.parametrize(
    ("method", "path"), [(m, p) for p in ("/vote/state", "/vote/ballot", "/vote/me") for m in METHODS]
)
def test_nothing_is_answered_without_a_token(client: TestClient, method: str, path: str) -> None:
    """By every method: refused, or not there."""
    answer = client.request(method, path, json={"round": 1, "swings": {}, "step": 1, "sent": False})
    assert answer.status_code in (401, 405)


def test_phones_get_the_strictest_policy(client: TestClient) -> None:
    """No script or style but our own files, no frame, no form; what is refused is told the same."""
    for path in ("/join", "/join/phone.js", "/join/phone.css", "/vote/words", "/vote/state"):
        said = client.get(path).headers
        assert said["content-security-policy"] == ways.STRICTEST and "unsafe" not in ways.STRICTEST
        assert said["x-content-type-options"] == "nosniff" and said["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_page_has_no_script_or_style_in_it_and_is_small(client: TestClient, lang: str) -> None:
    """So that the policy can be strict, and a bad connection carries it."""
    page = client.get("/join", headers={"Accept-Language": lang}).text
    assert f'lang="{lang}"' in page and "style=" not in page and " on" not in page.split("<svg")[0]
    parts = [client.get(f"/join/{name}").content for name in ("phone.js", "talk.js", "phone.css")]
    assert sum(len(gzip.compress(part, 5)) for part in (page.encode(), *parts)) < 10_000


def test_the_key_opens_once_typed_and_guesses_are_slowed(premises: Premises) -> None:
    """Capitals, spaces and hyphens do not matter; after ten wrong keys the right one is not heard either."""
    opened.lead(" ABCD efgh ", "10.0.0.1")
    for _ in range(10):
        with pytest.raises(RematchError, match="wrong_key"):
            opened.lead("zzzz-zzzz", "10.0.0.2")
    with pytest.raises(RematchError, match="too_many_keys"):
        opened.lead(KEY, "10.0.0.2")
    opened.lead(KEY, "10.0.0.1")


def test_a_process_that_is_no_workshop_s_says_so() -> None:
    """Screens find nothing where nothing was settled."""
    with acting(A_GUEST), pytest.raises(RematchError, match="not_started"):
        premises()
