"""Problems with a known optimum, found by exhaustive search; see `small_cases.json` for their sources."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rematch.optimise import Problem, solve, verify

CASES = json.loads((Path(__file__).parent / "small_cases.json").read_text(encoding="utf-8"))


def problem(case: dict[str, Any]) -> Problem:
    score = np.array(case["score"], dtype=float)
    value = -score if case["sense"] == "min" else score
    if case["allowed"]:
        value[np.array(case["allowed"]) == 0] = np.nan
    pins = {int(i): j for i, j in (case["pins"] or {}).items()}
    first = case["every_household_must_be_placed"]
    return Problem(
        value=value, demand=case["size"], capacity=case["capacity"], persons=1, pins=pins, place_first=first
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_case_reaches_its_known_optimum_with_proof(case: dict[str, Any]) -> None:
    asked = problem(case)
    solution = solve(asked)
    everybody = not case["every_household_must_be_placed"] or solution.persons_placed == asked.n
    assert everybody == case["feasible"]
    if everybody:
        found = -solution.objective if case["sense"] == "min" else solution.objective
        assert found == pytest.approx(case["optimum"], abs=1e-6)
    assert solution.status == "optimal"
    assert verify(asked, solution.assignment).violations == ()


def test_all_thirty_seven_cases_are_there() -> None:
    assert len(CASES) == 37
