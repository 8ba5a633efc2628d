"""Undo and redo over scenarios, as pure functions."""

from dataclasses import dataclass, field

from rematch.scenario import Scenario

KEPT = 100


@dataclass(frozen=True)
class History:
    """The scenario in force, those before it (oldest first) and those undone (next first).

    `control` is the one whose move put the present in force.
    """

    present: Scenario = field(default_factory=Scenario)
    past: tuple[Scenario, ...] = ()
    future: tuple[Scenario, ...] = ()
    control: str | None = field(default=None, compare=False)


def decide(history: History, scenario: Scenario, control: str | None = None) -> History:
    """Put a new scenario in force; what changes nothing is no step, another move of one control neither."""
    if scenario == history.present:
        return history
    if control is None or control != history.control:
        return History(scenario, (*history.past, history.present)[-KEPT:], control=control)
    if scenario == history.past[-1]:
        return History(scenario, history.past[:-1])
    return History(scenario, history.past, control=control)


def undo(history: History) -> History:
    """One step back, where there is one."""
    if not history.past:
        return history
    *past, present = history.past
    return History(present, tuple(past), (history.present, *history.future))


def redo(history: History) -> History:
    """One undone step again, where there is one."""
    if not history.future:
        return history
    present, *future = history.future
    return History(present, (*history.past, history.present), tuple(future))


def another_cohort(history: History) -> History:
    """What stays when other profiles are loaded: weights and policy, no decision.

    Switches are decisions, too: what is on for invented people is asked anew for real ones.
    """
    now = history.present
    return History(Scenario(weights=now.weights, groups=now.groups, policy=now.policy, seed=now.seed))


def corrected(history: History, scenario: Scenario) -> History:
    """The scenario in force mended without a step: nobody decided it."""
    return History(scenario, history.past, history.future)
