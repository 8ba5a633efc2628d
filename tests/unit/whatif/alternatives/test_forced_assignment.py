"""What it would cost to send a household elsewhere, and what one more place would bring."""

from itertools import product

import numpy as np
import pytest

from rematch.instance import assemble, prepare_cohort
from rematch.optimise import verify
from rematch.optimise.problem import UNPLACED
from rematch.planning.plan import replan
from rematch.scenario import Scenario
from rematch.whatif.alternatives.forced_assignment import forced_assignment, one_more_place
from tests import demo
from tests.builders import catalogue, criterion, household, municipality, profiles

KIEL, TROISDORF, SALZGITTER = "01002000", "05382068", "03102000"
PLACES = (KIEL, SALZGITTER, TROISDORF)
WISH = criterion("wish", need="wish_ags", offer="ags", measure="rank")


def small(*rooms):
    """Five households who like different places, before three municipalities with so many places."""
    wishes = [(KIEL, TROISDORF), (KIEL,), (TROISDORF, SALZGITTER), (SALZGITTER, KIEL), (KIEL, SALZGITTER)]
    sizes = [(30,), (30, 5), (40, 40, 2), (60,), (35, 9)]
    people = [household(f"h{k}", s, wish_ags=w) for k, (s, w) in enumerate(zip(sizes, wishes, strict=True))]
    places = [municipality(a, capacity={"persons": r}) for a, r in zip(PLACES, rooms, strict=True)]
    return replan(prepare_cohort(profiles(people, places), catalogue(WISH), "data"), Scenario())


def best(problem, pinned=None):
    """Most persons, then most value, over every plan there is."""
    ranks = []
    for plan in product(range(UNPLACED, problem.m), repeat=problem.n):
        if pinned is not None and plan[pinned[0]] != pinned[1]:
            continue
        check = verify(problem, np.array(plan))
        if check.ok:
            ranks.append((check.persons_placed, check.objective))
    return max(ranks) if ranks else None


@pytest.mark.parametrize("rooms", [(4, 4, 4), (2, 3, 4), (3, 3, 2)])
def test_the_cost_is_what_trying_every_plan_finds(rooms):
    """For every household and every other place: persons lost and value lost, by brute force."""
    report = small(*rooms)
    persons, value = best(report.instance.problem)
    assert (report.solution.persons_placed, report.solution.objective) == (persons, pytest.approx(value))
    for i, household_ in enumerate(report.instance.profiles.households):
        for j, ags in enumerate(PLACES):
            if j == report.assignment[i]:
                continue
            found, brute = (
                forced_assignment(report, household_.id, ags),
                best(report.instance.problem, (i, j)),
            )
            assert found.possible == (brute is not None)
            if brute is None:
                continue
            assert found.persons_lost == persons - brute[0]
            if not found.persons_lost:
                assert found.exact
                assert found.cost_low == pytest.approx(value - brute[1], abs=1e-6)
                assert found.cost_high == pytest.approx(value - brute[1], abs=1e-6)


def test_on_the_session_cohort_the_cost_is_exact_and_the_moves_are_real():
    """Pinned there in a scenario of its own, the plan loses just what was told, and the same people move."""
    report = demo.cold()
    line = report.placements[0]
    there = next(
        place.ags
        for j, place in enumerate(demo.profiles().municipalities)
        if place.ags != line.ags and report.instance.rules.allowed[0, j]
    )
    found = forced_assignment(report, line.household, there)
    pinned = replan(
        demo.known(), Scenario.model_validate({"pins": [{"household": line.household, "ags": there}]})
    )
    assert found.possible and found.exact
    assert found.persons_lost == report.solution.persons_placed - pinned.solution.persons_placed
    if not found.persons_lost:
        lost = report.solution.objective - pinned.solution.objective
        assert found.cost_low == pytest.approx(lost, abs=1e-5)
        assert found.cost_high == pytest.approx(lost, abs=1e-5)
    assert line.household not in {move.household for move in found.moves}


def test_a_place_that_is_ruled_out_or_too_small_is_not_possible():
    """No cost is told of what cannot be."""
    report = small(4, 4, 2)
    assert not forced_assignment(report, "h2", TROISDORF).possible


def test_one_more_place_is_worth_what_the_larger_place_brings():
    """The plan with one more unit is the best plan of the problem that has it."""
    report = small(2, 3, 4)
    more = one_more_place(report, KIEL, "persons", 1.0).solution
    larger = assemble(report.instance.cohort_data, Scenario(limits={KIEL: {"persons": 3}}))
    assert (more.persons_placed, more.objective) == (
        pytest.approx(best(larger.problem)[0]),
        pytest.approx(best(larger.problem)[1]),
    )
    assert report.instance.problem.capacity[0, 0] == 2
