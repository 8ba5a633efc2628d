"""What each starting point for the weights would change, before anybody takes it."""

from collections.abc import Callable
from dataclasses import dataclass

from rematch.criteria.presets import Preset, presets
from rematch.instance.figures import Figures, figures
from rematch.jobs import Stopped
from rematch.planning.changes import Changes
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport
from rematch.whatif.sensitivity.influence import still_best


@dataclass(frozen=True)
class PresetEffect:
    """The plan that a preset leads to, measured by the weights in force now.

    `moves`: households elsewhere than in the present plan, 0 where that is a best one under the preset, too.
    `proven`: the preset's plan is.
    """

    preset: Preset
    moves: int
    figures: Figures
    proven: bool


def preset_effects(
    report: PlanReport,
    told: Callable[[int, int], None] = lambda done, asked: None,
    stopped: Stopped = lambda: False,
) -> tuple[PresetEffect, ...]:
    """One more solve for every preset, until `stopped`; `told` hears after each."""
    found: list[PresetEffect] = []
    for preset in presets():
        if stopped():
            break
        found.append(preset_effect(report, preset))
        told(len(found), len(presets()))
    return tuple(found)


def preset_effect(report: PlanReport, preset: Preset) -> PresetEffect:
    """Solve again with the preset's weights, every other decision kept."""
    instance = report.instance
    scenario = preset.applied(report.scenario, instance.catalogue)
    other = replan(instance.cohort_data, scenario, before=report, work_limit=report.work_limit)
    step = Changes(report, other)
    if still_best(step):
        return PresetEffect(preset, 0, report.figures, other.proven)
    return PresetEffect(preset, len(step.moves), figures(instance, other.assignment), other.proven)
