"""Lifted cover cuts against every plan of hundreds of tiny problems: none is cut off, every bound holds."""

from dataclasses import replace
from itertools import product

import numpy as np

from rematch.optimise import Prices, Problem, SideConstraint, certified_bound
from rematch.optimise.presolve import presolve
from rematch.optimise.proof.cover_cuts import Cut, holds, lifted, lifting, separate
from tests.property.test_optimise_brute_force import keeps_the_rules, plans, rank
from tests.seeds import seeds
from tests.unit.optimise.instances import tiny


def crowded(seed: int) -> Problem:
    """Up to six households and two places, needs of all sizes, little of two or three resources."""
    draw = np.random.default_rng(seed)
    n, m, k = int(draw.integers(3, 7)), int(draw.integers(1, 3)), int(draw.integers(2, 4))
    demand = draw.choice([0, 1, 1, 2, 3, 5, 7.5], (n, m, k) if draw.random() < 0.3 else (n, k))
    return Problem(
        value=np.where(draw.random((n, m)) < 0.9, draw.normal(0.5, 0.5, (n, m)), np.nan),
        demand=demand,
        capacity=draw.integers(3, 15, (m, k)).astype(float),
        persons=draw.integers(1, 5, n),
        minimum=draw.integers(0, 6, m).astype(float),
        linked=[(0, 1)] if draw.random() < 0.3 else (),
        apart=[(1, 2)] if draw.random() < 0.3 else (),
        ceilings=[SideConstraint(draw.integers(0, 3, (n, m)), 5.0)] if draw.random() < 0.3 else (),
    )


def problems(seed: int) -> Problem:
    return crowded(seed) if seed % 2 else tiny(seed)


def every_cut(problem: Problem) -> list[Cut]:
    """All minimal covers of all rows, their units in any order."""
    units = presolve(problem)
    first = np.unique(units.unit_of, return_index=True)[1]
    subsets = [np.flatnonzero(chosen) for chosen in product([0, 1], repeat=len(first))]
    rows = np.argwhere(np.isfinite(units.capacity)).tolist()
    cuts = (Cut(j, k, tuple(first[s].tolist())) for j, k in rows for s in subsets if len(s))
    return [cut for cut in cuts if holds(units, cut)]


def keeps_all(problem: Problem, plan: tuple[int, ...]) -> bool:
    sums = (sum(c.cost[i, j] for i, j in enumerate(plan) if j >= 0) - c.limit for c in problem.ceilings)
    return all(over <= 1e-9 for over in sums)


@seeds(range(9000, 9120))
def test_no_plan_breaks_a_cut(seed: int) -> None:
    """Every minimal cover of every row, lifted, leaves every plan that keeps the rules as it is."""
    problem = problems(seed)
    units, cuts = presolve(problem), every_cut(problem)
    rows = lifted(units, cuts)
    for plan in plans(problem):
        there = units.gather(np.array(plan))[None, :] == rows.place[:, None]
        assert ((rows.alpha * there).sum(axis=1) <= rows.beta + 1e-9).all()


@seeds(range(9200, 9320))
def test_no_plan_is_worth_more_than_a_bound_with_cuts_whatever_their_prices(seed: int) -> None:
    """Random prices of random cuts, some below nought; covers that are none count for nothing."""
    problem, draw = problems(seed), np.random.default_rng(seed)
    free, cuts = Prices.zero(presolve(problem)), every_cut(problem)
    invented = [Cut(0, 0, (0,)), Cut(99, 0, (0, 1)), Cut(0, 0, (0, 99)), Cut(0, 0, ()), Cut(0, 99, (0, 1))]
    every = [rank(problem, plan) for plan in plans(problem) if keeps_all(problem, plan)]
    for _ in range(6 if every else 0):
        chosen = tuple(draw.choice(len(cuts), min(len(cuts), 6), replace=False)) if cuts else ()
        covers = (*(cuts[c] for c in chosen), *invented)
        prices = replace(
            free,
            capacity=draw.normal(0.1, 0.2, free.capacity.shape),
            persons=float(draw.normal(0.1, 0.3)),
            minimum=draw.normal(0.1, 0.2, free.minimum.shape),
            ceilings=draw.normal(0.1, 0.2, free.ceilings.shape),
            cuts=draw.normal(0.2, 0.4, len(covers)),
            covers=covers,
        )
        persons, missing, _ = every[draw.integers(len(every))]
        bound = certified_bound(problem, prices, persons=persons, shortfall=-missing)
        reach = [worth for placed, lack, worth in every if placed >= persons and lack >= missing]
        assert bound >= max(reach) - 1e-9


@seeds(range(9300, 9340))
def test_shares_of_whole_needs_are_clean_fractions(seed: int) -> None:
    """One half is 0.5 and not 0.49999975: a solver that simplified such a row cut the best plan off."""
    free = crowded(seed)
    problem = replace(free, demand=np.floor(free.demand))
    shares = lifted(presolve(problem), every_cut(problem)).alpha
    parts = 27720 * shares  # what 1 to 12 divide
    assert np.abs(parts - np.round(parts)).max(initial=0.0) < 1e-6


@seeds(range(9400, 9440))
def test_what_is_separated_is_a_cover_that_the_point_breaks(seed: int) -> None:
    """Points that fill every row to the brim; the cut is the same when read back by household."""
    problem, draw = crowded(seed), np.random.default_rng(seed)
    units = presolve(problem)
    shares = np.where(units.allowed, draw.random(units.allowed.shape), 0.0)
    used = np.stack([units.demand_at(j).T @ shares[:, j] for j in range(len(units.minimum))])
    full = replace(units, capacity=np.where(used > 1.0, used, units.capacity))
    for cut in separate(full, shares):
        rows = lifted(full, [cut])
        assert holds(full, cut)
        assert rows.alpha[0] @ shares[:, cut.place] > rows.beta[0]


@seeds(range(9500, 9530))
def test_lifting_never_gives_more_for_two_than_for_both_together(seed: int) -> None:
    """g is superadditive and never above what the cover alone leaves: the two properties the proof needs."""
    draw = np.random.default_rng(seed)
    weights = draw.integers(1, 9, draw.integers(2, 6)).astype(float)
    room = weights.sum() - draw.uniform(0.1, weights.min())
    needs = np.linspace(0.0, room, 120)
    g = lifting(weights, room, needs)
    together = lifting(weights, room, np.add.outer(needs, needs).ravel()).reshape(120, 120)
    inside = np.add.outer(needs, needs) <= room
    assert (np.add.outer(g, g) <= together + 1e-9)[inside].all()
    heavy = np.sort(weights)
    least = [len(weights) - 1 - int((np.cumsum(heavy) <= room - need + 1e-9).sum()) for need in needs]
    assert (g <= np.array(least) + 1e-9).all()


@seeds(range(9600, 9620))
def test_cuts_are_the_same_in_any_order_of_the_households(seed: int) -> None:
    """A cut names households, so it survives another seed's order of the units."""
    problem = crowded(seed)
    cuts = every_cut(problem)
    one, other = presolve(problem), presolve(problem, seed=seed)
    assert lifted(one, cuts).beta.tolist() == lifted(other, cuts).beta.tolist()
    np.testing.assert_allclose(
        lifted(one, cuts).alpha[:, one.unit_of], lifted(other, cuts).alpha[:, other.unit_of]
    )


def test_prices_with_cuts_survive_being_stored_and_older_ones_are_read() -> None:
    """As plain lists and back; a run stored before there were cuts or ceilings has none."""
    problem = crowded(9001)
    units, cuts = presolve(problem), tuple(every_cut(problem))
    prices = replace(Prices.zero(units), cuts=np.arange(len(cuts)) / 7.0, covers=cuts)
    again = Prices.from_lists(prices.as_lists(), units)
    assert cuts and again.covers == cuts
    assert again.as_lists() == prices.as_lists()
    older = {name: value for name, value in prices.as_lists().items() if name not in ("cuts", "covers")}
    older.pop("ceilings")
    assert Prices.from_lists(older, presolve(replace(problem, ceilings=()))).covers == ()
    assert all(keeps_the_rules(problem, plan) for plan in plans(problem)[:3])
