"""Why not there on any generated cohort: what is said at once and what solving again says agree."""

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rematch.instance import prepare_cohort
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport
from rematch.report.wording.alternatives import elsewhere_rows
from rematch.scenario import Pin, Policy, Scenario
from rematch.synthetic import generate
from rematch.texts import screen_languages
from rematch.whatif.alternatives.alternatives import alternatives
from rematch.whatif.alternatives.forced_assignment import forced_assignment
from tests import demo
from tests.builders import WEIGHTS


@st.composite
def plans(draw: st.DrawFn) -> PlanReport:
    """A small cohort planned under some weights, with or without fairness, per person or per household."""
    known = prepare_cohort(
        generate(7, 4, draw(st.integers(0, 10_000)), demo.catalogue()), demo.catalogue(), "data"
    )
    weighed = st.sampled_from([c.id for c in demo.catalogue().criteria if c.weighed])
    policy = Policy(
        fairness=draw(st.sampled_from(["none", "floor", "leximin"])),
        per=draw(st.sampled_from(["person", "household"])),
    )
    weights = draw(st.dictionaries(weighed, WEIGHTS, max_size=8))
    return replan(known, Scenario(weights=weights, policy=policy))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(report=plans(), row=st.integers(0, 6))
def test_a_bound_is_never_above_the_exact_cost_and_ranges_hold_what_a_pin_costs(
    report: PlanReport, row: int
) -> None:
    """For one household and every other place: at least <= lower <= the pinned plan's loss <= upper."""
    line = report.placements[row]
    for place in alternatives(report, line.household):
        forced = forced_assignment(report, line.household, place.answer.ags)
        if place.answer.barred or place.at_least is None:
            assert place.answer.kind in ("pinned", "linked", "ruled_out") or not forced.possible
            continue
        if forced.cost_low is None or forced.cost_high is None or report.fair is not None:
            assert forced.cost_high is None or place.at_least <= forced.cost_high + 1e-6
            continue
        pin = Pin(household=line.household, ags=place.answer.ags)
        pinned = replan(report.instance.cohort_data, report.scenario.model_copy(update={"pins": (pin,)}))
        lost = report.solution.objective - pinned.solution.objective
        assert forced.exact and place.at_least <= forced.cost_low + 1e-6
        assert forced.cost_low - 1e-6 <= lost <= forced.cost_high + 1e-6


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(report=plans(), row=st.integers(0, 6))
def test_every_other_place_has_words_in_both_languages(report: PlanReport, row: int) -> None:
    """One row per other municipality, the costs in ascending order, nothing left empty that is known."""
    household = report.placements[row].household
    places = alternatives(report, household)
    costs = [np.inf if place.at_least is None else place.at_least for place in places]
    assert costs == sorted(costs)
    for lang in screen_languages():
        rows = elsewhere_rows(report.instance, places, {}, lang)
        assert len(rows) == len(places)
        assert all(row["municipality"] and row["verdict"] and row["obstacle"] for row in rows)
