"""Benchmarks and yardsticks; only the command line imports them.

`measure` times one size on made-up `instances`, `direct` and `cpsat` are the yardsticks, `run` leads;
`yardstick` sets ours and HiGHS side by side on problems of many kinds.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from rematch.bench.apart import apart
from rematch.bench.cpsat import installed
from rematch.bench.explaining import measure_explaining
from rematch.bench.instances import SIZES
from rematch.bench.lines import lines
from rematch.bench.run import growth, measure
from rematch.bench.yardstick.compare import side_by_side
from rematch.criteria.catalogue import Catalogue
from rematch.errors import RematchError

__all__ = ["IN_TEN_MINUTES", "SIZES", "bench", "installed", "side_by_side"]

IN_TEN_MINUTES = ("session", "units", "land")
EXPLAINED = ("session", "units", "land", "regional")
"""Sizes whose answers to \"why not there\" are measured too."""


def bench(
    names: Sequence[str], catalogue: Catalogue, *, with_yardstick: bool = True
) -> tuple[dict[str, Any], Iterator[str]]:
    """Measure these sizes, each in a process of its own; what JSON has, and the same as lines.

    One size gives its first result (the looser gap, cohorts as they come) with the others under `more`.
    Raises RematchError (`cli.bench_broke_off`) where a size does not come to its end, as without memory.
    """
    results = [result for name in names for result in _measured(name, catalogue, with_yardstick)]
    grown = list(growth(results))
    if len(names) == 1:
        return {**results[0], "more": results[1:]}, lines(results, grown)
    return {"results": results, "growth": grown}, lines(results, grown)


def _measured(name: str, catalogue: Catalogue, with_yardstick: bool) -> list[dict[str, Any]]:
    found = apart(None, measure, SIZES[name], catalogue, with_yardstick)
    if found is None:
        raise RematchError("cli.bench_broke_off", size=name)
    if name in EXPLAINED:
        found[0]["details"]["explaining"] = apart(None, measure_explaining, SIZES[name], catalogue)
    return found
