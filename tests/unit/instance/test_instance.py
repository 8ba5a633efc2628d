"""Profiles, catalogue and scenario brought together: what is taken over, what reaches the problem."""

import numpy as np
import pytest

from rematch.errors import Contradiction
from rematch.instance import assemble, prepare_cohort, same_structure
from rematch.instance.problem import SOFT_LINK_WORTH
from rematch.scenario import Pin, Policy, Scenario, Veto
from tests import demo
from tests.builders import catalogue, criterion, household, municipality, profiles

KIEL, TROISDORF, SALZGITTER = "01002000", "05382068", "03102000"
LINKS = criterion("ties", rule="links", hard="essential", weight=4.0)
PLEDGE = criterion("pledges", rule="pledge", hard="always", weight=0.0)


def instance(households, scenario=None, places=(KIEL, TROISDORF), criteria=(LINKS, PLEDGE), **named):
    """The households before these municipalities, under a catalogue of links and pledges."""
    municipalities = [ags if not isinstance(ags, str) else municipality(ags) for ags in places]
    known = prepare_cohort(profiles(households, municipalities), catalogue(*criteria), "data")
    return assemble(known, scenario or Scenario(), **named)


def test_a_municipality_is_named_by_its_ags():
    """Its name, and the AGS itself where the cohort has no such municipality."""
    towns = [municipality(KIEL, name="Kiel"), municipality(TROISDORF, name="Troisdorf")]
    known = prepare_cohort(profiles(municipalities=towns), catalogue(), "data")
    assert known.names == {KIEL: "Kiel", TROISDORF: "Troisdorf"} == profiles(municipalities=towns).names
    assert (known.name(KIEL), known.name(SALZGITTER)) == ("Kiel", SALZGITTER)


def test_the_order_of_the_files_does_not_matter():
    """Households stand by id and municipalities by AGS, whatever order they came in."""
    found = demo.profiles()
    shuffled = found.model_copy(
        update={"households": found.households[::-1], "municipalities": found.municipalities[::-1]}
    )
    turned = prepare_cohort(shuffled, demo.catalogue(), "data")
    assert turned.profiles == demo.known().profiles
    assert [h.id for h in turned.profiles.households] == sorted(turned.row)
    assert [p.ags for p in turned.profiles.municipalities] == sorted(turned.column)
    assert np.array_equal(
        assemble(turned, Scenario()).problem.value, demo.cold().instance.problem.value, True
    )


def test_a_place_near_by_counts_half_and_the_same_place_whole():
    """Closeness is 1 on the diagonal, one half within 50 km, 0 beyond."""
    near = {"lat": 54.4, "lon": 10.2}
    far = {"lat": 50.8, "lon": 7.15}
    places = [municipality(KIEL), municipality(SALZGITTER, **near), municipality(TROISDORF, **far)]
    found = prepare_cohort(profiles([household()], places), catalogue(), "data")
    assert found.closeness.tolist() == [[1.0, 0.5, 0.0], [0.5, 1.0, 0.0], [0.0, 0.0, 1.0]]


def test_hard_and_soft_links_and_keeping_apart_reach_the_problem():
    """What households said of each other, and what a coordinator added, each once and by row."""
    people = [
        household("a", linked_hard=("b",)),
        household("b", linked_hard=("a",)),
        household("c", (30, 30), linked_soft=("d",)),
        household("d", (30, 30, 2), linked_soft=("c",), apart=("a",)),
    ]
    problem = instance(people, Scenario(apart=(("c", "a"),))).problem
    assert problem.linked == ((0, 1),)
    assert set(problem.apart) == {(0, 3), (0, 2)}
    assert problem.soft_links == ((2, 3, pytest.approx(4.0 * SOFT_LINK_WORTH * 2)),)


def test_a_soft_link_is_worth_the_weight_of_its_criterion_and_counts_as_the_policy_does():
    """W(links) x SOFT_LINK_WORTH, times the smaller household's persons only where persons count."""
    people = [household("a", (30, 30), linked_soft=("b",)), household("b", (30, 30, 30))]
    each = Policy(per="household")
    assert instance(people, Scenario(policy=each)).problem.soft_links[0][2] == pytest.approx(
        4 * SOFT_LINK_WORTH
    )
    heavier = Scenario(weights={"ties": 8.0}, groups={"place": 0.5}, policy=each)
    assert instance(people, heavier).problem.soft_links[0][2] == pytest.approx(4 * SOFT_LINK_WORTH)
    assert instance(people, Scenario(weights={"ties": 0.0})).problem.soft_links == ()


@pytest.mark.parametrize("kind", ["linked_hard", "linked_soft"])
def test_links_hold_only_among_those_in_the_round_and_only_while_switched_on(kind):
    """Who waits or did not consent ties nobody; the criterion's switch takes links away."""
    field = {"linked_hard": "linked", "linked_soft": "soft_links"}[kind]
    people = [household("a", **{kind: ("b",)}), household("b")]
    assert len(getattr(instance(people).problem, field)) == 1
    assert not getattr(instance(people, Scenario(not_this_round=("b",))).problem, field)
    assert not getattr(instance(people, Scenario(switches={"ties": False})).problem, field)
    silent = [household("a", **{kind: ("b",)}), household("b", consent=False)]
    assert not getattr(instance(silent).problem, field)


def test_pledges_limits_and_closed_places_reach_the_problem():
    """The scenario's numbers come before what was stated; a closed municipality owes nothing."""
    places = [municipality(KIEL, pledge_min=4, pledge_max=8), municipality(TROISDORF, pledge_min=2)]
    stated = instance([household()], places=places).problem
    assert (stated.minimum.tolist(), stated.maximum.tolist()) == ([4.0, 2.0], [8.0, np.inf])
    scenario = Scenario(pledges={KIEL: 1}, closed=(TROISDORF,), limits={KIEL: {"persons": 3}})
    decided = instance([household()], scenario, places=places)
    assert decided.problem.minimum.tolist() == [1.0, 0.0]
    assert decided.problem.capacity[:, 0].tolist() == [3.0, 10.0]
    assert decided.rules.allowed.tolist() == [[True, False]]
    without = instance([household()], Scenario(switches={"pledges": False}), places=places).problem
    assert (without.minimum.tolist(), without.maximum.tolist()) == ([0.0, 0.0], [np.inf, np.inf])


def test_value_counts_persons_or_households_and_bars_what_is_not_allowed():
    """Per person the fit counts once for each, per household once; a barred pair has no value."""
    people = [household("a", (30, 30, 5)), household("b", excluded_ags=(TROISDORF,))]
    excluded = criterion("excluded", rule="excluded", hard="always", weight=0.0)
    per_person = instance(people, criteria=(excluded,))
    each = instance(people, Scenario(policy=Policy(per="household")), criteria=(excluded,))
    assert per_person.problem.value[0].tolist() == (per_person.fit[0] * 3).tolist()
    assert each.problem.value[0].tolist() == each.fit[0].tolist()
    assert np.isnan(each.problem.value).tolist() == [[False, False], [False, True]]
    assert np.isfinite(each.fit).all()


def test_moves_are_only_counted_where_few_changes_are_preferred():
    """The earlier plan plays no part in the problem unless moving costs something."""
    people, before = [household("a"), household("b")], np.array([0, 1])
    assert instance(people, previous=before).problem.previous.tolist() == [-1, -1]
    few = Scenario(policy=Policy(prefer_few_changes=0.3))
    kept = instance(people, few, previous=before).problem
    assert (kept.previous.tolist(), kept.move_cost) == ([0, 1], 0.3)


@pytest.mark.parametrize(
    ("scenario", "code", "households"),
    [
        (Scenario(pins=(Pin(household="a", ags=KIEL),), vetoes=(Veto(household="a", ags=KIEL),)), "", {"a"}),
        (Scenario(pins=(Pin(household="a", ags=KIEL),), closed=(KIEL,)), "not_allowed", {"a"}),
        (
            Scenario(pins=(Pin(household="a", ags=KIEL), Pin(household="b", ags=TROISDORF))),
            "linked",
            {"a", "b"},
        ),
        (
            Scenario(pins=(Pin(household="a", ags=KIEL), Pin(household="c", ags=KIEL)), apart=(("a", "c"),)),
            "apart",
            {"a", "c"},
        ),
        (Scenario(pins=(Pin(household="c", ags=KIEL),), limits={KIEL: {"persons": 0}}), "", {"c"}),
    ],
    ids=["pinned and vetoed", "closed", "linked", "apart", "no room"],
)
def test_a_contradiction_names_households_by_id_and_places_by_name(scenario, code, households):
    """Nobody reads rows and columns."""
    people = [household("a", linked_hard=("b",)), household("b"), household("c")]
    with pytest.raises(Contradiction) as refused:
        instance(people, scenario)
    assert refused.value.code.startswith(f"pins.{code}")
    assert set(refused.value.params["households"]) >= households
    assert all(name.startswith("Place ") for name in refused.value.params["municipalities"])


def test_what_two_scenarios_have_in_common_is_taken_over_and_changes_nothing():
    """A basis made from an earlier one is the basis made alone."""
    earlier = demo.cold().instance
    for scenario in (
        Scenario(weights={"childcare": 1.0}),
        Scenario(closed=(demo.profiles().municipalities[0].ags,)),
        Scenario(switches={"mental_health": False}),
        Scenario(policy=Policy(members="least")),
        Scenario(limits={demo.profiles().municipalities[0].ags: {"persons": 2}}),
    ):
        warm = assemble(demo.known(), scenario, earlier=earlier)
        alone = assemble(demo.known(), scenario)
        assert np.array_equal(warm.fit, alone.fit)
        assert np.array_equal(warm.problem.value, alone.problem.value, equal_nan=True)
        assert np.array_equal(warm.problem.capacity, alone.problem.capacity)
    assert (
        assemble(demo.known(), Scenario(weights={"childcare": 1.0}), earlier=earlier).measured
        is earlier.measured
    )
    assert assemble(demo.known(), Scenario(groups={"work": 0.0}), earlier=earlier).rules is earlier.rules


def test_weights_and_what_plans_are_worth_are_no_structure_everything_else_is():
    """Only then may an earlier proof of persons and shortfall be kept."""
    plain = Scenario()
    for same in (
        Scenario(weights={"childcare": 1}),
        Scenario(groups={"work": 0}),
        Scenario(policy=Policy(kappa=1)),
    ):
        assert same_structure(plain, same)
    for other in (
        Scenario(pins=(Pin(household="a", ags=KIEL),)),
        Scenario(switches={"dialysis": True}),
        Scenario(pledges={KIEL: 1}),
        Scenario(policy=Policy(members="any")),
    ):
        assert not same_structure(plain, other)


def test_a_link_of_weight_one_is_worth_a_fiftieth_of_a_household_s_fit():
    """So it settles between places whose fits are two hundredths apart, and no more."""
    ties = criterion("ties", rule="links", hard="essential", weight=1.0)
    people = [household("a", linked_soft=("b",)), household("b")]
    ((_, _, worth),) = instance(people, criteria=(ties, PLEDGE)).problem.soft_links
    assert 50 * worth == pytest.approx(1.0)
