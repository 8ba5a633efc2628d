"""Classes of housing units: what verify accepts, and that more of them or more accepted is never worse."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from rematch.optimise import solve, verify
from tests.property.test_optimise_brute_force import rank
from tests.seeds import seeds
from tests.unit.optimise.instances import tiny_housed
from tests.unit.optimise.trying_out import every, reached


@seeds(range(600, 612))
def test_verify_accepts_exactly_the_units_that_keep_the_rules(seed: int) -> None:
    """For the best places every choice of units is judged and counted as by hand."""
    problem = tiny_housed(seed)
    ranks = every(problem)
    plan = max(ranks, key=ranks.__getitem__)
    place, count = problem.class_place, problem.class_count
    assert place is not None
    for unit in product(range(-1, len(place)), repeat=problem.n):
        homes = [(i, j, c) for i, (j, c) in enumerate(zip(plan, unit, strict=True)) if (j, c) != (-1, -1)]
        kept = all(
            j >= 0 <= c and place[c] == j and problem.class_value[i, c] == problem.class_value[i, c]
            for i, j, c in homes
        )
        kept = kept and all(unit.count(c) <= count[c] for c in range(len(place)))
        check = verify(problem, plan, unit)
        assert check.ok == kept
        if kept:
            worth = sum(problem.class_value[i, c] for i, _, c in homes)
            assert check.objective == pytest.approx(rank(problem, plan)[2] + worth)


@seeds(range(800, 850))
def test_one_more_unit_of_any_class_never_makes_a_plan_worse(seed: int) -> None:
    """Compared as persons, less shortfall, value; classes that had none included."""
    problem = tiny_housed(seed)
    before = reached(problem)
    for c in range(len(problem.class_count)):
        more = replace(problem, class_count=problem.class_count + (np.arange(len(problem.class_count)) == c))
        after = reached(more)
        assert after[:2] >= before[:2]
        assert after[:2] > before[:2] or after[2] >= before[2] - 1e-6


@seeds(range(950, 1000))
def test_a_type_appended_to_those_accepted_never_makes_the_plan_worse_nor_unplaces_the_household(
    seed: int,
) -> None:
    """What did not fit a household does, at the least value any class has for it; only a tie unplaces it."""
    drawn, draw = tiny_housed(seed), np.random.default_rng(seed)
    problem = replace(drawn, persons=np.maximum(drawn.persons, 1))
    i, value = int(draw.integers(problem.n)), problem.class_value.copy()
    value[i] = np.where(np.isnan(value[i]), np.nanmin(value[i], initial=0.0), value[i])
    wider = replace(problem, class_value=value)
    before, after = reached(problem), reached(wider)
    assert after[:2] >= before[:2]
    assert after[:2] > before[:2] or after[2] >= before[2] - 1e-6
    if solve(problem).assignment[i] >= 0:
        assert solve(wider).assignment[i] >= 0 or after == pytest.approx(before, abs=1e-6)
