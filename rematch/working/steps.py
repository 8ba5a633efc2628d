"""Whose step it is to take back: undo and redo over the steps of a session, as pure functions.

Everybody takes back their own steps alone, the latest first; what a colleague decided since stays.
"""

from collections.abc import Iterable
from typing import NamedTuple

from rematch.scenario import Scenario
from rematch.store.sessions import SessionStep
from rematch.working.items import NOTHING, Key, carried, changes

UNDO, REDO, DROPPED = "undo", "redo", "dropped"


class Way(NamedTuple):
    """A step that can be taken back or put in force again, what comes of it, and what stays a colleague's."""

    of: int
    after: Scenario
    overtaken: frozenset[Key]


def own_steps(steps: Iterable[SessionStep], seat: str) -> tuple[list[SessionStep], list[SessionStep]]:
    """One person's decisions that are in force, and those taken back; the next one to act on is last."""
    done: dict[int, SessionStep] = {}
    undone: dict[int, SessionStep] = {}
    for step in steps:
        if step.seat != seat or step.kind in (NOTHING, DROPPED):
            continue
        if step.kind == UNDO and step.of in done:
            undone[step.of] = done.pop(step.of)
        elif step.kind == REDO and step.of in undone:
            done[step.of] = undone.pop(step.of)
        elif step.of is None:
            done[step.number] = step
            undone.clear()
    return list(done.values()), list(undone.values())


def way_back(steps: Iterable[SessionStep], seat: str, present: Scenario) -> Way | None:
    """One's own last step of which something still stands, taken back; None where there is none."""
    done, _ = own_steps(steps, seat)
    return _way(((step.number, step.after, step.before) for step in reversed(done)), present)


def way_forth(steps: Iterable[SessionStep], seat: str, present: Scenario) -> Way | None:
    """One's own step taken back last, put in force again as far as it can be."""
    _, undone = own_steps(steps, seat)
    return _way(((step.number, step.before, step.after) for step in reversed(undone)), present)


def _way(steps: Iterable[tuple[int, Scenario, Scenario]], present: Scenario) -> Way | None:
    """The first of these steps, from one scenario to another, that would change what is in force."""
    for number, start, end in steps:
        after, overtaken = carried(start, end, present)
        if after != present:
            return Way(number, after, overtaken)
    return None


def origins(steps: Iterable[SessionStep]) -> dict[Key, SessionStep]:
    """The step that put each item in force as it is now, or took it out last."""
    found: dict[Key, SessionStep] = {}
    for step in steps:
        found |= dict.fromkeys(changes(step.before, step.after), step)
    return found


def in_force(steps: Iterable[SessionStep]) -> int:
    """How many decisions of anybody are not taken back."""
    kinds = [step.kind for step in steps]
    taken = sum(kind not in (UNDO, REDO, DROPPED, NOTHING) for kind in kinds)
    return taken - kinds.count(UNDO) + kinds.count(REDO)
