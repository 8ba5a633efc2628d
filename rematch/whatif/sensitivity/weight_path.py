"""One slider moved and everything else left: the problem at each of its steps, and bounds over many at once.

For a plan p, any plan x, and steps s with values v^s, let u^s_i be what p makes of household i (0 where it is
unplaced), d^s_ij = v^s_ij - u^s_i, b^s the worth of the soft links and U_s a plan's worth. Then

    U_s(x) - U_s(p) = sum_ij (d^s_ij + u^s_i) x_ij + sum_ic w^s_ic y_ic + sum_ijk g^s_ijk z_ijk + b^s near(x)
                      - moving costs(x) - (sum_i u^s_i + b^s near(p) - moving costs(p))

is nearly linear in the weight; w^s is what classes of accommodation are worth, g^s what a unit served is,
u^s_i has that of what p gives. Let delta_ij >= 0 be how far d_ij rises above, delta_ic and delta_ijk the same
of w_ic and g_ijk, and eta_i >= 0 how far u_i falls below the straight line between the first and the last
step of a range (b^s is linear). A plan that leads by no more than t at both ends, with d + delta for d,
w + delta for w, g + delta for g and u - eta for u, leads by no more than t at every step between: two solves
answer for the whole range, and for one or two they are exact.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from rematch.instance import Floats, Ints, assemble
from rematch.model import CriterionId
from rematch.optimise.housing import NONE, UnitClasses, unit_classes
from rematch.optimise.problem import UNPLACED, Problem
from rematch.optimise.served import ServedNeeds, served_needs
from rematch.planning.report import PlanReport
from rematch.scenario import MAX_WEIGHT

STEPS = tuple(round(tenth / 10, 1) for tenth in range(round(MAX_WEIGHT * 10) + 1))
"""Where a criterion's slider may stand."""


@dataclass(frozen=True, eq=False)
class WeightPath:
    """The problems at some steps of one slider, in the order of the steps."""

    steps: tuple[float, ...]
    problems: tuple[Problem, ...]
    _known: dict[tuple[int, bytes], Floats] = field(default_factory=dict, repr=False)

    @cached_property
    def values(self) -> Floats:
        """[s, n, m] worth of each pair, NaN where not allowed."""
        return np.array([problem.value for problem in self.problems])

    @cached_property
    def class_values(self) -> Floats:
        """[s, n, u] what each class adds, NaN where it does not fit; no classes where there are none."""
        return np.array([problem.class_value for problem in self.problems])

    @cached_property
    def served_values(self) -> Floats:
        """[s, n, m, k] what one unit of each served resource adds."""
        return np.array([problem.served_value for problem in self.problems])

    @cached_property
    def _needs(self) -> tuple[ServedNeeds | None, ...]:
        return tuple(served_needs(problem) for problem in self.problems)

    @cached_property
    def _classes(self) -> tuple[UnitClasses | None, ...]:
        return tuple(unit_classes(problem) for problem in self.problems)

    def _given(self, plan: Ints, at: Sequence[int]) -> Floats:
        """[s, n] what the best classes and units served are worth for a plan [n] at each of these steps."""
        return np.array([self._given_at(step, plan) for step in at]).reshape(len(at), len(plan))

    def _given_at(self, step: int, plan: Ints) -> Floats:
        classes, needs, asked = self._classes[step], self._needs[step], (step, plan.tobytes())
        if asked not in self._known:
            worth = np.zeros(len(plan))
            if classes is not None:
                unit = classes.house_all(plan)
                rows = np.flatnonzero(unit != NONE)
                worth[rows] = classes.value[rows, unit[rows]]
            if needs is not None:
                np.add.at(worth, needs.who, needs.worth(plan))
            self._known[asked] = worth
        return self._known[asked]

    def worth(self, plan: Ints, at: Sequence[int] | None = None) -> Floats:
        """[s] what a plan [n] is worth at these steps; without any at all of them."""
        chosen = np.arange(len(self.steps)) if at is None else np.array(at, dtype=np.int64)
        placed = np.flatnonzero(plan != UNPLACED)
        pairs: Floats = self.values[chosen][:, placed, plan[placed]].sum(axis=1)
        given = self._given(plan, chosen.tolist()).sum(axis=1)
        worth: Floats = pairs + given - self._moving(plan) + self._bonus[chosen] @ self._near(plan)
        return worth

    def leading(self, plan: Ints, steps: range) -> Iterator[tuple[Problem, float]]:
        """Problems and bases at a range's ends: within it no plan leads by more than best worth - base."""
        here, least = self._against(plan)
        first, last = steps.start, steps.stop - 1
        delta, eta = self._bulge(here, steps), self._bulge(-least, steps)
        for end in dict.fromkeys((last, first)):
            kept = least[end] - eta
            problem = self.problems[end]
            value = here[end] + delta + kept[:, None]
            base = kept.sum() + self._bonus[end] @ self._near(plan) - self._moving(plan)
            of_class, of_unit = (
                figures[end] + self._bulge(figures, steps)
                for figures in (self.class_values, self.served_values)
            )
            raised = replace(problem, value=value, class_value=of_class, served_value=of_unit)
            yield raised, float(base)

    def _against(self, plan: Ints) -> tuple[Floats, Floats]:
        """d [s, n, m] and u [s, n] of a plan."""
        kept = np.where(plan == UNPLACED, 0.0, self.values[:, np.arange(len(plan)), plan])
        kept += self._given(plan, range(len(self.steps)))
        return self.values - kept[:, :, None], kept

    def _bulge(self, figures: Floats, steps: range) -> Floats:
        """How far figures [s, ...] rise above the straight line between the ends of a range, at most."""
        part = figures[steps.start : steps.stop]
        weight = np.array(self.steps[steps.start : steps.stop])
        span = weight[-1] - weight[0] or 1.0
        share = ((weight - weight[0]) / span).reshape(-1, *[1] * (figures.ndim - 1))
        line = part[0] + share * (part[-1] - part[0])
        above: Floats = (part - line).max(axis=0)
        return np.maximum(above, 0.0, where=~np.isnan(above), out=above)

    def beyond(self, steps: int) -> "WeightPath":
        """The same without the first so many steps."""
        return WeightPath(self.steps[steps:], self.problems[steps:])

    def _moving(self, plan: Ints) -> float:
        """What a plan costs in moves, at any step."""
        before = np.asarray(self.problems[0].previous)
        moved = (before != plan) & (before != UNPLACED) & (plan != UNPLACED)
        return float(self.problems[0].move_cost * np.count_nonzero(moved))

    def _near(self, plan: Ints) -> Floats:
        """[links] closeness of the two places, 0 where one of the two is unplaced."""
        closeness = np.asarray(self.problems[0].closeness)
        pairs = [(plan[i], plan[other]) for i, other in self._links]
        return np.array([0.0 if UNPLACED in pair else closeness[pair] for pair in pairs], dtype=float)

    @cached_property
    def _links(self) -> list[tuple[int, int]]:
        """Soft links that are worth something at any step."""
        return sorted({(i, other) for problem in self.problems for i, other, _ in problem.soft_links})

    @cached_property
    def _bonus(self) -> Floats:
        """[s, links] what each soft link is worth."""
        worth = [{(i, other): bonus for i, other, bonus in p.soft_links} for p in self.problems]
        table = [[bonuses.get(link, 0.0) for link in self._links] for bonuses in worth]
        return np.array(table, dtype=float).reshape(len(self.steps), len(self._links))


def weight_path(report: PlanReport, criterion: CriterionId, steps: Sequence[float]) -> WeightPath:
    """The problems with this criterion's slider at `steps`; moves are counted from the plan shown."""
    line = along_weights(report, [{criterion: step} for step in steps])
    return WeightPath(tuple(steps), line.problems)


def along_weights(report: PlanReport, moves: Sequence[Mapping[CriterionId, float]]) -> WeightPath:
    """The problems with some weights moved, one a step; the steps are counted from 0."""
    instance = report.instance

    def at(move: Mapping[CriterionId, float]) -> Problem:
        weights = {**instance.scenario.weights, **move}
        moved = instance.scenario.model_copy(update={"weights": weights})
        return assemble(
            instance.cohort_data,
            moved,
            previous=report.assignment,
            previous_units=report.units,
            earlier=instance,
        ).problem

    return WeightPath(tuple(float(number) for number in range(len(moves))), tuple(at(move) for move in moves))
