"""Which addresses of the server belong to a visit, and which to the program."""

import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from rematch.model import Viewer, ViewerRole
from rematch.settings import Settings
from rematch.ui.login import claims, own_paths, visitor
from rematch.ui.shell import context


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("/media/0a1b.csv", ("media", "0a1b.csv")),
        ("/direct/token/left", ("direct", "token/left")),
        ("/_stcore/upload_file/session/file", ("_stcore/upload_file", "session/file")),
        ("/static/media/MaterialSymbols.woff2", ("", "")),
        ("/app/static/media/x.png", ("", "")),
        ("/mediator/x", ("", "")),
        ("/_stcore/health", ("", "")),
        ("/", ("", "")),
    ],
)
@pytest.mark.parametrize("base", ["", "office/rematch"])
def test_only_what_visits_are_handed_is_theirs(
    monkeypatch: pytest.MonkeyPatch, base: str, path: str, way: tuple[str, str]
) -> None:
    """Under whatever base path; fonts and scripts of the framework are everybody's."""
    monkeypatch.setattr(own_paths.st, "get_option", lambda _name: base)
    assert own_paths._way(f"/{base}{path}" if base else path) == way


def test_whoever_has_lost_every_role_is_answered_nothing_beside_the_page(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Though the identity holds and the visit is theirs: struck from the file, nothing is there any more."""
    now = time.time()
    said = {"is_logged_in": True, "iss": "https://login.example", "aud": "rematch", "sub": "anna"}
    said |= {"iat": now, "exp": now + 3600}
    roles = tmp_path / "roles.toml"
    asked = claims.Login(client_id="rematch", issuer="https://login.example")
    monkeypatch.setattr(visitor, "asked_for", lambda: asked)
    monkeypatch.setattr(visitor, "described", lambda: (asked, Settings(roles=roles)))
    monkeypatch.setattr(own_paths, "identity", lambda _request: said)
    monkeypatch.setattr(own_paths, "_of_the_program", lambda *_: False)
    monkeypatch.setattr(own_paths, "_visits_of", lambda *_: set())
    monkeypatch.setattr(own_paths, "_theirs", lambda *_: True)
    client = TestClient(own_paths.OwnPaths(PlainTextResponse("people")))
    for path in ("/media/0a1b.csv", "/direct/token/left", "/_stcore/upload_file/session/file"):
        roles.write_text("[[person]]\nsub = 'anna'\nroles = ['coordinator']\n", encoding="utf-8")
        assert client.get(path).text == "people"
        roles.write_text("[[person]]\nsub = 'someone else'\nroles = ['coordinator']\n", encoding="utf-8")
        assert (client.get(path).status_code, client.get(path).text) == (404, "")


def test_whoever_has_other_rights_now_finds_nothing_of_a_page_made_with_the_earlier_ones(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A coordinator who is an auditor now: files of an open visit are gone until its page is made anew."""
    now = time.time()
    said = {"is_logged_in": True, "iss": "https://login.example", "aud": "rematch", "sub": "anna"}
    said |= {"iat": now, "exp": now + 3600}
    roles = tmp_path / "roles.toml"
    asked = claims.Login(client_id="rematch", issuer="https://login.example")
    shown = {context.KEY: SimpleNamespace(viewer=Viewer(name="anna · anna"))}
    visit = SimpleNamespace(_user_info=said, session_state=shown)
    monkeypatch.setattr(visitor, "asked_for", lambda: asked)
    monkeypatch.setattr(visitor, "described", lambda: (asked, Settings(roles=roles)))
    monkeypatch.setattr(own_paths, "identity", lambda _request: said)
    monkeypatch.setattr(own_paths, "_visits", lambda: {"session": visit})
    client = TestClient(own_paths.OwnPaths(PlainTextResponse("people")))

    def answered(role: ViewerRole) -> int:
        roles.write_text(f"[[person]]\nsub = 'anna'\nroles = ['{role}']\n", encoding="utf-8")
        return client.get("/_stcore/upload_file/session/file").status_code

    assert answered(ViewerRole.COORDINATOR) == 200
    assert answered(ViewerRole.AUDITOR) == 404
    shown[context.KEY] = SimpleNamespace(viewer=Viewer(name="anna · anna", role=ViewerRole.AUDITOR))
    assert (answered(ViewerRole.AUDITOR), answered(ViewerRole.COORDINATOR)) == (200, 404)
    shown.clear()
    assert answered(ViewerRole.COORDINATOR) == 404
