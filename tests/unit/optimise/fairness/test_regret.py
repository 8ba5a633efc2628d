"""The least greatest regret against every plan, every way to house and to serve it; its bound and limits."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from rematch.optimise import Problem, solve, verify
from rematch.optimise.budget import Overtaken
from rematch.optimise.fairness.regret import Judge, LeastRegret, least_regret
from tests.seeds import seeds
from tests.unit.optimise.instances import cohort, tiny, tiny_housed, tiny_served, with_served
from tests.unit.optimise.trying_out import every

DRAWN: dict[str, Callable[[int], Problem]] = {
    "placed": tiny,
    "housed": tiny_housed,
    "served": tiny_served,
    "both": lambda seed: tiny_served(seed, housed=True),
}
WORTHLESS = 0.05
"""A share of less than that is a share of nothing."""


def judged(problem: Problem, people: int, seed: int) -> list[Judge]:
    """Some who value the same people and places in their own way; a link or a need may be nothing to one."""
    draw = np.random.default_rng((seed, 17))
    judges = []
    for count in range(1, people + 1):
        mine = replace(
            problem,
            value=problem.value + draw.uniform(0.2, 1.5, problem.value.shape),
            class_value=problem.class_value * draw.uniform(0, 2, problem.class_value.shape),
            served_value=problem.served_value
            * draw.uniform(0, 2, problem.served_value.shape)
            * (draw.random() < 0.8),
            soft_links=[(i, o, bonus * draw.choice([0.0, 0.5, 1.0])) for i, o, bonus in problem.soft_links],
        )
        best = solve(mine)
        if abs(best.objective) > WORTHLESS:
            judges.append(Judge(mine, best, count))
    return judges


def ways(problem: Problem) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Every plan that places as many and keeps as many pledges as any, with every way to house it."""
    ranks = every(problem)
    most = max(rank[:2] for rank in ranks.values())
    for plan in (plan for plan, rank in ranks.items() if rank[:2] == most):
        if problem.class_place is None:
            yield plan, (-1,) * problem.n
            continue
        fitting = [
            [
                c
                for c in np.flatnonzero(problem.class_place == j).tolist()
                if not np.isnan(problem.class_value[i, c])
            ]
            if j >= 0
            else [-1]
            for i, j in enumerate(plan)
        ]
        for unit in product(*fitting):
            if all(unit.count(c) <= count for c, count in enumerate(problem.class_count)):
                yield plan, unit


def regrets(judges: list[Judge]) -> dict[tuple[tuple[int, ...], tuple[int, ...]], list[float]]:
    """What each of those plans loses by each judge, served in the best of all ways that there are."""
    nobody = {
        "class_place": None,
        "class_count": np.zeros(0),
        "class_value": np.zeros(0),
        "previous_unit": (),
    }
    placed = [every(replace(one.problem, **nobody)) for one in judges]  # type: ignore[arg-type]
    best = [max(every(one.problem).values())[2] for one in judges]
    lost = {}
    for plan, unit in ways(judges[0].problem):
        homes = [(i, c) for i, c in enumerate(unit) if c >= 0]
        worth = [
            ranks[plan][2] + sum(float(one.problem.class_value[home]) for home in homes)
            for ranks, one in zip(placed, judges, strict=True)
        ]
        lost[plan, unit] = [(b - w) / abs(b) for b, w in zip(best, worth, strict=True)]
    return lost


def mean(judges: list[Judge], lost: list[float] | tuple[float, ...]) -> float:
    """Each judge as often as they count."""
    return float(np.average(lost, weights=[one.count for one in judges]))


def keeps_all(judges: list[Judge], found: LeastRegret) -> bool:
    """Every rule, by everybody's problem, and as many persons and pledges as their best plans."""
    checks = [verify(one.problem, found.assignment, found.unit) for one in judges]
    return all(
        check.ok
        and (not one.problem.place_first or check.persons_placed == one.best.persons_placed)
        and check.shortfall == pytest.approx(one.best.shortfall)
        for check, one in zip(checks, judges, strict=True)
    )


@seeds(range(120))
@pytest.mark.parametrize("drawn", DRAWN.values(), ids=DRAWN)
def test_no_plan_loses_less_for_whoever_loses_most(seed: int, drawn: Callable[[int], Problem]) -> None:
    """Greatest regret, then mean, are what trying out all plans, units and services finds."""
    judges = judged(drawn(seed), 2 + seed % 4, seed)
    if not judges:
        return
    lost, found = regrets(judges), least_regret(judges)
    assert keeps_all(judges, found) and found.proven
    own = lost[tuple(found.assignment.tolist()), tuple(found.unit.tolist())]
    assert found.regrets == pytest.approx(own, abs=1e-6)
    least = min(map(max, lost.values()))
    assert found.greatest == pytest.approx(least, abs=1e-6)
    assert found.bound <= least + 1e-9
    among = [one for one in lost.values() if max(one) <= least + 1e-9]
    assert mean(judges, found.regrets) <= min(mean(judges, one) for one in among) + 1e-6


def test_nobody_regrets_a_plan_that_all_find_best() -> None:
    """Judges who agree lose nothing, and nothing has to be searched."""
    problem = cohort(households=12, municipalities=4)
    best = solve(problem)
    found = least_regret([Judge(problem, best), Judge(problem, best)], work_limit=0)
    assert found.proven and found.greatest == 0.0


def test_of_plans_that_lose_as_little_for_whoever_loses_most_the_mean_decides() -> None:
    """Two meet half way over the first household; of the others each goes to whom it matters more."""
    indifferent = np.zeros((8, 3))
    first_place, second_place = np.eye(3)[[0] * 8], np.eye(3)[[1] * 8]
    judges = []
    for first, wishes in (
        ([10.0, 0.0, 9.0], indifferent),
        ([0.0, 10.0, 9.0], indifferent),
        ([0.0, 0.0, 10.0], first_place * np.repeat([0.1, 0.02], 4)[:, None]),
        ([0.0, 0.0, 10.0], second_place * 0.05),
    ):
        problem = Problem(value=np.vstack([first, 5.0 + wishes]))
        judges.append(Judge(problem, solve(problem)))
    assert least_regret(judges).assignment.tolist() == [2, 0, 0, 0, 0, 1, 1, 1, 1]


def _room(people: int) -> list[Judge]:
    problem = with_served(cohort(households=20, municipalities=6, seed=5), seed=5)
    return [one for one in judged(problem, people, 3) if one.best.status == "optimal"]


def test_a_middle_ground_is_found_that_is_nobody_s_best() -> None:
    """Of twelve who differ, the plan loses less for who loses most than any one's own plan does."""
    judges = _room(12)
    found = least_regret(judges)
    own = [max(b.regret(a.best.assignment, a.best.unit) for b in judges) for a in judges]
    assert keeps_all(judges, found) and found.proven
    assert found.greatest < min(own) - 1e-6


def test_with_little_work_the_gap_is_told_and_the_plan_keeps_the_rules() -> None:
    """A node is repeatable: the same plan twice, and its bound is not above the least there is."""
    judges = _room(12)
    limited, again, least = (
        least_regret(judges, work_limit=1),
        least_regret(judges, work_limit=1),
        least_regret(judges),
    )
    assert np.array_equal(limited.assignment, again.assignment) and limited.bound == again.bound
    assert keeps_all(judges, limited)
    assert limited.bound <= least.greatest + 1e-9 <= limited.greatest + 1e-6
    assert limited.proven == (limited.greatest - limited.bound <= 1e-6)


def test_it_ends_once_nobody_waits() -> None:
    """Whoever left gets no plan."""
    with pytest.raises(Overtaken):
        least_regret(_room(6), stopped=lambda: True)
