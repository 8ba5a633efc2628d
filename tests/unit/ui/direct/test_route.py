"""The way beside the page's run: an answer that nobody waits for any more is brought to its end at once."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from rematch.ui.direct import desk, route
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
