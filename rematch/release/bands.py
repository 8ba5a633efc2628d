"""Counts that may be shown: exact on invented people, else only the band they lie in.

Bands are fixed and the same for everybody: under t, t to 2t - 1, then steps of 2t. Every band begins at a
multiple of the threshold t, holds at least t whole numbers, and the lowest one does not tell none from few.
So the difference of any two counts that are shown as bands may always be a multiple of t, and no pair of
them shows one of 1 to t - 1.
"""

from dataclasses import dataclass

THRESHOLD = 5


@dataclass(frozen=True)
class ShownAmount:
    """A count known to lie in [at_least, below)."""

    at_least: int
    below: int

    @property
    def exact(self) -> bool:
        """Whether the count itself is told."""
        return self.below == self.at_least + 1

    @property
    def most(self) -> int:
        """The greatest count it may be."""
        return self.below - 1


def exactly(count: float) -> ShownAmount:
    """The count itself, for invented people only."""
    return ShownAmount(round(count), round(count) + 1)


def band(count: float, threshold: int = THRESHOLD) -> ShownAmount:
    """The band a count lies in."""
    whole = round(count)
    if whole < threshold:
        return ShownAmount(0, threshold)
    step = threshold if whole < 2 * threshold else 2 * threshold
    start = whole // step * step
    return ShownAmount(start, start + step)
