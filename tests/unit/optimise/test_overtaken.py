"""A solve that nobody waits for: it ends soon, leaves no plan, and the next one is as if it had not been."""

import threading
from contextlib import suppress
from dataclasses import replace

import numpy as np
import pytest

from rematch.optimise.budget import Overtaken
from rematch.optimise.problem import Problem
from rematch.optimise.solution import Solution
from rematch.optimise.solve import WarmStart, solve
from rematch.planning.plan import replan
from rematch.scenario import Policy, Scenario
from tests import demo
from tests.unit.optimise.instances import cohort

SESSION = {"households": 30, "municipalities": 8}
FURTHER = 12
"""Steps, each a node, an iteration or a neighbourhood, that may still be asked about once nobody waits."""


class Wait:
    """Somebody who waits for so many steps of work, and how many were asked about after that."""

    def __init__(self, steps: int) -> None:
        self.steps, self.asked = steps, 0

    def over(self) -> bool:
        self.asked += 1
        return self.asked > self.steps


def large() -> Problem:
    """A problem above what is solved at once."""
    return cohort(households=160, municipalities=14, weights=4)


def moved(problem: Problem, by: int) -> Problem:
    """The same people and places with other values."""
    draw = np.random.default_rng(by)
    return replace(problem, value=problem.value * draw.uniform(0.7, 1.3, problem.value.shape))


@pytest.mark.parametrize("size", ["session", "large"])
def test_an_overtaken_solve_ends_within_a_few_steps_of_work(size: str) -> None:
    """However far it is: after so many steps it is asked about a few more at most, and there is no plan."""
    problem = cohort(**SESSION) if size == "session" else large()
    whole = Wait(10**9)
    solve(problem, work_limit=5, workbench=WarmStart(whole.over))
    for part in (0.0, 0.2, 0.5, 0.9):
        waits = Wait(int(part * whole.asked))
        with pytest.raises(Overtaken):
            solve(problem, work_limit=5, workbench=WarmStart(waits.over))
        assert waits.asked <= waits.steps + FURTHER


def test_the_solver_s_own_branch_and_bound_is_left_at_a_node() -> None:
    """Without a limit it would go on until all is proven; it is left while it is inside."""
    waits = Wait(200)
    with pytest.raises(Overtaken):
        solve(large(), workbench=WarmStart(waits.over))
    assert waits.asked <= waits.steps + FURTHER


def test_after_an_overtaken_solve_the_kept_model_gives_what_a_solve_alone_gives() -> None:
    """Left at every third step in turn, then asked again under other values."""
    problem = cohort(**SESSION)
    bench = WarmStart()
    solve(problem, workbench=bench)
    for steps in (0, 3, 10, 30, 100, 300):
        bench.stopped = Wait(steps).over
        with suppress(Overtaken):
            solve(moved(problem, steps), workbench=bench)
        bench.stopped = Wait(10**9).over
        asked = moved(problem, 1000 + steps)
        warm, cold = solve(asked, workbench=bench), solve(asked)
        assert warm.status == "optimal"
        assert warm.persons_placed == cold.persons_placed
        assert warm.objective == pytest.approx(cold.objective, rel=1e-9)


def test_of_wishes_from_many_threads_the_last_is_in_force_and_no_plan_is_wrong() -> None:
    """Each ends the one before; what was answered at all is what a solve alone gives."""
    problem, bench, lock, newest = cohort(**SESSION), WarmStart(), threading.Lock(), [0]
    answered: dict[int, Solution] = {}

    def wish(number: int) -> None:
        newest[0] = max(newest[0], number)
        with lock:
            bench.stopped = lambda: newest[0] > number
            with suppress(Overtaken):
                answered[number] = solve(moved(problem, number), workbench=bench)

    threads = [threading.Thread(target=wish, args=(number,)) for number in range(1, 41)]
    for number, thread in enumerate(threads):
        thread.start()
        thread.join(0.004 if number % 8 else 0.5)
    for thread in threads:
        thread.join()
    assert 40 in answered
    for number, found in answered.items():
        cold = solve(moved(problem, number))
        assert found.status == "optimal"
        assert found.persons_placed == cold.persons_placed
        assert found.objective == pytest.approx(cold.objective, rel=1e-9)


def test_fairness_ends_with_the_solve_it_follows() -> None:
    """Its own short solves are left, too."""
    scenario = Scenario(policy=Policy(fairness="leximin", fairness_depth=3))
    whole = Wait(10**9)
    replan(demo.known(), scenario, workbench=WarmStart(whole.over))
    waits = Wait(int(0.8 * whole.asked))
    with pytest.raises(Overtaken):
        replan(demo.known(), scenario, workbench=WarmStart(waits.over))
    assert waits.asked <= waits.steps + FURTHER
