"""The way beside the page's run: an answer that nobody waits for any more is brought to its end at once."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from rematch.ui.direct import desk, route, turnstile
from rematch.ui.session import at_once


def test_an_answer_that_is_left_is_ended_there_and_not_when_garbage_is_collected(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Somebody still holds it, as a traceback may: its end must not wait for that."""
    ended: list[str] = []

    def said(_wish: object) -> Iterator[dict[str, object]]:
        try:
            yield {"figures": "first"}
            yield {"figures": "second"}
        finally:
            ended.append("at once")

    held, at = said({}), desk.PlanDesk()
    monkeypatch.setattr(at, "within", lambda act, *args: act(*args))
    monkeypatch.setattr(at_once, "answer", lambda _wish: held)

    async def left() -> bytes:
        lines = route._lines(at, {})
        first = await anext(lines)
        await lines.aclose()
        return first

    with ThreadPoolExecutor(1) as apart:
        first = apart.submit(lambda: asyncio.run(left())).result()
    assert first == b'{"figures": "first"}\n'
    assert ended == ["at once"]


def test_while_a_line_is_sent_the_turn_is_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that reads slowly, or not at all, holds up nobody else's answer."""
    at, held = desk.PlanDesk(), list[bool]()
    at.small = True

    def said(_wish: object) -> Iterator[dict[str, object]]:
        for step in ("first", "second"):
            held.append(turnstile.SMALL_ANSWERS._within is not None)
            yield {"figures": step}

    monkeypatch.setattr(at, "within", lambda act, *args: act(*args))
    monkeypatch.setattr(at_once, "answer", said)

    async def read_slowly() -> list[bool]:
        return [turnstile.SMALL_ANSWERS._within is not None async for _ in route._lines(at, {})]

    assert asyncio.run(read_slowly()) == [False, False]
    assert held == [True, True]
