"""What is to be decided: values, demands, capacities and people's decisions, as frozen arrays."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rematch.errors import RematchError
from rematch.optimise import checks
from rematch.optimise.pins import refuse_contradictions

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

UNPLACED = -1

EXACT_PAIRS = 600
"""Up to so many allowed pairs a problem is solved by branch and bound; above that by cut and price."""
EXACT_WORK = 5_000
"""Nodes of branch and bound after which such a problem, too, is shown with the proof it has by then."""


def _default() -> NDArray[Any]:
    return np.zeros(0)


@dataclass(frozen=True, eq=False)
class SideConstraint:
    """sum_ij cost_ij x_ij <= limit over the placed; cost [n, m] and limit of any sign."""

    cost: Floats
    limit: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Problem:
    """n households, m municipalities, k resources; persons are counted apart from the resources.

    value      [n, m]            worth of a placement, any finite number; NaN = not allowed
    demand     [n, k], [n, m, k] units used, >= 0 (default: no resource)
    capacity   [m, k]            units there, >= 0, inf = no limit
    persons    [n]               household sizes, whole numbers >= 0 (default 1)
    minimum    [m]               pledged persons at least; missing ones are counted, never an error
    maximum    [m]               pledged persons at most, inf = no limit (default)
    pins       {i: j}            household i goes to j
    vetoes     {(i, j)}          household i does not go to j
    linked     [(i, ...)]        same place or all unplaced
    apart      [(i, i')]         never the same place
    previous   [n]               places before, -1 = none; being placed elsewhere costs `move_cost`
    class_place   [c]            municipality of each class of equal housing units, the plainest first
    class_count   [c]            units of each class, whole numbers >= 0, inf = no limit
    class_value   [n, c]         what taking one adds to `value`, NaN = does not fit
    previous_unit [n]            classes before, -1 = none; decides between equals alone
    served_need     [n, s]       units wanted of resources that not all get, whole numbers >= 0
    served_capacity [m, s]       units there, >= 0, inf = no limit; parts of a unit serve nobody
    served_value    [n, m, s]    what one unit adds to `value` there, >= 0
    served_must     [n, s]       True: served in full, or the household does not go there
    previous_served [n, s]       units before, at `previous`; decides between equals alone
    place_first                  as many persons as possible come before everything else
    soft_links [(i, i', bonus)]  worth bonus x closeness[place of i, place of i'], bonus >= 0
    closeness  [m, m]            0 to 1 (default: 1 for the same place, else 0)
    ceilings   [Ceiling]         sums over the plan that may not pass a limit

    Where `class_place` is given, every placed household takes one unit of a class at its place that fits it.
    A placed household gets 0 to `served_need` units of each served resource, together no more than there are.

    Raises RematchError (`problem.*`) on malformed input, Contradiction (`pins.*`) on pins that cannot hold.
    """

    value: Floats
    demand: Floats = field(default_factory=_default)
    capacity: Floats = field(default_factory=_default)
    persons: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    minimum: Floats = field(default_factory=_default)
    maximum: Floats = field(default_factory=_default)
    pins: Mapping[int, int] = field(default_factory=dict)
    vetoes: Collection[tuple[int, int]] = ()
    linked: Collection[tuple[int, ...]] = ()
    apart: Collection[tuple[int, int]] = ()
    previous: Ints | None = None
    move_cost: float = 0.0
    place_first: bool = True
    soft_links: Collection[tuple[int, int, float]] = ()
    closeness: Floats | None = None
    ceilings: Collection[SideConstraint] = ()
    class_place: Ints | None = None
    class_count: Floats = field(default_factory=_default)
    class_value: Floats = field(default_factory=_default)
    previous_unit: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    served_need: Ints = field(default_factory=_default)
    served_capacity: Floats = field(default_factory=_default)
    served_value: Floats = field(default_factory=_default)
    served_must: NDArray[np.bool_] = field(default_factory=_default)
    previous_served: Ints = field(default_factory=_default)

    def __post_init__(self) -> None:
        self._set("value", checks.values(self.value))
        self._check_arrays()
        self._check_decisions()
        self._check_soft_links()
        self._check_classes()
        self._check_served()
        self._set("place_first", checks.truth("place_first", self.place_first))
        ceilings = checks.listed("ceilings", self.ceilings, SideConstraint)
        self._set("ceilings", tuple(self._checked_ceiling(ceiling) for ceiling in ceilings))
        refuse_contradictions(self)

    @property
    def n(self) -> int:
        """Number of households."""
        return int(self.value.shape[0])

    @property
    def m(self) -> int:
        """Number of municipalities."""
        return int(self.value.shape[1])

    def demand_at(self, i: int | Ints, j: int | Ints) -> Floats:
        """Units [..., k] that household i uses at municipality j."""
        units: Floats = self.demand[i] if self.demand.ndim == 2 else self.demand[i, j]
        return units

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def _check_arrays(self) -> None:
        n, m = self.n, self.m
        demand = checks.demands(self.demand, n, m)
        k = demand.shape[-1]
        capacity = checks.shaped("capacity", self.capacity, (m, k), np.inf if k == 0 else None)
        persons = checks.amounts("persons", checks.shaped("persons", self.persons, (n,), 1.0))
        self._set("demand", demand)
        self._set("capacity", checks.amounts("capacity", capacity, infinite=True))
        self._set("persons", checks.whole("persons", persons))
        self._set("minimum", checks.amounts("minimum", checks.shaped("minimum", self.minimum, (m,), 0.0)))
        maximum = checks.shaped("maximum", self.maximum, (m,), np.inf)
        self._set("maximum", checks.amounts("maximum", maximum, infinite=True))

    def _check_decisions(self) -> None:
        n, m = self.n, self.m
        decided = {"pins": getattr(self.pins, "items", lambda: self.pins)(), "vetoes": self.vetoes}
        pins, vetoes = (
            [(checks.index(name, i, n), checks.index(name, j, m)) for i, j in checks.entries(name, pairs, 2)]
            for name, pairs in decided.items()
        )
        apart = checks.groups("apart", self.apart, n)
        if any(len(pair) != 2 for pair in apart):
            raise RematchError("problem.not_a_pair", field="apart")
        self._set("pins", dict(pins))
        self._set("vetoes", frozenset(vetoes))
        self._set("apart", apart)
        self._set("linked", checks.groups("linked", self.linked, n))
        self._set("previous", self._checked_previous())
        self._set("move_cost", checks.amount("move_cost", self.move_cost))

    def _checked_previous(self) -> Ints:
        given = () if self.previous is None else self.previous
        return checks.numbers("previous", given, (self.n,), self.m)

    def _check_classes(self) -> None:
        given = checks.floats("class_place", () if self.class_place is None else self.class_place)
        place = checks.numbers("class_place", given, (np.size(given),), self.m, none=False)
        count = checks.shaped("class_count", self.class_count, place.shape)
        value = checks.shaped("class_value", self.class_value, (self.n, len(place)), np.nan)
        self._set("class_place", None if self.class_place is None else place)
        self._set("class_count", checks.whole_or_endless("class_count", count))
        self._set("class_value", checks.values(value, "class_value"))
        previous = checks.numbers("previous_unit", self.previous_unit, (self.n,), len(place))
        self._set("previous_unit", previous)

    def _check_served(self) -> None:
        n, m = self.n, self.m
        given = checks.floats("served_need", self.served_need)
        s = given.shape[1] if given.ndim == 2 else 0
        none, nothing, no_limit = (None, None, None) if s else (0.0, 0.0, np.inf)
        need = checks.shaped("served_need", given, (n, s), none)
        must = checks.shaped("served_must", self.served_must, (n, s), 0.0)
        before = checks.shaped("previous_served", self.previous_served, (n, s), 0.0)
        capacity = checks.shaped("served_capacity", self.served_capacity, (m, s), no_limit)
        value = checks.shaped("served_value", self.served_value, (n, m, s), nothing)
        for name, units in {"served_need": need, "served_must": must, "previous_served": before}.items():
            self._set(name, checks.whole(name, checks.amounts(name, units)))
        if (must > 1).any():
            raise RematchError("problem.above_one", field="served_must")
        self._set("served_must", checks.frozen(must.astype(bool)))
        self._set("served_capacity", checks.amounts("served_capacity", capacity, infinite=True))
        self._set("served_value", checks.amounts("served_value", value))

    def _checked_ceiling(self, ceiling: SideConstraint) -> SideConstraint:
        cost = checks.shaped("ceilings", ceiling.cost, (self.n, self.m))
        if not np.isfinite(cost).all():
            raise RematchError("problem.not_finite", field="ceilings")
        return SideConstraint(checks.bounded("ceilings", cost), checks.amount("ceilings", ceiling.limit))

    def _check_soft_links(self) -> None:
        given_links = checks.entries("soft_links", self.soft_links, 3)
        pairs = checks.groups("soft_links", [link[:2] for link in given_links], self.n)
        if any(len(pair) != 2 for pair in pairs):
            raise RematchError("problem.not_a_pair", field="soft_links")
        each = checks.shaped("soft_links", [link[2] for link in given_links], (len(given_links),), 0.0)
        bonus = checks.amounts("soft_links", each)
        links = tuple((*pair, float(worth)) for pair, worth in zip(pairs, bonus, strict=True))
        given = np.eye(self.m) if self.closeness is None else self.closeness
        closeness = checks.amounts("closeness", checks.shaped("closeness", given, (self.m, self.m)))
        if (closeness > 1).any():
            raise RematchError("problem.above_one", field="closeness")
        self._set("soft_links", links)
        self._set("closeness", closeness)
