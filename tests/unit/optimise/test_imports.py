"""Whoever only describes or checks a plan loads no solver."""

import subprocess
import sys

import pytest

SOLVERS = ("pulp", "highspy")


@pytest.mark.parametrize(
    "module", ["rematch.optimise", "rematch.optimise.verify", "rematch.optimise.problem"]
)
def test_importing_loads_no_solver_in_a_fresh_process(module: str) -> None:
    said = subprocess.run(
        [sys.executable, "-c", f"import sys, {module}; print([s for s in {SOLVERS!r} if s in sys.modules])"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "[]"


def test_checking_a_plan_and_its_certificate_loads_no_solver() -> None:
    program = """
import sys
from rematch.optimise import Problem, Prices, certified_bound, verify
import numpy as np
problem = Problem(value=np.ones((2, 1)), demand=np.ones((2, 1)), capacity=np.ones((1, 1)))
prices = Prices(np.ones((1, 2)), 0.0, np.zeros(1), np.zeros((0, 1)), np.zeros((0, 1)))
print(verify(problem, [0, -1]).objective, certified_bound(problem, prices, persons=1, shortfall=0))
print("pulp" in sys.modules or "highspy" in sys.modules)
"""
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["1.0", "1.0", "False"]
