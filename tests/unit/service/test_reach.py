"""What would have to change for a wished place: each way does it when it is applied."""

from functools import cache

from rematch.scenario import Pin, Scenario, Veto
from rematch.service import PlanReport, ground, replan
from rematch.service.along import STEPS
from rematch.service.better_offers import offering
from rematch.service.firmness import sliders
from rematch.service.reach import KINDS_OF_WAY, Reach, Way, reaching
from rematch.synthetic import generate
from tests import builders, demo


@cache
def small() -> PlanReport:
    return replan(ground(generate(14, 4, 4, demo.catalogue()), demo.catalogue(), "small"), Scenario())


def wished(report: PlanReport, household: str, ags: str) -> Reach:
    return reaching(report, household, ags)(lambda so_far: None, lambda: False)  # type: ignore[arg-type]


@cache
def some() -> tuple[Reach, ...]:
    """Every other place of a few households of the generated cohort."""
    report = small()
    found = []
    for i in (0, 3):
        for j, place in enumerate(report.basis.profiles.municipalities):
            if j != report.assignment[i]:
                found.append(wished(report, report.basis.profiles.households[i].id, place.ags))
    return tuple(found)


def applied(report: PlanReport, way: Way, reach: Reach) -> PlanReport:
    """The change made by hand, and planned again."""
    known, scenario = report.basis.ground, report.scenario
    if way.weights:
        weights = {**scenario.weights, **{name: new for name, _, new in way.weights}}
        return replan(known, scenario.model_copy(update={"weights": weights}), before=report)
    if way.offer is not None:
        return replan(offering(known, reach.ags, way.offer[0], way.offer[2]), scenario)
    if way.units is not None:
        resource, more = way.units
        k = report.basis.supply.resources.index(resource)
        units = float(report.basis.problem.capacity[known.column[reach.ags], k]) + more
        return replan(known, scenario.model_copy(update={"limits": {reach.ags: {resource: units}}}))
    pins = tuple(pin for pin in scenario.pins if pin != way.decision)
    vetoes = tuple(veto for veto in scenario.vetoes if veto != way.decision)
    return replan(known, scenario.model_copy(update={"pins": pins, "vetoes": vetoes}))


def does_it(report: PlanReport, way: Way, reach: Reach) -> bool:
    plan = applied(report, way, reach)
    row, column = plan.basis.ground.row, plan.basis.ground.column
    return plan.check.ok and plan.assignment[row[reach.household]] == column[reach.ags]


def test_every_way_does_it_when_applied() -> None:
    """Weights, offers and units found on a generated cohort, made by hand and planned again."""
    kinds = {way.kind for reach in some() for way in reach.ways}
    assert {"weight", "weights", "units"} <= kinds
    for reach in some():
        assert reach.searched == KINDS_OF_WAY
        assert all(does_it(small(), way, reach) for way in reach.ways)


def test_no_smaller_move_of_one_slider_does_it() -> None:
    """Every smaller step of every slider, planned again, leaves the household elsewhere."""
    report = small()
    found = [(reach, way) for reach in some() for way in reach.ways if way.kind == "weight"]
    reach, way = min(found, key=lambda pair: abs(pair[1].weights[0][2] - pair[1].weights[0][1]))
    (_, before, after) = way.weights[0]
    for name, weight in sliders(report).items():
        for step in STEPS:
            if 0 < abs(step - weight) < abs(after - before) - 1e-9:
                assert not does_it(report, Way("weight", report, weights=((name, weight, step),)), reach)


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
    known = ground(builders.profiles(households, places), builders.catalogue(criterion, fields=FIELDS), "two")
    return replan(known, scenario or Scenario())


def kinds(reach: Reach) -> set[str]:
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


def test_nothing_within_reach_is_an_answer() -> None:
    """Excluded by the household itself: every kind is searched and nothing found."""
    report = small()
    reach = next(reach for reach in some() if not reach.ways)
    assert reach.searched == KINDS_OF_WAY
    row, column = report.basis.ground.row[reach.household], report.basis.ground.column[reach.ags]
    assert report.assignment[row] != column


def test_a_stop_keeps_the_kinds_that_are_through() -> None:
    """Stopped once the first kind has been told, the others are not called searched."""
    told: list[Reach] = []
    report = small()
    household, place = report.basis.profiles.households[0].id, report.basis.profiles.municipalities
    other = next(p.ags for j, p in enumerate(place) if j != report.assignment[0])
    found = reaching(report, household, other)(told.append, lambda: bool(told))
    assert found.searched == KINDS_OF_WAY[:1]


def test_the_others_who_move_are_told_without_the_household_itself() -> None:
    """Moves of the plan found, less the one that was wished."""
    report = small()
    reach, way = next((reach, way) for reach in some() for way in reach.ways)
    moved = int((way.plan.assignment != report.assignment).sum())
    assert len(reach.others(way, report)) == moved - 1
