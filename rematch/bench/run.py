"""One size measured: cold, after moved weights, and HiGHS by itself in the same run."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import log
from typing import Any

from rematch.bench.direct import Measured
from rematch.bench.instances import Size, cohorts, moved
from rematch.bench.measure import Answer, Desk, median, nine_of_ten, yardstick
from rematch.criteria.catalogue import Catalogue
from rematch.scenario import Scenario

STAGES = ("fit", "model", "solve", "verify", "explain")
MOVES = 5
LIMIT = 60.0
"""Seconds HiGHS has for one problem."""


@dataclass
class Sample:
    """Everything measured of one size to one gap; the yardsticks stand beside the answers they repeat."""

    cold: list[Answer] = field(default_factory=list)
    moves: list[Answer] = field(default_factory=list)
    cold_yardstick: list[Measured] = field(default_factory=list)
    move_yardstick: list[Measured] = field(default_factory=list)


def measure(size: Size, catalogue: Catalogue, *, with_yardstick: bool) -> Iterator[dict[str, Any]]:
    """Results of a size: each of its gaps, on cohorts as they come and with hardly a place to spare."""
    for tight in (False, True):
        for gap in size.target_gaps:
            sample = _sample(size, catalogue, gap, tight=tight, with_yardstick=with_yardstick)
            yield {**_summary(size, sample, gap), "tight": tight}


def _sample(size: Size, catalogue: Catalogue, gap: float, *, tight: bool, with_yardstick: bool) -> Sample:
    sample = Sample()
    for seed, known in enumerate(cohorts(size, catalogue, tight=tight)):
        desk, compared = Desk(known), with_yardstick and seed < size.yardsticks
        sample.cold.append(desk.answer(Scenario(), gap, to_the_gap=True))
        if compared:
            sample.cold_yardstick.append(yardstick(sample.cold[-1], gap, LIMIT, cold=True))
        for number, scenario in enumerate(moved(Scenario(), known, MOVES, seed)):
            sample.moves.append(desk.answer(scenario, gap))
            if compared and number == 0:
                sample.move_yardstick.append(yardstick(sample.moves[-1], gap, LIMIT, cold=False))
    return sample


def _summary(size: Size, sample: Sample, gap: float) -> dict[str, Any]:
    pairs = sample.cold[0].basis.rules.allowed.sum()
    first_moves = sample.moves[::MOVES]
    return {
        "size": size.name,
        "households": size.households,
        "municipalities": size.municipalities,
        "pairs": int(pairs),
        "cold": {
            "cpu_s": median([a.cpu_s - a.stages["fit"] for a in sample.cold]),
            "wall_s": median([a.wall_s for a in sample.cold]),
            "gap": median([a.solution.gap for a in sample.cold]),
            "peak_mb": max(a.peak_mb for a in sample.cold),
            "rounds": max(a.solution.rounds for a in sample.cold),
            "columns": max(a.solution.columns for a in sample.cold),
            "scoring_cpu_s": median([a.stages["fit"] for a in sample.cold]),
        },
        "move": {
            "bound_ms": 1000 * median([a.bound_s for a in sample.moves]),
            "bound_ms_p90": 1000 * nine_of_ten([a.bound_s for a in sample.moves]),
            "plan_ms": 1000 * median([a.cpu_s for a in sample.moves]),
            "plan_ms_p90": 1000 * nine_of_ten([a.cpu_s for a in sample.moves]),
            "gap": median([a.solution.gap for a in sample.moves]),
            "gap_p90": nine_of_ten([a.solution.gap for a in sample.moves]),
            "stages_ms": {name: 1000 * median([a.stages[name] for a in sample.moves]) for name in STAGES},
            "ratio_cpu": _ratio(sample.move_yardstick, [a.cpu_s - a.stages["fit"] for a in first_moves]),
        },
        "yardstick": _yardstick(sample.cold_yardstick, gap),
        "ratio_cpu": _ratio(sample.cold_yardstick, [a.cpu_s - a.stages["fit"] for a in sample.cold]),
    }


def _yardstick(measured: list[Measured], gap: float) -> dict[str, Any] | None:
    if not measured:
        return None
    gaps = [one.gap for one in measured if one.gap is not None]
    return {
        "name": "HiGHS",
        "target_gap": gap,
        "cpu_s": median([one.cpu_s for one in measured]),
        "gap": median(gaps) if len(gaps) == len(measured) else None,
        "finished": all(one.finished for one in measured),
    }


def _ratio(measured: list[Measured], ours: list[float]) -> float | None:
    """Median of yardstick over ours; what was not finished counts as the time it had."""
    if not measured:
        return None
    return median([one.cpu_s / own for one, own in zip(measured, ours[: len(measured)], strict=True)])


def growth(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Between sizes: by which power of the number of pairs the processor time grew."""
    plain = list({r["size"]: r for r in results if not r["tight"]}.values())
    return [
        {
            "from": one["size"],
            "to": other["size"],
            "power": log(other["cold"]["cpu_s"] / one["cold"]["cpu_s"]) / log(other["pairs"] / one["pairs"]),
        }
        for one, other in pairwise(plain)
    ]
