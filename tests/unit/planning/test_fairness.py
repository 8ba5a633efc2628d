"""Fairness as a policy: what it reaches, what it costs, and how a run under it is checked again."""

import json
from functools import cache

import numpy as np
import pytest

from rematch import bootstrap
from rematch.criteria.measuring.groups import NUMBERED, SMALL_GROUP, GroupName, groups
from rematch.model import Viewer
from rematch.planning import fairness
from rematch.planning.fairness import (
    FairFigures,
    GroupMean,
    as_stored,
    demands_of,
    fair_figures,
    fairness_prices,
    group_rows,
)
from rematch.planning.plan import plan, replan
from rematch.planning.record import record
from rematch.planning.repeat import check_run
from rematch.planning.report import PlanReport
from rematch.scenario import Fairness, Policy, Scenario
from tests import demo

ASKED: list[Fairness] = ["floor", "leximin", "groups", "places"]


def under(fairness: Fairness) -> Scenario:
    return Scenario(policy=Policy(fairness=fairness))


@cache
def fair_plan(fairness: Fairness) -> PlanReport:
    """The demo cohort's plan under a policy."""
    return replan(demo.known(), under(fairness))


@pytest.mark.parametrize(
    "fairness", [ASKED[0], *(pytest.param(name, marks=pytest.mark.soak) for name in ASKED[1:])]
)
def test_each_policy_is_proven_verified_and_costs_value_but_nobody_s_place(fairness: Fairness) -> None:
    """Persons and shortfall are those of the plan without it, and no rule is broken."""
    free, fair = demo.cold(), fair_plan(fairness)
    assert fair.proven and fair.check.ok and fair.fair.exact is True
    assert fair.solution.persons_placed == free.solution.persons_placed
    assert fair.solution.shortfall == free.solution.shortfall
    assert fair.solution.objective <= free.solution.objective + 1e-9
    assert fair.solution.certified_bound >= fair.solution.objective


@pytest.mark.soak
def test_the_prices_are_those_of_the_plans_under_each_policy() -> None:
    """From the plan without any and from a plan under one: the same table."""
    prices = fairness_prices(demo.cold())
    assert [price.fairness for price in prices] == ["none", *ASKED]
    assert prices[0].lost == 0.0
    for price in prices[1:]:
        report = fair_plan(price.fairness)
        assert price.objective == pytest.approx(report.solution.objective, abs=1e-9)
        assert price.lost >= -1e-12 and price.exact
    again = fairness_prices(fair_plan("floor"))
    assert [price.lost for price in again] == pytest.approx([price.lost for price in prices], abs=1e-9)


@pytest.mark.parametrize(
    "fairness", [ASKED[0], *(pytest.param(name, marks=pytest.mark.soak) for name in ASKED[1:])]
)
def test_a_stored_run_under_a_policy_is_checked_and_repeated(fairness: Fairness, tmp_path) -> None:
    """Its demands travel with it, so that the certificate holds without a solver; again gives the plan."""
    with bootstrap.open_store(tmp_path / "a.duckdb", demo.catalogue()) as store:
        plan(under(fairness), store, cohort="session", catalogue=demo.catalogue(), viewer=Viewer())
        run = store.runs("session")[-1].run_id
        found = check_run(store, run, solve_again=True)
        assert json.dumps(store.run(run).solver["demands"])
    assert found.ok, found.differs
    assert found.bound >= found.check.objective - 1e-9


def renamed(entries: list[dict[str, object]], names: list[GroupName]) -> list[dict[str, object]]:
    """The demands as the first version stored them: a group's place instead of its name."""
    return [
        {"kind": e["kind"], "level": e["level"], "number": names.index(GroupName(e["group"])), "least": 0}
        for e in entries
    ]


def test_a_run_names_its_groups_and_an_old_one_that_numbers_them_means_the_same() -> None:
    """Both forms give the same demands."""
    report = fair_plan("groups")
    stored = as_stored(report.fair, report.instance)
    names = list(group_rows(report.instance))
    assert [entry["group"] for entry in stored] == names
    assert not any("number" in entry for entry in stored)
    assert demands_of(stored, report.instance) == report.fair.demands
    assert demands_of(renamed(stored, names), report.instance) == report.fair.demands


def test_a_group_more_or_another_order_does_not_reinterpret_stored_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The demand is on the same households, whether they are stored by name or by number."""
    report = fair_plan("groups")
    stored = as_stored(report.fair, report.instance)
    rows = group_rows(report.instance)
    before = [(demand.level, list(rows.values())[demand.number]) for demand in report.fair.demands]
    other = dict(reversed(rows.items()))
    monkeypatch.setattr(fairness, "group_rows", lambda instance: other)
    for form in (stored, renamed(stored, list(rows))):
        found = demands_of(form, report.instance)
        assert [(demand.level, list(other.values())[demand.number]) for demand in found] == before


def test_the_groups_of_the_first_version_keep_their_numbers() -> None:
    """What a stored number means does not move; the order is that of runs made before names."""
    assert [name.value for name in NUMBERED] == [
        "single_parent",
        "large_family",
        "special_needs",
        "young_children",
        "school_age",
        "older",
    ]


@pytest.mark.soak
def test_going_on_keeps_the_demands_and_never_loses_value(tmp_path) -> None:
    """At land size a further answer looks only for more value under what was found, and can be repeated."""
    first = replan(demo.known("land"), under("floor"), work_limit=2)
    more = replan(demo.known("land"), under("floor"), before=first, work_limit=4)
    assert first.check.ok and more.check.ok and not first.proven
    if more.solution.persons_placed == first.solution.persons_placed:
        assert more.fair.resumed and more.fair.demands == first.fair.demands
        assert more.solution.objective >= first.solution.objective - 1e-9
    with bootstrap.open_store(tmp_path / "a.duckdb", demo.catalogue()) as store:
        for report in (first, more):
            assert check_run(store, record(report, store, Viewer(), "saved"), solve_again=True).ok


def test_older_scenarios_without_the_new_settings_mean_no_fairness() -> None:
    """Files written before load as they were."""
    assert Scenario.from_json('{"policy": {"fairness": "none"}}') == Scenario()


def test_groups_are_those_their_members_make() -> None:
    """Single parents have one grown-up, large families five persons, age bands somebody of that age."""
    profiles = demo.profiles("land")
    found = groups(profiles, demo.catalogue(), Scenario())
    homes = {name: [profiles.households[i] for i in rows] for name, rows in found.items()}
    for household in homes[GroupName.SINGLE_PARENT]:
        assert sum(member.role != "child" for member in household.members) == 1 < household.size
    assert all(household.size >= 5 for household in homes[GroupName.LARGE_FAMILY])
    assert all(any(m.age < 6 for m in household.members) for household in homes[GroupName.YOUNG_CHILDREN])
    assert all(any(m.age >= 60 for m in household.members) for household in homes[GroupName.OLDER])


def test_special_needs_count_only_while_their_criteria_are_switched_on() -> None:
    """Special categories of data (Art. 9) that are off play no part, here neither."""
    off = {c.id: False for c in demo.catalogue().criteria if c.art9}
    profiles, catalogue = demo.profiles(), demo.catalogue()
    assert GroupName.SPECIAL_NEEDS in groups(profiles, catalogue, Scenario())
    assert GroupName.SPECIAL_NEEDS not in groups(profiles, catalogue, Scenario(switches=off))


def test_small_groups_of_real_people_are_not_shown() -> None:
    """Fewer than five households: nothing, and not as the least group either; invented ones are shown."""
    small = GroupMean(GroupName.OLDER, SMALL_GROUP - 1, 0.1)
    large = GroupMean(GroupName.SCHOOL_AGE, SMALL_GROUP, 0.8)
    figures = FairFigures(0.5, (small, large), 0.4)
    assert figures.shown(invented=False) == (large,)
    assert figures.least_group(invented=False) == 0.8
    assert figures.shown(invented=True) == (small, large)
    assert figures.least_group(invented=True) == 0.1


def test_households_that_wait_do_not_drag_their_group_down() -> None:
    """Who takes no part in the round is in no group's mean."""
    first = demo.profiles().households[0].id
    instance = replan(demo.known(), Scenario(not_this_round=(first,))).instance
    assert all(demo.known().row[first] not in rows for rows in group_rows(instance).values())


def test_the_group_means_are_recomputed_from_the_plan() -> None:
    """By hand: fit over own best, times persons, over the persons of the group."""
    report = demo.cold()
    instance = report.instance
    allowed = np.where(np.isnan(instance.problem.value), np.nan, instance.fit)
    for group in fair_figures(instance, report.assignment).groups:
        rows = group_rows(instance)[group.name]
        best = np.nanmax(allowed[list(rows)], axis=1)
        got = [instance.fit[i, report.assignment[i]] if report.assignment[i] >= 0 else 0.0 for i in rows]
        sizes = instance.problem.persons[list(rows)]
        assert group.mean == pytest.approx(float(np.sum(sizes * got / best) / sizes.sum()))


def test_prices_are_told_one_by_one_and_end_at_a_stop():
    """The plan without a demand comes first; a stop before the second leaves it alone."""
    steps: list[tuple[int, int]] = []
    prices = fairness_prices(demo.cold(), lambda *step: steps.append(step), stopped=lambda: True)
    assert [price.fairness for price in prices] == ["none"]
    assert steps == [(1, 5)]
