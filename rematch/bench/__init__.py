"""Benchmarks and yardsticks; only the command line imports them."""

from collections.abc import Iterator, Sequence
from typing import Any

from rematch.bench.instances import SIZES
from rematch.bench.lines import lines
from rematch.bench.run import growth, measure
from rematch.criteria.catalogue import Catalogue

__all__ = ["IN_TEN_MINUTES", "SIZES", "bench", "lines"]

IN_TEN_MINUTES = ("session", "land")


def bench(
    names: Sequence[str], catalogue: Catalogue, *, with_yardstick: bool = True
) -> tuple[dict[str, Any], Iterator[str]]:
    """Measure these sizes; what JSON has, and the same as lines.

    One size gives its first result (the looser gap, cohorts as they come) with the others under `more`.
    """
    results = [
        result for name in names for result in measure(SIZES[name], catalogue, with_yardstick=with_yardstick)
    ]
    if len(names) == 1:
        return {**results[0], "more": results[1:]}, lines(results)
    content = {"results": results, "growth": growth(results)}
    return content, lines(results)
