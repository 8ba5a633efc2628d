"""Depth first: the same best plan as the solver's own branch and bound, or it says that it is not done."""

import numpy as np
import pytest

from rematch.bench.yardstick.problems import SetProblem
from rematch.optimise import Problem, solve
from rematch.optimise.budget import Budget
from rematch.optimise.exact import depth_first as module
from rematch.optimise.exact.branch_and_bound import ExactModel, Run
from rematch.optimise.exact.depth_first import depth_first
from rematch.optimise.exact.tightening import tightened
from rematch.optimise.presolve import presolve
from rematch.optimise.problem import Ints
from rematch.optimise.solution import Levels
from tests.seeds import seeds
from tests.unit.optimise.instances import cohort, tiny_housed, tiny_served, with_served

SESSION = {"households": 24, "municipalities": 6, "fill": 1.02}


def aimed(problem: Problem) -> tuple[ExactModel, Levels, Ints]:
    """The model of a problem held to its best first levels, these, and the best plan [u]."""
    best, units = solve(problem), presolve(problem)
    model = ExactModel(units)
    model.keep(best.persons_placed, best.shortfall)
    model.aim_value()
    return model, best.levels, units.gather(best.assignment)


def run(problem: Problem, plan: Ints | None = None, work: int | None = None) -> tuple[Run, ExactModel]:
    model, levels, _ = aimed(problem)
    return depth_first(model, tightened(model, 10), plan, levels, Budget(work)), model


@pytest.mark.parametrize("seed", range(4))
def test_it_finds_what_the_solver_finds_with_units_that_serve_too_few(seed: int) -> None:
    """Its bound is the value of its plan, and starting from that plan changes nothing."""
    problem = with_served(cohort(**SESSION, seed=seed), seed=seed)
    found, model = run(problem)
    theirs = model.solve(Budget(), None)
    assert found.finished and theirs.finished and found.plan is not None and theirs.plan is not None
    worth = model.units.worth(theirs.plan)
    assert model.units.worth(found.plan) == pytest.approx(worth, rel=1e-6)
    assert worth <= found.bound <= worth * (1 + 1e-6)
    again, _ = run(problem, found.plan)
    assert again.finished and np.array_equal(again.plan, found.plan)


@seeds(range(900, 960))
def test_it_finds_what_the_solver_finds_in_tiny_problems(seed: int) -> None:
    """With lists of housing units, and with units that must be served."""
    problem = tiny_housed(seed) if seed % 2 else tiny_served(seed, housed=True)
    model, levels, best = aimed(problem)
    if not model.units.pairs:
        return
    found = depth_first(model, tightened(model, 10), None, levels, Budget())
    assert found.finished and found.plan is not None
    assert model.units.worth(found.plan) == pytest.approx(model.units.worth(best), abs=1e-6)


def test_it_does_not_call_finished_what_its_budget_cut_short() -> None:
    """No bound is claimed; the plan to begin with is handed back where no better one was met."""
    problem = cohort(**SESSION, seed=3)
    _, _, best = aimed(problem)
    found, model = run(problem, best, work=1)
    assert not found.finished and found.bound == np.inf
    assert found.plan is not None and model.units.worth(found.plan) >= model.units.worth(best) - 1e-9


def test_what_it_leaves_open_the_solver_proves(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a single node of its own the answer is the same optimum, proven."""
    problem = with_served(cohort(**SESSION, seed=3), seed=3)
    whole = solve(problem)
    monkeypatch.setattr(module, "MOST_NODES", 1)
    split = solve(problem)
    assert split.status == whole.status == "optimal"
    assert split.objective == pytest.approx(whole.objective, rel=1e-7)


def test_what_it_closed_for_one_search_is_open_for_the_next() -> None:
    """The relaxation after a search is the one before it."""
    model, levels, _ = aimed(cohort(**SESSION, seed=5))
    before = tightened(model, 10)
    assert depth_first(model, before, None, levels, Budget()).finished
    assert model.relax().value == pytest.approx(before.value, rel=1e-9)


def test_where_fifty_nodes_close_next_to_nothing_it_leaves_the_rest_to_the_solver() -> None:
    """Costs that rise as needs fall (published kind d): hopeless for light nodes, and soon told so."""
    units = presolve(SetProblem("d", 30, 8).problem())
    model, levels, budget = ExactModel(units), Levels(units.placeable, 0.0), Budget(1000)
    model.keep(levels.persons, levels.shortfall)
    model.aim_value()
    found = depth_first(model, tightened(model, 10), None, levels, budget)
    assert not found.finished and found.bound == np.inf
    assert budget.work == 1000 - module.LOOK


def test_what_lies_within_the_gap_that_is_asked_is_not_looked_into() -> None:
    """The bound is then that share above the plan, and the best plan is not above the bound."""
    problem = with_served(cohort(**SESSION, seed=3), seed=3)
    model, levels, best = aimed(problem)
    found = depth_first(model, tightened(model, 10), None, levels, Budget(), gap=0.05)
    assert found.finished and found.plan is not None
    assert found.bound == pytest.approx(1.05 * model.units.worth(found.plan), rel=1e-6)
    assert model.units.worth(best) <= found.bound
