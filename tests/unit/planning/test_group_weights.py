"""What is counted more is met no worse."""

from itertools import pairwise

import numpy as np
import pytest

from rematch.planning.plan import replan
from rematch.planning.report import PlanReport
from rematch.scenario import Scenario
from tests import demo

GROUPS = [group.id for group in demo.catalogue().groups]


def met(report: PlanReport, group: str) -> float:
    """Mean score of a group's criteria at the places of the plan, by persons and the catalogue's weights."""
    scores, persons = report.instance.scores, report.instance.problem.persons
    placed = np.flatnonzero(report.assignment >= 0)
    rows = [k for k, c in enumerate(scores.criteria) if c.group == group and c.side == "household"]
    weights = np.array([scores.criteria[k].weight for k in rows])
    score = scores.score[np.ix_(rows, placed)][:, np.arange(len(placed)), report.assignment[placed]]
    counted = np.where(np.isnan(score), 0.0, weights[:, None] * persons[placed])
    return float((np.nan_to_num(score) * counted).sum() / counted.sum())


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_counted_more_is_met_no_worse(group: str) -> None:
    """From nothing over the catalogue's weights to twice as much, in the session cohort, to a hundredth.

    The plan maximises shares of each household's weights, not this mean, so it may give up a little of it.
    """
    plans = [replan(demo.known(), Scenario(groups={group: times})) for times in (0.0, 1.0, 2.0)]
    reached = [met(report, group) for report in plans]
    assert all(more >= less - 0.01 for less, more in pairwise(reached)), reached
