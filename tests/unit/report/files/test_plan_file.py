"""The plan's own file: what was decided and why, and a scenario that can be put in force again."""

import json

import pytest

from rematch.errors import Unreadable
from rematch.model import Ags
from rematch.planning.plan import replan
from rematch.report.files.plan_file import plan_json
from rematch.scenario import Pin, Scenario
from rematch.working.decisions import decisions
from tests import demo

KIEL = Ags("01002000")
REASON = "Schwester in Kiel"


def scenario() -> Scenario:
    here = next(line for line in demo.cold().placements if line.ags == KIEL)
    return Scenario(
        pins=(Pin(household=here.household, ags=KIEL, reason=REASON),), weights={"childcare": 3.0}
    )


def written() -> str:
    report = replan(demo.known(), scenario())
    told = [one.as_content() for one in decisions(report.scenario)]
    made = plan_json(report.instance, report.placements, report.loads, told, {"gap": float("nan")})
    return made.decode()


def test_it_carries_every_decision_with_its_reason_and_the_plan() -> None:
    """Strict JSON; each household once; the pin with place and reason."""

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    content = json.loads(written(), parse_constant=refuse)
    assert content["gap"] is None and content["invented"] is True
    assert len(content["assignments"]) == len(demo.profiles().households)
    [pin] = [one for one in content["decisions"] if one["part"] == "pins"]
    assert (pin["value"], pin["reason"]) == (KIEL, REASON)


def test_loaded_back_it_is_the_same_scenario() -> None:
    """From a plan's file and from a scenario's alike."""
    assert Scenario.from_file(written()) == scenario()
    assert Scenario.from_file(scenario().to_json()) == scenario()


@pytest.mark.parametrize("text", ["{", "[]", '{"scenario": {"weights": {"c": 99}}}', '{"scenario": 3}'])
def test_what_is_neither_is_refused_with_words(text: str) -> None:
    """Never a traceback, whatever stands in it."""
    with pytest.raises(Unreadable):
        Scenario.from_file(text)
