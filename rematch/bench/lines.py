"""Results as lines a person reads; the labels are the benchmark's own, in English like its JSON."""

from collections.abc import Iterator
from typing import Any

HEAD = (
    "size      pairs  room  target    cold cpu   gap      HiGHS cpu   ratio    "
    "move: bound   plan  9 of 10   gap      ratio   fit + model + solve + verify, explain"
)


def lines(results: list[dict[str, Any]]) -> Iterator[str]:
    """A head and one line a result."""
    yield HEAD
    yield from (line(result) for result in results)


def line(r: dict[str, Any]) -> str:
    """One result: seconds cold, milliseconds after a move."""
    cold, move, yard = r["cold"], r["move"], r["yardstick"]
    stages = [f"{move['stages_ms'][name]:.0f}" for name in ("fit", "model", "solve", "verify", "explain")]
    target = f"{yard['target_gap']:.1%}" if yard else "-"
    highs = f"{yard['cpu_s']:.2f}{'' if yard['finished'] else '+'} s" if yard else "-"
    return (
        f"{r['size']:<9} {r['pairs']:<6} {'101 %' if r['tight'] else 'free':<5} {target:<8} "
        f"{cold['cpu_s']:7.3f} s  {cold['gap']:7.3%}  {highs:>9}  {_times(r['ratio_cpu']):>7}   "
        f"{move['bound_ms']:7.1f}  {move['plan_ms']:7.1f}  {move['plan_ms_p90']:7.1f} ms  {move['gap']:7.3%} "
        f"{_times(move['ratio_cpu']):>7}   {' + '.join(stages[:4])}, {stages[4]} ms"
    )


def _times(ratio: float | None) -> str:
    return "-" if ratio is None else f"{ratio:.1f} x"
