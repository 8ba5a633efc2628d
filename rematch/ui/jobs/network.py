"""What the server asks of others and tells strangers: nothing."""

import streamlit as st
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import net_util
from streamlit.web.server.starlette.starlette_routes import ROUTE_METRICS


def ask_nobody() -> None:
    """The framework would look up its address in the internet, at start and for every foreign page."""
    net_util.get_external_ip = lambda: None


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
