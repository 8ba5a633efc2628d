"""What would have to change for a wished place: each way does it when it is applied."""

from functools import cache

import pytest

from rematch.instance.cohort_data import prepare_cohort
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport
from rematch.scenario import Pin, Scenario, Veto
from rematch.synthetic import generate
from rematch.whatif.counterfactuals.better_offers import offering
from rematch.whatif.counterfactuals.counterfactuals import (
    COUNTERFACTUAL_KINDS,
    Counterfactual,
    Counterfactuals,
    counterfactuals,
)
from rematch.whatif.sensitivity.intervals import sliders
from rematch.whatif.sensitivity.weight_path import STEPS
from tests import builders, demo

FEW = (3, 7)


@cache
def small() -> PlanReport:
    invented = generate(14, 4, 3, demo.catalogue())
    return replan(prepare_cohort(invented, demo.catalogue(), "small"), Scenario())


def wished(report: PlanReport, household: str, ags: str) -> Counterfactuals:
    return counterfactuals(report, household, ags)(lambda so_far: None, lambda: False)  # type: ignore[arg-type]


@cache
def some(rows: tuple[int, ...] = (0,)) -> tuple[Counterfactuals, ...]:
    """Every other place of some households of the generated cohort."""
    report = small()
    found = []
    for i in rows:
        for j, place in enumerate(report.instance.profiles.municipalities):
            if j != report.assignment[i]:
                found.append(wished(report, report.instance.profiles.households[i].id, place.ags))
    return tuple(found)


def applied(report: PlanReport, way: Counterfactual, reach: Counterfactuals) -> PlanReport:
    """The change made by hand, and planned again."""
    known, scenario = report.instance.cohort_data, report.scenario
    if way.weights:
        weights = {**scenario.weights, **{name: new for name, _, new in way.weights}}
        return replan(known, scenario.model_copy(update={"weights": weights}), before=report)
    if way.offer is not None:
        return replan(offering(known, reach.ags, way.offer[0], way.offer[2]), scenario)
    if way.units is not None:
        resource, more = way.units
        units = report.instance.limited.capacity(known.column[reach.ags], resource) + more
        return replan(known, scenario.model_copy(update={"limits": {reach.ags: {resource: units}}}))
    pins = tuple(pin for pin in scenario.pins if pin != way.decision)
    vetoes = tuple(veto for veto in scenario.vetoes if veto != way.decision)
    return replan(known, scenario.model_copy(update={"pins": pins, "vetoes": vetoes}))


def does_it(report: PlanReport, way: Counterfactual, reach: Counterfactuals) -> bool:
    plan = applied(report, way, reach)
    row, column = plan.instance.cohort_data.row, plan.instance.cohort_data.column
    return plan.check.ok and plan.assignment[row[reach.household]] == column[reach.ags]


@pytest.mark.soak
def test_every_way_does_it_when_applied() -> None:
    """Weights, offers and units found on a generated cohort, made by hand and planned again."""
    kinds = {way.kind for reach in some(FEW) for way in reach.ways}
    assert {"weight", "weights", "units"} <= kinds
    for reach in some(FEW):
        assert reach.searched == COUNTERFACTUAL_KINDS
        assert all(does_it(small(), way, reach) for way in reach.ways)


@pytest.mark.soak
def test_no_smaller_move_of_one_slider_does_it() -> None:
    """Every smaller step of every third slider, planned again, leaves the household elsewhere."""
    report = small()
    found = [(reach, way) for reach in some(FEW) for way in reach.ways if way.kind == "weight"]
    reach, way = min(found, key=lambda pair: abs(pair[1].weights[0][2] - pair[1].weights[0][1]))
    (_, before, after) = way.weights[0]
    for name, weight in list(sliders(report).items())[::3]:
        for step in STEPS:
            if 0 < abs(step - weight) < abs(after - before) - 1e-9:
                assert not does_it(
                    report, Counterfactual("weight", report, weights=((name, weight, step),)), reach
                )


@pytest.mark.soak
def test_two_sliders_each_move_less_than_one_alone() -> None:
    """A pair is told only where both move less than the single slider has to."""
    for reach in some():
        single = [abs(w.weights[0][2] - w.weights[0][1]) for w in reach.ways if w.kind == "weight"]
        for way in reach.ways:
            if way.kind == "weights":
                sizes = {round(abs(new - old), 6) for _, old, new in way.weights}
                assert len(way.weights) == 2 and len(sizes) == 1
                assert not single or max(sizes) < single[0]


TEACHES = builders.criterion("teaches", measure="gate", need="learns", offer="school")
FIELDS = (builders.field("learns"), builders.field("school", of="municipality"))
HERE, THERE = "01002000", "02000000"


def two_places(
    *, school_there: bool = False, hard: str = "never", scenario: Scenario | None = None
) -> PlanReport:
    """Two single people and two places for one each; only the first place has a school unless said so."""
    criterion = TEACHES.model_copy(update={"hard": hard})
    households = [builders.household(name, answers={"learns": name == "h1"}) for name in ("h1", "h2")]
    places = [
        builders.municipality(HERE, capacity={"persons": 1}, offers={"school": True}),
        builders.municipality(THERE, capacity={"persons": 1}, offers={"school": school_there}),
    ]
    known = prepare_cohort(
        builders.profiles(households, places), builders.catalogue(criterion, fields=FIELDS), "two"
    )
    return replan(known, scenario or Scenario())


def kinds(reach: Counterfactuals) -> set[str]:
    return {way.kind for way in reach.ways}


def test_a_released_pin_or_one_place_more_brings_the_one_who_was_kept_out() -> None:
    """Somebody else is pinned where the household would be: both ways out are found, and both do it."""
    report = two_places(scenario=Scenario(pins=(Pin(household="h2", ags=HERE),)))
    reach = wished(report, "h1", HERE)
    assert reach.outranked and kinds(reach) == {"units", "decision"}
    assert [way.units for way in reach.ways if way.units] == [("persons", 1.0)]
    assert all(does_it(report, way, reach) for way in reach.ways)


def test_a_veto_on_the_pair_taken_back_is_a_way() -> None:
    """The veto keeps the household out; without it the plan has it there."""
    report = two_places(scenario=Scenario(vetoes=(Veto(household="h1", ags=HERE),)))
    reach = wished(report, "h1", HERE)
    assert reach.barred and "decision" in kinds(reach)
    assert all(does_it(report, way, reach) for way in reach.ways)


def test_a_hard_rule_is_lifted_by_a_better_offer_alone() -> None:
    """The place without the needed school bars the household; with a school it may come where it must."""
    report = two_places(hard="always", scenario=Scenario(pins=(Pin(household="h2", ags=HERE),)))
    reach = wished(report, "h1", THERE)
    assert reach.barred and kinds(reach) == {"offer"}
    (way,) = reach.ways
    assert way.offer == ("school", False, True)
    assert does_it(report, way, reach)


@pytest.mark.soak
def test_nothing_within_reach_is_an_answer() -> None:
    """Excluded by the household itself: every kind is searched and nothing found."""
    report = small()
    reach = next(reach for reach in some() if not reach.ways)
    assert reach.searched == COUNTERFACTUAL_KINDS
    row, column = (
        report.instance.cohort_data.row[reach.household],
        report.instance.cohort_data.column[reach.ags],
    )
    assert report.assignment[row] != column


def test_a_stop_keeps_the_kinds_that_are_through() -> None:
    """Stopped once the first kind has been told, the others are not called searched."""
    told: list[Counterfactuals] = []
    report = small()
    household, place = report.instance.profiles.households[0].id, report.instance.profiles.municipalities
    other = next(p.ags for j, p in enumerate(place) if j != report.assignment[0])
    found = counterfactuals(report, household, other)(told.append, lambda: bool(told))
    assert found.searched == COUNTERFACTUAL_KINDS[:1]


@pytest.mark.soak
def test_the_others_who_move_are_told_without_the_household_itself() -> None:
    """Moves of the plan found, less the one that was wished."""
    report = small()
    reach, way = next((reach, way) for reach in some(FEW) for way in reach.ways)
    moved = int((way.plan.assignment != report.assignment).sum())
    assert len(reach.others(way, report)) == moved - 1
