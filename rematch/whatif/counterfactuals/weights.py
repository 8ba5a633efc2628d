"""The smallest move of one or two sliders under which a best plan has a household at a wished place."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

from rematch.model import Ags, CriterionId, HouseholdId
from rematch.optimise.problem import UNPLACED
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport
from rematch.scenario import MAX_WEIGHT
from rematch.whatif.sensitivity.intervals import sliders
from rematch.whatif.sensitivity.parametric_search import ParametricSearch
from rematch.whatif.sensitivity.weight_path import STEPS, along_weights

PROMISING = 5
"""Criteria of which pairs are tried."""
WHOLE = 10
"""Steps of the slider at a time where a problem is not solved to the end."""

Move = dict[CriterionId, float]


@dataclass(frozen=True, eq=False)
class Moved:
    """Sliders moved, as criterion, present and new weight, and the plan they lead to."""

    weights: tuple[tuple[CriterionId, float, float], ...]
    plan: PlanReport


class WeightSearch:
    """Looks along sliders for the first step at which the household is at the wished place."""

    def __init__(
        self, report: PlanReport, household: HouseholdId, ags: Ags, stopped: Callable[[], bool]
    ) -> None:
        self._report = report
        self._i = report.instance.cohort_data.row[household]
        self._j = report.instance.cohort_data.column[ags]
        self._stepping = ParametricSearch(report, stopped)
        self._present = sliders(report)

    def one(self) -> Moved | None:
        """The smallest move of one slider, None where none does it."""
        best: Moved | None = None
        for name in self._by_lead():
            for way in (1, -1):
                steps = self._steps(name, way, _size(best))
                best = self._first([{name: step} for step in steps]) or best
        return best

    def two(self, less_than: float | None) -> Moved | None:
        """The smallest equal move of two promising sliders, each by less than `less_than` (None: any)."""
        best: Moved | None = None
        lead = self._lead()
        promising = [name for name in self._by_lead() if abs(lead[name]) > 1e-9][:PROMISING]
        for one, other in combinations(promising, 2):
            limit = _size(best) if best is not None else less_than
            lines = [self._steps(name, 1 if lead[name] > 0 else -1, limit) for name in (one, other)]
            best = self._first([{one: a, other: b} for a, b in zip(*lines, strict=False)]) or best
        return best

    def _first(self, moves: list[Move]) -> Moved | None:
        """The first of these moves, in their order, that does it."""
        if not moves:
            return None
        line = along_weights(self._report, moves)
        plan = self._stepping.reaching(line, (self._i, self._j), lambda at: self._planned(moves[at]))
        if plan is None:
            return None
        changed = {name: plan.scenario.weights[name] for name in moves[0]}
        return Moved(tuple((name, self._present[name], weight) for name, weight in changed.items()), plan)

    def _planned(self, move: Move) -> PlanReport:
        report = self._report
        scenario = report.scenario.model_copy(update={"weights": {**report.scenario.weights, **move}})
        return replan(report.instance.cohort_data, scenario, before=report, work_limit=report.work_limit)

    def _steps(self, name: CriterionId, way: int, less_than: float | None) -> list[float]:
        """Where a slider may go in one direction, by less than so much."""
        now = self._present[name]
        every = STEPS if self._report.work_limit is None else STEPS[::WHOLE]
        ahead = [step for step in every[::way] if (step - now) * way > 1e-9]
        limit = MAX_WEIGHT + 1 if less_than is None else less_than - 1e-9
        return [step for step in ahead if abs(step - now) < limit]

    def _by_lead(self) -> list[CriterionId]:
        lead = self._lead()
        return sorted(lead, key=lambda name: -abs(lead[name]))

    def _lead(self) -> dict[CriterionId, float]:
        """What one unit of each weight adds to the wished place's lead over the present one: own x scores.

        Times what its side counts in the value of a pair.
        """
        instance, here = self._report.instance, int(self._report.assignment[self._i])
        row = slice(self._i, self._i + 1)
        gain = instance.scores.gain(row)[:, 0]
        own = instance.scores.own(row)[:, 0]
        beyond = gain - own / 2
        lead = beyond[:, self._j] - (beyond[:, here] if here != UNPLACED else 0.0)
        share = instance.weighing.share
        lead *= [share(c.side) for c in instance.scores.criteria]
        known = {c.id: float(value) for c, value in zip(instance.scores.criteria, lead, strict=True)}
        return {name: known.get(name, 0.0) for name in self._present}


def _size(moved: Moved | None) -> float | None:
    return None if moved is None else max(abs(new - old) for _, old, new in moved.weights)
