"""The least set of decisions to release, against trying out every set."""

from collections.abc import Iterator
from itertools import chain, combinations

import numpy as np

from rematch.errors import Contradiction
from rematch.optimise import Problem
from rematch.optimise.policy.relaxation import (
    Decisions,
    least_release,
    links_without_a_place,
    pledges_out_of_reach,
)
from tests.property.test_optimise_brute_force import plans
from tests.seeds import seeds
from tests.unit.optimise.instances import tiny

SEEDS = range(150)
Choice = tuple[str, tuple[int, int]]


def crowded(seed: int) -> tuple[Problem, Decisions]:
    """A tiny problem with what stands, and more decisions than can hold."""
    draw = np.random.default_rng(seed)
    n, m, k = int(draw.integers(2, 6)), int(draw.integers(1, 4)), int(draw.integers(0, 3))

    def pairs(most: int) -> list[tuple[int, int]]:
        drawn = (draw.choice(n, 2, replace=False) for _ in range(draw.integers(0, most + 1)))
        return [(int(min(pair)), int(max(pair))) for pair in drawn]

    problem = Problem(
        value=np.where(draw.random((n, m)) < 0.85, draw.random((n, m)), np.nan),
        demand=draw.integers(0, 3, (n, m, k) if draw.random() < 0.3 else (n, k)),
        capacity=draw.integers(0, 6, (m, k)),
        persons=draw.integers(1, 5, n),
        maximum=draw.integers(3, 12, m),
        linked=pairs(1),
        apart=pairs(1),
    )
    pins = {
        int(i): int(draw.integers(m)) for i in draw.choice(n, int(draw.integers(1, n + 1)), replace=False)
    }
    vetoes = {(int(draw.integers(n)), int(draw.integers(m))) for _ in range(draw.integers(0, 3))}
    return problem, Decisions(tuple(pins.items()), tuple(vetoes), tuple(set(pairs(2))))


def every(decisions: Decisions) -> list[Choice]:
    return [(kind, pair) for kind, pairs in vars(decisions).items() for pair in sorted(pairs)]


def hold(problem: Problem, kept: list[Choice]) -> bool:
    """Whether the problem can be stated with these decisions: the optimiser's own door decides."""
    by_kind = {kind: [pair for name, pair in kept if name == kind] for kind in ("pins", "vetoes", "apart")}
    standing = {
        name: value for name, value in vars(problem).items() if name not in ("pins", "vetoes", "apart")
    }
    try:
        Problem(
            **standing,
            pins=dict(by_kind["pins"]),
            vetoes=by_kind["vetoes"],
            apart=[*problem.apart, *by_kind["apart"]],
        )
    except Contradiction:
        return False
    return True


def cost(problem: Problem, released: list[Choice]) -> tuple[int, int, int]:
    """Decisions, persons concerned, and how much of it keeps people apart or away."""
    size = problem.persons
    persons = [size[i] + (size[j] if kind == "apart" else 0) for kind, (i, j) in released]
    rank = {"pins": 0, "vetoes": 1, "apart": 2}
    return len(released), int(sum(persons)), sum(rank[kind] for kind, _ in released)


def subsets(choices: list[Choice]) -> Iterator[tuple[Choice, ...]]:
    return chain.from_iterable(combinations(choices, size) for size in range(len(choices) + 1))


@seeds(SEEDS)
def test_the_least_release_is_what_trying_out_every_set_finds(seed: int) -> None:
    """What stays holds, and no set with fewer decisions, or as many and fewer persons, would do."""
    problem, decisions = crowded(seed)
    choices = every(decisions)
    released = every(least_release(problem, decisions))
    assert hold(problem, [choice for choice in choices if choice not in released])
    enough = [set_ for set_ in subsets(choices) if hold(problem, [c for c in choices if c not in set_])]
    assert cost(problem, released) == min(cost(problem, list(set_)) for set_ in enough)


@seeds(SEEDS[::15])
def test_the_order_in_which_decisions_were_made_changes_nothing(seed: int) -> None:
    """The same decisions in another order give the same set to release."""
    problem, decisions = crowded(seed)
    turned = Decisions(*(pairs[::-1] for pairs in vars(decisions).values()))
    assert least_release(problem, turned) == least_release(problem, decisions)


@seeds(range(200))
def test_a_pledge_is_out_of_reach_where_no_plan_fills_it(seed: int) -> None:
    """Found with the most persons any plan brings there; all other pledges some plan fills."""
    problem = tiny(seed)
    every_plan = plans(problem)
    most = [
        max(sum(int(problem.persons[i]) for i, at in enumerate(plan) if at == j) for plan in every_plan)
        for j in range(problem.m)
    ]
    expected = {j: persons for j, persons in enumerate(most) if persons < problem.minimum[j]}
    assert pledges_out_of_reach(problem) == expected


@seeds(range(200))
def test_linked_households_without_a_place_are_placed_by_no_plan(seed: int) -> None:
    """They are found where each has a possible place and still no plan places them."""
    problem = tiny(seed)
    for group in links_without_a_place(problem):
        assert all(plan[group[0]] == -1 for plan in plans(problem))
        assert not np.isnan(problem.value[list(group)]).all(axis=1).any()


def test_linked_households_that_fit_nowhere_together_are_found() -> None:
    """One can only go here, the other only there."""
    nan = np.nan
    torn = Problem(value=[[1.0, nan], [nan, 1.0], [1.0, 1.0]], linked=[(0, 1)])
    assert links_without_a_place(torn) == ((0, 1),)
    assert links_without_a_place(Problem(value=np.ones((3, 2)), linked=[(0, 1)])) == ()
