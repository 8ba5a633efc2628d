"""What has to be met, told with how few places it leaves."""

import pytest

from rematch.explain import musts
from rematch.explain.musts import DECIDED
from rematch.instance import assemble, prepare_cohort
from rematch.report.wording.sentences import must_sentence
from rematch.scenario import Scenario, Veto
from tests import demo
from tests.builders import catalogue, criterion, field, household, municipality, profiles

KIEL, TROISDORF, DINSLAKEN = "01002000", "05382068", "05170008"
SCHOOL = criterion("school", measure="gate", need="learns", offer="teaches", hard="always")
TABLE = catalogue(SCHOOL, fields=[field("learns"), field("teaches", of="municipality")])


def instance(scenario: Scenario | None = None):
    """One household that needs a school before three towns, of which one has none."""
    people = [household("h1", answers={"learns": True}), household("h2", answers={"learns": False})]
    towns = [
        municipality(KIEL, offers={"teaches": True}),
        municipality(TROISDORF, offers={"teaches": True}),
        municipality(DINSLAKEN, offers={"teaches": False}),
    ]
    return assemble(prepare_cohort(profiles(people, towns), TABLE, "data"), scenario or Scenario())


def test_a_need_is_told_with_the_places_it_leaves_and_who_needs_nothing_is_told_nothing():
    """Two of three places are left to who needs a school, all three to the other."""
    found = instance()
    assert musts(found, 0).ruled_out == (("school", 1),)
    assert (musts(found, 0).possible, musts(found, 0).places) == (2, 3)
    assert "2 of 3 places" in must_sentence(found, "h1", "en")
    assert must_sentence(found, "h2", "en") is None


@pytest.mark.parametrize(
    ("scenario", "left"),
    [(Scenario(vetoes=(Veto(household="h1", ags=KIEL),)), (2, 3)), (Scenario(closed=(KIEL,)), (1, 2))],
    ids=["vetoed", "closed"],
)
def test_decisions_are_no_need_and_a_closed_place_does_not_take_part(scenario, left):
    """A veto takes no place from what is possible; a closed place is none of those counted."""
    found = musts(instance(scenario), 0)
    assert (found.possible, found.places) == left


def test_what_is_told_is_what_the_rules_say():
    """Every household of the demo: counted again pair by pair from the reasons."""
    plan = demo.cold().instance
    for i in range(plan.problem.n):
        found, m = musts(plan, i), plan.problem.m
        needs = [[r for r in plan.rules.reasons(i, j) if r.code not in DECIDED] for j in range(m)]
        assert found.possible == sum(not reasons for reasons in needs)
        for name, out in found.ruled_out:
            assert out == sum(any(r.criterion == name for r in reasons) for reasons in needs)
        assert {name for name, _ in found.ruled_out} == {r.criterion for rs in needs for r in rs}
