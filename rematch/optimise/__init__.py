"""Which household goes where: problem, rules, solve, certificate, verify, baselines.

Importing this package imports no solver; `solve` does so when it is called.
"""

from rematch.optimise.problem import Problem, SideConstraint
from rematch.optimise.proof.certificate import Prices, certified_bound, forced_bounds
from rematch.optimise.solution import Levels, Solution
from rematch.optimise.solve import WarmStart, solve
from rematch.optimise.verify import Check, Violation, verify

__all__ = [
    "Check",
    "Levels",
    "Prices",
    "Problem",
    "SideConstraint",
    "Solution",
    "Violation",
    "WarmStart",
    "certified_bound",
    "forced_bounds",
    "solve",
    "verify",
]
