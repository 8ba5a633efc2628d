"""What a municipality may know of a plan before anybody accepted: amounts to prepare for, never a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from rematch.criteria.catalogue import PERSONS, Catalogue, FieldType
from rematch.errors import RematchError
from rematch.instance import Ints, MatchingInstance
from rematch.instance.allotment import Allotment
from rematch.instance.figures import GOOD_FIT, Load
from rematch.model import Ags, Household, Municipality, Viewer
from rematch.release.bands import THRESHOLD, Amounts, Bands, Exact, ShownAmount, exactly
from rematch.release.coming import Arrival, LanguageNeed, arrivals, languages
from rematch.release.fair import KeyShare, Pledge, WishedFor, key, median_elsewhere, pledge, wishes
from rematch.release.left_out import LeftOut, in_round, left_out
from rematch.release.needs import ResourceNeed, dwellings, resource_needs
from rematch.release.profile_effect import ProfileEffect, masked_effect, standings

NAMED = 4
SMALL_ROUND = 4 * THRESHOLD
"""Of real people, fewer households than this are no round whose fits are counted."""


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
class Preview:
    """One municipality's view of a plan; `masked` where people are real, then every count is a band.

    `good_here` and `good_elsewhere` count the households of the whole round with a fit of at least GOOD_FIT
    that may go there; the others are in no order that names them, and of a small round of real people nothing
    is told. `fits` are those of the whole round here; the means are of the households that the plan sends
    here, the two fits beside the one they make, and the median of the others' means.
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
    good_here: ShownAmount | None
    good_elsewhere: tuple[ShownAmount, ...]
    left_out: LeftOut
    mean_fit: float | None = None
    mean_people: float | None = None
    mean_town: float | None = None
    fits: tuple[float, ...] = field(default=(), repr=False)
    arrivals: tuple[Arrival, ...] = ()
    languages: tuple[LanguageNeed, ...] = ()
    wishes: WishedFor | None = None
    median_elsewhere: float | None = None

    @property
    def told(self) -> dict[str, ShownAmount]:
        """Every amount by what it is about: what the next release's bands hold on to."""
        found = {"persons": self.persons, "key": self.key.persons, "good": self.good_here}
        found |= {f"needed:{one.resource}": one.needed for one in self.resources}
        found |= {f"planned:{one.resource}": one.planned for one in self.resources}
        found |= {f"from:{one.month}": one.persons for one in self.arrivals}
        found |= {f"speaks:{one.language}": one.persons for one in self.languages}
        found["left out"] = self.left_out.households
        if self.wishes is not None:
            found |= {"wished": self.wishes.named, "wished here": self.wishes.coming}
        return {about: amount for about, amount in found.items() if amount is not None}


def preview(
    report: Planned,
    viewer: Viewer,
    ags: Ags,
    threshold: int = THRESHOLD,
    *,
    as_real: bool = False,
    before: Mapping[Ags, Preview] = MappingProxyType({}),
) -> Preview:
    """What `ags` may see of the plan; on real people, or `as_real`, no count below the threshold at all.

    `before` are the views of the release before, which bands hold on to. Raises RematchError where a
    municipal viewer asks for another place than its own.
    """
    refuse_strangers(report, viewer, ags)
    j = report.instance.cohort_data.column[ags]
    masked = as_real or not report.instance.profiles.cohort.invented
    seen = _Round(report, masked, threshold, before)
    return seen.of(j)


@dataclass(frozen=True)
class _Round:
    """A plan's round, told exactly or in bands that hold on to those of the views `before`."""

    plan: Planned
    masked: bool
    threshold: int
    before: Mapping[Ags, Preview]

    def of(self, j: int) -> Preview:
        """The view of the municipality in column j."""
        plan, instance, load = self.plan, self.plan.instance, self.plan.loads[j]
        households = instance.profiles.households
        here = tuple(households[i] for i in np.flatnonzero(plan.assignment == j))
        amount = self._amount(j)
        coming, most = self._coming(load, amount)
        persons = coming("persons", load.persons, most)
        town = instance.profiles.municipalities[j]
        good = self._good()
        return Preview(
            ags=load.ags,
            name=load.name,
            masked=self.masked,
            threshold=self.threshold,
            persons=persons,
            households=None if self.masked else exactly(load.households),
            resources=resource_needs(instance, load, coming, most),
            pledge=pledge(load, persons),
            key=key(instance, plan.loads, j, persons, amount),
            standings=self._standings(j),
            good_here=good[j] if good else None,
            good_elsewhere=_unnamed([one for i, one in enumerate(good) if i != j]),
            left_out=left_out(instance, amount, self.masked),
            arrivals=arrivals(here, self._round, instance.profiles.cohort.as_of, coming, most),
            languages=languages(here, _served(town, instance.catalogue), instance.catalogue, coming, most),
            wishes=None if self._small else wishes(load.ags, self._round, here, amount),
            **self._figures(j),
        )

    @cached_property
    def _round(self) -> tuple[Household, ...]:
        return in_round(self.plan.instance)

    @property
    def _small(self) -> bool:
        """Whether the round is too small to count fits and wishes of."""
        return self.masked and len(self._round) < SMALL_ROUND

    def _amount(self, j: int) -> Amounts:
        if not self.masked:
            return Exact()
        earlier = self.before.get(self.plan.loads[j].ags)
        return Bands({} if earlier is None else earlier.told, self.threshold)

    def _coming(self, load: Load, amount: Amounts) -> tuple[Amounts, int]:
        """How amounts of those who come are told, and the most persons there can be: all places.

        Where no limit is stated, everybody of the round, rounded up so that no household shows in it. Few
        dwellings, and a band of persons would tell the size of a household: then only "up to".
        """
        places = next((one.capacity for one in load.resources if one.resource == PERSONS), None)
        step = 10 * self.threshold
        everybody = -(-sum(household.size for household in self._round) // step) * step
        most = int(everybody if places is None else places)
        few = isinstance(amount, Bands) and dwellings(self.plan.instance, load) < self.threshold
        return (replace(amount, silent=True) if few and isinstance(amount, Bands) else amount), most

    def _good(self) -> list[ShownAmount]:
        """By column, the households with a good fit, each band held on to by its own municipality's."""
        if self._small:
            return []
        instance = self.plan.instance
        good = self._rows[:, None] & instance.rules.allowed & (instance.fit >= GOOD_FIT)
        return [self._amount(i)("good", int(count)) for i, count in enumerate(good.sum(axis=0))]

    def _standings(self, j: int) -> tuple[ProfileEffect, ...]:
        instance = self.plan.instance
        if not self.masked:
            return standings(instance, self._rows, j, NAMED)
        earlier = self.before.get(self.plan.loads[j].ags)
        known = () if earlier is None else earlier.standings
        return () if self._small else masked_effect(instance, self._rows, j, self.threshold, known)

    def _figures(self, j: int) -> dict[str, Any]:
        """Means and the spread of fits, of invented people only."""
        if self.masked:
            return {}
        plan, instance = self.plan, self.plan.instance
        here, planned = plan.assignment == j, instance.planned_fits(plan.assignment, plan.given)
        found: dict[str, Any] = {
            name: float(fit[here].mean())
            for name, fit in (
                ("mean_fit", planned.value),
                ("mean_people", planned.people),
                ("mean_town", planned.town),
            )
            if here.any()
        }
        fits = instance.fit[self._rows & instance.rules.allowed[:, j], j]
        found["fits"] = tuple(sorted(float(fit) for fit in fits))
        found["median_elsewhere"] = median_elsewhere(plan.assignment, planned.value, j, instance.problem.m)
        return found

    @cached_property
    def _rows(self) -> NDArray[np.bool_]:
        """[n] who is in the round; decisions about single places have no say in it."""
        ids = {household.id for household in self._round}
        return np.array([one.id in ids for one in self.plan.instance.profiles.households], dtype=bool)


def refuse_strangers(report: Planned, viewer: Viewer, ags: Ags) -> None:
    """A municipal viewer asks for its own place only, and nobody for one that is not there."""
    own = viewer.own_places(report.instance.profiles.cohort.id)
    if own is not None and ags not in own:
        raise RematchError("viewer.not_own", ags=ags)
    if ags not in report.instance.cohort_data.column:
        raise RematchError("viewer.unknown_municipality", ags=ags)


def _unnamed(amounts: list[ShownAmount]) -> tuple[ShownAmount, ...]:
    """From the most to the least, so that the order names nobody."""
    return tuple(sorted(amounts, key=lambda amount: -amount.at_least))


def _served(town: Municipality, catalogue: Catalogue) -> tuple[str, ...]:
    """The languages the municipality offers interpreting for."""
    spoken = {one.id for one in catalogue.fields if one.type is FieldType.LANGUAGES}
    offered = [town.offers.get(one.offer) for one in catalogue.criteria if one.need in spoken and one.offer]
    return tuple(str(tag) for tags in offered if isinstance(tags, tuple) for tag in tags)
