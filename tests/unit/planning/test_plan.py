"""From a scenario to a verified plan: what is kept from one to the next, and what is refused."""

import sys

import numpy as np
import pytest

from rematch import bootstrap
from rematch.errors import Contradiction, RematchError
from rematch.instance.cohort_data import prepare_cohort
from rematch.model import Viewer
from rematch.optimise.solve import WarmStart
from rematch.planning.plan import plan, replan
from rematch.planning.plan import plan as plan_function
from rematch.planning.record import record
from rematch.planning.repeat import check_run
from rematch.scenario import Pin, Policy, Scenario, Veto
from rematch.store import Store
from tests import builders, demo

WEIGHTS = [{}, {"place_ranking": 10.0}, {"childcare": 0.0}, {"housing_market": 1.0, "transport": 9.5}]

NODES = 200


@pytest.fixture
def levels_given(monkeypatch):
    """What the optimiser was told of an earlier plan's first two levels, call by call."""
    module = sys.modules["rematch.planning.plan"]
    given, true_solve = [], module.solve

    def solve(problem, **named):
        given.append(named["known"])
        return true_solve(problem, **named)

    monkeypatch.setattr(module, "solve", solve)
    return given


def test_the_service_has_one_function_named_plan():
    """The package's name `plan` is the function, not the module it comes from."""
    assert plan_function is plan and callable(plan)


@pytest.mark.parametrize("weights", WEIGHTS)
def test_a_warm_plan_is_the_cold_plan(weights):
    """Wherever a session comes from, the same scenario gives the same households the same places."""
    scenario = Scenario(weights=weights)
    warm = replan(demo.known(), scenario, before=demo.moved("unemployment", 9.0), workbench=WarmStart())
    cold = replan(demo.known(), scenario)
    assert warm.proven and cold.proven
    assert warm.solution.objective == pytest.approx(cold.solution.objective, abs=1e-9)
    assert warm.assignment.tolist() == cold.assignment.tolist()


def test_while_only_weights_move_the_first_levels_are_kept(levels_given):
    """Persons and shortfall are proven once; another weight, group or policy takes them over."""
    before = demo.cold()
    for scenario in (
        Scenario(weights={"childcare": 1.0}),
        Scenario(groups={"work": 2.0}),
        Scenario(policy=Policy(per="household", prefer_few_changes=0.1)),
    ):
        replan(demo.known(), scenario, before=before)
    assert levels_given == [before.solution.levels] * 3


def test_a_decision_that_changes_what_is_allowed_proves_the_first_levels_anew(levels_given):
    """A household that waits, a closed municipality or a limit is another problem."""
    household, place = demo.profiles().households[0], demo.profiles().municipalities[0]
    for scenario in (
        Scenario(not_this_round=(household.id,)),
        Scenario(closed=(place.ags,)),
        Scenario(limits={place.ags: {"persons": 1.0}}),
        Scenario(switches={"accessibility": False}),
    ):
        report = replan(demo.known(), scenario, before=demo.cold())
        assert report.check.ok
        assert report.check.persons_placed == replan(demo.known(), scenario).check.persons_placed
    assert levels_given[::2] == [None] * 4


@pytest.mark.parametrize("criterion", [criterion for criterion, _, _ in demo.steps()])
def test_every_single_slider_gives_a_verified_proven_plan(criterion):
    """Session size stays proven optimal, and solver-free code agrees with every number of the plan."""
    report = demo.moved(criterion, 10.0)
    assert report.proven
    assert report.check.ok
    assert report.check.objective == pytest.approx(report.solution.objective, abs=1e-9)
    assert report.check.persons_placed == report.solution.persons_placed


def test_pin_veto_and_waiting_are_honoured_under_other_weights():
    """What a person decided holds however the weights move, and the pinned place is not the plan's own."""
    cold = demo.cold()
    placed = cold.placements
    away = next(
        (line, place)
        for line in placed
        for place in demo.profiles().municipalities
        if place.ags != line.ags
        and cold.instance.rules.allowed[
            cold.instance.cohort_data.row[line.household], cold.instance.cohort_data.column[place.ags]
        ]
    )
    others = [line for line in placed if line.household != away[0].household]
    scenario = Scenario(
        pins=(Pin(household=away[0].household, ags=away[1].ags),),
        vetoes=(Veto(household=others[0].household, ags=others[0].ags),),
        not_this_round=(others[1].household,),
    )
    for weights in WEIGHTS:
        report = replan(demo.known(), scenario.model_copy(update={"weights": weights}), before=cold)
        here = {line.household: line.ags for line in report.placements}
        assert here[away[0].household] == away[1].ags
        assert here[others[0].household] != others[0].ags
        assert here[others[1].household] is None
        assert report.check.ok


def test_pins_that_exceed_the_places_are_named_by_household_and_municipality():
    """A contradiction speaks of ids, names and the resource, never of rows and columns."""
    place, instance = demo.profiles().municipalities[0], demo.cold().instance
    tied = {i for group in (*instance.problem.linked, *instance.problem.apart) for i in group}
    free = [i for i in np.flatnonzero(instance.rules.allowed[:, 0]) if i not in tied]
    pinned = [demo.profiles().households[i].id for i in free]
    with pytest.raises(Contradiction) as refused:
        replan(demo.known(), Scenario(pins=tuple(Pin(household=h, ags=place.ags) for h in pinned)))
    assert refused.value.code in ("pins.capacity", "pins.maximum")
    assert set(refused.value.params["households"]) == set(pinned)
    assert refused.value.params["municipalities"] == (place.name,)


def test_two_households_kept_apart_cannot_be_pinned_together():
    """The contradiction names both and the place."""
    j = 0
    pair = [
        demo.known().profiles.households[i].id
        for i in np.flatnonzero(demo.cold().instance.rules.allowed[:, j])
    ]
    place = demo.known().profiles.municipalities[j]
    pins = tuple(Pin(household=h, ags=place.ags) for h in pair[:2])
    with pytest.raises(Contradiction) as refused:
        replan(demo.known(), Scenario(pins=pins, apart=(tuple(pair[:2]),)))
    assert refused.value.code == "pins.apart"
    assert set(refused.value.params["households"]) == set(pair[:2])


@pytest.mark.parametrize(
    ("scenario", "code", "name"),
    [
        (Scenario(pins=(Pin(household="nobody", ags="01002000"),)), "household", "nobody"),
        (Scenario(not_this_round=("nobody",)), "household", "nobody"),
        (Scenario(apart=(("nobody", "no one"),)), "household", "no one"),
        (Scenario(closed=("99999999",)), "municipality", "99999999"),
        (Scenario(limits={"99999999": {"persons": 1}}), "municipality", "99999999"),
        (Scenario(pledges={"99999999": 3}), "municipality", "99999999"),
        (Scenario(limits={"05111000": {"person": 0}}), "resource", "person"),
        (Scenario(weights={"deservingness": 1.0}), "criterion", "deservingness"),
        (Scenario(switches={"deservingness": True}), "criterion", "deservingness"),
    ],
)
def test_strangers_in_a_scenario_are_refused_by_name(scenario, code, name):
    """A household, municipality, criterion or resource that nobody knows is told, not ignored."""
    with pytest.raises(RematchError) as refused:
        replan(demo.known(), scenario)
    assert refused.value.code == f"scenario.unknown_{code}"
    assert name in refused.value.params["names"]


def test_a_household_pinned_to_two_places_is_refused_and_twice_to_one_is_not():
    """The last pin must not win without a word."""
    household, one = demo.cold().placements[0].household, demo.cold().placements[0].ags
    other = next(place.ags for place in demo.profiles().municipalities if place.ags != one)
    twice = Pin(household=household, ags=one, reason="spoken"), Pin(household=household, ags=one)
    assert replan(demo.known(), Scenario(pins=twice)).placements[0].ags == one
    with pytest.raises(RematchError) as refused:
        replan(demo.known(), Scenario(pins=(*twice, Pin(household=household, ags=other))))
    assert (refused.value.code, refused.value.params["names"]) == ("scenario.two_pins", (household,))


def test_plan_loads_solves_and_records(tmp_path):
    """One call goes the whole way, and the store has what was seen."""
    with bootstrap.open_store(tmp_path / "a.duckdb", demo.catalogue()) as store:
        report = plan(Scenario(), store, cohort="session", catalogue=demo.catalogue(), viewer=Viewer())
        run = store.runs("session")[-1]
        assert (run.why, run.viewer, run.status) == ("seen", "local", "optimal")
        assert run.objective == report.solution.objective
        stored = store.run(run.run_id).assignments
    assert stored == {line.household: line.ags for line in report.placements}
    assert report.assignment.tolist() == demo.cold().assignment.tolist()


@pytest.mark.soak
def test_more_work_on_a_large_cohort_never_widens_the_gap():
    """Land size answers within its limit with a gap; going on starts from the plan that was there."""
    first = replan(demo.known("land"), Scenario(), work_limit=3)
    assert not first.proven and first.solution.gap > 0
    more = replan(demo.known("land"), Scenario(), before=first, work_limit=12)
    assert more.check.ok
    assert more.solution.persons_placed >= first.solution.persons_placed
    if more.solution.persons_placed == first.solution.persons_placed:
        assert more.solution.objective >= first.solution.objective - 1e-9
        assert more.solution.gap <= first.solution.gap + 1e-9


def test_places_that_large_families_fill_are_shown_with_an_honest_proof_and_found_again(
    tmp_path, monkeypatch
):
    """Branch and bound could go on for hours there; it stops after a stated number of nodes."""
    for module in ("plan", "record"):
        monkeypatch.setattr(sys.modules[f"rematch.planning.{module}"], "EXACT_WORK", NODES)
    sizes = np.random.default_rng(1).integers(6, 10, 30)
    people = [builders.household(f"h{k}", ages=[35] * int(size)) for k, size in enumerate(sizes)]
    room = {"persons": int(np.ceil(sizes.sum() / 8))}
    places = [builders.municipality(f"0100{k}000", capacity=room) for k in range(8)]
    with Store.open(tmp_path / "a.duckdb") as store:
        store.save_profiles(builders.profiles(people, places), "cat", Viewer())
        tight = prepare_cohort(store.load_profiles("test"), demo.catalogue(), store.data_fingerprint("test"))
        report = replan(tight, Scenario())
        assert report.check.ok and not report.proven
        assert report.work_limit == NODES
        assert report.solution.persons_placed < report.solution.persons_bound <= sizes.sum()
        run = record(report, store, Viewer(), "seen")
        assert check_run(store, run, solve_again=True).ok
