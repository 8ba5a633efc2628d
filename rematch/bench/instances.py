"""What is measured: invented cohorts by size, also with hardly a place to spare; moved weights."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rematch.criteria.catalogue import Catalogue
from rematch.criteria.switches import in_the_fit
from rematch.instance import CohortData, prepare_cohort
from rematch.model import Profiles, ResourceId
from rematch.scenario import MAX_WEIGHT, Scenario
from rematch.synthetic import generate

PERSONS = ResourceId("persons")
TIGHT = 1.01


@dataclass(frozen=True)
class Size:
    """A size that matters: how many households, municipalities and cohorts, and how close a proof.

    `yardsticks` cohorts go to other solvers too, where `thorough` also with hardly a place to spare and
    after a move. `limit` and `their_limit` are seconds that one problem may take, `moves` the weights moved
    one after the other on each cohort. With `units` its towns list their housing units.
    """

    name: str
    households: int
    municipalities: int
    cohorts: int
    yardsticks: int
    target_gaps: tuple[float, ...]
    limit: float = 60.0
    their_limit: float = 60.0
    moves: int = 5
    thorough: bool = True
    units: bool = False


SIZES = {
    size.name: size
    for size in (
        Size("session", 30, 8, 5, 5, (0.0,)),
        Size("units", 30, 8, 5, 5, (0.0,), units=True),
        Size("land", 330, 20, 5, 2, (0.005, 0.001)),
        Size("regional", 500, 50, 5, 1, (0.005, 0.001)),
        Size("national", 2_000, 200, 1, 1, (0.005, 0.001), their_limit=120.0, moves=3, thorough=False),
        Size("europe", 20_000, 1_000, 1, 0, (0.003,), limit=300.0, moves=2, thorough=False),
    )
}


def cohorts(size: Size, catalogue: Catalogue, *, tight: bool) -> Iterator[CohortData]:
    """Cohorts with the seeds 1, 2, ...; `tight` leaves places for 101 % of the persons."""
    for seed in range(1, size.cohorts + 1):
        profiles = generate(size.households, size.municipalities, seed, catalogue, units=size.units)
        yield prepare_cohort(tightened(profiles) if tight else profiles, catalogue, "")


def tightened(profiles: Profiles, fill: float = TIGHT) -> Profiles:
    """The same cohort with places for `fill` times its persons, shared out as before, none too few."""
    before = np.array([place.capacity[PERSONS] for place in profiles.municipalities])
    total = int(np.ceil(fill * profiles.persons))
    exact = before * total / before.sum()
    places = np.floor(exact)
    largest_rests = np.argsort(places - exact, kind="stable")
    places[largest_rests[: total - int(places.sum())]] += 1
    towns = (
        town.model_copy(
            update={
                "capacity": {**town.capacity, PERSONS: float(number)},
                "pledge_min": min(town.pledge_min, int(number)),
                "pledge_max": None if town.pledge_max is None else int(number),
            }
        )
        for town, number in zip(profiles.municipalities, places, strict=True)
    )
    return profiles.model_copy(update={"municipalities": tuple(towns)})


def moved(start: Scenario, known: CohortData, count: int, seed: int = 0) -> Iterator[Scenario]:
    """Scenarios one slider further each: a criterion that is switched on and weighed gets another weight."""
    draw = np.random.default_rng(seed)
    criteria = [c for c in in_the_fit(known.catalogue, start, known.profiles.cohort) if c.weighed]
    scenario = start
    for _ in range(count):
        criterion = criteria[draw.integers(len(criteria))]
        present = scenario.weights.get(criterion.id, criterion.weight)
        tenths = [w for w in range(int(10 * MAX_WEIGHT) + 1) if abs(w / 10 - present) >= 1.0]
        weight = float(draw.choice(tenths)) / 10
        scenario = scenario.model_copy(update={"weights": {**scenario.weights, criterion.id: weight}})
        yield scenario
