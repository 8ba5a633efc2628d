"""The yardstick set: problems made here, of the shapes and kinds on which a plain solver is at its best.

`c`, `d` and `e` are the published kinds of generalised assignment: `c` and `d` as Chu and Beasley draw them
(Computers & Operations Research 24, 1997), `e` as Laguna, Kelly, Gonzalez-Velarde and Glover do (European
Journal of Operational Research 82, 1995) and, rounded, Yagiura, Ibaraki and Glover (INFORMS Journal on
Computing 16, 2004). Every household counts as one person there, and costs are values below zero.
"""

from collections.abc import Callable
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from rematch.optimise.problem import Floats, Problem

FULL = 0.8
"""Of what households need on average, each place has this share per municipality (c, d, e)."""
TIGHT, SLACK = 1.01, 1.1
RESOURCES = 5

Draw = np.random.Generator


@dataclass(frozen=True)
class SetProblem:
    """One problem of the set: its kind and shape."""

    kind: str
    households: int
    municipalities: int

    @property
    def name(self) -> str:
        """Kind and shape, as in `c 200 x 5`."""
        return f"{self.kind} {self.households} x {self.municipalities}"

    def problem(self) -> Problem:
        """The same problem every time."""
        return KINDS[self.kind](
            np.random.default_rng(crc32(self.name.encode())), self.households, self.municipalities
        )


def _assignment(cost: Floats, need: Floats) -> Problem:
    """Each household at one place at least cost: need [n, m] and room for FULL of the mean need."""
    room = np.floor(FULL * need.sum(axis=0) / need.shape[1])
    return Problem(value=-cost, demand=need[:, :, None], capacity=room[:, None])


def kind_c(draw: Draw, n: int, m: int) -> Problem:
    """Needs of 5 to 25, costs of 10 to 50, independent."""
    return _assignment(
        draw.integers(10, 51, (n, m)).astype(float), draw.integers(5, 26, (n, m)).astype(float)
    )


def kind_d(draw: Draw, n: int, m: int) -> Problem:
    """Needs of 1 to 100; the cheaper a place, the more is needed there: 111 - need + (-10 to 10)."""
    need = draw.integers(1, 101, (n, m)).astype(float)
    return _assignment(111.0 - need + draw.integers(-10, 11, (n, m)), need)


def kind_e(draw: Draw, n: int, m: int) -> Problem:
    """Needs 1 - 10 ln u, costs 1000 / need - 10 u'; whole numbers, as Yagiura and others round them."""
    need = np.floor(1.0 - 10.0 * np.log(1.0 - draw.random((n, m))))
    return _assignment(np.floor(1000.0 / need - 10.0 * draw.random((n, m))), need)


def _cohort(draw: Draw, n: int, m: int, *, fill: float, largest: int = 5, resources: int = 2) -> Problem:
    """Households of up to `largest` with places for `fill` times the persons and so many resources beside."""
    persons = np.minimum(draw.geometric(0.35, n), largest)
    need = (draw.random((n, resources)) < 0.4) * draw.integers(1, 3, (n, resources))
    share = draw.dirichlet(np.full(m, 8.0))
    allowed = draw.random((n, m)) < 0.8
    fit = 0.5 * draw.random((n, 1)) + 0.5 * draw.random((n, m))
    return Problem(
        value=np.where(allowed, fit * persons[:, None], np.nan),
        demand=need.astype(float),
        capacity=np.ceil(share[:, None] * need.sum(axis=0) * 1.2),
        persons=persons,
        maximum=np.ceil(share * persons.sum() * fill),
    )


def slack(draw: Draw, n: int, m: int) -> Problem:
    """Places for 110 % of the persons."""
    return _cohort(draw, n, m, fill=SLACK)


def tight(draw: Draw, n: int, m: int) -> Problem:
    """Places for 101 % of the persons."""
    return _cohort(draw, n, m, fill=TIGHT)


def resources(draw: Draw, n: int, m: int) -> Problem:
    """Places for 101 %, and five resources that are scarce."""
    return _cohort(draw, n, m, fill=TIGHT, resources=RESOURCES)


def families(draw: Draw, n: int, m: int) -> Problem:
    """Families of 1 to 12 of whom two in three find room, whoever adds most: five resources, nobody first."""
    persons = draw.integers(1, 13, n)
    need = draw.integers(0, 4, (n, RESOURCES)) + (persons // 3)[:, None]
    return Problem(
        value=persons[:, None] * draw.integers(50, 101, (n, m)).astype(float),
        demand=need.astype(float),
        capacity=np.floor(np.broadcast_to(need.sum(axis=0) * 2 / 3 / m, (m, RESOURCES))),
        persons=persons,
        maximum=np.full(m, np.ceil(persons.sum() * 0.7 / m)),
        place_first=False,
    )


KINDS: dict[str, Callable[[Draw, int, int], Problem]] = {
    "slack": slack,
    "tight": tight,
    "resources": resources,
    "families": families,
    "c": kind_c,
    "d": kind_d,
    "e": kind_e,
}
SETS: dict[str, dict[tuple[int, int], tuple[str, ...]]] = {
    "usual": {
        (30, 8): ("tight", "resources", "families", "c", "d", "e"),
        (100, 5): ("tight", "families", "c", "d", "e"),
        (200, 5): ("tight", "resources", "c", "d", "e"),
        (200, 20): ("tight", "families", "c", "d", "e"),
        (330, 20): ("slack", "tight", "resources", "c"),
        (500, 20): ("slack", "tight", "c"),
    },
    "large": {(500, 50): ("slack", "tight", "resources", "c", "e")},
}


def yardsticks(name: str) -> list[SetProblem]:
    """The problems of a set, small ones first."""
    return [SetProblem(kind, n, m) for (n, m), kinds in SETS[name].items() for kind in kinds]
