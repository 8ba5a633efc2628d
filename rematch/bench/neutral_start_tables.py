"""Prints the tables of docs/decisions/0003-neutral-start.md."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean
from typing import TypeVar

from rematch.bench.neutral_start import (
    ESSENTIAL,
    STARTS,
    SimulatedHousehold,
    SimulatedMunicipality,
    Truthful,
    cancelling,
    hiding,
    rounds,
    truthful,
)
from rematch.criteria.reading import read_catalogue

HOUSEHOLD = ("wished place", "after", "contested places won", "rank", "after", "true fit")
MUNICIPALITY = ("shown fit", "first choices", "persons", "true fit of those who come")
TRUTHFUL = ("mean fit", "least fit")

Found = TypeVar("Found")


def household_row(found: Sequence[SimulatedHousehold]) -> list[str]:
    """Wished place before and after, contested places won, rank before and after, gain in true fit."""
    contested = [one for one in found if one.contested]
    return [
        _percent(mean(not one.contested for one in found)),
        _percent(mean(one.got_it for one in found)),
        f"{_percent(mean(one.got_it for one in contested)) if contested else '-'} of {len(contested)}",
        f"{mean(one.rank for one in found):.2f}",
        f"{mean(one.rank_after for one in found):.2f}",
        f"{mean(one.fit_gain for one in found):+.3f}",
    ]


def municipality_row(found: Sequence[SimulatedMunicipality]) -> list[str]:
    """Shown fit, first choices, persons and their true fit, each as a mean change."""
    return [
        f"{mean(one.shown_gain for one in found):+.3f}",
        f"{mean(one.first_choices for one in found):+.2f}",
        f"{mean(one.persons for one in found):+.2f}",
        f"{mean(one.fit_gain for one in found):+.3f}",
    ]


def truthful_row(found: Sequence[Truthful]) -> list[str]:
    """Mean and least fit, each as a mean over cohorts."""
    return [f"{mean(one.mean_fit for one in found):.4f}", f"{mean(one.least_fit for one in found):.3f}"]


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def table(
    title: str,
    head: Sequence[str],
    rows: dict[float, list[Found]],
    row: Callable[[Sequence[Found]], list[str]],
) -> str:
    """A table with one line a neutral start."""
    lines = [f"{title}\n", "| neutral start | " + " | ".join(head) + " |", "|---" * (len(head) + 1) + "|"]
    lines += [f"| {share:g} x | " + " | ".join(row(found)) + " |" for share, found in rows.items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the four tables."""
    parser = argparse.ArgumentParser(description="Measure what the neutral start does.")
    parser.add_argument("--seeds", type=int, default=8)
    parser.add_argument("--catalogue", type=Path, default=Path("data/criteria.toml"))
    asked = parser.parse_args()
    cancelled: dict[float, list[SimulatedHousehold]] = {share: [] for share in STARTS}
    pressed: dict[float, list[SimulatedHousehold]] = {share: [] for share in STARTS}
    hidden: dict[float, list[SimulatedMunicipality]] = {share: [] for share in STARTS}
    plain: dict[float, list[Truthful]] = {share: [] for share in STARTS}
    for share, played in rounds(read_catalogue(asked.catalogue), asked.seeds):
        cancelled[share] += cancelling(played, 1.0)
        pressed[share] += cancelling(played, ESSENTIAL)
        hidden[share] += hiding(played)
        plain[share].append(truthful(played))
    print(table("Households that cancel all but their best criterion", HOUSEHOLD, cancelled, household_row))
    print(table("The same, and mark it essential", HOUSEHOLD, pressed, household_row))
    print(table("Municipalities that hide their worst offer", MUNICIPALITY, hidden, municipality_row))
    print(table("Plans of the truthful, judged without a neutral start", TRUTHFUL, plain, truthful_row))


if __name__ == "__main__":
    main()
