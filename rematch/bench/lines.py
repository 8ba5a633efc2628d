"""Results as lines a person reads; the labels are the benchmark's own, in English like its JSON."""

from collections.abc import Iterator
from typing import Any

COLD = (
    "cold      pairs       room   target   cpu         gap      HiGHS cpu   ratio     CP-SAT cpu  ratio     "
    "peak     rounds, columns"
)
MOVED = (
    "moved     room   bound     9 of 10    plan      9 of 10    gap      HiGHS ratio   "
    "fit + model + solve + verify, explain"
)
NO_CPSAT = "OR-Tools CP-SAT is not installed (`make bench-cpsat`): not compared."


def lines(results: list[dict[str, Any]], grown: list[dict[str, Any]]) -> Iterator[str]:
    """Cold answers, answers after a weight was moved, and the growth from size to size."""
    yield COLD
    yield from map(cold, results)
    yield ""
    yield MOVED
    yield from (moved(r) for r in results if r["details"]["target_gap"] == _loosest(r, results))
    yield ""
    yield from (why_not(r) for r in results if r["details"].get("explaining"))
    yield ""
    if any(r["yardstick"] and not r["details"]["cpsat"] for r in results):
        yield NO_CPSAT
    for step in grown:
        yield (
            f"{step['from']} to {step['to']}: {step['pairs']:.1f} times the pairs, {step['cpu']:.1f} times "
            f"the processor time (pairs to the power of {step['power']:.2f})"
        )


def cold(r: dict[str, Any]) -> str:
    """Seconds of processor time to the target gap, ours and theirs."""
    own, more = r["cold"], r["details"]
    peak = "-" if own["peak_mb"] is None else f"{own['peak_mb']:,.0f} MB"
    return (
        f"{r['size']:<9} {r['pairs']:<11,} {_room(r)} {more['target_gap']:<8.1%} {own['cpu_s']:8.3f} s  "
        f"{own['gap']:8.3%}{' ' if more['reached'] else '!'} {_seconds(r['yardstick'])} "
        f"{_times(r['ratio_cpu'])}   {_seconds(more['cpsat'])} {_times(more['cpsat_ratio_cpu'])}   "
        f"{peak:<9}{own['rounds']}, {own['columns']:,}"
    )


def moved(r: dict[str, Any]) -> str:
    """Milliseconds of processor time after one weight was moved."""
    move, more = r["move"], r["details"]
    stages = [
        f"{more['move_stages_ms'][name]:.0f}" for name in ("fit", "model", "solve", "verify", "explain")
    ]
    return (
        f"{r['size']:<9} {_room(r)} {move['bound_ms']:6.1f} ms {move['bound_ms_p90']:6.1f} ms "
        f"{move['plan_ms']:8.1f} ms {move['plan_ms_p90']:7.1f} ms  {move['gap']:8.3%} "
        f"{_times(more['move_ratio_cpu'])}       {' + '.join(stages[:4])}, {stages[4]} ms"
    )


def why_not(r: dict[str, Any]) -> str:
    """Milliseconds of processor time for \"why not there\", beside planning anew for each place."""
    e = r["details"]["explaining"]
    return (
        f"{r['size']:<9} why not there: all {e['others']} others {e['at_once_ms']:.1f} ms "
        f"({e['ratio_at_once']:.0f} times less than planning anew for each), one narrowed "
        f"{e['narrow_ms']:.0f} ms ({e['ratio_narrow']:.1f} times less), certain {e['certain']:.0%}"
    )


def _loosest(r: dict[str, Any], results: list[dict[str, Any]]) -> float:
    """A moved weight is answered the same whatever gap the cold answer was to reach."""
    return max(float(x["details"]["target_gap"]) for x in results if x["size"] == r["size"])


def _room(r: dict[str, Any]) -> str:
    return f"{'101 %' if r['details']['tight'] else 'free':<6}"


def _seconds(yard: dict[str, Any] | None) -> str:
    if yard is None:
        return f"{'-':>11}"
    return f"{yard['cpu_s']:8.2f} s{' ' if yard['finished'] else '+'}"


def _times(ratio: float | None) -> str:
    return f"{'-' if ratio is None else f'{ratio:.1f} x':>8}"
