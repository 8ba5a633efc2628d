"""Many seeds as few tests: each seed is run, in chunks, and the one that fails is named."""

from collections.abc import Callable, Sequence
from functools import wraps

import pytest

SHARE = 8
"""One chunk in so many is run by `make test`, the others by `make soak`; the first always."""

CHUNK = 13
"""Seeds to a test: enough that setting up costs next to nothing, few enough to be shared among processes."""


def seeds(every: Sequence[int], chunk: int = CHUNK) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Calls a test with each `seed` of these; what it raises carries the seed as a note, which is printed."""
    parts = [every[first : first + chunk] for first in range(0, len(every), chunk)]
    marks = [
        () if number < max(1, len(parts) // SHARE) else (pytest.mark.soak,) for number in range(len(parts))
    ]
    chunks = [
        pytest.param(part, id=f"{part[0]}-{part[-1]}", marks=mark)
        for part, mark in zip(parts, marks, strict=True)
    ]

    def several(test: Callable[..., None]) -> Callable[..., None]:
        @wraps(test)
        def run(seed: Sequence[int], **fixtures: object) -> None:
            for one in seed:
                try:
                    test(seed=one, **fixtures)
                except BaseException as failed:
                    failed.add_note(f"with seed {one}")
                    raise

        return pytest.mark.parametrize("seed", chunks)(run)

    return several
