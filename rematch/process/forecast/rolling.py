"""How the forecast would have done: made anew week by week of what was known then, beside plain means."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from rematch.process.evaluation.intervals import wilson
from rematch.process.forecast.ahead import FAR, FULL, HIGH, LOW, MIDDLE, SEED
from rematch.process.forecast.model import DISCOUNTS, Counts, fitted
from rematch.process.forecast.weeks import WEEK, ArrivedHousehold, weekly

DRAWS = 400
EIGHT = 8
NOTHING_FORGOTTEN = (1.0,)
Foreseer = Literal["discounted", "mean_of_all", "mean_of_eight"]
FORESEERS: tuple[Foreseer, ...] = ("discounted", "mean_of_all", "mean_of_eight")
"""Ours, and the plain mean of all weeks and of the last eight, each with the spread that was seen."""
Aim = Literal["week_1", "week_4", "week_12", "total_12"]
AIMS: dict[Aim, tuple[int, Callable[[Counts], Counts]]] = {
    "week_1": (1, lambda weeks: weeks[..., 0]),
    "week_4": (4, lambda weeks: weeks[..., 3]),
    "week_12": (FAR, lambda weeks: weeks[..., 11]),
    "total_12": (FAR, lambda weeks: weeks[..., :FAR].sum(axis=-1)),
}
"""What is compared: from how many weeks on it is known how it turned out, and what it is of these weeks."""


@dataclass(frozen=True)
class Trial:
    """One forecast beside what came, in households: its mean, its interval and middle, and what it was."""

    expected: float
    low: int
    middle: int
    high: int
    came: int

    @property
    def covered(self) -> bool:
        """Whether what came lies in the interval."""
        return self.low <= self.came <= self.high

    @property
    def pinball(self) -> float:
        """Mean loss of the three quantiles, in households; the smaller the better."""
        told = ((LOW, self.low), (MIDDLE, self.middle), (HIGH, self.high))
        return sum(max(q * (self.came - at), (q - 1) * (self.came - at)) for q, at in told) / len(told)


@dataclass(frozen=True)
class TrackRecord:
    """All trials of one way to foresee one thing, oldest first, one a week.

    `apart` are those of which no two look at the same weeks: only they are counted for the coverage.
    """

    foreseer: Foreseer
    aim: Aim
    trials: tuple[Trial, ...]
    apart: tuple[Trial, ...]

    @property
    def error(self) -> float:
        """Mean absolute error of the expected households."""
        return sum(abs(one.expected - one.came) for one in self.trials) / len(self.trials)

    @property
    def pinball(self) -> float:
        """Mean pinball loss."""
        return sum(one.pinball for one in self.trials) / len(self.trials)

    @property
    def covered(self) -> int:
        """How many of those apart lie in their interval."""
        return sum(one.covered for one in self.apart)

    @property
    def coverage(self) -> tuple[float, float]:
        """Between what the share of those covered lies, 95 % (Wilson 1927)."""
        of = len(self.apart)
        return wilson(self.covered / of, of) if of else (0.0, 1.0)


def track_records(
    known: Sequence[ArrivedHousehold], until: date, seed: int = SEED
) -> tuple[TrackRecord, ...]:
    """Each way beside each other for each aim; an aim of which no trial is over yet is left out.

    An origin every week from the twelfth on; at each only what had been entered by then is known.
    """
    came = np.array(weekly(known, until), dtype=np.int64)
    begins = min((one.day for one in known), default=until)
    found: dict[tuple[Aim, Foreseer], list[Trial]] = {}
    for at in range(FULL, len(came)):
        origin = until - (len(came) - at) * WEEK
        then = [one for one in known if one.known <= origin]
        for foreseer, (level, draws) in _foreseen(weekly(then, origin, begins), seed + at):
            for aim, (needs, of) in AIMS.items():
                if at + needs <= len(came):
                    expected = level * (FAR if aim == "total_12" else 1)
                    trial = _trial(expected, of(draws), int(of(came[at : at + FAR])))
                    found.setdefault((aim, foreseer), []).append(trial)
    return tuple(
        TrackRecord(foreseer, aim, tuple(trials), tuple(trials[:: AIMS[aim][0]]))
        for (aim, foreseer), trials in sorted(found.items(), key=lambda item: list(AIMS).index(item[0][0]))
    )


def _foreseen(counts: tuple[int, ...], seed: int) -> Iterator[tuple[Foreseer, tuple[float, Counts]]]:
    looked_at = {
        "discounted": (counts, DISCOUNTS),
        "mean_of_all": (counts, NOTHING_FORGOTTEN),
        "mean_of_eight": (counts[-EIGHT:], NOTHING_FORGOTTEN),
    }
    for foreseer in FORESEERS:
        model = fitted(*looked_at[foreseer])
        yield foreseer, (model.level, model.draws(FAR, DRAWS, np.random.default_rng(seed)))


def _trial(expected: float, drawn: Counts, came: int) -> Trial:
    low, middle, high = np.quantile(drawn, (LOW, MIDDLE, HIGH), method="inverted_cdf").tolist()
    return Trial(expected, low, middle, high, came)
