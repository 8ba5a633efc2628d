"""The rule of few changes: what it promises, and what it left undone.

Each household placed elsewhere than in the plan before costs x (in fit x persons, or in fit where each
household counts once). A best plan then keeps this: whichever of the households that moved are put back, if
that breaks no rule and costs nobody a place, at least x times their number is lost. So all moves together
bring at least x each on average; a single one of a chain may bring less, or lose.
"""

from dataclasses import dataclass

from rematch.planning.changes import Changes
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport

LEAST = 1e-4
"""Gain per household below which a move counts as none."""


@dataclass(frozen=True)
class HeldBack:
    """How many households would be elsewhere without the rule, and the value they would bring together.

    `gain` is in fit x persons, or in fit where each household counts once; where it is not `proven`, more may
    be possible.
    """

    moves: int
    gain: float
    proven: bool


def held_back(report: PlanReport) -> HeldBack:
    """What the rule kept from being done: the best plan without it that is nearest to this one; one solve."""
    scenario = report.scenario
    free = scenario.policy.model_copy(update={"prefer_few_changes": LEAST})
    ground = report.instance.cohort_data
    step = Changes(report, replan(ground, scenario.model_copy(update={"policy": free}), before=report))
    if not step.moves or step.gain is None:
        return HeldBack(0, 0.0, step.new.proven)
    placed_elsewhere = sum(None not in (move.before, move.after) for move in step.moves)
    return HeldBack(len(step.moves), step.gain + LEAST * placed_elsewhere, step.new.proven)
