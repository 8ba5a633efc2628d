"""Attack: what follows from all releases of a year, for somebody who knows the program and all that is shown.

The truth is known to the test alone. What follows is what a count can be by the band before it and its own,
by the places offered, by totals, and by any difference of two releases.
"""

import itertools
from dataclasses import dataclass, replace
from functools import cache

import pytest

from rematch.bootstrap import shipped_catalogue
from rematch.instance import prepare_cohort
from rematch.model import Ags, Profiles, Viewer
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport
from rematch.release.bands import THRESHOLD, Bands, ShownAmount
from rematch.release.left_out import unconsidered
from rematch.release.needs import dwellings
from rematch.release.preview import Preview, preview
from rematch.release.publish import narrowed_by_totals
from rematch.scenario import Scenario
from rematch.synthetic.cohort import generate

CATALOGUE = shipped_catalogue()
Views = dict[Ags, Preview]
MONTHS = 8


@dataclass(frozen=True, eq=False)
class Year:
    """Releases one after the other: the plan, known to nobody, and what each municipality was shown."""

    plans: tuple[PlanReport, ...]
    shown: tuple[Views, ...]


def people(seed: int) -> Profiles:
    made = generate(24, 4, seed, CATALOGUE)
    return made.model_copy(update={"cohort": made.cohort.model_copy(update={"invented": False})})


def planned(profiles: Profiles, scenario: Scenario, mark: str) -> PlanReport:
    return replan(prepare_cohort(profiles, CATALOGUE, mark), scenario, work_limit=0)


def released(plans: list[PlanReport]) -> Year:
    """The views of each plan, with bands that hold on to those before."""
    shown: list[Views] = []
    for plan in plans:
        before = shown[-1] if shown else {}
        towns = [town.ags for town in plan.instance.profiles.municipalities]
        shown.append({ags: preview(plan, Viewer(), ags, before=before) for ags in towns})
    return Year(tuple(plans), tuple(shown))


@cache
def of_single_households(seed: int) -> Year:
    """Each month one household more waits for the next round, and one comes back."""
    profiles = people(seed)
    ids = [household.id for household in profiles.households]
    waiting = [frozenset({*ids[: month // 2], ids[-month - 1]}) for month in range(MONTHS)]
    plans = [planned(profiles, Scenario(not_this_round=tuple(sorted(one))), str(seed)) for one in waiting]
    return released(plans)


@cache
def of_weights(seed: int) -> Year:
    """A weight is bisected towards where a band turns; then others are moved a little around it."""
    profiles, low, high = people(seed), 0.0, 10.0
    plans = [planned(profiles, Scenario(weights={"place_ranking": low}), str(seed))]
    for month in range(1, MONTHS - 4):
        middle = (low + high) / 2
        plans.append(planned(profiles, Scenario(weights={"place_ranking": middle}), str(seed)))
        shown = released(plans[-2:]).shown
        turned = shown[-1] != shown[-2]
        low, high = (low, middle) if turned else (middle, high)
        assert len(plans) == month + 1
    for name in ("childcare", "german_course", "friends_network", "culture_sport"):
        plans.append(planned(profiles, Scenario(weights={"place_ranking": high, name: 4.85}), str(seed)))
    return released(plans)


@cache
def of_the_own_profile(seed: int) -> Year:
    """The first municipality changes its places by one and its course's wait by a week each time."""
    profiles = people(seed)
    first, *others = profiles.municipalities
    plans = []
    for month in range(MONTHS):
        places = float(first.capacity.get("persons", 10) + 6 - month)  # type: ignore[call-overload]
        offers = {**first.offers, "course_wait": float(2 * month)}
        town = first.model_copy(
            update={
                "capacity": {**first.capacity, "persons": max(1.0, places)},
                "pledge_min": 0,
                "pledge_max": None,
                "offers": offers,
            }
        )
        edited = profiles.model_copy(update={"municipalities": (town, *others)})
        plans.append(planned(edited, Scenario(), f"{seed}-{month}"))
    return released(plans)


YEARS = [
    pytest.param((attack, seed), id=f"{attack.__name__}-{seed}", marks=marks)
    for attack in (of_single_households, of_weights, of_the_own_profile)
    for seed, marks in ((1, ()), (4, pytest.mark.soak), (6, pytest.mark.soak))
]


@pytest.fixture(params=YEARS)
def year(request: pytest.FixtureRequest) -> Year:
    attack, seed = request.param
    made: Year = attack(seed)
    return made


@cache
def truths(plan: PlanReport, ags: Ags) -> dict[str, int]:
    """The counts themselves."""
    exact = preview(invented(plan), Viewer(), ags)
    unheard = len(unconsidered(plan.instance))
    return {about: amount.at_least for about, amount in exact.told.items()} | {"left out": unheard}


@cache
def invented(plan: PlanReport) -> PlanReport:
    known = plan.instance.cohort_data
    cohort = known.profiles.cohort.model_copy(update={"invented": True})
    profiles = known.profiles.model_copy(update={"cohort": cohort})
    return replace(plan, instance=replace(plan.instance, cohort_data=replace(known, profiles=profiles)))


def follows(about: str, now: ShownAmount, before: Preview | None, most: int | None, silent: bool) -> set[int]:
    """What a count can be: all that would have been shown so, after what was shown before."""
    told = Bands({} if before is None else before.told, silent=silent)
    reach = now.below if most is None else max(most + 1, now.below)
    return {n for n in range(now.at_least, reach) if told(about, n, most) == now}


@cache
def everything(year: Year) -> list[tuple[Ags, str, list[set[int]], list[int]]]:
    """Of each amount of each municipality: what it can be in each release, and what it is."""
    found = []
    for ags in year.shown[0]:
        for about in year.shown[0][ags].told:
            can_be, is_so = [], []
            for r, (plan, views) in enumerate(zip(year.plans, year.shown, strict=True)):
                if about not in views[ags].told:
                    continue
                before = year.shown[r - 1][ags] if r else None
                most, silent = greatest(plan, ags, about)
                can_be.append(follows(about, views[ags].told[about], before, most, silent))
                is_so.append(truths(plan, ags)[about])
            found.append((ags, about, can_be, is_so))
    return found


def greatest(plan: PlanReport, ags: Ags, about: str) -> tuple[int | None, bool]:
    """The most there can be by what the municipality itself offers, and whether it offers few dwellings."""
    if about in ("good", "key", "left out", "wished", "wished here"):
        return None, False
    load = plan.loads[plan.instance.cohort_data.column[ags]]
    stated = {one.resource: one.capacity for one in load.resources}
    places = int(stated["persons"] if stated["persons"] is not None else 10_000)
    kind, _, resource = about.partition(":")
    room = stated.get(resource)  # type: ignore[call-overload]
    served = kind == "needed" and plan.instance.limited.serves(resource) is not None  # type: ignore[arg-type]
    most = places if room is None or served else min(places, int(room))
    return most, dwellings(plan.instance, load) < THRESHOLD


def test_nothing_below_the_threshold_follows_from_any_release(year: Year) -> None:
    """The truth is among at least five counts one after the other, or among all that the own offer allows."""
    seen = 0
    for ags, about, can_be, is_so in everything(year):
        for r, (possible, truth) in enumerate(zip(can_be, is_so, strict=True)):
            what = (ags, about, r, possible, truth)
            assert truth in possible, what
            most, _ = greatest(year.plans[r], ags, about)
            assert len(possible) >= THRESHOLD or possible == set(range((most or 0) + 1)), what
            assert not possible <= {1, 2, 3, 4}, what
            seen += 1
    assert seen > 500


def test_no_pair_of_releases_tells_that_one_to_four_came_or_left(year: Year) -> None:
    """Each difference may be a multiple of five: that nothing changed, or that five or ten did."""
    for ags, about, can_be, _ in everything(year):
        for one, other in itertools.combinations(can_be, 2):
            differences = {abs(a - b) for a in one for b in other}
            assert any(step % THRESHOLD == 0 for step in differences), (ags, about, one, other)


def test_no_single_household_turns_a_band_of_the_release_right_after_the_first() -> None:
    """One household waits that did not: bands of households stay as they were, for one household in three."""
    profiles = people(1)
    first = planned(profiles, Scenario(), "1")
    towns = [town.ags for town in profiles.municipalities]
    before = {ags: preview(first, Viewer(), ags) for ags in towns}
    for household in profiles.households[::3]:
        plan = planned(profiles, Scenario(not_this_round=(household.id,)), "1")
        for ags in towns:
            after = preview(plan, Viewer(), ags, before=before)
            assert (after.good_here, after.wishes) == (before[ags].good_here, before[ags].wishes)
            assert after.good_elsewhere == before[ags].good_elsewhere


def test_where_all_bands_and_places_together_tell_more_the_coordinator_is_warned(year: Year) -> None:
    """Totals minus parts, by trying every sum: a municipality left with fewer than five counts is named."""
    for r, (plan, views) in enumerate(zip(year.plans, year.shown, strict=True)):
        before = year.shown[r - 1] if r else {}
        total = sum(load.persons for load in plan.loads)
        ranges = []
        for load in plan.loads:
            most, _ = greatest(plan, load.ags, "persons")
            shown = views[load.ags].persons
            ranges.append(range(shown.at_least, min(shown.most, most or 0) + 1))
        named = set(narrowed_by_totals(plan, before))
        for j, load in enumerate(plan.loads):
            others = sums([one for i, one in enumerate(ranges) if i != j])
            left = {count for count in ranges[j] if total - count in others}
            assert load.persons in left
            most, _ = greatest(plan, load.ags, "persons")
            assert (len(left) < min(THRESHOLD, (most or 0) + 1)) == (load.name in named)


def sums(ranges: list[range]) -> set[int]:
    """Every sum of one count each."""
    found = {0}
    for one in ranges:
        found = {a + b for a in found for b in one}
    return found
