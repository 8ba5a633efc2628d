"""Workshops are deleted on their day while the program runs, whatever goes wrong the first time."""

import asyncio

import pytest
from anyio.from_thread import start_blocking_portal

from rematch.errors import RematchError
from rematch.rights import in_force
from rematch.ui.workshop import expiring


class _Directing:
    """Fails once, then counts how often it is asked, as whom."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def expire(self) -> int:
        self.asked.append(in_force().role)
        if len(self.asked) == 1:
            raise RematchError("store.failed", statement="x", why="y")
        return 0


def test_it_is_looked_at_again_and_again_as_the_facilitator(monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure is no end of it; no sooner than asked for."""
    directing = _Directing()
    monkeypatch.setattr(expiring.opened, "direction", lambda: directing)

    async def looked() -> None:
        task = asyncio.create_task(expiring.every(0.001))
        while len(directing.asked) < 3:
            await asyncio.sleep(0.001)
        task.cancel()

    with start_blocking_portal() as loop:
        loop.call(looked)
    assert set(directing.asked) == {"facilitator"}
