"""Proofs beside the screen: one visit leaves the others alone, and who leaves stops its own."""

from dataclasses import replace

import numpy as np
import pytest

from rematch.instance import prepare_cohort
from rematch.planning.background_proof import Prover
from rematch.planning.plan import replan
from rematch.ui.session import current_plan
from rematch.ui.shell import cached, state
from tests import demo
from tests.app.conftest import Open, go
from tests.app.session import Session


def large(opened: Open) -> Session:
    """A visit with a cohort on which the proof goes on by itself."""
    return Session(opened("session", address={"cohort": "land"}))


def proof(session: Session) -> Prover:
    found = session.at.session_state["prover"]
    assert isinstance(found, Prover)
    return found


def test_one_visit_s_slider_leaves_the_other_s_plan_and_proof_alone(opened: Open) -> None:
    one, other = large(opened), large(opened)
    kept, plan = proof(other), other.at.session_state["report"]
    one.slide("occupation_demand", 9.0)
    kept.look()
    assert proof(other) is kept and not kept.stopped
    assert other.at.session_state["report"] is plan
    assert one.at.session_state["report"].scenario != plan.scenario
    go(other.at, "method")
    assert kept.stopped and not proof(one).stopped


def test_the_plan_a_visit_begins_with_is_made_once_for_all_and_moves_stay_one_s_own(opened: Open) -> None:
    """The second visit sees the very plan of the first; criteria or data that are others have their own."""
    one, other = Session(opened("session")), Session(opened("session"))
    first = one.at.session_state["report"]
    assert other.at.session_state["report"] is first
    one.slide(*demo.moving_weight())
    assert one.at.session_state["report"] is not first
    other.run()
    assert other.at.session_state["report"] is first
    same = cached.cohort_data(first.instance.cohort_data.identity, cached.catalogue())
    again = prepare_cohort(same.profiles, same.catalogue, same.data_fingerprint)
    assert cached.first_plan(same, first.scenario) is first
    assert cached.first_plan(again, first.scenario).instance.cohort_data is again


@pytest.mark.soak
def test_back_on_the_page_the_proof_that_was_left_offers_to_go_on(opened: Open) -> None:
    visit = large(opened)
    left = proof(visit)
    go(visit.at, "method")
    left._work.wait(60)
    assert not visit.at.exception
    go(visit.at, "session")
    visit.run()
    assert not visit.at.exception
    assert proof(visit) is left
    assert "go_on" in {button.key for button in visit.at.button}


def test_a_better_plan_found_beside_the_screen_is_offered_and_taken_by_a_click_alone(opened: Open) -> None:
    """Nothing moves by itself; taken, it is a step that tells who moves, and a run of its own."""
    visit = large(opened)
    left = proof(visit)
    go(visit.at, "method")
    left._work.wait(60)
    shown = visit.at.session_state["report"]
    other = replan(shown.instance.cohort_data, shown.scenario.model_copy(update={"groups": {"work": 2.0}}))
    found = replace(shown, solution=replace(shown.solution, assignment=other.assignment))
    left._work.look = lambda: found
    go(visit.at, "session")
    visit.run()
    assert np.array_equal(visit.at.session_state["report"].assignment, shown.assignment)
    assert "go_on" not in {button.key for button in visit.at.button}
    visit.press("take_better")
    assert visit.at.session_state["report"] is found
    assert np.array_equal(visit.at.session_state[state.STEP][1].assignment, shown.assignment)
    assert "take_better" not in {button.key for button in visit.at.button}


def test_a_proof_that_confirms_the_plan_on_screen_makes_no_new_run(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bound on screen is the better one, and it stands beside the run of the plan."""
    visit = large(opened)
    cached.recorder().flush()
    report, before = visit.at.session_state["report"], cached.store().runs("land")
    solution = report.solution
    lower = solution.objective + (solution.bound - solution.objective) / 2
    better = replace(report, solution=replace(solution, bound=lower))
    monkeypatch.setattr(state.st, "session_state", visit.at.session_state)
    current_plan.improve(better)
    assert state.last_report() is better
    cached.recorder().flush()
    assert cached.store().runs("land") == before
    (kept,) = cached.store().proofs(before[-1].run_id)
    assert kept.bound == lower
