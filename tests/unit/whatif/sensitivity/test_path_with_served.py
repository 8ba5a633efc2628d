"""Along a slider a plan is worth what is served, too, and the bounds over many steps hold with it."""

from dataclasses import replace

import numpy as np
import pytest

from rematch.optimise import Problem, verify
from rematch.whatif.sensitivity.weight_path import WeightPath
from tests.seeds import seeds
from tests.unit.optimise.instances import tiny_served
from tests.unit.optimise.trying_out import every

STEPS = (0.5, 2.0, 4.5, 7.0, 10.0)


def moved(problem: Problem, draw: np.random.Generator) -> WeightPath:
    """Values and gains that are quotients in the weight, as fits are."""
    kappa = float(draw.uniform(0.5, 5.0))
    value, gain = draw.normal(0, 1, problem.value.shape), draw.random(problem.served_value.shape)

    def at(weight: float) -> Problem:
        share = weight / (weight + kappa)
        served = (1 - share) * problem.served_value + share * gain
        return replace(problem, value=problem.value + share * value, served_value=served)

    return WeightPath(STEPS, tuple(at(weight) for weight in STEPS))


@seeds(range(40))
def test_no_plan_leads_by_more_between_two_steps_than_the_bounds_at_the_ends_say(seed: int) -> None:
    """All plans of a tiny problem, each served best, at every step of a slider."""
    problem, draw = tiny_served(seed, housed=seed % 2 == 1), np.random.default_rng(seed)
    line, plans = moved(problem, draw), [np.array(plan) for plan in every(problem)]
    shown = plans[draw.integers(len(plans))]
    worth, ends = line.worth(shown), list(line.leading(shown, range(len(STEPS))))
    for other in plans:
        assert line.worth(other) == pytest.approx([verify(one, other).objective for one in line.problems])
        most = max(verify(raised, other).objective - base for raised, base in ends)
        assert (line.worth(other) - worth).max() <= most + 1e-9
