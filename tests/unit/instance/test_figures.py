"""What is good about a plan, counted by hand on a few households."""

import numpy as np
import pytest

from rematch.instance import assemble, prepare_cohort
from rematch.instance.figures import LARGE, by_size, figures, loads
from rematch.optimise.problem import UNPLACED
from rematch.scenario import Policy, Scenario
from tests import demo
from tests.builders import catalogue, criterion, household, municipality, profiles

KIEL, TROISDORF = "01002000", "05382068"
WISH = criterion("wish", need="wish_ags", offer="ags", measure="rank")
PLEDGE = criterion("pledges", rule="pledge", hard="always", weight=0.0)
PEOPLE = [
    household("a", (30, 30, 5), wish_ags=(KIEL, TROISDORF)),
    household("b", (40,), wish_ags=(TROISDORF,)),
    household("c", (40, 70), wish_ags=()),
    household("d", (50,)),
]
PLACES = [
    municipality(KIEL, capacity={"persons": 4}, pledge_min=2, pledge_max=5),
    municipality(TROISDORF, capacity={"persons": 0}),
]
PLAN = np.array([0, 0, 1, UNPLACED])


def instance(policy=None):
    known = prepare_cohort(profiles(PEOPLE, PLACES), catalogue(WISH, PLEDGE), "data")
    return assemble(known, Scenario(policy=policy or Policy()))


def test_people_households_and_wishes_are_counted():
    """A first wish counts where it came true; who ranked nothing has no wish."""
    found = figures(instance(), PLAN)
    assert (found.households, found.households_placed) == (4, 3)
    assert (found.persons, found.persons_placed) == (7, 6)
    assert (found.wishes, found.first_wishes) == (2, 1)


def test_the_mean_counts_persons_or_households_as_the_policy_does_and_the_least_is_the_least():
    """With kappa 0 the people's fits are known: 1, 0 and (no wish) one half; the town's is 0.5 everywhere."""
    per_person = figures(instance(Policy(kappa=0)), PLAN)
    per_household = figures(instance(Policy(kappa=0, per="household")), PLAN)
    assert per_person.mean_people == pytest.approx((3 * 1 + 1 * 0 + 2 * 0.5) / 6)
    assert per_household.mean_people == pytest.approx((1 + 0 + 0.5) / 3)
    for found in (per_person, per_household):
        assert found.mean_town == 0.5
        assert found.mean_fit == pytest.approx(0.9 * found.mean_people + 0.1 * 0.5)
        assert found.least_fit == pytest.approx(0.05)


@pytest.mark.parametrize("per", ["person", "household"])
def test_both_means_stand_beside_each_other_and_one_for_each_size_of_household(per):
    """Whatever the policy counts; who is unplaced has no fit, households of five and more are one size."""
    built = instance(Policy(kappa=0, per=per, town_share=0))
    found = figures(built, PLAN)
    assert found.mean_by_person == pytest.approx((3 * 1 + 1 * 0 + 2 * 0.5) / 6)
    assert found.mean_by_household == pytest.approx((1 + 0 + 0.5) / 3)
    assert found.mean_fit == (found.mean_by_person if per == "person" else found.mean_by_household)
    sizes = [
        (one.persons, one.households, one.households_placed, one.mean_fit) for one in by_size(built, PLAN)
    ]
    assert sizes == [(1, 2, 1, 0.0), (2, 1, 1, 0.5), (3, 1, 1, 1.0)]
    crowd = [household("e", (30,) * 5), household("f", (30,) * 9)]
    known = prepare_cohort(profiles(crowd, PLACES), catalogue(WISH, PLEDGE), "data")
    [large] = by_size(assemble(known, Scenario()), np.array([0, UNPLACED]))
    assert (large.persons, large.households, large.households_placed) == (LARGE, 2, 1)


def test_with_nobody_placed_there_is_no_fit():
    """Unknown is not 0."""
    found = figures(instance(), np.full(4, UNPLACED))
    assert (found.mean_fit, found.least_fit, found.persons_placed, found.first_wishes) == (None, None, 0, 0)


def test_the_load_of_a_place_counts_what_it_was_asked_for():
    """Persons used of stated, pledges beside them, full where nothing is left."""
    kiel, troisdorf = loads(instance(), PLAN)
    assert (kiel.households, kiel.persons, kiel.pledge_min, kiel.pledge_max) == (2, 4, 2, 5)
    assert (kiel.resources[0].used, kiel.resources[0].capacity, kiel.resources[0].free) == (4, 4, 0)
    assert kiel.resources[0].full and kiel.share == 1.0
    assert troisdorf.pledge_max is None
    assert troisdorf.share is None


def test_a_place_without_a_stated_limit_is_never_full():
    """No limit stated is not zero."""
    known = prepare_cohort(profiles(PEOPLE, [municipality(KIEL, capacity={})]), catalogue(), "data")
    (load,) = loads(assemble(known, Scenario()), np.zeros(4, dtype=int))
    assert (load.resources[0].capacity, load.resources[0].free, load.resources[0].full) == (None, None, False)
    assert load.share is None


def test_loads_and_figures_of_the_session_plan_agree():
    """The same people, counted by place and counted at once."""
    report = demo.cold()
    assert sum(load.persons for load in report.loads) == report.figures.persons_placed
    assert sum(load.households for load in report.loads) == report.figures.households_placed
    for load, place in zip(report.loads, demo.profiles().municipalities, strict=True):
        assert load.ags == place.ags
        assert load.persons == sum(line.persons for line in report.placements if line.ags == place.ags)
        assert all(r.capacity is None or r.used <= r.capacity for r in load.resources)
