"""What people decided for a plan, each with its reason: for the coordinator's own file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rematch.scenario import Scenario
from rematch.store.sessions import SessionStep
from rematch.working.items import Key, items
from rematch.working.steps import origins


@dataclass(frozen=True)
class Decision:
    """One departure from an empty scenario: what it is about, its value, and why, by whom and when.

    Reason, name and moment are empty where it was made outside a working session, or without them.
    """

    key: Key
    value: Any
    reason: str = ""
    by: str = ""
    at: datetime | None = None

    def as_content(self) -> dict[str, object]:
        """As plain data: the part of the scenario, what in it, its value, and what was said about it."""
        part, *about = self.key
        value = list(self.value) if isinstance(self.value, tuple) else self.value
        at = None if self.at is None else self.at.isoformat()
        return {
            "part": part,
            "about": about,
            "value": value,
            "reason": self.reason,
            "by": self.by,
            "at": at,
        }


def decisions(scenario: Scenario, steps: Iterable[SessionStep] = ()) -> tuple[Decision, ...]:
    """Everything decided in a scenario; `steps` of its working session say who, when and why."""
    made = origins(steps)
    return tuple(_decision(key, value, made.get(key)) for key, value in items(scenario).items())


def _decision(key: Key, value: Any, step: SessionStep | None) -> Decision:
    """A pin or veto has its reason with it, everything else with the step that made it."""
    place, reason = _with_its_reason(key, value)
    if step is None:
        return Decision(key, place, reason)
    return Decision(key, place, reason or step.reason, step.by, step.at)


def _with_its_reason(key: Key, value: Any) -> tuple[Any, str]:
    if key[0] == "pins":
        return value.ags, value.reason
    if key[0] == "held":
        return value.share, ""
    if key[0] == "vetoes":
        return True, value.reason
    return value, ""
