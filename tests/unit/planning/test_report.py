"""What a plan is handed over as: baselines, figures, and what is made only when it is read."""

import time

import pytest

from rematch.optimise import verify
from rematch.planning.plan import replan
from rematch.scenario import Scenario
from tests import demo


def test_the_four_baselines_stand_beside_the_plan():
    """Three that keep the rules, and an upper bound that no plan reaches."""
    assert [(b.name, b.keeps_rules) for b in demo.cold().baselines] == [
        ("random", True),
        ("first_come", True),
        ("quota", True),
        ("best_place", False),
    ]


@pytest.mark.parametrize("weights", [{}, {"childcare": 0.0, "place_ranking": 10.0}])
def test_the_plan_is_never_below_a_baseline_that_keeps_the_rules_nor_above_the_bound(weights):
    """Persons first, then value."""
    report = replan(demo.known(), Scenario(weights=weights))
    plan = (report.figures.persons_placed, report.solution.objective)
    for baseline in report.baselines:
        made = (baseline.figures.persons_placed, baseline.objective)
        assert made <= plan if baseline.keeps_rules else made >= plan


def test_explanations_are_made_once_and_only_when_they_are_read():
    """A fresh report has none; read twice it is the same object."""
    report = replan(demo.known(), Scenario())
    assert "placements" not in vars(report)
    assert report.placements is report.placements


def test_the_check_is_of_the_plan_that_is_shown():
    """Recomputed by code that knows no solver."""
    report = demo.cold()
    assert report.check == verify(report.instance.problem, report.assignment)
    assert report.first_levels_proven


def test_processor_seconds_are_told_by_stage():
    """Fit, solve and verify each took some, together no more than the whole call did."""
    begun = time.process_time()
    stages = replan(demo.known(), Scenario(weights={"transport": 4.2})).stages
    spent = time.process_time() - begun
    assert min(stages.fit, stages.solve, stages.verify) > 0
    assert stages.fit + stages.solve + stages.verify <= spent
