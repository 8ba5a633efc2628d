"""What the server hands out or takes beside its pages belongs to a visit: with a login, to whoever is in it.

And to the rights its page was made with: who has others now finds nothing of it before the page is made anew.
The framework answers whoever knows an address: of a file to take along, of an upload, of a visit's desk.
"""

import json
from collections.abc import Container, Mapping
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.web.server.starlette.starlette_auth_routes import _get_cookie_value_from_request
from streamlit.web.server.starlette.starlette_routes import BASE_ROUTE_MEDIA, BASE_ROUTE_UPLOAD_FILE
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from rematch.model import Viewer
from rematch.ui.direct import desk
from rematch.ui.login import claims, visitor
from rematch.ui.shell import context

if TYPE_CHECKING:
    from streamlit.runtime.app_session import AppSession
    from streamlit.runtime.state import SessionState

Claims = Mapping[str, Any]

_made: dict[str, str] = {}
"""The session for which a file was made when it was asked for, which the framework forgets."""


class OwnPaths:
    """Such an address is answered to the person alone whose visit it is of, with the rights of then."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what belongs to nobody, and what belongs to whoever asks."""
        asked = visitor.asked_for() if scope["type"] == "http" else None
        way, rest = ("", "") if asked is None else _way(scope["path"])
        if asked is not None and way and not _of_the_program(way, rest):
            said = identity(Request(scope))
            viewer = visitor.viewer_of(said)
            if viewer is None or not _theirs(way, rest, _visits_of(said, viewer)):
                await PlainTextResponse("", status_code=404)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def identity(request: Request) -> Claims:
    """What the signed cookie of a request says; nothing where there is none, or it is not ours."""
    value = _get_cookie_value_from_request(request, USER_COOKIE_NAME)
    try:
        said = json.loads(value) if value else {}
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def remember_owners() -> None:
    """From now on it is known for whom a file was made; a second call changes nothing."""
    made = MediaFileManager.execute_deferred
    if hasattr(made, "__wrapped__"):
        return

    @wraps(made)
    def noted(self: MediaFileManager, file_id: str) -> str:
        asked = self._deferred_callables.get(file_id)
        address = made(self, file_id)
        if asked is not None:
            there = _visits()
            for file in [file for file, session in _made.items() if session not in there]:
                del _made[file]
            _made[_file(address)] = asked["session_id"]
        return address

    MediaFileManager.execute_deferred = noted  # type: ignore[method-assign]


def _way(path: str) -> tuple[str, str]:
    """Which of the ways a path is on, under the base path, and what follows; nothing for any other path."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    for way in (BASE_ROUTE_MEDIA, BASE_ROUTE_UPLOAD_FILE, desk.PATH):
        begins = "/".join(["", *filter(None, [base]), way, ""])
        if path.startswith(begins):
            return way, path.removeprefix(begins)
    return "", ""


def _of_the_program(way: str, rest: str) -> bool:
    """Whether it is a picture of the program's own, such as its sign; whatever people take along is none."""
    if way != BASE_ROUTE_MEDIA:
        return False
    found = runtime.get_instance().media_file_mgr.read_file(_file(rest))
    return found is not None and found.content in _pictures()


@cache
def _pictures() -> frozenset[bytes]:
    return frozenset(path.read_bytes() for path in (Path(__file__).parents[1] / "static").glob("*.png"))


def _theirs(way: str, rest: str, own: Container[str]) -> bool:
    """Whether a path is of one of these visits."""
    first = rest.split("/", maxsplit=1)[0]
    if way == desk.PATH:
        found = desk.find(first)
        return found is not None and found.context is not None and found.context.session_id in own
    if way == BASE_ROUTE_UPLOAD_FILE:
        return first in own
    file, made = _file(rest), runtime.get_instance().media_file_mgr._files_by_session_and_coord
    drawn = (session for session, files in list(made.items()) if file in dict(files).values())
    return _made.get(file) in own or any(session in own for session in drawn)


def _visits() -> "dict[str, AppSession]":
    """Each visit that is connected."""
    sessions = runtime.get_instance()._session_mgr.list_active_sessions()
    return {one.session.id: one.session for one in sessions}


def _visits_of(said: Claims, viewer: Viewer) -> set[str]:
    """This person's, as far as their pages were made for the rights they have now."""
    return {
        session
        for session, one in _visits().items()
        if _same(one._user_info, said) and _made_for(one.session_state) == viewer
    }


def _made_for(state: "SessionState") -> Viewer | None:
    """Whom a visit's page was made for last; None before it was made."""
    try:
        found: Viewer = state[context.KEY].viewer
    except KeyError:
        return None
    return found


def _same(one: Claims, other: Claims) -> bool:
    """Whether both are the same person of the same provider."""
    return bool(claims.subject(one)) and all(one.get(name) == other.get(name) for name in ("iss", "sub"))


def _file(address: str) -> str:
    return address.rsplit("/", 1)[-1].split(".", maxsplit=1)[0]
