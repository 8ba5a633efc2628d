"""The yardstick: the same model handed to HiGHS as arrays, without PuLP and without any method of ours."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from rematch.optimise.problem import Floats, Ints
from rematch.optimise.reduced_problem import Bools, ReducedProblem
from rematch.optimise.solution import Levels

INF = highspy.kHighsInf
Row = tuple[Ints, Floats, float, float]
"""Columns, their numbers, lower and upper side."""


@dataclass(frozen=True)
class Measured:
    """What another solver reached by itself; `gap` None where it found no plan."""

    cpu_s: float
    objective: float | None
    gap: float | None
    finished: bool


def solve_directly(units: ReducedProblem, gap: float, limit: float, known: Levels | None = None) -> Measured:
    """Persons, then shortfall (unless known), then value to the proven `gap`, in `limit` seconds."""
    began = time.process_time()
    model = _Direct(units, limit, known)
    if known is None and units.place_first:
        model.aim(units.persons[model.who].astype(float), 0.0, 0.0)
        if not model.run(0.0):
            return Measured(time.process_time() - began, None, None, False)
    persons = known.persons if known else round(model.value()) if units.place_first else 0
    if units.place_first:
        model.row((np.arange(model.pairs), units.persons[model.who].astype(float), persons - 1e-6, INF))
    if units.minimum.any():
        shortfall = known.shortfall if known else model.least_shortfall()
        if shortfall is None:
            return Measured(time.process_time() - began, None, None, False)
        model.row((model.short, np.ones(len(model.short)), -INF, shortfall + 1e-6))
    model.aim(units.value[model.who, model.where], 0.0, 1.0)
    finished = model.run(gap)
    info = model.live.getInfo()
    found = info.primal_solution_status == int(highspy.SolutionStatus.kSolutionStatusFeasible)
    return Measured(
        time.process_time() - began,
        model.value() if found else None,
        float(info.mip_gap) if found else None,
        finished,
    )


class _Direct:
    """Columns: pairs, missing persons of each place, soft links met there, classes taken, units served."""

    def __init__(self, units: ReducedProblem, limit: float, known: Levels | None) -> None:
        self.units = units
        self.must = units.pinned if known is None or not units.place_first else units.must(known.persons)
        self.who, self.where = np.nonzero(units.allowed)
        self.pairs, m = len(self.who), len(units.minimum)
        self.number = np.full(units.allowed.shape, -1, dtype=np.int64)
        self.number[self.who, self.where] = np.arange(self.pairs)
        self.short = self.pairs + np.arange(m)
        self.near = self.pairs + m + np.arange(m * len(units.soft_links)).reshape(-1, m)
        self.taking, self.taken = np.nonzero(_takeable(units))
        self.take = self.pairs + m + self.near.size + np.arange(len(self.taking))
        served = units.served
        wanted = np.zeros((0, m)) if served is None else served.most
        self.need, self.at = np.nonzero(wanted)
        self.serve = self.pairs + m + self.near.size + len(self.take) + np.arange(len(self.need))
        self.most = wanted[self.need, self.at]
        self.live: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self.live.setOptionValue("output_flag", False)
        self.live.setOptionValue("threads", 1)
        self.live.setOptionValue("time_limit", limit)
        self._build()

    def aim(self, gain: Floats, short: float, near: float) -> None:
        """Maximise these gains of the pairs, of a missing person and of the soft links."""
        bonus = np.array([near * link[2] for link in self.units.soft_links])
        classes = self.units.classes
        worth = np.zeros(0) if classes is None else near * classes.value[self.taking, self.taken]
        soft = np.repeat(bonus, len(self.short))
        served = self.units.served
        gained = np.zeros(0) if served is None else near * served.gain[self.need, self.at]
        gains = np.concatenate([gain, np.full(len(self.short), short), soft, worth, gained])
        self.live.changeColsCost(len(gains), np.arange(len(gains), dtype=np.int32), -gains)

    def least_shortfall(self) -> float | None:
        """Second level, None where the limit came first."""
        self.aim(np.zeros(self.pairs), -1.0, 0.0)
        return max(0.0, -self.value()) if self.run(0.0) else None

    def run(self, gap: float) -> bool:
        """Whether HiGHS proved it within this gap."""
        self.live.setOptionValue("mip_rel_gap", gap)
        self.live.run()
        return bool(self.live.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    def value(self) -> float:
        """What the last run reached."""
        return -float(self.live.getInfo().objective_function_value)

    def row(self, row: Row) -> None:
        """One more row."""
        columns, numbers, low, high = row
        self.live.addRow(low, high, len(columns), columns.astype(np.int32), numbers)

    def _build(self) -> None:
        rows = list(self._rows())
        others = len(self.short) + self.near.size + len(self.take) + len(self.serve)
        high = np.ones(self.pairs + others)
        high[self.short], high[self.serve] = self.units.minimum, self.most
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(high), len(rows)
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = np.zeros(len(high)), np.zeros(len(high)), high
        lp.row_lower_ = np.array([row[2] for row in rows])
        lp.row_upper_ = np.array([row[3] for row in rows])
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0] + [len(row[0]) for row in rows])
        lp.a_matrix_.index_ = np.concatenate([row[0] for row in rows])
        lp.a_matrix_.value_ = np.concatenate([row[1] for row in rows])
        whole = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        lp.integrality_ = [whole[0]] * self.pairs + [whole[1]] * (len(high) - self.pairs)
        self.live.passModel(lp)

    def _rows(self) -> Iterable[Row]:
        units = self.units
        for i, columns in enumerate(self.number):
            own = columns[columns >= 0]
            yield own, np.ones(len(own)), 1.0 if self.must[i] else -INF, 1.0
        for j, columns in enumerate(self.number.T):
            there = np.flatnonzero(columns >= 0)
            demand = units.demand_at(j)[there]
            for k in units.binding(j):
                used, given = np.flatnonzero(demand[:, k]), self.serve[self._wanting(j, k)]
                numbers = np.append(demand[used, k], np.ones(len(given)))
                yield np.append(columns[there[used]], given), numbers, -INF, float(units.capacity[j, k])
            if units.minimum[j] > 0:
                persons = np.append(units.persons[there], 1.0)
                yield np.append(columns[there], self.short[j]), persons, float(units.minimum[j]), INF
        yield from self._ties()
        yield from self._housing()
        yield from self._serving()

    def _ties(self) -> Iterable[Row]:
        for first, second in self.units.apart:
            for place in np.flatnonzero(self.units.allowed[first] & self.units.allowed[second]):
                yield self.number[[first, second], place], np.ones(2), -INF, 1.0
        for met, (first, second, _) in zip(self.near, self.units.soft_links, strict=True):
            places = np.flatnonzero(self.units.allowed[second])
            for j, column in enumerate(met):
                here = int(self.number[first, j])
                own = np.array([column, here] if here >= 0 else [column])
                yield own, np.array([1.0, -1.0])[: len(own)], -INF, 0.0
                near = -self.units.closeness[j, places]
                yield np.append(column, self.number[second, places]), np.append(1.0, near), -INF, 0.0

    def _housing(self) -> Iterable[Row]:
        """One class for every household at its place, no more of a class than there are."""
        classes = self.units.classes
        if classes is None:
            return
        place = classes.place[self.taken]
        for i, j in np.argwhere(self.units.allowed[self.units.unit_of]):
            own = self.take[(self.taking == i) & (place == j)]
            pair = self.number[self.units.unit_of[i], j]
            yield np.append(own, pair), np.append(np.ones(len(own)), -1.0), 0.0, 0.0
        for c in np.flatnonzero(np.isfinite(classes.count)):
            who = self.take[self.taken == c]
            if len(who) > classes.count[c]:
                yield who, np.ones(len(who)), -INF, float(classes.count[c])

    def _serving(self) -> Iterable[Row]:
        """Nobody is served where they are not."""
        served = self.units.served
        unit = np.zeros(0, dtype=np.int64) if served is None else self.units.unit_of[served.who[self.need]]
        for column, i, j, most in zip(self.serve, unit, self.at, self.most, strict=True):
            yield np.array([column, self.number[i, j]]), np.array([1.0, -most]), -INF, 0.0

    def _wanting(self, j: int, k: int) -> Ints:
        """Numbers of the columns of needs for resource k at municipality j."""
        served = self.units.served
        if served is None:
            return np.zeros(0, dtype=np.int64)
        return np.flatnonzero((self.at == j) & (served.resource[self.need] == k))


def _takeable(units: ReducedProblem) -> Bools:
    """Classes [n, c] that fit a household at a place where it may go."""
    if units.classes is None:
        return np.zeros((len(units.unit_of), 0), dtype=bool)
    return units.classes.fits & units.allowed[units.unit_of][:, units.classes.place]
