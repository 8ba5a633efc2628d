"""Draws that stay the same for a seed: one stream of random numbers per topic, only uniform numbers taken."""

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def stream(seed: int, topic: str) -> np.random.Generator:
    """The random numbers of one topic; a topic that is added later changes no other."""
    words = np.random.SeedSequence([seed, zlib.crc32(topic.encode())])
    return np.random.Generator(np.random.PCG64(words))


def pick(rng: np.random.Generator, shares: ArrayLike, size: int) -> Ints:
    """[size] positions drawn with these shares, which need not add up to 1."""
    edges = np.cumsum(np.asarray(shares, dtype=float))
    drawn = np.searchsorted(edges, rng.random(size) * edges[-1], side="right")
    return np.asarray(np.minimum(drawn, len(edges) - 1))


def between(rng: np.random.Generator, low: float, high: float, size: int) -> Ints:
    """[size] whole numbers from low to high, both included."""
    return np.floor(low + rng.random(size) * (high - low + 1)).astype(np.int64)


def around(
    rng: np.random.Generator, middle: ArrayLike, spread: float, shape: int | tuple[int, int]
) -> Floats:
    """[shape] positive numbers around the middle: a factor exp(spread z) with z from -1.7 to 1.7, uniform."""
    return np.asarray(middle) * np.exp(spread * 3.46 * (rng.random(shape) - 0.5))


def sample(rng: np.random.Generator, weights: Sequence[float] | Floats, count: int) -> list[int]:
    """`count` different positions, heavier ones likelier, in the order drawn (Efraimidis, Spirakis 2006)."""
    keys = np.log(np.maximum(rng.random(len(weights)), 1e-300)) / np.maximum(weights, 1e-12)
    return [int(position) for position in np.argsort(-keys, kind="stable")[:count]]


def share_out(total: int, weights: Floats) -> Ints:
    """Whole numbers proportional to the weights that add up to the total (largest remainder)."""
    exact = total * weights / weights.sum()
    units: Ints = np.floor(exact).astype(np.int64)
    last = np.argsort(-(exact - units), kind="stable")[: total - int(units.sum())]
    units[last] += 1
    return units
