"""The part of a model that some pairs have: the same whatever else the model has."""

from dataclasses import fields, replace

import numpy as np
import pytest

from rematch.optimise import Problem, SideConstraint, solve
from rematch.optimise.exact.part import ModelPart
from rematch.optimise.policy.rules import policy, widen
from rematch.optimise.presolve import presolve
from rematch.optimise.proof.cover_cuts import Cut, lifted
from rematch.optimise.solve import WarmStart
from tests.seeds import seeds
from tests.unit.optimise.instances import cohort, tiny, tiny_served, with_served


def under_ceilings(seed: int) -> Problem:
    """With every rule there is: housing and what is served in every second one."""
    problem = tiny_served(seed, housed=True) if seed % 2 else tiny(seed)
    cost = np.random.default_rng(seed).integers(0, 3, (problem.n, problem.m)).astype(float)
    return replace(problem, ceilings=[SideConstraint(cost, 6.0)])


def seen(part: ModelPart) -> list[list[object]]:
    """Columns, rows and terms, these in their order."""
    terms = part.terms
    order = np.lexsort((terms.column, terms.row))
    arrays = [getattr(table, f.name) for table in (part.columns, part.rows) for f in fields(table)]
    return [array.tolist() for array in (*arrays, terms.row[order], terms.column[order], terms.number[order])]


@seeds(range(9000, 9120))
def test_a_part_is_what_pulp_has_for_its_pairs_alone(seed: int) -> None:
    """Cut from a model that has more and got it in another order; rows with none of its columns stay out."""
    units, draw = presolve(under_ceilings(seed)), np.random.default_rng(seed)
    times = draw.integers(0, 4, units.allowed.shape)
    wanted = units.allowed & (times % 2 == 0)
    alone, more = policy(units, wanted), policy(units, units.allowed & (times == 3))
    for time in (2, 0, 1):
        widen(more, units.allowed & (times == time))
    parts = [ModelPart(alone), ModelPart(more)]
    for part in parts:
        part.grow(wanted)
    assert seen(parts[0]) == seen(parts[1])
    assert len(parts[0].columns) == len(alone.columns) == len(alone.program.variables())
    assert len(parts[0].rows) == len(alone.lines) == len(alone.program.constraints)
    assert len(parts[0].terms.row) == sum(len(row.expr) for row in alone.rows.values())


@seeds(range(9200, 9260))
def test_a_part_that_grew_has_what_it_would_have_had_at_once(seed: int) -> None:
    """Cuts included, which later columns join."""
    units, draw = presolve(under_ceilings(seed)), np.random.default_rng(seed)
    times = draw.integers(0, 3, units.allowed.shape)
    model = policy(units)
    grown, whole = ModelPart(model), ModelPart(model)
    everybody = tuple(range(len(units.unit_of)))
    cuts = lifted(units, [Cut(j, k, everybody) for j in range(2) for k in range(2)])
    grown.grow(units.allowed & (times == 0))
    grown.cut_off(cuts)
    for time in (1, 2):
        grown.grow(units.allowed & (times == time))
    whole.grow(units.allowed)
    whole.cut_off(cuts)
    assert entries(grown) == entries(whole)


def entries(part: ModelPart) -> dict[tuple[object, ...], float]:
    """Every number by what its row and column stand for."""
    rows = [(int(kind), *key) for kind, key in zip(part.rows.kind, part.rows.key.tolist(), strict=True)]
    columns = [
        (int(kind), *key) for kind, key in zip(part.columns.kind, part.columns.key.tolist(), strict=True)
    ]
    numbers = zip(part.terms.row, part.terms.column, part.terms.number.tolist(), strict=True)
    return {(rows[row], columns[column]): number for row, column, number in numbers}


@pytest.mark.parametrize("work", [5, pytest.param(40, marks=pytest.mark.soak)])
def test_what_a_session_kept_changes_no_plan(work: int) -> None:
    """A moved weight is answered the same after many others as by somebody who repeats it from its record."""
    before = with_served(cohort(households=110, municipalities=12), seed=1)
    session = WarmStart()
    plan = solve(before, work_limit=work, workbench=session).assignment
    for by in range(4):
        draw = np.random.default_rng(by)
        problem = replace(before, value=before.value * draw.uniform(0.6, 1.4, before.value.shape))
        kept = solve(problem, work_limit=work, start=plan, workbench=session)
        anew = solve(problem, work_limit=work, start=plan)
        assert kept.assignment.tolist() == anew.assignment.tolist()
        assert kept.prices.as_lists() == anew.prices.as_lists()
        plan = kept.assignment
