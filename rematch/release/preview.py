"""What a municipality may know of a plan before anybody accepted: amounts to prepare for, never a person."""

from dataclasses import dataclass, field
from functools import partial
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from rematch.errors import RematchError
from rematch.instance import Ints, MatchingInstance
from rematch.instance.allotment import Allotment
from rematch.instance.figures import GOOD_FIT, Load
from rematch.model import Ags, Viewer, ViewerRole
from rematch.planning.distribution_key import KEY_YEAR, state_shares
from rematch.release.bands import THRESHOLD, ShownAmount, band, exactly
from rematch.release.left_out import LeftOut, left_out
from rematch.release.needs import ResourceNeed, resource_needs
from rematch.release.profile_effect import ProfileEffect, masked_effect, standings

NAMED = 4

PledgeStanding = Literal["none", "met", "missing", "open"]
KeyStanding = Literal["more", "less", "about"]


class Planned(Protocol):
    """A plan as far as a preview needs it: one just made, or a run as it was recorded."""

    @property
    def instance(self) -> MatchingInstance:
        """What it was computed from."""

    @property
    def assignment(self) -> Ints:
        """Column per household row, -1 unplaced."""

    @property
    def given(self) -> Allotment:
        """What each household row gets beside its place."""

    @property
    def loads(self) -> tuple[Load, ...]:
        """What it asks of each municipality."""


@dataclass(frozen=True)
class Pledge:
    """The pledged minimum and how far it is met; "open" where the band of persons leaves it open."""

    minimum: int
    standing: PledgeStanding
    missing: int | None


@dataclass(frozen=True)
class KeyShare:
    """The share by Königsteiner Schlüssel and population, what it would make in persons, and the plan's."""

    year: int
    share: float
    persons: ShownAmount
    plan_share: float | None
    standing: KeyStanding


@dataclass(frozen=True)
class Preview:
    """One municipality's view of a plan; `masked` where people are real, then every count is a band.

    `good_here` and `good_elsewhere` count the households of the whole round with a fit of at least GOOD_FIT
    that may go there; the others are in no order that names them. `fits` are those of the whole round here;
    the means are of the households that the plan sends here, the two fits beside the one they make.
    """

    ags: Ags
    name: str
    masked: bool
    threshold: int
    persons: ShownAmount
    households: ShownAmount | None
    resources: tuple[ResourceNeed, ...]
    pledge: Pledge
    key: KeyShare
    standings: tuple[ProfileEffect, ...]
    good_here: ShownAmount
    good_elsewhere: tuple[ShownAmount, ...]
    left_out: LeftOut
    mean_fit: float | None = None
    mean_people: float | None = None
    mean_town: float | None = None
    fits: tuple[float, ...] = field(default=(), repr=False)


def preview(
    report: Planned,
    viewer: Viewer,
    ags: Ags,
    threshold: int = THRESHOLD,
    *,
    as_real: bool = False,
) -> Preview:
    """What `ags` may see of the plan; on real people, or `as_real`, no count below the threshold at all.

    Raises RematchError where a municipal viewer asks for another place than its own.
    """
    instance = report.instance
    refuse_strangers(report, viewer, ags)
    j = instance.cohort_data.column[ags]
    masked = as_real or not instance.profiles.cohort.invented
    amount = partial(band, threshold=threshold) if masked else exactly
    load, rows = report.loads[j], _in_round(instance)
    persons = amount(load.persons)
    good = [int(count) for count in _good(instance, rows).sum(axis=0)]
    fits = instance.fit[rows & instance.rules.allowed[:, j], j]
    here, planned = report.assignment == j, instance.planned_fits(report.assignment, report.given)
    mean, people, town = (
        None if masked or not here.any() else float(fit[here].mean())
        for fit in (planned.value, planned.people, planned.town)
    )
    return Preview(
        ags=ags,
        name=load.name,
        masked=masked,
        threshold=threshold,
        persons=persons,
        households=None if masked else exactly(load.households),
        resources=resource_needs(instance, load, amount, masked),
        pledge=_pledge(load, persons),
        key=_key(report, j, persons, threshold, masked),
        standings=masked_effect(instance, rows, j, threshold)
        if masked
        else standings(instance, rows, j, NAMED),
        good_here=amount(good[j]),
        good_elsewhere=_unnamed([amount(count) for i, count in enumerate(good) if i != j]),
        left_out=left_out(instance, amount, masked),
        mean_fit=mean,
        mean_people=people,
        mean_town=town,
        fits=() if masked else tuple(sorted(float(fit) for fit in fits)),
    )


def refuse_strangers(report: Planned, viewer: Viewer, ags: Ags) -> None:
    """A municipal viewer asks for its own place only, and nobody for one that is not there."""
    if viewer.role is ViewerRole.MUNICIPALITY and viewer.ags != ags:
        raise RematchError("viewer.not_own", ags=ags)
    if ags not in report.instance.cohort_data.column:
        raise RematchError("viewer.unknown_municipality", ags=ags)


def _in_round(instance: MatchingInstance) -> NDArray[np.bool_]:
    """[n] who gave consent and does not wait; decisions about single places have no say in it."""
    waiting = set(instance.scenario.not_this_round)
    return np.array([h.consent and h.id not in waiting for h in instance.profiles.households], dtype=bool)


def _good(instance: MatchingInstance, rows: NDArray[np.bool_]) -> NDArray[np.bool_]:
    good: NDArray[np.bool_] = rows[:, None] & instance.rules.allowed & (instance.fit >= GOOD_FIT)
    return good


def _unnamed(amounts: list[ShownAmount]) -> tuple[ShownAmount, ...]:
    """From the most to the least, so that the order names nobody."""
    return tuple(sorted(amounts, key=lambda amount: -amount.at_least))


def _pledge(load: Load, persons: ShownAmount) -> Pledge:
    """Met or missing only as far as the amount shown says so, lest the pledge cut a band in two."""
    if not load.pledge_min:
        return Pledge(0, "none", None)
    if persons.at_least >= load.pledge_min:
        return Pledge(load.pledge_min, "met", None)
    if persons.most >= load.pledge_min:
        return Pledge(load.pledge_min, "open", None)
    return Pledge(load.pledge_min, "missing", load.pledge_min - persons.most if persons.exact else None)


def _key(report: Planned, j: int, persons: ShownAmount, threshold: int, masked: bool) -> KeyShare:
    instance = report.instance
    share = float(state_shares(instance.profiles)[j])
    target = share * instance.profiles.persons
    by_key = band(target, threshold) if masked else exactly(target)
    placed = sum(load.persons for load in report.loads)
    return KeyShare(
        year=KEY_YEAR,
        share=share,
        persons=by_key,
        plan_share=None if masked or not placed else persons.at_least / placed,
        standing=_beside(persons, by_key),
    )


def _beside(amount: ShownAmount, other: ShownAmount) -> KeyStanding:
    if amount.at_least > other.most:
        return "more"
    return "less" if amount.most < other.at_least else "about"
