"""Households who would all prefer to swap: found by their fits, each proven by the rules themselves."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from rematch.instance import Floats, Ints, MatchingInstance
from rematch.model import Ags, HouseholdId
from rematch.optimise import verify
from rematch.optimise.problem import UNPLACED

PREFERS_FROM = 1e-6
"""Fit by which another place must be better to be preferred."""
CIRCLE_MOST = 60
"""Households up to which circles of three are looked for."""

Wishing = dict[tuple[int, int], list[int]]


@dataclass(frozen=True)
class Step:
    """One household of a swap: from its place to the next one's, with both fits."""

    household: HouseholdId
    before: Ags
    after: Ags
    fit_before: float
    fit_after: float


@dataclass(frozen=True)
class Swap:
    """Two or three households, each preferring the place of the next.

    `keeps_rules`: the plan with it breaks none and misses no more pledged persons; `gain` is what the total
    value would win then. `codes` say what it would break otherwise (`plan.*`, or `plan.pledge`).
    """

    steps: tuple[Step, ...]
    keeps_rules: bool
    gain: float
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Envy:
    """Of the placed households how many would prefer some other allowed place, and all swaps they all prefer.

    `possible` keep the rules, `barred` do not; `circles` says whether circles of three were looked for.
    """

    placed: int
    elsewhere: int
    possible: tuple[Swap, ...]
    barred: tuple[Swap, ...]
    circles: bool


def swap_analysis(instance: MatchingInstance, plan: Ints) -> Envy:
    """Everybody who would rather be elsewhere, and who would prefer to swap, in plan [n]."""
    wishing = _wishing(instance, plan)
    elsewhere = {i for rows in wishing.values() for i in rows}
    circles = int((plan != UNPLACED).sum()) <= CIRCLE_MOST
    rings = [*_pairs(wishing), *(_threes(instance, wishing) if circles else ())]
    tried = (_swap(instance, plan, ring) for ring in rings)
    swaps = sorted((swap for swap in tried if _all_prefer(swap)), key=lambda swap: -swap.gain)
    return Envy(
        placed=int((plan != UNPLACED).sum()),
        elsewhere=len(elsewhere),
        possible=tuple(swap for swap in swaps if swap.keeps_rules),
        barred=tuple(swap for swap in swaps if not swap.keeps_rules),
        circles=circles,
    )


def _wishing(instance: MatchingInstance, plan: Ints) -> Wishing:
    """Households at a that would prefer b and may go there, by (a, b)."""
    allowed = ~np.isnan(instance.problem.value)
    planned = instance.planned_fit(plan)
    found: Wishing = defaultdict(list)
    for i in np.flatnonzero(plan != UNPLACED):
        here = int(plan[i])
        better = allowed[i] & (instance.fit[i] > planned[i] + PREFERS_FROM)
        for there in np.flatnonzero(better):
            found[here, int(there)].append(int(i))
    return found


def _pairs(wishing: Wishing) -> Iterator[tuple[int, ...]]:
    for here, there in sorted(wishing):
        if here < there:
            yield from ((i, k) for i in wishing[here, there] for k in wishing.get((there, here), ()))


def _threes(instance: MatchingInstance, wishing: Wishing) -> Iterator[tuple[int, ...]]:
    """Circles a -> b -> c -> a, each once: the least place comes first."""
    for a, b, c in permutations(range(instance.problem.m), 3):
        if a < min(b, c) and {(a, b), (b, c), (c, a)} <= wishing.keys():
            yield from ((i, k, o) for i in wishing[a, b] for k in wishing[b, c] for o in wishing[c, a])


def _swap(instance: MatchingInstance, plan: Ints, ring: tuple[int, ...]) -> Swap:
    """Each of the ring at the place of the next, checked by the rules."""
    swapped = np.array(plan)
    swapped[list(ring)] = plan[[*ring[1:], ring[0]]]
    before, after = verify(instance.problem, plan), verify(instance.problem, swapped)
    codes = {violation.code for violation in after.violations}
    if after.shortfall > before.shortfall + 1e-9:
        codes.add("plan.pledge")
    fits = instance.planned_fit(plan), instance.planned_fit(swapped)
    steps = tuple(_step(instance, (plan, swapped), fits, i) for i in ring)
    return Swap(steps, not codes, after.objective - before.objective, tuple(sorted(codes)))


def _all_prefer(swap: Swap) -> bool:
    """Whether each still gains in the accommodation that is left after the swap."""
    return all(step.fit_after > step.fit_before + PREFERS_FROM for step in swap.steps)


def _step(instance: MatchingInstance, plans: tuple[Ints, Ints], fits: tuple[Floats, Floats], i: int) -> Step:
    here, there = (instance.profiles.municipalities[plan[i]].ags for plan in plans)
    before, after = (float(fit[i]) for fit in fits)
    return Step(instance.profiles.households[i].id, here, there, before, after)
