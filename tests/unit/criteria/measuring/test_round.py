"""Who is to stay together waits together, and is told with whom."""

import pytest

from rematch.criteria.measuring.round import waits_with
from rematch.errors import Contradiction
from rematch.explain import NowhereCode
from rematch.instance import prepare_cohort
from rematch.planning.changes import Changes
from rematch.planning.plan import replan
from rematch.scenario import Pin, Scenario
from tests.builders import catalogue, criterion, household, municipality, profiles

PLACES = [municipality("01002000"), municipality("02000000")]
LINKS = criterion("linked_households", rule="links", hard="always", weight=0.0)


def cohort(**of_third):
    """h1 - h2 - h3 belong together, h4 to nobody."""
    people = [
        household("h1", linked_hard=("h2",)),
        household("h2"),
        household("h3", linked_hard=("h2",), **of_third),
        household("h4"),
    ]
    return profiles(people, PLACES)


def test_links_of_links_wait_with_the_one_who_waits():
    """Whichever of them said that they belong together."""
    waiting = Scenario(not_this_round=("h1",))
    assert waits_with(cohort(), catalogue(), waiting) == {"h2": "h1", "h3": "h1"}
    assert waits_with(cohort(), catalogue(), Scenario()) == {}


def test_without_the_consent_of_one_the_others_wait():
    assert waits_with(cohort(consent=False), catalogue(), Scenario()) == {"h2": "h3", "h1": "h3"}


def test_where_links_do_not_bind_nobody_waits_with_another():
    off = Scenario(not_this_round=("h1",), switches={"linked_households": False})
    assert waits_with(cohort(), catalogue(LINKS), off) == {}


@pytest.mark.parametrize("waiting", ["h1", "h2", "h3"])
def test_a_plan_leaves_them_together_without_a_place_and_says_with_whom_they_wait(waiting):
    """Nobody is torn from the others; the rest is planned as before."""
    known = prepare_cohort(cohort(), catalogue(), "test")
    before = replan(known, Scenario())
    report = replan(known, Scenario(not_this_round=(waiting,)), before=before)
    lines = {line.household: line for line in report.placements}
    assert lines["h4"].ags is not None
    for name in ("h1", "h2", "h3"):
        nowhere = lines[name].nowhere
        expected = NowhereCode.NOT_IN_ROUND if name == waiting else NowhereCode.WAITS_WITH
        assert nowhere.code is expected and not nowhere.in_round
        assert nowhere.partner == (None if name == waiting else waiting)
    moves = Changes(before, report).moves
    assert {move.household for move in moves if move.ordered == "waits"} == {"h1", "h2", "h3"}


def test_a_pin_of_one_who_waits_with_another_is_a_contradiction_in_words():
    """It is refused, not dropped."""
    known = prepare_cohort(cohort(), catalogue(), "test")
    decided = Scenario(not_this_round=("h1",), pins=(Pin(household="h2", ags="01002000"),))
    with pytest.raises(Contradiction) as refused:
        replan(known, decided)
    assert refused.value.code == "pins.not_allowed"
