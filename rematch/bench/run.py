"""One size measured: cold, after moved weights, and other solvers by themselves on the same problems."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import log
from typing import Any

from rematch.bench.apart import peak_mb
from rematch.bench.cpsat import installed
from rematch.bench.direct import Measured
from rematch.bench.instances import SIZES, Size, cohorts, moved
from rematch.bench.measure import Answer, Desk, cpsat, highs, median, nine_of_ten
from rematch.criteria.catalogue import Catalogue
from rematch.instance import CohortData
from rematch.scenario import Scenario

STAGES = ("fit", "model", "solve", "verify", "explain")
ROUNDING = 1e-6


@dataclass
class Sample:
    """Everything measured of one size to one gap; the yardsticks stand beside the answers they repeat."""

    cold: list[Answer] = field(default_factory=list)
    moves: list[Answer] = field(default_factory=list)
    highs: list[Measured] = field(default_factory=list)
    cpsat: list[Measured] = field(default_factory=list)
    highs_moved: list[Measured] = field(default_factory=list)
    peak_mb: float | None = None


def measure(size: Size, catalogue: Catalogue, with_yardstick: bool) -> list[dict[str, Any]]:
    """Results of a size: each of its gaps, on cohorts as they come and with hardly a place to spare."""
    results = []
    for tight in (False, True):
        known, moves = list(cohorts(size, catalogue, tight=tight)), list[Answer]()
        compared = size.yardsticks if with_yardstick and (size.thorough or not tight) else 0
        for gap in size.target_gaps:
            sample = _sample(size, known, gap, compared, moves)
            moves = sample.moves
            results.append(_summary(size, sample, gap, tight))
    return results


def _sample(size: Size, known: list[CohortData], gap: float, compared: int, moves: list[Answer]) -> Sample:
    """Cold answers to this gap; moved weights are answered the same whatever the gap, so once is enough."""
    sample = Sample(moves=list(moves))
    for seed, one in enumerate(known):
        desk = Desk(one)
        sample.cold.append(desk.answer(Scenario(), gap, size.limit))
        if not moves:
            scenarios = moved(Scenario(), one, size.moves, seed)
            sample.moves += [desk.answer(scenario, gap) for scenario in scenarios]
        sample.peak_mb = peak_mb()
        if seed < compared:
            _compare(sample, seed, gap, size)
    return sample


def _compare(sample: Sample, seed: int, gap: float, size: Size) -> None:
    cold, first_move = sample.cold[seed], sample.moves[seed * size.moves]
    sample.highs.append(highs(cold, gap, size.their_limit, cold=True))
    if size.thorough:
        sample.highs_moved.append(highs(first_move, gap, size.their_limit, cold=False))
    if installed():
        sample.cpsat.append(cpsat(cold, gap, size.their_limit))


def _summary(size: Size, sample: Sample, gap: float, tight: bool) -> dict[str, Any]:
    reached = all(a.solution.gap <= gap + ROUNDING for a in sample.cold)
    return {
        "size": size.name,
        "households": size.households,
        "municipalities": size.municipalities,
        "pairs": int(sample.cold[0].instance.rules.allowed.sum()),
        "cold": {
            "cpu_s": median([_own(a) for a in sample.cold]),
            "wall_s": median([a.wall_s for a in sample.cold]),
            "gap": median([a.solution.gap for a in sample.cold]),
            "peak_mb": sample.peak_mb,
            "rounds": max(a.solution.rounds for a in sample.cold),
            "columns": max(a.solution.columns for a in sample.cold),
        },
        "move": {
            "bound_ms": 1000 * median([a.bound_s for a in sample.moves]),
            "bound_ms_p90": 1000 * nine_of_ten([a.bound_s for a in sample.moves]),
            "plan_ms": 1000 * median([a.cpu_s for a in sample.moves]),
            "plan_ms_p90": 1000 * nine_of_ten([a.cpu_s for a in sample.moves]),
            "gap": median([a.solution.gap for a in sample.moves]),
        },
        "yardstick": _yardstick("HiGHS", sample.highs, gap),
        "ratio_cpu": _ratio(sample.highs, sample.cold) if reached else None,
        "details": _details(size, sample, gap, reached) | {"tight": tight},
    }


def _details(size: Size, sample: Sample, gap: float, reached: bool) -> dict[str, Any]:
    """What the summary rests on: `reached` says whether every cold answer came to the target gap."""
    return {
        "target_gap": gap,
        "reached": reached,
        "cohorts": len(sample.cold),
        "moves": len(sample.moves),
        "scoring_cpu_s": median([a.stages["fit"] for a in sample.cold]),
        "gap_worst": max(a.solution.gap for a in sample.cold),
        "move_gap_p90": nine_of_ten([a.solution.gap for a in sample.moves]),
        "move_stages_ms": {name: 1000 * median([a.stages[name] for a in sample.moves]) for name in STAGES},
        "move_ratio_cpu": _ratio(sample.highs_moved, sample.moves[:: size.moves]),
        "cpsat": _yardstick("OR-Tools CP-SAT", sample.cpsat, gap),
        "cpsat_ratio_cpu": _ratio(sample.cpsat, sample.cold) if reached else None,
    }


def _own(answer: Answer) -> float:
    """From scores in memory to the verified plan."""
    return answer.cpu_s - answer.stages["fit"]


def _yardstick(name: str, measured: list[Measured], gap: float) -> dict[str, Any] | None:
    if not measured:
        return None
    gaps = [one.gap for one in measured if one.gap is not None]
    return {
        "name": name,
        "target_gap": gap,
        "cpu_s": median([one.cpu_s for one in measured]),
        "gap": median(gaps) if len(gaps) == len(measured) else None,
        "finished": all(one.finished for one in measured),
    }


def _ratio(measured: list[Measured], answers: list[Answer]) -> float | None:
    """Median of yardstick over ours; what was not finished counts as the time it had."""
    if not measured:
        return None
    ours = map(_own, answers[: len(measured)])
    return median([one.cpu_s / own for one, own in zip(measured, ours, strict=True)])


def growth(results: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """From size to size, each to its loosest gap: by which power of the pairs the processor time grew.

    Cohorts with lists of units are another problem at the same size, no step of growth.
    """
    first: dict[str, dict[str, Any]] = {}
    for result in results:
        if not SIZES[result["size"]].units:
            first.setdefault(result["size"], result)
    for one, other in pairwise(first.values()):
        times = other["cold"]["cpu_s"] / one["cold"]["cpu_s"]
        pairs = other["pairs"] / one["pairs"]
        named = {"from": one["size"], "to": other["size"]}
        yield {**named, "pairs": pairs, "cpu": times, "power": log(times) / log(pairs)}
