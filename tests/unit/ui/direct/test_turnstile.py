"""Small answers take turns: in order, one at a time, and none waits for one that is gone or hangs."""

import asyncio
from threading import Event, Thread
from types import SimpleNamespace
from typing import Any

import pytest

from rematch.service.session import EXACT_PAIRS
from rematch.ui.direct import turnstile
from rematch.ui.direct.turnstile import Turnstile


def never() -> bool:
    return False


def test_one_at_a_time_each_in_its_turn() -> None:
    """Twenty answers beside pages at the same moment, of several steps each."""
    gate, inside, most, ended = Turnstile(), 0, 0, list[int]()

    async def answer(number: int) -> None:
        nonlocal inside, most
        for _ in range(3):
            async with gate.awaited(number):
                inside, most = inside + 1, max(most, inside + 1)
                await asyncio.sleep(0)
                inside -= 1
        ended.append(number)

    async def all_at_once() -> None:
        await asyncio.gather(*(answer(gate.number()) for _ in range(20)))

    asyncio.run(all_at_once())
    assert (inside, most, gate._within) == (0, 1, None)
    assert sorted(ended) == list(range(20))


def test_who_came_first_is_let_in_first_and_keeps_the_place() -> None:
    """Whoever waits longest, page or answer; also who comes back for the next step."""
    gate, order, going = Turnstile(), list[int](), list[Thread]()
    early = gate.number()

    def run(number: int) -> None:
        with gate.through(never):
            order.append(number)

    async def step() -> None:
        async with gate.awaited(early):
            order.append(-1)

    with gate.through(never):
        for number in range(5):
            going.append(Thread(target=run, args=(number,)))
            going[-1].start()
            while len(gate._queue) <= number:
                pass
        going.append(Thread(target=lambda: asyncio.run(step())))
        going[-1].start()
        while len(gate._queue) <= 5:
            pass
    for one in going:
        one.join(10)
    assert order == [-1, 0, 1, 2, 3, 4] and gate._within is None


def test_a_page_nobody_waits_for_goes_on_at_once_and_takes_nobody_s_place() -> None:
    """The framework ends it at its next word; meanwhile it holds up nobody, and leaves the queue."""
    gate, within = Turnstile(), Event()
    with gate.through(never):
        holder = gate._within
        with gate.through(lambda: True):
            within.set()
        assert not gate._queue and gate._within is holder
    assert within.is_set() and gate._within is None


def test_an_answer_that_is_left_leaves_the_queue() -> None:
    """Its browser has gone while it waited: the next one is let in all the same."""
    gate = Turnstile()

    async def answer() -> str:
        async with gate.awaited(gate.number()):
            return "here"

    async def one_leaves() -> str:
        async with gate.awaited(gate.number()):
            left, stays = asyncio.create_task(answer()), asyncio.create_task(answer())
            await asyncio.sleep(0)
            left.cancel()
            await asyncio.gather(left, return_exceptions=True)
            assert left.cancelled() and len(gate._queue) == 1
        return await asyncio.wait_for(stays, 10)

    assert asyncio.run(one_leaves()) == "here"
    assert gate._within is None


def test_one_that_hangs_holds_nobody_up_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages and answers go on without a turn once nobody has left for a while; the one may leave yet."""
    monkeypatch.setattr(turnstile, "PATIENCE", 0.05)
    monkeypatch.setattr(turnstile, "LOOK", 0.01)
    gate = Turnstile()

    async def answer() -> str:
        async with gate.awaited(gate.number()):
            return "here"

    with gate.through(never):
        with gate.through(never):
            pass
        assert asyncio.run(answer()) == "here"
    assert gate._within is None and not gate._queue


def test_a_turn_ends_with_whatever_ends_the_work() -> None:
    """A run that is ended by the framework, or fails, makes room."""
    gate = Turnstile()
    for fault in (ValueError, KeyboardInterrupt):
        with pytest.raises(fault), gate.through(never):
            raise fault
    assert gate._within is None


@pytest.mark.parametrize(
    ("page", "households", "places", "small"),
    [
        ("session", 30, 8, True),
        ("session", EXACT_PAIRS // 10, 10, True),
        ("session", EXACT_PAIRS // 10 + 1, 10, False),
        ("compare", 30, 8, None),
        ("load", 30, 8, None),
    ],
)
def test_only_the_session_s_page_with_a_small_cohort_takes_turns(
    monkeypatch: pytest.MonkeyPatch, page: str, households: int, places: int, small: bool | None
) -> None:
    """Moves beside the page do as its run did; other pages work for long, and wait for nobody."""
    desk = SimpleNamespace(small=None)
    about: Any = SimpleNamespace(cohort=SimpleNamespace(households=households, municipalities=places))
    monkeypatch.setattr(turnstile.desk, "mine", lambda: desk)
    with turnstile.taken(page, about):
        assert (turnstile.SMALL_ANSWERS._within is not None) is (small is True)
    assert turnstile.SMALL_ANSWERS._within is None and desk.small is small


def test_without_a_cohort_there_is_no_turn_to_take() -> None:
    """Nor anything to ask a desk for."""
    nobody: Any = SimpleNamespace(cohort=None)
    with turnstile.taken("session", nobody):
        assert turnstile.SMALL_ANSWERS._within is None
