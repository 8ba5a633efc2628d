"""What the benchmark measures: real moves, tight cohorts, and a yardstick that solves the same model."""

import dataclasses
import json

import pytest

from rematch.basis import assemble, ground
from rematch.bench import SIZES, bench, lines
from rematch.bench.direct import solve_directly
from rematch.bench.instances import PERSONS, cohorts, moved, tightened
from rematch.criteria.reading import read_catalogue
from rematch.criteria.switches import in_the_fit
from rematch.optimise import solve
from rematch.optimise.core import as_core
from rematch.scenario import Scenario
from rematch.synthetic import generate
from tests.unit.optimise.instances import tiny
from tests.unit.texts.project import ROOT

CATALOGUE = read_catalogue(ROOT / "data" / "criteria.toml")


def test_every_move_gives_a_criterion_of_the_fit_another_weight() -> None:
    known = ground(generate(4, 2, 1, CATALOGUE), CATALOGUE, "")
    in_fit = {c.id: c.weight for c in in_the_fit(CATALOGUE, Scenario(), known.profiles.cohort)}
    before = dict(in_fit)
    for scenario in moved(Scenario(), known, 12):
        weights = {c: scenario.weights.get(c, weight) for c, weight in in_fit.items()}
        assert sum(weights[c] != before[c] for c in in_fit) == 1
        before = weights


def test_a_tight_cohort_has_places_for_101_of_100_persons() -> None:
    profiles = tightened(generate(60, 7, 3, CATALOGUE))
    places = sum(town.capacity[PERSONS] for town in profiles.municipalities)
    assert profiles.persons <= places <= 1.01 * profiles.persons + 1


@pytest.mark.parametrize("seed", range(40))
def test_the_yardstick_finds_the_same_optimum(seed: int) -> None:
    problem = tiny(seed)
    measured = solve_directly(as_core(problem), 0.0, 10.0)
    assert measured.finished
    assert measured.objective == pytest.approx(solve(problem).objective, abs=1e-5)


def test_the_yardstick_finds_it_too_when_told_the_first_levels() -> None:
    known = next(cohorts(dataclasses.replace(SIZES["session"], households=10), CATALOGUE, tight=True))
    problem = assemble(known, Scenario()).problem
    solution = solve(problem)
    measured = solve_directly(as_core(problem), 0.0, 10.0, solution.levels)
    assert measured.objective == pytest.approx(solution.objective, abs=1e-5)


def test_a_result_has_every_key_and_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    small = dataclasses.replace(SIZES["session"], households=8, municipalities=3, cohorts=1)
    monkeypatch.setitem(SIZES, "session", small)
    content, shown = bench(["session"], CATALOGUE)
    assert {"size", "households", "municipalities", "pairs", "cold", "move", "yardstick", "ratio_cpu"} <= set(
        content
    )
    assert {"cpu_s", "wall_s", "gap", "peak_mb", "rounds", "columns"} <= set(content["cold"])
    assert {"bound_ms", "bound_ms_p90", "plan_ms", "plan_ms_p90", "gap"} <= set(content["move"])
    assert {"name", "target_gap", "cpu_s", "gap", "finished"} == set(content["yardstick"])
    assert content["cold"]["gap"] <= 1e-6
    assert json.loads(json.dumps(content, allow_nan=False)) == content
    assert len(list(shown)) == 1 + len([content, *content["more"]])


def test_without_the_yardstick_nothing_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    small = dataclasses.replace(SIZES["session"], households=6, municipalities=2, cohorts=1)
    monkeypatch.setitem(SIZES, "session", small)
    content, _ = bench(["session"], CATALOGUE, with_yardstick=False)
    assert content["yardstick"] is None
    assert content["ratio_cpu"] is None
    assert list(lines([content]))
