"""The demo cohorts and the example scenario that ship: made by the generator, readable, tight, placeable."""

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from rematch.criteria.measuring.supply.demand import demand_and_capacity
from rematch.criteria.reading import read_catalogue
from rematch.instance import MatchingInstance, assemble, prepare_cohort
from rematch.intake.folder.read import read_folder
from rematch.model import Profiles
from rematch.optimise import Solution, solve, verify
from rematch.report.files.folder import folder_files
from rematch.scenario import Scenario
from rematch.synthetic import generate
from tests.anew import LISTED, SIZES

DATA = Path(__file__).parents[2] / "data"
CATALOGUE = read_catalogue(DATA / "criteria.toml")


@cache
def cohort(name: str) -> Profiles:
    return read_folder(DATA / name, CATALOGUE)[0]


def planned(scenario: Scenario) -> tuple[MatchingInstance, Solution]:
    instance = assemble(prepare_cohort(cohort("session"), CATALOGUE, "test"), scenario)
    return instance, solve(instance.problem)


@pytest.mark.parametrize("name", SIZES)
def test_a_demo_cohort_is_called_the_same_in_every_language(name: str) -> None:
    """A name is data and has one language: theirs is numbers and a word that all languages have."""
    households, municipalities = SIZES[name]
    assert cohort(name).cohort.name == f"Demo {households} × {municipalities}"


@pytest.mark.parametrize("name", SIZES)
def test_a_demo_cohort_is_what_the_generator_makes(name: str) -> None:
    about = tomllib.loads((DATA / name / "cohort.toml").read_text("utf-8"))
    named = {"cohort_id": name, "name": about["name"], "units": name in LISTED}
    made = generate(*SIZES[name], about["seed"], CATALOGUE, **named)
    files = {
        file: (DATA / name / file).read_bytes().decode("utf-8") for file in folder_files(made, CATALOGUE)
    }
    assert files == folder_files(made, CATALOGUE)


@pytest.mark.parametrize("name", SIZES)
def test_a_demo_cohort_is_read_without_a_remark(name: str) -> None:
    """Its columns are the catalogue's, every cell is read as it was meant."""
    assert read_folder(DATA / name, CATALOGUE)[1] == ()


@pytest.mark.parametrize("name", SIZES)
def test_a_demo_cohort_is_labelled_invented(name: str) -> None:
    assert cohort(name).cohort.invented


def test_the_session_cohort_can_be_placed_but_for_two_households_at_most() -> None:
    instance, solution = planned(Scenario())
    assert solution.status == "optimal"
    assert (solution.assignment < 0).sum() <= 2
    assert not verify(instance.problem, solution.assignment).violations


@pytest.mark.soak
def test_at_least_two_resources_besides_persons_cost_the_session_something() -> None:
    """Lifting the limit of one resource alone, or of all units, makes the best plan better."""
    scenario = Scenario()
    instance, solution = planned(scenario)
    resources = demand_and_capacity(instance.profiles, CATALOGUE, scenario).resources
    endless = np.where(instance.problem.class_count >= 1, np.inf, 0.0)
    roomy = solve(replace(instance.problem, class_count=endless))
    binding = ["accommodation"] if roomy.objective > solution.objective + 1e-6 else []
    for k, resource in enumerate(resources):
        capacity = instance.problem.capacity.copy()
        capacity[:, k] = np.inf
        freed = solve(replace(instance.problem, capacity=capacity))
        better = (freed.persons_placed, freed.objective - 1e-6) > (
            solution.persons_placed,
            solution.objective,
        )
        binding += [resource] if better else []
    assert "persons" in binding and len(binding) >= 3


@pytest.mark.parametrize(
    "weights",
    [
        {"language_support": 0.0},
        {"accommodation_type": 0.0},
        {"place_ranking": 0.0},
        {"housing_market": 0.0},
    ],
    ids=lambda weights: next(iter(weights)),
)
def test_moving_a_weight_changes_who_goes_where_in_the_session(weights: dict[str, float]) -> None:
    _, before = planned(Scenario())
    instance, after = planned(Scenario(weights=weights))
    kept = verify(instance.problem, before.assignment)
    assert (after.assignment != before.assignment).any()
    assert after.objective > kept.objective + 1e-6


def test_the_session_cohort_shows_every_kind_of_need_the_demo_speaks_of() -> None:
    households = cohort("session").households
    for field in (
        "needs_step_free",
        "safe_space_needed",
        "needs_psychosocial",
        "specialist_care",
        "relatives",
    ):
        assert any(h.answers.get(field) for h in households), field
    assert any(h.excluded_ags for h in households)
    assert any(h.linked_hard for h in households)


def test_the_example_scenario_is_complete_and_can_be_planned() -> None:
    text = (DATA / "scenario_example.json").read_text("utf-8")
    scenario = Scenario.from_json(text)
    assert scenario.to_json() == text
    assert all(getattr(scenario, field) for field in Scenario.model_fields)
    instance, solution = planned(scenario)
    assert solution.status == "optimal"
    assert not verify(instance.problem, solution.assignment).violations
    for pin in scenario.pins:
        row, column = instance.cohort_data.row[pin.household], instance.cohort_data.column[pin.ags]
        assert solution.assignment[row] == column
