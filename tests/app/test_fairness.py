"""Fairness on the session screen: the policy, what it reached, and the price of every policy on request."""

import pytest

from rematch.planning.fairness import fair_figures, fairness_prices
from rematch.planning.plan import replan
from rematch.scenario import Policy, Scenario
from rematch.texts import percent, say
from tests import demo
from tests.app.conftest import Open, unfold
from tests.app.session import Session


@pytest.fixture
def session(opened: Open) -> Session:
    return Session(opened("session"))


def least(session: Session) -> float | None:
    report = session.at.session_state["report"]
    return fair_figures(report.instance, report.assignment).least_relative


def test_a_floor_chosen_is_kept_shown_with_the_best_possible_and_can_be_undone(session: Session) -> None:
    """The least relative fit rises to the best possible floor, which stands beside the choice."""
    start = session.scenario = Scenario(groups={"place": 2.0})
    session.run()
    before, plan = least(session), session.plan
    unfold(session.at, "policy")
    session.choose("policy_fairness", "floor")
    report = session.at.session_state["report"]
    assert report.scenario == start.model_copy(update={"policy": Policy(fairness="floor")})
    assert report.proven and report.check.ok and report.fair.exact
    assert least(session) == pytest.approx(report.fair.best)
    assert report.fair.best > before
    best = percent(report.fair.best, "de", 1)
    assert say("fairness.floor", "de", best=best, demanded=best) in session.words
    session.at.slider(key="policy_fairness_share").set_value(50)
    session.run()
    assert session.scenario.policy.fairness_share == 0.5
    assert session.plan == plan
    session.press("undo")
    session.press("undo")
    assert session.scenario == start
    assert session.plan == plan


@pytest.mark.soak
def test_leximin_asks_for_a_depth(session: Session) -> None:
    """As many levels as chosen, said in words."""
    unfold(session.at, "policy")
    session.choose("policy_fairness", "leximin")
    session.at.slider(key="policy_fairness_depth").set_value(2)
    session.run()
    assert session.scenario.policy.fairness_depth == 2
    assert say("fairness.leximin", "de", count=2) in session.words
    assert session.at.session_state["report"].proven


@pytest.mark.soak
def test_what_each_policy_costs_is_computed_on_request(session: Session) -> None:
    """One row a policy with the value lost; it stays while only the policy changes; groups stand above."""
    session.view("baselines")
    names = [table.value.columns.tolist() for table in session.at.dataframe]
    assert any("relative" in columns for columns in names)
    assert not any("lost" in columns for columns in names)
    session.asked("fair")
    (table,) = [t.value for t in session.at.dataframe if "lost" in t.value.columns]
    prices = fairness_prices(demo.cold())
    assert table["lost"].tolist() == [percent(price.lost, "de", 2) for price in prices]
    assert table["way"].tolist() == [say(f"policy.fairness.{p.fairness}", "de") for p in prices]
    assert set(table["proof"]) == {say("fairness.exact", "de")}
    unfold(session.at, "policy")
    session.choose("policy_fairness", "floor")
    assert any("lost" in t.value.columns for t in session.at.dataframe)


def test_the_scenario_with_a_policy_gives_the_same_plan_on_the_command_line_s_service() -> None:
    """A scenario file with a policy is read back and planned to the same places."""
    scenario = Scenario(policy=Policy(fairness="leximin", fairness_depth=2))
    again = Scenario.from_json(scenario.to_json())
    one, other = replan(demo.known(), scenario), replan(demo.known(), again, before=demo.cold())
    assert one.assignment.tolist() == other.assignment.tolist()
