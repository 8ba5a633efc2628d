"""Is a municipality treated fairly: its pledge, fits beside the others', who wished for it, the key."""

from dataclasses import dataclass
from statistics import median
from typing import Literal

import numpy as np

from rematch.instance import Ints, MatchingInstance
from rematch.instance.figures import Load
from rematch.model import Ags, Household
from rematch.planning.distribution_key import KEY_YEAR, state_shares
from rematch.release.bands import Amounts, Exact, ShownAmount

PledgeStanding = Literal["none", "met", "missing", "open"]
KeyStanding = Literal["more", "less", "about"]


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
class WishedFor:
    """Households of the round that named this municipality among their wishes, and those that would come."""

    named: ShownAmount
    coming: ShownAmount


def pledge(load: Load, persons: ShownAmount) -> Pledge:
    """Met or missing only as far as the amount shown says so, lest the pledge cut a band in two."""
    if not load.pledge_min:
        return Pledge(0, "none", None)
    if persons.at_least >= load.pledge_min:
        return Pledge(load.pledge_min, "met", None)
    if persons.most >= load.pledge_min:
        return Pledge(load.pledge_min, "open", None)
    return Pledge(load.pledge_min, "missing", load.pledge_min - persons.most if persons.exact else None)


def key(
    instance: MatchingInstance, loads: tuple[Load, ...], j: int, persons: ShownAmount, amount: Amounts
) -> KeyShare:
    """The distribution key among the municipalities of the cohort."""
    share = float(state_shares(instance.profiles)[j])
    by_key = amount("key", share * instance.profiles.persons)
    placed = sum(load.persons for load in loads)
    exact = isinstance(amount, Exact)
    return KeyShare(
        year=KEY_YEAR,
        share=share,
        persons=by_key,
        plan_share=persons.at_least / placed if exact and placed else None,
        standing=_beside(persons, by_key),
    )


def wishes(
    ags: Ags, round_: tuple[Household, ...], here: tuple[Household, ...], amount: Amounts
) -> WishedFor:
    """How many named the place, of the whole round and of those who come."""
    named = [household.id for household in round_ if ags in (household.wish_ags or ())]
    coming = {household.id for household in here}.intersection(named)
    return WishedFor(amount("wished", len(named)), amount("wished here", len(coming)))


def median_elsewhere(assignment: Ints, fits: np.ndarray, j: int, m: int) -> float | None:
    """The median over the other municipalities that anybody comes to of the mean fit there."""
    means = [float(fits[assignment == i].mean()) for i in range(m) if i != j and (assignment == i).any()]
    return median(means) if means else None


def _beside(amount: ShownAmount, other: ShownAmount) -> KeyStanding:
    if amount.at_least > other.most:
        return "more"
    return "less" if amount.most < other.at_least else "about"
