"""What somebody may take up of an offer: recognition, certificates and the level of German as a factor."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from rematch.criteria.catalogue import Condition, Criterion
from rematch.criteria.columns import Flags, Floats
from rematch.criteria.measuring.standards import LEVELS
from rematch.model import FieldId, Level, Member, Value

GERMAN = "de"


@dataclass(frozen=True)
class Lack:
    """What somebody lacks of a condition; `stated` None = not said.

    Of German (`level` is asked for, `field` holds the languages) or of what has an answer of its own.
    """

    field: FieldId
    stated: Value | None
    level: Level | None = None


@dataclass(frozen=True)
class Standing:
    """`factor` in [0, 1] of the score, as if what was not said were not there, and what is lacking."""

    factor: float = 1.0
    lacks: tuple[Lack, ...] = ()

    @property
    def unsaid(self) -> bool:
        """Whether an answer is missing that might make it more."""
        return any(lack.stated is None for lack in self.lacks)


ALL_OF_IT = Standing()


def standings(criterion: Criterion, members: Iterable[Member]) -> tuple[Floats, Flags]:
    """[r] factor = what the state counts x each_level^(levels of German short), [r] whether not all was said.

    Without conditions 1. An answer that is missing counts the least of those it may be.
    """
    found = [standing(criterion, member) for member in members]
    return np.array([one.factor for one in found]), np.array([one.unsaid for one in found], dtype=bool)


def standing(criterion: Criterion, member: Member) -> Standing:
    """What the condition that holds for the member's need leaves of it; who needs nothing lacks nothing."""
    need = member.answers.get(criterion.need or FieldId(""))
    held = condition(criterion, need) if need else None
    if held is None:
        return ALL_OF_IT
    short, missing = _german(held, member)
    state, lacking = _state(held, member)
    return Standing(state * held.each_level**short, (*lacking, *missing))


def condition(criterion: Criterion, need: Value) -> Condition | None:
    """The condition with the longest code that the need begins with; None where there is none."""
    text = need if isinstance(need, str) else ""
    fitting = [
        (len(code), -at, one)
        for at, one in enumerate(criterion.conditions)
        for code in one.codes
        if text.startswith(code)
    ]
    return max(fitting, key=lambda fits: fits[:2])[2] if fitting else None


def _german(held: Condition, member: Member) -> tuple[int, tuple[Lack, ...]]:
    """How many levels of German are short, all of them where nothing is said."""
    if held.level is None or held.spoken is None:
        return 0, ()
    spoken, asked = member.answers.get(held.spoken), LEVELS.index(held.level)
    known = int(spoken.get(GERMAN, 0.0)) if isinstance(spoken, dict) else 0
    short = max(asked - known, 0)
    stated = None if spoken is None else LEVELS[known]
    return short, (Lack(held.spoken, stated, held.level),) if short else ()


def _state(held: Condition, member: Member) -> tuple[float, tuple[Lack, ...]]:
    """What the answer counts; unless that is most, something is lacking."""
    if held.field is None or not held.states:
        return 1.0, ()
    answer, least = member.answers.get(held.field), min(held.states.values())
    counts = held.states.get(str(answer), least)
    lacks = counts < max(held.states.values())
    return counts, (Lack(held.field, answer),) if lacks else ()
