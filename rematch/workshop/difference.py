"""What difference weights make: whom all ballots place alike, and what each plan loses by the others."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rematch.model import Ags, HouseholdId
from rematch.optimise.problem import UNPLACED
from rematch.planning.report import PlanReport
from rematch.store.workshop.records import GuestRole
from rematch.workshop.told import share_lost

Places = tuple[tuple[Ags | None, int], ...]
"""Municipalities, None for no place, each with how many ballots; the most first."""


@dataclass(frozen=True)
class DifferenceTold:
    """What is told first: how many of the households all ballots place alike, and what is lost.

    `plans` are the different ones among those of all ballots; `mean` and `greatest` are shares of the best
    value by a ballot's weights that another ballot's plan gives up.
    """

    ballots: int
    plans: int
    households: int
    alike: int
    mean: float
    greatest: float


@dataclass(frozen=True)
class Contested:
    """A household on whose place the ballots differ, and how many of them put it where.

    `by_role` is where it would be under the median weights of each role whose middle may be shown.
    """

    household: HouseholdId
    places: Places
    by_role: tuple[tuple[GuestRole, Ags | None], ...] = ()


@dataclass(frozen=True)
class RoomDifference:
    """The plans of all ballots beside each other.

    `alike` has a household's place under all ballots, None where none finds one; `contested` those they
    differ on, the most evenly divided first. `lost` [b][p] is what the plan of ballot p gives up by the
    weights of ballot b, a share of the best; both in the order of the ballots.
    """

    told: DifferenceTold
    alike: tuple[tuple[HouseholdId, Ags | None], ...]
    contested: tuple[Contested, ...]
    lost: tuple[tuple[float, ...], ...]


def difference(
    plans: Sequence[PlanReport], roles: Mapping[GuestRole, PlanReport] | None = None
) -> RoomDifference:
    """What the plans of all ballots have in common and lose by each other; equal ones come again.

    `roles` are the plans under the median weights of those roles whose middle may be shown.
    """
    instance = plans[0].instance
    places, households = instance.profiles.municipalities, instance.profiles.households
    votes = [Counter(plan.assignment[i] for plan in plans) for i in range(len(households))]

    def named(found: Counter[int]) -> Places:
        ordered = sorted(found.items(), key=lambda one: (-one[1], one[0]))
        return tuple((None if j == UNPLACED else places[j].ags, count) for j, count in ordered)

    def by_role(i: int) -> tuple[tuple[GuestRole, Ags | None], ...]:
        found = ((role, int(plan.assignment[i])) for role, plan in (roles or {}).items())
        return tuple((role, None if j == UNPLACED else places[j].ags) for role, j in found)

    alike = tuple((one.id, named(v)[0][0]) for one, v in zip(households, votes, strict=True) if len(v) == 1)
    divided = [
        Contested(one.id, named(v), by_role(i))
        for i, (one, v) in enumerate(zip(households, votes, strict=True))
        if len(v) > 1
    ]
    lost = _lost(plans)
    others = lost[~np.eye(len(plans), dtype=bool)]
    told = DifferenceTold(
        ballots=len(plans),
        plans=len({plan.assignment.tobytes() for plan in plans}),
        households=len(households),
        alike=len(alike),
        mean=float(others.mean()) if others.size else 0.0,
        greatest=float(lost.max()),
    )
    divided.sort(key=lambda one: one.places[0][1])
    return RoomDifference(told, alike, tuple(divided), tuple(map(tuple, lost.tolist())))


def _lost(plans: Sequence[PlanReport]) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """[b, p], worked out once for equal ballots."""
    kinds = {plan.scenario.fingerprint: plan for plan in plans}
    known = {(b, p): share_lost(kinds[b], kinds[p]) for b in kinds for p in kinds}
    prints = [plan.scenario.fingerprint for plan in plans]
    return np.array([[known[b, p] for p in prints] for b in prints])
