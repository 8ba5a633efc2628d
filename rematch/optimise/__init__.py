"""Which household goes where: problem, rules, solve, certificate, verify, baselines.

Importing this package imports no solver; `solve` does so when it is called.
"""

from rematch.optimise.certificate import Prices, certified_bound
from rematch.optimise.problem import Problem
from rematch.optimise.solution import Levels, Solution
from rematch.optimise.solve import solve
from rematch.optimise.verify import Check, Violation, verify

__all__ = [
    "Check",
    "Levels",
    "Prices",
    "Problem",
    "Solution",
    "Violation",
    "certified_bound",
    "solve",
    "verify",
]
