"""Which household goes where: problem, rules, solve, certificate, verify, baselines.

Importing this package imports no solver; `solve` does so when it is called.
"""

from rematch.optimise.certificate import Prices, certified_bound, forced_bounds
from rematch.optimise.problem import Ceiling, Problem
from rematch.optimise.solution import Levels, Solution
from rematch.optimise.solve import Workbench, solve
from rematch.optimise.verify import Check, Violation, verify

__all__ = [
    "Ceiling",
    "Check",
    "Levels",
    "Prices",
    "Problem",
    "Solution",
    "Violation",
    "Workbench",
    "certified_bound",
    "forced_bounds",
    "solve",
    "verify",
]
