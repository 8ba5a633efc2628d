"""The only ways into a workshop's process: two pages of the framework, and what phones ask for."""

import re

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGES = re.compile(
    r"/|/lead|/room|/favicon\.png|/manifest\.json|/static/.+|/media/.+"
    r"|/(lead/|room/)?_stcore/(health|host-config)|/_stcore/bidi-components/.+|/join(/(phone|talk)\.(js|css))?"
)
"""What is read: the framework's page, its pieces, and the phones' page. Nobody uploads, no agent asks."""
VOTES = re.compile(r"/vote/(words|state|join|ballot|reason|me)")
SOCKET = "/_stcore/stream"
PHONES = re.compile(r"/(join|vote)\b.*")
STRICTEST = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class OnlyTheWorkshop:
    """Whatever is no way into a workshop is not there; phones' answers have the strictest policy."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is asked for by one of these ways."""
        if scope["type"] == "http" and not leads_in(scope["method"], scope["path"]):
            await PlainTextResponse("", status_code=404)(scope, receive, send)
        elif scope["type"] == "websocket" and scope["path"] != SOCKET:
            await send({"type": "websocket.close", "code": 1008})
        else:
            phones = scope["type"] == "http" and PHONES.fullmatch(scope["path"])
            await self._app(scope, receive, _strictest(send) if phones else send)


def leads_in(method: str, path: str) -> bool:
    """Whether something may be asked for so."""
    return bool(VOTES.fullmatch(path) or (method in ("GET", "HEAD") and PAGES.fullmatch(path)))


def _strictest(send: Send) -> Send:
    async def strict(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)["Content-Security-Policy"] = STRICTEST
        await send(message)

    return strict
