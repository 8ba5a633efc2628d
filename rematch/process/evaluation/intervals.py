"""How sure a share is: the interval of Wilson, over households."""

from math import sqrt

Z = 1.959963984540054
"""The normal distribution's 97.5 % point: intervals of 95 %."""


def wilson(share: float, households: int) -> tuple[float, float]:
    """The 95 % score interval of a share in [0, 1] among so many households, at least one.

    Wilson (1927), Probable inference, the law of succession, and statistical inference, JASA 22; recommended
    for small numbers by Brown, Cai, DasGupta (2001), Interval estimation for a binomial proportion,
    Statistical Science 16. Adults of one household answer alike: each household counts once, as the share of
    its adults, whose spread is at most that of a yes or no (p(1 - p)), so the interval is rather too wide.
    """
    squared = Z * Z
    middle = (share + squared / (2 * households)) / (1 + squared / households)
    spread = share * (1 - share) / households + squared / (4 * households * households)
    half = Z * sqrt(spread) / (1 + squared / households)
    return max(0.0, middle - half), min(1.0, middle + half)
