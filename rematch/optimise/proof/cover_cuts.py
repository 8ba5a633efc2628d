"""Lifted cover cuts: what whole households leave unused of a resource that fractions of them fill.

Units K that together need more of resource k at municipality j than there is cannot all go there. With
every other unit lifted in by a superadditive function g of its own need,

    sum_(i in K) x_ij + sum_(i not in K) g(u_ijk) x_ij <= |K| - 1

holds for every plan (Gu, Nemhauser, Savelsbergh 1999; 2000 for g). A coefficient depends on the household
alone, so pairs outside the restricted model are priced as before. A cut is stored as its cover; lifting
is always computed anew from the data, so that a stored cut cannot claim more than the data say.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np

from rematch.optimise.pins import TOLERANCE
from rematch.optimise.problem import Floats, Ints
from rematch.optimise.reduced_problem import ReducedProblem

FRACTION = 1e-6
VIOLATED = 0.005
"""A cut is worth a row from so much of a household on."""


@dataclass(frozen=True)
class Cut:
    """A cover of a resource's units at a municipality, each unit named by its first household."""

    place: int
    resource: int
    cover: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Lifted:
    """Cuts as rows: place [c], alpha [c, u] of each unit's share there, beta [c]."""

    place: Ints
    alpha: Floats
    beta: Floats


def lifted(units: ReducedProblem, cuts: Collection[Cut]) -> Lifted:
    """The rows of these cuts from the data alone; a cut that is no minimal cover becomes 0 <= 0."""
    rows = [_row(units, cut) for cut in cuts]
    size = (len(rows), len(units.persons))
    return Lifted(
        np.array([place for place, _, _ in rows], dtype=np.int64),
        np.array([alpha for _, alpha, _ in rows]).reshape(size),
        np.array([beta for _, _, beta in rows], dtype=np.float64),
    )


def holds(units: ReducedProblem, cut: Cut) -> bool:
    """Whether the cover is one: its units need more than there is, and without any of them no more."""
    m, k = units.capacity.shape
    inside = all(0 <= i < len(units.unit_of) for i in cut.cover)
    if not (inside and cut.cover and 0 <= cut.place < m and 0 <= cut.resource < k):
        return False
    members = _members(units, cut)
    every = _need(units, cut.place, cut.resource)
    need, room = every[members], _room(units, cut.place, cut.resource, every)
    over = float(need.sum()) - room
    return len(members) == len(cut.cover) and 0.0 < over <= float(need.min())


def lifting(weights: Floats, room: float, need: Floats) -> Floats:
    """g(need) for a minimal cover with these weights a_1 >= ... >= a_r, of which `room` is there.

    With mu_h = a_1 + ... + a_h, over = mu_r - room and rho_h = max(0, a_(h+1) - (a_1 - over)):

        g(z) = h                                          mu_h - over + rho_h < z <= mu_(h+1) - over
        g(z) = h - (mu_h - over + rho_h - z) / rho_1      mu_h - over < z <= mu_h - over + rho_h, h >= 1

    and g(0) = 0 (Gu, Nemhauser, Savelsbergh 2000, Theorem 7).
    """
    heavy = np.sort(weights)[::-1]
    mu = np.concatenate([[0.0], np.cumsum(heavy)])
    over = mu[-1] - room
    rho = np.maximum(heavy - (heavy[0] - over), 0.0)
    steps = np.minimum(np.searchsorted(mu[1:] - over, need, side="left"), len(heavy) - 1)
    below = mu[steps] - over + rho[steps] - need
    ramp = (steps >= 1) & (below > 0.0)
    slope = rho[1] if len(rho) > 1 and rho[1] > 0.0 else np.inf
    climbed: Floats = steps - np.where(ramp, below / slope, 0.0)
    return np.where(need > 0.0, climbed, 0.0)


def separate(units: ReducedProblem, shares: Floats) -> list[Cut]:
    """Cuts that the point [u, m] breaks by more than VIOLATED: at most one for each row that binds."""
    torn = np.asarray(((shares > FRACTION) & (shares < 1.0 - FRACTION)).any(axis=0))
    used = _used(units, shares)
    binds = np.isfinite(units.capacity) & (used >= units.capacity - FRACTION) & torn[:, None]
    found = (_broken(units, shares[:, j], int(j), int(k)) for j, k in np.argwhere(binds))
    return [cut for cut in found if cut is not None]


def _broken(units: ReducedProblem, shares: Floats, j: int, k: int) -> Cut | None:
    """The most broken cut of one row, from the covers that two greedy orders give.

    Units that all need the same and fill the row leave nothing to cut off.
    """
    need = _need(units, j, k)
    room = _room(units, j, k, need)
    there = np.flatnonzero((shares > FRACTION) & (need > 0.0))
    sizes = need[there]
    if not sizes.size or ((sizes == sizes[0]).all() and units.capacity[j, k] % sizes[0] == 0.0):
        return None
    best, most = None, VIOLATED
    for members in _covers(shares, need, room, there):
        alpha, beta = _rows_of(members, need, room)
        broken = float(alpha @ shares) - beta
        if broken > most:
            most, best = broken, members
    return None if best is None else Cut(j, k, tuple(sorted(_first_households(units, best))))


def _covers(shares: Floats, need: Floats, room: float, there: Ints) -> Iterator[Ints]:
    """Minimal covers: units taken by share, or by what of them is missing per unit of need."""
    for worst in (-shares[there], (1.0 - shares[there]) / need[there]):
        order = there[np.argsort(worst, kind="stable")]
        total = np.cumsum(need[order])
        count = int(np.searchsorted(total, room, side="right")) + 1
        if count <= len(order):
            yield _minimal(order[:count], shares, need, room)


def _minimal(cover: Ints, shares: Floats, need: Floats, room: float) -> Ints:
    over = float(need[cover].sum()) - room
    spare = cover[need[cover] < over]
    dropped = []
    for i in spare[np.argsort(shares[spare], kind="stable")]:
        if need[i] < over:
            dropped.append(i)
            over -= float(need[i])
    return cover[~np.isin(cover, dropped)] if dropped else cover


def _row(units: ReducedProblem, cut: Cut) -> tuple[int, Floats, float]:
    if not holds(units, cut):
        return 0, np.zeros(len(units.persons)), 0.0
    need = _need(units, cut.place, cut.resource)
    room = _room(units, cut.place, cut.resource, need)
    return cut.place, *_rows_of(_members(units, cut), need, room)


def _rows_of(members: Ints, need: Floats, room: float) -> tuple[Floats, float]:
    alpha = lifting(need[members], room, need)
    alpha[members] = 1.0
    return alpha, float(len(members) - 1)


def _members(units: ReducedProblem, cut: Cut) -> Ints:
    members: Ints = np.unique(units.unit_of[list(cut.cover)])
    return members


def _first_households(units: ReducedProblem, members: Ints) -> list[int]:
    first = np.unique(units.unit_of, return_index=True)[1]
    return [int(first[i]) for i in members]


def _need(units: ReducedProblem, j: int, k: int) -> Floats:
    """Units of the resource that each unit [u] needs there; 0 for those that cannot go there."""
    need: Floats = np.where(units.allowed[:, j], units.demand_at(j)[:, k], 0.0)
    return need


def _room(units: ReducedProblem, j: int, k: int, need: Floats) -> float:
    """Units there are; of whole needs no part of a unit counts, so that shares like 0.49999975 do not arise.

    HiGHS 1.15.1, whose own tolerance is of that size, cut the best plan off where it simplified such a row.
    """
    room = float(units.capacity[j, k]) + TOLERANCE
    return float(np.floor(room)) if (need == np.floor(need)).all() else room


def _used(units: ReducedProblem, shares: Floats) -> Floats:
    if units.demand.ndim == 2:
        there: Floats = shares.T @ units.demand
        return there
    used: Floats = np.einsum("um,umk->mk", shares, units.demand)
    return used
