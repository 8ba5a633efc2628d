"""Along a slider a plan is worth its accommodation too, and the bounds over many steps hold with it."""

from itertools import product

import numpy as np
import pytest

from rematch.instance import prepare_cohort
from rematch.model import CriterionId
from rematch.optimise import verify
from rematch.planning.plan import replan
from rematch.scenario import Scenario
from rematch.whatif.sensitivity.weight_path import weight_path
from tests.seeds import seeds
from tests.unit.instance.test_accommodation import TABLE, drawn

STEPS = (0.5, 2.0, 4.5, 7.0, 10.0)


@seeds(range(20))
def test_no_plan_leads_by_more_between_two_steps_than_the_bounds_at_the_ends_say(seed: int) -> None:
    """All plans of a tiny cohort, each in its best units, at every step of the slider of accommodation."""
    report = replan(prepare_cohort(drawn(seed), TABLE, "data"), Scenario())
    line = weight_path(report, CriterionId("homes"), STEPS)
    worth = line.worth(report.assignment)
    ends = list(line.leading(report.assignment, range(len(STEPS))))
    for plan in product((-1, 0, 1), repeat=report.instance.problem.n):
        if not verify(line.problems[0], plan).ok:
            continue
        other = np.array(plan)
        values = [verify(problem, other).objective for problem in line.problems]
        assert line.worth(other) == pytest.approx(values)
        most = max(verify(problem, other).objective - base for problem, base in ends)
        assert (line.worth(other) - worth).max() <= most + 1e-9
