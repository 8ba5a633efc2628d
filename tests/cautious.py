"""What an unknown offer scores: the low tenth of what generated towns offer those who need it.

`python -m tests.cautious` prints it for every criterion; `unknown` in data/criteria.toml is held to it.
"""

from functools import cache

import numpy as np

from rematch.criteria.catalogue import Catalogue, Criterion
from rematch.criteria.measuring.measured import measure
from rematch.model import Profiles
from rematch.scenario import Scenario
from rematch.synthetic import generate
from tests import demo

SEEDS = range(40, 48)
STEP = 0.05


def cautious(criterion: Criterion, catalogue: Catalogue) -> float:
    """0 for health, protection and housing; else the tenth percentile of known scores, in twentieths.

    Of what towns offer, so without what the people themselves lack for it.
    """
    if criterion.group in ("health", "housing") or criterion.art9:
        return 0.0
    criterion = criterion.model_copy(update={"conditions": ()})
    scores = [measure(criterion, cohort, catalogue, Scenario()) for cohort in _generated()]
    known = np.concatenate([s.score[~s.unknown & ~np.isnan(s.score)] for s in scores])
    return round(float(np.quantile(known, 0.1)) / STEP) * STEP if known.size else 0.0


@cache
def _generated() -> tuple[Profiles, ...]:
    return tuple(generate(30, 20, seed, demo.catalogue()) for seed in SEEDS)


def long_wait(criterion: Criterion) -> float | None:
    """What nine of ten generated towns wait less than; None where the criterion asks for no time."""
    field = criterion.params.wait
    if field is None or criterion.params.wait_unknown is None:
        return None
    towns = [town for cohort in _generated() for town in cohort.municipalities]
    stated = [float(str(town.offers[field])) for town in towns if town.offers.get(field) is not None]
    return float(np.round(np.quantile(stated, 0.9)))


def figures() -> dict[str, float]:
    """By criterion, of those whose offer can be unknown."""
    table = demo.catalogue()
    return {c.id: round(cautious(c, table), 2) for c in table.criteria if c.measure and not c.modifies}


if __name__ == "__main__":
    for name, value in figures().items():
        print(f"{name:24} {value}")
