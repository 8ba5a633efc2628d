"""The compare page: without and with kept scenarios, in both languages."""

import json
from statistics import median

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from rematch.insight.comparison import (
    differences,
    floor_curve,
    of_report,
    people_scenario,
    planned,
)
from rematch.model import Viewer
from rematch.scenario import Scenario
from rematch.texts import percent, say, screen_languages
from rematch.ui.compare.choose import FIRST, KEY
from rematch.ui.shell import cached
from tests import demo
from tests.app.conftest import Open, unfold
from tests.app.screen import refused
from tests.app.session import Session


def table(at: AppTest, column: str) -> list[dict[str, str]]:
    """The rows of the table that has this column."""
    (found,) = [t.value for t in at.dataframe if column in t.value.columns]
    return found.to_dict("records")


def names(at: AppTest) -> list[str]:
    return [row["way"] for row in table(at, "median_fit")]


def keep(at: AppTest, name: str) -> None:
    at.text_input(key="saved_name").set_value(name)
    at.button(key="saved_save").click().run()
    assert not at.exception


@pytest.mark.soak
def test_a_scenario_without_a_name_is_told_below_the_field(opened: Open) -> None:
    """Nothing is kept under no name; with one the sentence is gone."""
    at = unfold(opened("compare"), "compare_saved")
    keep(at, " ")
    assert refused(at) == {"saved_name": say("saved.nameless", "de")}
    keep(at, "Viel Arbeit")
    assert refused(at) == {}
    at.button(key="saved_delete_Viel Arbeit").click().run()


@pytest.mark.parametrize("lang", screen_languages())
def test_without_kept_scenarios_three_plans_stand_side_by_side(opened: Open, lang: str) -> None:
    """The present plan, people's priorities and the quota; what to do next is said too."""
    at = opened("compare", lang)
    assert [info.value for info in at.info] == [say("compare.none_saved", lang)]
    assert at.multiselect(key=KEY).value == FIRST
    rows = table(at, "median_fit")
    assert names(at) == [say(c, lang) for c in ("baseline.plan", "compare.people", "baseline.quota")]
    fits = [line.why.fit for line in demo.cold().placements for _ in range(line.persons) if line.why]
    assert rows[0]["median_fit"] == percent(median(fits), lang, 1)
    instance, plan = demo.cold().instance, demo.cold().assignment
    best = np.where(instance.rules.allowed, instance.fit, 0.0).max(axis=1)
    placed = np.flatnonzero(plan >= 0)
    least = (instance.fit[placed, plan[placed]] / best[placed]).min()
    assert rows[0]["least_relative"] == percent(float(least), lang, 1)
    assert rows[0]["proof"] == say("fairness.exact", lang)
    people = planned(demo.known(), "people", "", people_scenario(Scenario(), demo.known()))
    found = differences(of_report("present", "", demo.cold()), people, demo.cold().instance)
    counts = [say("chart.households", lang, count=len(found.those(t))) for t in ("gains", "loses", "same")]
    assert [metric.value for metric in at.metric] == counts
    charts = [json.loads(chart.proto.spec) for chart in at.get("plotly_chart")]
    assert [chart["layout"]["title"]["text"] for chart in charts] == [say("frame.invented", lang)] * 2


def test_two_kept_scenarios_are_compared_put_in_force_and_deleted(opened: Open) -> None:
    """Kept under a name they can be chosen; measured under the present weights or each under its own."""
    at = unfold(opened("compare"), "compare_saved")
    keep(at, "So wie es war")
    session = Session(at)
    session.go("session")
    criterion, weight = demo.moving_weight()
    session.slide(criterion, weight)
    moved = session.scenario
    session.go("compare")
    unfold(at, "compare_saved")
    keep(at, " Mit  einem  anderen ")
    assert cached.store().scenarios("session") == {"So wie es war": Scenario(), "Mit einem anderen": moved}
    assert not at.info
    at.multiselect(key=KEY).set_value(["saved:So wie es war", "saved:Mit einem anderen"]).run()
    assert names(at) == ["Mit einem anderen", "So wie es war"]
    values = [row["value"] for row in table(at, "median_fit")]
    at.toggle(key="compare_own").set_value(True).run()
    assert not at.exception
    own = [row["value"] for row in table(at, "median_fit")]
    assert own[0] == values[0]
    assert own[1] != values[1]
    at.button(key="saved_use_So wie es war").click().run()
    assert session.scenario == Scenario()
    at.button(key="saved_delete_Mit einem anderen").click().run()
    assert not at.exception
    assert names(at) == ["So wie es war"]
    assert at.multiselect(key=KEY).value == ["saved:So wie es war"]
    at.button(key="saved_delete_So wie es war").click().run()
    assert cached.store().scenarios("session") == {}


@pytest.mark.soak
def test_the_strategy_proof_baseline_stands_beside_the_others_with_what_it_is(opened: Open) -> None:
    """Chosen, it has a column of its own and a sentence; at land size it is not offered."""
    at = opened("compare")
    at.multiselect(key=KEY).set_value([FIRST[0], "baseline:priority"]).run()
    assert not at.exception
    assert names(at) == [say("baseline.plan", "de"), say("baseline.priority", "de")]
    assert any(say("compare.priority", "de") in element.value for element in at.markdown)
    values = [float(row["value"].split()[0].replace(",", ".")) for row in table(at, "median_fit")]
    assert values[1] < values[0]
    assert (
        "baseline:priority" not in opened("compare", address={"cohort": "land"}).multiselect(key=KEY).options
    )


@pytest.mark.soak
def test_the_curve_is_computed_on_request_and_has_its_points_in_a_table(opened: Open) -> None:
    """One row a floor, then one a chosen plan; it stays while only the choice of plans changes."""
    at = opened("compare")
    assert not [t for t in at.dataframe if "mean_of_all" in t.value.columns]
    Session(at).asked("curve")
    unfold(at, "curve_table")
    rows = table(at, "mean_of_all")
    points = floor_curve(demo.cold())
    assert len(rows) == len(points) + len(FIRST)
    assert rows[0]["way"] == say("compare.curve.free", "de")
    (chart,) = [one for one in at.get("plotly_chart") if one.key == "compare_curve"]
    assert all(row["least_relative"] in chart.proto.alt for row in (rows[0], rows[len(points) - 1]))
    assert rows[len(points) - 1]["least_relative"] == percent(points[-1].figures.least_relative, "de", 1)
    at.multiselect(key=KEY).set_value(["baseline:random"]).run()
    assert [row["way"] for row in table(at, "mean_of_all")][len(points) :] == [say("baseline.random", "de")]


def test_nothing_chosen_and_one_chosen_say_what_to_do(opened: Open) -> None:
    """An empty choice asks for one plan, one plan for a second, the same twice for another."""
    at = opened("compare")
    at.multiselect(key=KEY).set_value([]).run()
    assert {say("compare.choose_some", "de"), say("compare.choose_two", "de")} <= {i.value for i in at.info}
    at.multiselect(key=KEY).set_value(FIRST[:2]).run()
    at.selectbox(key="compare_to").set_value(FIRST[0]).run()
    assert not at.exception
    assert say("compare.same_twice", "de") in {i.value for i in at.info}


def test_a_kept_scenario_that_no_longer_holds_is_named(opened: Open) -> None:
    """It speaks of a household nobody knows: a warning, and the others are compared all the same."""
    lost = Scenario(not_this_round=("H-gone",))
    at = opened("compare")
    cached.store().save_scenario("session", "Alt", lost, Viewer())
    at.run()
    at.multiselect(key=KEY).set_value([*FIRST, "saved:Alt"]).run()
    assert not at.exception
    (warning,) = at.warning
    assert say("compare.fails", "de", name="Alt") in warning.value
    assert len(names(at)) == len(FIRST)
    cached.store().delete_scenario("session", "Alt", Viewer())
