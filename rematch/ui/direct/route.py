"""The way on which a page asks beside its own run: one address a visit, which only its page knows."""

import json
from collections.abc import AsyncIterator, Generator
from typing import Any

import streamlit as st
from anyio import CancelScope, to_thread
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from rematch.incident import log_incident
from rematch.ui.direct import desk

MOST_BYTES = 4096
"""Of a wish: sixteen sliders need a tenth of it."""


def routes() -> list[Route]:
    """For the server, beside the framework's own ways and under the same base path."""
    base = st.get_option("server.baseUrlPath").strip("/")
    path = "/".join(["", *filter(None, [base]), desk.PATH, "{token}"])
    return [Route(path, _asked, methods=["POST"]), Route(f"{path}/left", _left, methods=["POST"])]


async def _asked(request: Request) -> Response:
    """What each piece of the page says now, a line of JSON for each step; nothing is decided by asking."""
    found, wish = desk.find(request.path_params["token"]), await _wish(request)
    if found is None or wish is None:
        return Response(status_code=404 if found is None else 400)
    return StreamingResponse(
        _lines(found, wish), media_type="application/x-ndjson", headers={"Cache-Control": "no-store"}
    )


async def _left(request: Request) -> Response:
    """What was pressed on a page that was left before it could tell its own run: in force all the same."""
    from rematch.ui.session.weighting import groups  # noqa: PLC0415  the page imports the solver

    found, wish = desk.find(request.path_params["token"]), await _wish(request)
    if found is None or wish is None:
        return Response(status_code=404 if found is None else 400)
    await to_thread.run_sync(found.within, groups.weigh, wish)
    return Response(status_code=204)


async def _wish(request: Request) -> dict[str, Any] | None:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return None
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _next(said: Generator[dict[str, object]]) -> dict[str, object] | None:
    return next(said, None)


async def _lines(at: desk.PlanDesk, wish: dict[str, Any]) -> AsyncIterator[bytes]:
    from rematch.ui.session import at_once  # noqa: PLC0415  the page imports the solver

    said: Generator[dict[str, object]] = at_once.answer(wish)
    try:
        while (pieces := await to_thread.run_sync(at.within, _next, said)) is not None:
            yield json.dumps(pieces, ensure_ascii=False).encode() + b"\n"
    except Exception as error:
        log_incident(error, "answer beside the page")
    finally:
        # What an answer does at its end is done now: left to the collection of garbage it would be done in
        # whatever thread that runs in, one that holds the desk among them, which would wait for itself.
        with CancelScope(shield=True):
            await to_thread.run_sync(at.within, said.close)
