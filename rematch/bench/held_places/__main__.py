"""Prints what prices of places bring over simulated years, beside no prices, first come, and hindsight."""

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from statistics import mean, stdev

from rematch.bench.held_places.world import DECLINING, HOUSEHOLDS, TOWNS, SimulatedYears, years
from rematch.bench.held_places.year import LivedYear, alone, first_come, hindsight, live, priced
from rematch.bootstrap import shipped_catalogue

SEEDS, FUTURES = 20, 5
HINDSIGHT, ALONE, FIRST = "full hindsight", "each batch alone, no prices", "first come, first served"
SAME = 1e-6
LARGE = 3
"""Persons from which on a household is in a pool that is not like those who come."""

Living = Callable[[SimulatedYears], LivedYear]


def policies(futures: int, *, misjudged: bool) -> dict[str, Living]:
    """By name, in the order of the table; with `misjudged` prices in full from forecasts that are wrong."""

    def charged(share: float, total: float = 1.0, least: int = 1) -> Living:
        return partial(live, choose=priced(share, futures, total, least))

    found: dict[str, Living] = {HINDSIGHT: hindsight, ALONE: partial(live, choose=alone)}
    if misjudged:
        return found | {
            "prices in full, half as many expected": charged(1.0, total=0.5),
            "prices in full, half as many again expected": charged(1.0, total=1.5),
            f"prices in full, only households of {LARGE} or more expected": charged(1.0, least=LARGE),
        }
    first = partial(live, choose=first_come)
    return found | {FIRST: first, "prices by half": charged(0.5), "prices in full": charged(1.0)}


def lines(lived: Mapping[str, Sequence[LivedYear]]) -> Iterator[str]:
    """A line a policy: shares of hindsight, standard errors, and years won, even and lost beside ALONE."""
    yield "| policy | value | persons | days waited | won, even, lost | mean difference | worst year |"
    yield "|---|---|---|---|---|---|---|"
    best = lived[HINDSIGHT]
    for name, found in lived.items():
        value = [100 * one.value / top.value for one, top in zip(found, best, strict=True)]
        persons = [100 * one.persons / top.persons for one, top in zip(found, best, strict=True)]
        cells = [_with_error(value), _with_error(persons), f"{mean(one.waited for one in found):.0f}"]
        yield f"| {name} | {' | '.join([*cells, *_beside(found, lived[ALONE])])} |"


def _beside(found: Sequence[LivedYear], usual: Sequence[LivedYear]) -> list[str]:
    """Against each batch alone in the same year, in percent of its value."""
    if found is usual:
        return ["", "", ""]
    more = [100 * (one.value / other.value - 1) for one, other in zip(found, usual, strict=True)]
    won, lost = sum(one > SAME for one in more), sum(one < -SAME for one in more)
    error = stdev(more) / len(more) ** 0.5 if len(more) > 1 else 0.0
    return [
        f"{won}, {len(more) - won - lost}, {lost}",
        f"{mean(more):+.1f} ± {error:.1f}",
        f"{min(more):+.1f}",
    ]


def _with_error(shares: Sequence[float]) -> str:
    error = stdev(shares) / len(shares) ** 0.5 if len(shares) > 1 else 0.0
    return f"{mean(shares):.1f} ± {error:.1f} %"


def main() -> None:
    """Live every year by every policy, and print the table."""
    parser = argparse.ArgumentParser(description="Measure what prices of places bring over a year.")
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--futures", type=int, default=FUTURES)
    parser.add_argument("--misjudged", action="store_true", help="forecasts that are wrong instead")
    asked = parser.parse_args()
    worlds = [years(seed, shipped_catalogue()) for seed in range(1, asked.seeds + 1)]
    print(
        f"{len(worlds)} years of about {HOUSEHOLDS} households and {TOWNS} municipalities, "
        f"{100 * DECLINING:.0f} % of pairs declined, {asked.futures} futures a price.\n"
    )
    lived: dict[str, list[LivedYear]] = {}
    for name, policy in policies(asked.futures, misjudged=asked.misjudged).items():
        lived[name] = [policy(world) for world in worlds]
        if ALONE in lived:
            told = list(lines(lived))
            print("\n".join(told if name == ALONE else told[-1:]), flush=True)


if __name__ == "__main__":
    main()
