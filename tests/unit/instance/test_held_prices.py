"""Charged for places: prices choose among plans that place as many and keep as many pledges, nothing else."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rematch.bootstrap import shipped_catalogue
from rematch.canonical import canonical
from rematch.criteria.catalogue import PERSONS
from rematch.instance import CohortData, MatchingInstance, assemble, prepare_cohort, same_structure
from rematch.optimise import solve
from rematch.optimise.problem import UNPLACED
from rematch.planning.plan import replan
from rematch.scenario import HeldPrice, HeldPrices, Policy, Scenario
from rematch.synthetic import generate

SEEDS = (1, 2, 3)


@cache
def world(seed: int) -> tuple[CohortData, MatchingInstance]:
    """Fourteen households at four municipalities that list their units, all of whom may not find a place."""
    profiles = generate(14, 4, seed, shipped_catalogue(), units=seed % 2 == 0)
    known = prepare_cohort(profiles, shipped_catalogue(), str(seed))
    return known, assemble(known, Scenario())


@cache
def everything(seed: int) -> tuple[tuple[str, str, str], ...]:
    """Whatever can have a price."""
    _, instance = world(seed)
    places, homes = instance.profiles.municipalities, instance.homes
    found = [(place.ags, resource, "") for place in places for resource in instance.supply.resources]
    assert homes is not None
    for c, j in enumerate(homes.place.tolist()):
        found.append((places[j].ags, homes.type_of(c), homes.alike[c].beside_type))
    return tuple(found)


@st.composite
def priced(draw: st.DrawFn) -> tuple[int, HeldPrices]:
    seed = draw(st.sampled_from(SEEDS))
    amounts = st.sampled_from([0.0, 0.05, 0.3, 1.0, 50.0])
    prices = tuple(
        HeldPrice.model_validate({"ags": ags, "resource": resource, "unit": unit, "price": draw(amounts)})
        for ags, resource, unit in everything(seed)
    )
    return seed, HeldPrices(share=draw(st.sampled_from([0.5, 1.0])), prices=prices)


@settings(max_examples=25)
@given(found=priced())
def test_no_more_persons_wait_because_of_prices(found: tuple[int, HeldPrices]) -> None:
    """Whatever the prices, as many persons are placed and as little is missing to the pledges."""
    seed, held = found
    known, bare = world(seed)
    without, charged = solve(bare.problem), solve(assemble(known, Scenario(held=held)).problem)
    assert charged.status == "optimal"
    assert charged.persons_placed == without.persons_placed
    assert charged.shortfall == pytest.approx(without.shortfall)


@settings(max_examples=25)
@given(found=priced())
def test_only_what_plans_are_worth_is_charged(found: tuple[int, HeldPrices]) -> None:
    """Who may go where, what there is, and every fit with its parts are the same; only values differ."""
    seed, held = found
    known, bare = world(seed)
    charged = assemble(known, Scenario(held=held))
    for name in ("value", "people", "town"):
        assert np.array_equal(getattr(charged.fits, name), getattr(bare.fits, name))
    assert charged.class_fit is not None and bare.class_fit is not None
    assert np.array_equal(charged.class_fit, bare.class_fit, equal_nan=True)
    for name in (
        "demand",
        "capacity",
        "maximum",
        "minimum",
        "class_count",
        "served_capacity",
        "served_value",
    ):
        assert np.array_equal(getattr(charged.problem, name), getattr(bare.problem, name))
    assert np.array_equal(np.isnan(charged.problem.value), np.isnan(bare.problem.value))
    assert same_structure(Scenario(), Scenario(held=held))


@settings(max_examples=25)
@given(found=priced())
def test_what_is_charged_is_price_times_units(found: tuple[int, HeldPrices]) -> None:
    """The objective of a plan falls by the sum of price x units of all it takes, counted by hand."""
    seed, held = found
    known, bare = world(seed)
    charged = assemble(known, Scenario(held=held))
    price = {(one.ags, one.resource, one.unit): held.share * one.price for one in held.prices}
    plan = solve(charged.problem).assignment
    units, homes, paid = charged.units(plan), charged.homes, 0.0
    for i, j in enumerate(plan.tolist()):
        if j != UNPLACED:
            ags = charged.profiles.municipalities[j].ags
            for resource, amount in zip(charged.supply.resources, charged.supply.demand[i], strict=True):
                paid += price[ags, resource, ""] * amount
            c = int(units[i])
            assert homes is not None
            paid += price.get((ags, homes.type_of(c), homes.alike[c].beside_type), 0.0)
    placed = np.flatnonzero(plan != UNPLACED)
    worth = (charged.problem.value - bare.problem.value)[placed, plan[placed]].sum()
    worth += (np.nan_to_num(charged.problem.class_value) - np.nan_to_num(bare.problem.class_value))[
        placed, units[placed]
    ].sum()
    assert worth == pytest.approx(-paid)
    each = [charged.charge(int(i), int(plan[i]), int(units[i])) for i in placed]
    assert sum(each) == pytest.approx(paid)


@pytest.mark.parametrize("seed", SEEDS)
def test_charged_by_nothing_the_plan_is_the_very_same(seed: int) -> None:
    """A share of 0 leaves problem and plan as they are without prices."""
    known, bare = world(seed)
    prices = tuple(
        HeldPrice.model_validate({"ags": ags, "resource": resource, "unit": unit, "price": 3.0})
        for ags, resource, unit in everything(seed)
    )
    none = assemble(known, Scenario(held=HeldPrices(share=0.0, prices=prices)))
    assert np.array_equal(none.problem.value, bare.problem.value, equal_nan=True)
    assert np.array_equal(none.problem.class_value, bare.problem.class_value, equal_nan=True)
    assert np.array_equal(solve(none.problem).assignment, solve(bare.problem).assignment)


def test_a_price_sends_whom_it_hardly_hurts_elsewhere() -> None:
    """With a high price of persons at the place that took most, fewer are there and as many are placed."""
    known, bare = world(1)
    before = solve(bare.problem)
    there = np.bincount(
        before.assignment[before.assignment >= 0],
        weights=bare.problem.persons[before.assignment >= 0],
        minlength=bare.problem.m,
    )
    j = int(there.argmax())
    dear = HeldPrice(ags=bare.profiles.municipalities[j].ags, resource=PERSONS, price=10.0)
    after = solve(assemble(known, Scenario(held=HeldPrices(share=1.0, prices=(dear,)))).problem)
    assert after.persons_placed == before.persons_placed
    assert bare.problem.persons[after.assignment == j].sum() < there[j]


def test_prices_of_what_is_not_there_are_passed_over() -> None:
    """A town, a resource or a unit that a cohort does not have costs nobody anything."""
    known, bare = world(1)
    ags = bare.profiles.municipalities[0].ags
    strange = [("99999999", PERSONS, ""), (ags, "flat", "rooms=99.0"), (ags, "nothing", "")]
    prices = tuple(
        HeldPrice.model_validate({"ags": a, "resource": r, "unit": u, "price": 5.0}) for a, r, u in strange
    )
    found = assemble(known, Scenario(held=HeldPrices(share=1.0, prices=prices)))
    assert np.array_equal(found.problem.value, bare.problem.value, equal_nan=True)


def test_charged_once_for_each_person_or_household_alike() -> None:
    """A price is in the unit of the values: per household, a household of four still pays four places."""
    known, _ = world(1)
    each = Scenario(policy=Policy(per="household"))
    bare = assemble(known, each)
    dear = HeldPrice(ags=bare.profiles.municipalities[0].ags, resource=PERSONS, price=0.1)
    held = each.model_copy(update={"held": HeldPrices(share=1.0, prices=(dear,))})
    paid = (bare.problem.value - assemble(known, held).problem.value)[:, 0]
    here = ~np.isnan(paid)
    assert paid[here] == pytest.approx(0.1 * bare.problem.persons[here])


def test_what_was_proven_of_persons_is_kept_and_weights_go_on_from_it() -> None:
    """Prices switched on for a plan at hand: its persons and pledges need no new proof."""
    known, _ = world(1)
    before = replan(known, Scenario())
    dear = HeldPrice(ags=before.instance.profiles.municipalities[0].ags, resource=PERSONS, price=0.4)
    after = replan(known, Scenario(held=HeldPrices(share=1.0, prices=(dear,))), before=before)
    assert after.known == before.solution.levels
    assert after.solution.persons_placed == before.solution.persons_placed


def test_a_scenario_without_prices_is_written_as_ever() -> None:
    """No field and another fingerprint only where prices are in force; read back, all of them are there."""
    assert "held" not in canonical(Scenario())
    dear = HeldPrice.model_validate(
        {"ags": "01001000", "resource": "flat", "unit": "rooms=2.0", "price": 0.4}
    )
    held = Scenario(held=HeldPrices(share=0.5, prices=(dear,), estimate="ab"))
    assert held.fingerprint != Scenario().fingerprint
    assert Scenario.from_json(held.to_json()) == held
