"""What phones ask for: the page, its words, and a guest's own choices; each answered as a guest."""

import html
import json
from collections.abc import Awaitable, Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from string import Template
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from rematch import texts
from rematch.errors import RematchError
from rematch.rights import A_GUEST, acting
from rematch.service.workshop import Hall
from rematch.ui.workshop import opened
from rematch.ui.workshop.phone import told
from rematch.ui.workshop.phone.told import Voice
from rematch.ui.workshop.phone.wishes import BallotWish, JoinWish, ReasonWish, read

HERE = Path(__file__).parent
STATUS = {
    "workshop.malformed": 400,
    "workshop.incomplete": 400,
    "workshop.unknown_group": 400,
    "workshop.stranger": 401,
    "workshop.wrong_code": 403,
    "workshop.none": 404,
    "workshop.too_often": 429,
}
REFUSED, FAILED = 409, 503
Act = Callable[[Hall], Any]


def routes() -> list[Route]:
    """For the server, beside the framework's own ways."""
    return [
        Route("/join", _page),
        Route("/join/phone.js", _file),
        Route("/join/talk.js", _file),
        Route("/join/phone.css", _file),
        Route("/vote/words", _answering(_words)),
        Route("/vote/state", _answering(_state)),
        Route("/vote/join", _answering(_join), methods=["POST"]),
        Route("/vote/ballot", _answering(_ballot), methods=["PUT"]),
        Route("/vote/reason", _answering(_reason), methods=["PUT"]),
        Route("/vote/me", _answering(_leave), methods=["DELETE"]),
    ]


def voice(request: Request) -> Voice:
    """The language asked for, else the phone's own; simple where it is asked for."""
    accepted = request.headers.get("accept-language", "").split(",")
    wanted = [request.query_params.get("lang", ""), *(one.partition(";")[0].strip() for one in accepted)]
    known = (one for one in wanted if one and all(part.isalnum() for part in one.split("-")))
    return Voice(texts.best_language(known), request.query_params.get("simple") == "1")


@cache
def page(lang: str) -> str:
    """The phones' page in this language: without its script it says what it needs."""
    said = {name: html.escape(texts.say(f"phone.page.{name}", lang)) for name in ("title", "script_needed")}
    return Template((HERE / "page.html").read_text(encoding="utf-8")).substitute(said, lang=lang)


async def _page(request: Request) -> Response:
    return Response(page(voice(request).lang), media_type="text/html", headers={"Cache-Control": "no-cache"})


async def _file(request: Request) -> Response:
    name = request.url.path.rpartition("/")[2]
    return FileResponse(HERE / name, headers={"Cache-Control": "no-cache"})


def _answering(
    asked: Callable[[Request, Voice], Awaitable[Act]],
) -> Callable[[Request], Awaitable[Response]]:
    """An answer in JSON that nobody keeps; what is refused is said in the guest's words."""

    async def answer(request: Request) -> Response:
        speaking = voice(request)
        try:
            act = await asked(request, speaking)
            said, status = await to_thread.run_sync(_as_a_guest, act), 200
        except RematchError as fault:
            kept = FAILED if fault.code.startswith("store.") else REFUSED
            words, status = texts.problem(fault, speaking.lang), STATUS.get(fault.code, kept)
            said = {"code": fault.code, "what": words.what, "todo": words.todo}
        return _json(request, said, status)

    return answer


def _as_a_guest(act: Act) -> Any:
    with acting(A_GUEST):
        return act(opened.hall())


def _json(request: Request, said: object, status: int) -> Response:
    """What the phone has already is not sent again."""
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    headers = {"Cache-Control": "no-store", "ETag": f'"{sha256(body).hexdigest()[:20]}"'}
    if status == 200 and request.method == "GET" and request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(body, status_code=status, media_type="application/json", headers=headers)


async def _words(_: Request, speaking: Voice) -> Act:
    return lambda hall: told.words(speaking, hall.deck)


async def _state(request: Request, speaking: Voice) -> Act:
    token = _token(request)
    return lambda hall: told.state(hall.view(token), speaking)


async def _join(request: Request, _: Voice) -> Act:
    wish = await read(request, JoinWish)
    address = request.client.host if request.client else ""
    return lambda hall: {"token": hall.join(wish.code, wish.role, address)}


async def _ballot(request: Request, _: Voice) -> Act:
    token, wish = _token(request), await read(request, BallotWish)
    return lambda hall: told.ballot(hall.keep(token, wish.round, wish.swings, wish.step, sent=wish.sent))


async def _reason(request: Request, _: Voice) -> Act:
    token, wish = _token(request), await read(request, ReasonWish)
    return lambda hall: hall.give_reason(token, wish.topic, wish.text)


async def _leave(request: Request, _: Voice) -> Act:
    token = _token(request)
    return lambda hall: hall.leave(token)


def _token(request: Request) -> str:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""
