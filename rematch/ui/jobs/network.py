"""What the server asks of others and tells strangers: nothing; and what browsers may do with its answers."""

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import net_util
from streamlit.web.server.starlette.starlette_routes import (
    BASE_ROUTE_MEDIA,
    BASE_ROUTE_UPLOAD_FILE,
    ROUTE_METRICS,
)

from rematch.incident import log_incident
from rematch.ui.direct import desk

POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'unsafe-inline' 'wasm-unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "frame-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
"""As strict as the framework's page allows: its styles and its pieces' scripts stand in the page itself."""
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {said}" for name, said in POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "no-referrer",
}
NOT_KEPT = {"Cache-Control": "no-store"}
OF_PEOPLE = (BASE_ROUTE_MEDIA, BASE_ROUTE_UPLOAD_FILE, desk.PATH)
"""Files to take along, uploads, answers beside the page; people's data on the pages come by the socket."""


def ask_nobody() -> None:
    """The framework would look up its address in the internet, at start and for every foreign page."""
    net_util.get_external_ip = lambda: None


class StrictHeaders:
    """Every answer says that nothing foreign is loaded, framed or told; what is of people is not kept.

    So does one to whom the program failed: it says a number, and the log never what the error said.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, and its answer with these headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False
        kept = not any(f"/{way}/" in scope["path"] for way in OF_PEOPLE)

        async def strict(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS if kept else HEADERS | NOT_KEPT)
            await send(message)

        try:
            await self._app(scope, receive, strict)
        except Exception as error:
            number = log_incident(error, "answer of the server")
            if begun:
                return
            await PlainTextResponse(number, status_code=500)(scope, receive, strict)


class KnownHosts:
    """What is asked for by a name that is none of ours is refused; the framework refuses sockets alone."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        names = st.get_option("server.allowedHosts") or ["*"]
        self._checked = TrustedHostMiddleware(app, allowed_hosts=names, www_redirect=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what was asked for by one of our names."""
        await (self._checked if scope["type"] == "http" else self._app)(scope, receive, send)


class ClosedMetrics:
    """Nobody is told the server's own counts, which the framework hands out without a question."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but that."""
        closed = scope["type"] == "http" and scope["path"].rstrip("/").endswith(ROUTE_METRICS)
        answer = PlainTextResponse("", status_code=404) if closed else self._app
        await answer(scope, receive, send)
