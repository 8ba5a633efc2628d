"""An invented pair of years: households that come one by one, and municipalities' places for the second year.

Both years are of one generated cohort, so that those of the first are a fair guess at the second.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from rematch.criteria.catalogue import Catalogue
from rematch.instance import assemble, prepare_cohort
from rematch.model import HouseholdId
from rematch.optimise.problem import Ints, Problem
from rematch.process.forecast.weeks import ArrivedHousehold
from rematch.process.prices.futures import OF_ROWS
from rematch.scenario import Scenario
from rematch.synthetic import generate

HOUSEHOLDS, TOWNS = 60, 8
"""Households a year, about; as many as the places are made for, with 100 to 110 % of the persons."""
DECLINING = 0.15
"""Of pairs of a household and a municipality: where it says no once it is offered the place."""
BEGINS, DAYS = date(2026, 1, 1), 364


@dataclass(frozen=True, eq=False)
class SimulatedYears:
    """n households of two years; `day` [n] on which each comes, below 0 in the year before.

    `declines` [n, m]: what it would say, whoever asks.
    """

    problem: Problem
    day: Ints
    declines: NDArray[np.bool_]
    seed: int

    def comes(self, first: int, last: int) -> Ints:
        """Rows of those who come on these days, the last not in it, in the order in which they do."""
        there = np.flatnonzero((self.day >= first) & (self.day < last))
        return there[np.argsort(self.day[there], kind="stable")]

    def known(self, before: int) -> list[ArrivedHousehold]:
        """Who has come before a day, as the forecast has them; a household's id is its row."""
        days = [(int(i), date_of(int(self.day[i]))) for i in self.comes(-DAYS, before)]
        persons = self.problem.persons
        return [ArrivedHousehold(on, on, int(persons[i]), {}, HouseholdId(str(i))) for i, on in days]


def date_of(day: int) -> date:
    """The date of a day of the year."""
    return BEGINS + timedelta(days=day)


def years(seed: int, catalogue: Catalogue) -> SimulatedYears:
    """Two years of households on days drawn evenly, and the places of one; no links between households."""
    people = generate(2 * HOUSEHOLDS, TOWNS, seed, catalogue)
    alone = {"linked_hard": (), "linked_soft": (), "apart": ()}
    profiles = people.model_copy(
        update={
            "households": tuple(one.model_copy(update=alone) for one in people.households),
            "municipalities": generate(HOUSEHOLDS, TOWNS, seed, catalogue).municipalities,
        }
    )
    problem = assemble(prepare_cohort(profiles, catalogue, f"year {seed}"), Scenario()).problem
    rng = np.random.default_rng(seed)
    day = rng.integers(-DAYS, DAYS, problem.n)
    return SimulatedYears(problem, day, rng.random((problem.n, problem.m)) < DECLINING, seed)


def of_rows(problem: Problem, rows: Ints, pins: dict[int, int], vetoes: set[tuple[int, int]]) -> Problem:
    """The problem of these rows alone; pins and vetoes by the rows of the whole one."""
    at = {int(i): number for number, i in enumerate(rows)}
    return replace(
        problem,
        **{name: getattr(problem, name)[rows] for name in OF_ROWS},
        pins={at[i]: j for i, j in pins.items()},
        vetoes={(at[i], j) for i, j in vetoes if i in at},
        previous=None,
        previous_unit=np.zeros(0, dtype=np.int64),
        previous_served=np.zeros(0, dtype=np.int64),
    )
