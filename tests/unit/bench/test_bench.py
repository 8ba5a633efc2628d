"""What the benchmark measures: real moves, tight cohorts, and a yardstick that solves the same model."""

import dataclasses
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from rematch.bench import SIZES, bench, cpsat
from rematch.bench.apart import apart, available, peak_mb
from rematch.bench.direct import Measured, solve_directly
from rematch.bench.instances import PERSONS, cohorts, moved, tightened
from rematch.bench.lines import NO_CPSAT
from rematch.criteria.reading import read_catalogue
from rematch.criteria.switches import in_the_fit
from rematch.errors import RematchError
from rematch.instance import assemble, prepare_cohort
from rematch.optimise import Levels, solve
from rematch.optimise.presolve import presolve
from rematch.optimise.problem import Problem
from rematch.scenario import Scenario
from rematch.synthetic import generate
from rematch.texts import problem, screen_languages
from tests import demo
from tests.seeds import seeds
from tests.unit.optimise.instances import tiny, tiny_housed
from tests.unit.texts.project import ROOT

CATALOGUE = read_catalogue(ROOT / "data" / "criteria.toml")


def test_every_move_gives_a_criterion_of_the_fit_another_weight() -> None:
    known = prepare_cohort(generate(4, 2, 1, CATALOGUE), CATALOGUE, "")
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


@pytest.mark.parametrize("made", [tiny, tiny_housed])
@seeds(range(40))
def test_the_yardstick_finds_the_same_optimum(made: Callable[[int], Problem], seed: int) -> None:
    """HiGHS alone, on a model of another build; with units of housing as columns of their own."""
    asked = made(seed)
    measured = solve_directly(presolve(asked), 0.0, 10.0)
    assert measured.finished
    assert measured.objective == pytest.approx(solve(asked).objective, abs=1e-5)


def test_the_yardstick_finds_it_too_when_told_the_first_levels() -> None:
    known = next(cohorts(dataclasses.replace(SIZES["session"], households=10), CATALOGUE, tight=True))
    asked = assemble(known, Scenario()).problem
    solution = solve(asked)
    measured = solve_directly(presolve(asked), 0.0, 10.0, solution.levels)
    assert measured.objective == pytest.approx(solution.objective, abs=1e-5)


RESULT = {
    "size",
    "households",
    "municipalities",
    "pairs",
    "cold",
    "move",
    "yardstick",
    "ratio_cpu",
}


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two sizes that take next to no time; without OR-Tools, whether or not it is there."""
    monkeypatch.setenv("REMATCH_ORTOOLS_PYTHON", "nowhere")
    for name, households in (("session", 8), ("land", 14)):
        size = dataclasses.replace(
            SIZES["session"], name=name, households=households, municipalities=3, cohorts=1, moves=2
        )
        monkeypatch.setitem(SIZES, name, size)


class Unreadable:
    """Ends the process that reads it, before it has read the rest."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (3,)


@pytest.mark.soak
@pytest.mark.usefixtures("small")
def test_a_result_has_exactly_its_keys_and_what_more_is_known_stands_apart() -> None:
    content, shown = bench(["session"], CATALOGUE)
    assert content.keys() == RESULT | {"details", "more"}
    assert content["cold"].keys() == {"cpu_s", "wall_s", "gap", "peak_mb", "rounds", "columns"}
    assert content["move"].keys() == {"bound_ms", "bound_ms_p90", "plan_ms", "plan_ms_p90", "gap"}
    assert content["yardstick"].keys() == {"name", "target_gap", "cpu_s", "gap", "finished"}
    assert content["cold"]["gap"] <= 1e-6 and content["details"]["reached"]
    assert [one.keys() for one in content["more"]] == [RESULT | {"details"}]
    assert json.loads(json.dumps(content, allow_nan=False)) == content
    assert NO_CPSAT in list(shown)


@pytest.mark.soak
@pytest.mark.usefixtures("small")
def test_without_the_yardstick_nothing_is_compared_and_growth_is_told_between_sizes() -> None:
    content, shown = bench(["session", "land"], CATALOGUE, with_yardstick=False)
    results = content["results"]
    assert {result["yardstick"] for result in results} == {None}
    assert {result["ratio_cpu"] for result in results} == {None}
    (grown,) = content["growth"]
    assert (grown["from"], grown["to"]) == ("session", "land")
    assert grown["cpu"] == pytest.approx(grown["pairs"] ** grown["power"])
    said = list(shown)
    assert NO_CPSAT not in said
    assert said[-1].startswith("session to land")


@pytest.mark.soak
def test_memory_is_counted_in_the_process_that_used_it() -> None:
    """What this process holds does not count for another, which only counts its own."""
    held = np.ones(40_000_000)
    little, much = apart(60, holding, 1), apart(60, holding, 30_000_000)
    assert held.nbytes / 2**20 > 300
    assert much - little == pytest.approx(30_000_000 * 8 / 2**20, rel=0.2)
    assert little < peak_mb() - 150


def holding(numbers: int) -> float | None:
    return peak_mb() if np.ones(numbers).any() else None


@pytest.mark.soak
def test_work_that_takes_too_long_or_breaks_off_gives_nothing() -> None:
    assert apart(0.1, time.sleep, 60) is None
    assert apart(60, os._exit, 3) is None
    assert apart(60, len, [Unreadable(), bytes(1_000_000)]) is None


@pytest.mark.soak
def test_work_that_wants_more_memory_than_there_is_gives_nothing() -> None:
    """It is refused the memory, before the machine has to end some other program."""
    assert apart(60, holding, 2 * available() // 8) is None


@pytest.mark.usefixtures("small")
@pytest.mark.soak
def test_a_size_that_breaks_off_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SIZES, "europe", dataclasses.replace(SIZES["session"], cohorts=0))
    with pytest.raises(RematchError) as fault:
        bench(["europe"], CATALOGUE)
    for lang in screen_languages():
        assert "europe" not in (problem(fault.value, lang).todo) and problem(fault.value, lang).what


STANDS_IN = """#!{python}
import json, sys
import numpy as np
given = np.load(sys.argv[-1])
units, known = int(given["allowed"].shape[0]), given["known"].tolist()
print(json.dumps({{"cpu_s": units, "objective": sum(known), "gap": float(given["gap"]), "finished": True}}))
"""


def test_the_second_yardstick_is_handed_classes_of_units_and_what_is_served() -> None:
    """By the rows of the model: who lives in which row, what a class adds, who wants how much of what."""
    units = presolve(demo.cold().instance.problem)
    handed = cpsat._arrays(units)
    assert units.classes is not None and units.served is not None
    assert np.array_equal(handed["class_value"], units.classes.value, equal_nan=True)
    assert np.array_equal(handed["class_count"], units.classes.count)
    assert np.array_equal(handed["need_of"], units.unit_of[units.served.who])
    assert (handed["need_most"] > 0).any() and handed["need_gain"].shape == handed["need_most"].shape
    plain = cpsat._arrays(presolve(tiny(3)))
    assert not {"class_place", "need_of"} & plain.keys()


def test_the_second_yardstick_is_asked_in_its_own_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is handed model, gap and the levels known before; one that fails counts as its whole time."""
    units = presolve(tiny(3))
    other = tmp_path / "python"
    other.write_text(STANDS_IN.format(python=sys.executable), encoding="utf-8")
    other.chmod(0o755)
    monkeypatch.setenv("REMATCH_ORTOOLS_PYTHON", str(other))
    found = cpsat.solve_by_cpsat(units, 0.25, 7.0, Levels(4, 1.0))
    assert found == Measured(float(len(units.persons)), 5.0, 0.25, True)
    other.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    assert cpsat.solve_by_cpsat(units, 0.25, 7.0) == Measured(7.0, None, None, False)
