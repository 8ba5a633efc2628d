"""What it pays a household, or a town, to say something else than the truth while all others are truthful.

Each household that misses the place it truly fits best tells what might bring it there, one report at a time.
The plan is made anew, and judged by the true possible fits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rematch.bench.misreporting.reports import REPORTS, Report
from rematch.criteria.columns import Floats, Ints
from rematch.instance import CohortData, MatchingInstance, assemble
from rematch.model import FieldId, Household, Municipality
from rematch.optimise import solve
from rematch.optimise.problem import UNPLACED

SAME = 1e-9


@dataclass(frozen=True, eq=False)
class Truth:
    """A cohort whose people and towns are truthful, and its plan."""

    instance: MatchingInstance

    @cached_property
    def plan(self) -> Ints:
        """Columns [n], -1 unplaced."""
        return planned(self.instance)

    @cached_property
    def fit(self) -> Floats:
        """Possible fits [n, m], -inf where a rule bars the pair."""
        return np.where(self.instance.rules.allowed, self.instance.fit, -np.inf)

    def best(self, i: int) -> int | None:
        """The place household i fits best, None where it has none."""
        return int(self.fit[i].argmax()) if np.isfinite(self.fit[i]).any() else None

    def missed(self) -> list[int]:
        """The households that have a best place and are not at it, nor at one as good."""
        ranked = (i for i in range(len(self.fit)) if np.isfinite(self.fit[i]).any())
        return [i for i in ranked if self.worth(i, self.plan[i]) < self.fit[i].max() - SAME]

    def worth(self, i: int, place: int) -> float:
        """True possible fit of household i there; 0 without a place, and where it truly cannot be."""
        return 0.0 if place == UNPLACED else float(max(self.fit[i, place], 0.0))


@dataclass(frozen=True)
class Told:
    """What a report brought a household: its best place or not, true fit, a place lost, others who moved."""

    won: bool
    fit_gain: float
    unplaced: bool
    displaced: int


@dataclass(frozen=True)
class Hidden:
    """What hiding one offer brought a town: persons more, households more that fit nowhere better."""

    persons: int
    first_choices: int


def planned(instance: MatchingInstance) -> Ints:
    """The best plan of an instance [n]."""
    return solve(instance.problem).assignment


def households(true: Truth, report: Report) -> Iterator[Told]:
    """Each household that missed its best place tells the report, where it has anything to tell."""
    for i in true.missed():
        place = true.best(i)
        told = None if place is None else report.tell(true.instance, i, place)
        if place is None or told is None:
            continue
        after = planned(_with(true, told))
        others = (after != true.plan) & (np.arange(len(after)) != i)
        yield Told(
            won=bool(true.worth(i, after[i]) >= true.fit[i].max() - SAME),
            fit_gain=true.worth(i, after[i]) - true.worth(i, true.plan[i]),
            unplaced=bool(after[i] == UNPLACED and true.plan[i] != UNPLACED),
            displaced=int(others.sum()),
        )


def towns(true: Truth) -> Iterator[Hidden]:
    """Each town leaves each of its offers unknown, one at a time."""
    for j, town in enumerate(true.instance.profiles.municipalities):
        for field in town.offers:
            hidden = _with(true, _without(town, field))
            yield Hidden(
                persons=_persons(true, planned(hidden), j) - _persons(true, true.plan, j),
                first_choices=_first_choices(hidden, j) - _first_choices(true.instance, j),
            )


def _with(true: Truth, changed: Household | Municipality) -> MatchingInstance:
    """The instance where one profile says something else."""
    profiles = true.instance.profiles
    part = "households" if isinstance(changed, Household) else "municipalities"
    name = "id" if part == "households" else "ags"
    others = [changed if getattr(p, name) == getattr(changed, name) else p for p in getattr(profiles, part)]
    known = true.instance.cohort_data
    said = profiles.model_copy(update={part: tuple(others)})
    return assemble(CohortData(said, known.catalogue, known.data_fingerprint), true.instance.scenario)


def _without(town: Municipality, field: FieldId) -> Municipality:
    return town.model_copy(update={"offers": {f: v for f, v in town.offers.items() if f != field}})


def _persons(true: Truth, plan: Ints, j: int) -> int:
    return int(true.instance.cohort_data.persons[plan == j].sum())


def _first_choices(instance: MatchingInstance, j: int) -> int:
    shown = np.where(instance.rules.allowed, instance.fit, -np.inf)
    return int((np.isfinite(shown[:, j]) & (shown.argmax(axis=1) == j)).sum())


def measured(cohorts: Sequence[Truth], reports: Sequence[Report] = REPORTS) -> dict[str, list[Told]]:
    """All that was told, by the name of the report."""
    return {
        report.name: [told for true in cohorts for told in households(true, report)] for report in reports
    }
