"""Futures: those at hand and whole households that may come besides, as problems for the optimiser."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from rematch.optimise.problem import Ints, Problem

OF_ROWS = ("value", "demand", "persons", "class_value", "served_need", "served_value", "served_must")
"""The fields of a `Problem` that have a row for each household."""


@dataclass(frozen=True, eq=False)
class Futures:
    """`present` is to be planned now, pins and all; each future adds rows of `comers`, drawn one by one.

    Both have the same municipalities, resources, classes and served resources, and values in fit x
    persons^`exponent`; of `comers` no decisions are read. `omega` is what being placed is worth, as a fit.
    """

    present: Problem
    comers: Problem
    draws: Sequence[Ints]
    exponent: int = 1
    omega: float = 0.0

    def problems(self) -> Iterator[Problem]:
        """One problem for each future, in the order of the draws."""
        now, then = self._worth_placing(self.present), self._worth_placing(self.comers)
        for rows in self.draws:
            yield with_rows(now, then, rows)

    def _worth_placing(self, problem: Problem) -> Problem:
        counted = problem.persons[:, None].astype(np.float64) ** self.exponent
        return replace(problem, value=problem.value + self.omega * counted)


def with_rows(problem: Problem, others: Problem, rows: Ints) -> Problem:
    """A problem with these rows of another one below its own; decisions stay those of its own.

    Where households were before counts no more.
    """

    none = np.zeros(0, dtype=np.int64)
    before: dict[str, Any] = {
        "previous": None,
        "move_cost": 0.0,
        "previous_unit": none,
        "previous_served": none,
    }
    both: dict[str, Any] = {
        name: np.concatenate([getattr(problem, name), getattr(others, name)[rows]]) for name in OF_ROWS
    }
    return replace(problem, **both, **before, ceilings=())


def thinned(draws: Sequence[Ints], accepting: float, seed: int) -> tuple[Ints, ...]:
    """Of each future those who accept, each household with the same chance."""
    rng = np.random.default_rng(seed)
    return tuple(rows[rng.random(len(rows)) < accepting] for rows in draws)
