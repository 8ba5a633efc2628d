"""From a cohort and a scenario to a matching instance; what an earlier one has in common is taken over."""

from typing import NamedTuple

import numpy as np

from rematch.criteria.measuring.rules import HardRules, hard_rules
from rematch.criteria.measuring.supply.accommodation import Accommodation, accommodation
from rematch.criteria.measuring.supply.demand import Supply, demand_and_capacity
from rematch.criteria.measuring.supply.served import ServedSupply, served_supply
from rematch.instance.cohort_data import CohortData, Floats, Ints
from rematch.instance.fit import fits, weigh
from rematch.instance.greatest_share import within_share
from rematch.instance.instance import MatchingInstance
from rematch.instance.limited import charges
from rematch.instance.planned import as_taken, class_fit, unit_gain
from rematch.instance.problem import Housing, Previous, Serving, build_problem, refuse_strangers
from rematch.scenario import Scenario
from rematch.scoring import Scores, score_pairs


class Ground(NamedTuple):
    """What no weight changes: who may go where, and what there is."""

    rules: HardRules
    supply: Supply
    homes: Accommodation | None
    serving: ServedSupply | None


def assemble(
    cohort_data: CohortData,
    scenario: Scenario,
    *,
    previous: Ints | None = None,
    previous_units: Ints | None = None,
    earlier: MatchingInstance | None = None,
) -> MatchingInstance:
    """Weigh the scores and state the problem.

    `previous` [n] is the plan from which moves are counted (columns, -1 unplaced), `previous_units` [n] the
    classes it gave, which are kept among equals. From an `earlier` instance of the same cohort data whatever
    the scenarios have in common is taken over.

    Raises Contradiction, with households and municipalities by name, where decisions cannot hold together.
    """
    refuse_strangers(cohort_data, scenario)
    old = earlier if earlier is not None and earlier.cohort_data is cohort_data else None
    measured = _measured(cohort_data, scenario, old)
    ground = _ground(cohort_data, scenario, measured, old)
    weighing = weigh(cohort_data.catalogue, scenario, cohort_data.profiles.cohort)
    scores = within_share(measured, weighing)
    both = fits(scores, weighing)
    of_class = None if ground.homes is None else class_fit(ground.homes, scores, weighing)
    of_unit = None if ground.serving is None else unit_gain(ground.serving, scores, weighing)
    problem = build_problem(
        cohort_data,
        scenario,
        np.where(ground.rules.allowed, both.value, np.nan),
        ground.supply,
        housing=_housing(cohort_data, scenario, ground.homes, of_class),
        served=Serving(ground.serving, of_unit),
        previous=Previous(previous, previous_units),
        charged=charges(cohort_data, scenario.held, ground.supply, ground.homes),
    )
    return MatchingInstance(
        cohort_data=cohort_data,
        scenario=scenario,
        measured=measured,
        scores=scores,
        weighing=weighing,
        fits=both,
        problem=problem,
        class_fit=of_class,
        unit_gain=of_unit,
        **ground._asdict(),
    )


def _housing(
    cohort_data: CohortData, scenario: Scenario, homes: Accommodation | None, of_class: Floats | None
) -> Housing:
    """Classes and what each adds, with the units that pins have taken already."""
    if homes is None or of_class is None:
        return Housing(homes, of_class)
    return Housing(homes, as_taken(of_class, homes, cohort_data, scenario.pins))


def _measured(cohort_data: CohortData, scenario: Scenario, old: MatchingInstance | None) -> Scores:
    if old is not None and _of_scores(old.scenario) == _of_scores(scenario):
        return old.measured
    return score_pairs(cohort_data.profiles, cohort_data.catalogue, scenario)


def _ground(
    cohort_data: CohortData, scenario: Scenario, measured: Scores, old: MatchingInstance | None
) -> Ground:
    if old is not None and same_structure(old.scenario, scenario):
        return Ground(old.rules, old.supply, old.homes, old.serving)
    about = cohort_data.profiles, cohort_data.catalogue, scenario
    return Ground(
        hard_rules(*about, measured.scored),
        demand_and_capacity(*about),
        accommodation(*about),
        served_supply(*about),
    )


def same_structure(one: Scenario, other: Scenario) -> bool:
    """Whether two scenarios place as many people: they differ only in what plans are worth, and to whom."""
    return _structure(one) == _structure(other)


def _structure(scenario: Scenario) -> Scenario:
    worth = {"per": "person", "kappa": None, "prefer_few_changes": 0.0, "town_share": 0.0}
    fair = {"fairness": "none", "fairness_share": 1.0, "fairness_depth": 1}
    policy = scenario.policy.model_copy(update={**worth, **fair, "served_order": "stated"})
    return scenario.model_copy(update={"weights": {}, "groups": {}, "policy": policy, "held": None})


def _of_scores(scenario: Scenario) -> tuple[object, ...]:
    """Scores know switches, limits, what is closed, how members are joined and how many exclusions bar."""
    policy = scenario.policy
    return (
        scenario.switches,
        scenario.limits,
        set(scenario.closed),
        policy.members,
        policy.exclusions_without_reason,
    )
