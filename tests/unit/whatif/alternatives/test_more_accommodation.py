"""One unit of accommodation more brings no more than its price, also where there was none before."""

import numpy as np
import pytest

from rematch.explain import WhyNotKind, why_not
from rematch.instance import prepare_cohort
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport
from rematch.report.wording.alternatives import fits_sentence
from rematch.scenario import Scenario
from rematch.whatif.alternatives.alternatives import worth_of_more
from rematch.whatif.alternatives.forced_assignment import one_more_place
from rematch.whatif.alternatives.prices import unit_prices
from rematch.whatif.counterfactuals.counterfactuals import counterfactuals
from rematch.whatif.unknowns.value_of_information import plan_with
from tests.builders import household, municipality, profiles
from tests.seeds import seeds
from tests.unit.instance.test_accommodation import KIEL, TABLE, TROISDORF, TYPES, drawn, worth


def planned(found) -> PlanReport:
    return replan(prepare_cohort(found, TABLE, "data"), Scenario())


@seeds(range(40))
def test_one_unit_more_brings_at_most_its_price(seed: int) -> None:
    """Of every type at every town; where more people are placed the price says nothing."""
    report = planned(drawn(seed))
    prices, solution = unit_prices(report), report.solution
    slack = solution.certified_bound - solution.objective
    for j, place in enumerate(report.instance.profiles.municipalities):
        for kind in TYPES:
            if np.isfinite(report.instance.limited.capacity(j, kind)):
                more = one_more_place(report, place.ags, kind, 1).solution
                assert more.persons_placed >= solution.persons_placed
                if more.persons_placed == solution.persons_placed:
                    price = prices[j, report.instance.limited.names.index(kind)]
                    assert more.objective - solution.objective <= price + slack + 1e-6


def full_town() -> PlanReport:
    """Three want to live in Kiel, which has one flat and one shared flat; the other town has plenty."""
    accepted = {"accepted": ("flat", "shared")}
    people = [household(f"h{n}", answers=accepted, wish_ags=(KIEL,)) for n in range(3)]
    towns = [
        municipality(KIEL, capacity={"persons": 20, "flat": 1, "shared": 1, "hostel": 0}),
        municipality(TROISDORF, capacity={"persons": 20, "flat": 3, "shared": 3, "hostel": 0}),
    ]
    return planned(profiles(people, towns))


def test_who_did_not_get_in_is_told_how_many_units_are_needed_and_free_and_what_one_more_brings() -> None:
    """The town is full for the third: one flat or one shared flat more would take it."""
    report = full_town()
    [out] = np.flatnonzero(report.assignment == report.instance.cohort_data.column[TROISDORF])
    answer = why_not(report.instance, report.assignment, int(out), 0)
    assert answer.kind is WhyNotKind.FULL
    assert answer.short == (("flat", 1.0, 0.0), ("shared", 1.0, 0.0))
    for one in worth_of_more(report, answer):
        assert one.extra.units == 1
        more = one_more_place(report, KIEL, one.resource, 1).solution
        assert one.extra.gain_low == max(0.0, more.objective - report.solution.bound)
        assert 0 < one.extra.gain_low <= one.price + 1e-6


@pytest.mark.soak
def test_a_unit_more_is_named_as_a_way_into_the_wished_town() -> None:
    """One flat, or one shared flat, more: each brings the household there."""
    report = full_town()
    [out] = np.flatnonzero(report.assignment == report.instance.cohort_data.column[TROISDORF])
    who = report.instance.profiles.households[int(out)].id
    found = counterfactuals(report, who, KIEL)(lambda so_far: None, lambda: False)  # type: ignore[arg-type]
    ways = {way.units for way in found.ways if way.kind == "units"}
    assert ("shared", 1.0) in ways or ("flat", 1.0) in ways


def test_the_same_scenario_on_the_same_data_gives_the_same_units() -> None:
    """Planned again for a trial answer that changes nothing, everybody keeps the type."""
    report = full_town()
    again = plan_with(report, report.instance.cohort_data)
    assert again.units.tolist() == report.units.tolist()


def test_the_fit_there_is_the_possible_one_beside_that_with_what_the_plan_leaves() -> None:
    """The flat of the wished town is taken, a shared flat is free: both fits are told, as by hand."""
    people = [
        household("h0", ages=(30, 31), answers={"accepted": ("flat",)}, wish_ags=(KIEL,)),
        household("h1", answers={"accepted": ("flat", "shared")}),
    ]
    towns = [
        municipality(KIEL, capacity={"persons": 20, "flat": 1, "shared": 1, "hostel": 0}),
        municipality(TROISDORF, capacity={"persons": 20, "flat": 1, "shared": 0, "hostel": 0}),
    ]
    found = profiles(people, towns)
    report = planned(found)
    assert report.assignment.tolist() == [0, 1]
    answer = why_not(report.instance, report.assignment, 1, 0)
    assert answer.fit == pytest.approx(worth(found, 1, 0, "flat"))
    assert answer.fit_left == pytest.approx(worth(found, 1, 0, "shared"))
    assert "Mit der Unterkunft, die dort noch frei ist" in str(fits_sentence(answer, "de"))
