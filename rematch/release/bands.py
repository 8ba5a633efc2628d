"""Counts that may be shown: exact on invented people, else only the band they lie in.

Bands overlap by the threshold t: 0 to 2t - 1, t to 3t - 1, 2t to 5t - 1, then one from every multiple of 2t.
An amount stays in the band it was shown in before as long as it lies there, so it leaves one upwards only at
t beyond where it would fall back: no two turns lie closer together than t. Whoever knows all bands of all
releases and the greatest amount there can be is left with at least t counts one after the other, zero among
them in the lowest band, and for the difference of any two of them with a multiple of t.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

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


@dataclass(frozen=True)
class Exact:
    """Tells every count as it is, for invented people only."""

    def __call__(self, about: str, count: float, most: float | None = None) -> ShownAmount:
        """The count itself."""
        return exactly(count)


@dataclass(frozen=True)
class Bands:
    """Tells counts as bands; `before` are the bands shown last, by what they are about.

    `silent`: no band but from nothing to the greatest there can be.
    """

    before: Mapping[str, ShownAmount] = field(default_factory=dict)
    threshold: int = THRESHOLD
    silent: bool = False

    def __call__(self, about: str, count: float, most: float | None = None) -> ShownAmount:
        """The band of `count`, which can be at most `most`."""
        if self.silent and most is not None:
            return ShownAmount(0, int(most) + 1)
        return band(count, self.threshold, most=most, before=self.before.get(about))


Amounts = Exact | Bands


def exactly(count: float) -> ShownAmount:
    """The count itself, for invented people only."""
    return ShownAmount(round(count), round(count) + 1)


def band(
    count: float,
    threshold: int = THRESHOLD,
    *,
    most: float | None = None,
    before: ShownAmount | None = None,
) -> ShownAmount:
    """The band a count is shown in: the one `before` while it lies there, else the next one that way."""
    whole = round(count)
    top = None if most is None else max(int(most), whole)
    around = [one for one in _ladder(threshold, top, whole, before) if one.at_least <= whole < one.below]
    held = [one for one in around if before is not None and one.at_least == before.at_least]
    if held:
        return held[0]
    if before is not None:
        return around[0] if whole >= before.at_least else around[-1]
    return around[-1] if whole - around[-1].at_least >= (threshold + 1) // 2 else around[0]


def _ladder(t: int, top: int | None, whole: int, before: ShownAmount | None) -> list[ShownAmount]:
    """The bands there are, lowest first; with a greatest count `top` the last one ends there.

    One that leaves too little between itself and `top` is not used.
    """
    reach = max(whole, before.at_least if before else 0) if top is None else top
    starts = [0, t, *range(2 * t, reach + 5 * t, 2 * t)]
    if top is None:
        return [ShownAmount(start, after + t) for start, after in pairwise(starts)]
    usable = [start for start in starts if start == 0 or start + 2 * t - 1 <= top]
    found = [ShownAmount(start, after + t) for start, after in pairwise(usable)]
    return [*found, ShownAmount(usable[-1], top + 1)]


def narrowed(
    shown: Sequence[ShownAmount], limits: Sequence[float | None], total: int
) -> tuple[ShownAmount, ...]:
    """What is left of each band for whoever knows them all, the limits, and that they add up to `total`."""
    tops = [
        one.most if limit is None else min(one.most, int(limit))
        for one, limit in zip(shown, limits, strict=True)
    ]
    least = sum(one.at_least for one in shown)
    return tuple(
        ShownAmount(
            max(one.at_least, total - sum(tops) + top),
            min(top, total - least + one.at_least) + 1,
        )
        for one, top in zip(shown, tops, strict=True)
    )


def tight(left: ShownAmount, limit: float | None, threshold: int = THRESHOLD) -> bool:
    """Whether what is `left` are fewer counts than the threshold; not where the own limit leaves no more."""
    room = threshold if limit is None else min(threshold, int(limit) + 1)
    return left.below - left.at_least < room
