"""What a place has not said how much there is of: no limit, and told to whoever would promise it."""

import numpy as np
import pytest

from rematch.explain import why_here
from rematch.instance import MatchingInstance, assemble, prepare_cohort
from rematch.model import ResourceId
from rematch.optimise import solve
from rematch.report.wording.sentences import why_sentence
from rematch.scenario import Scenario
from tests.builders import catalogue, criterion, field, household, municipality, profiles, resource

SCHOOL = criterion("school", rule="resource", resource="school", hard="always", weight=0.0)
HOMES = criterion("homes", rule="accommodation", hard="always", need="accepted")
TABLE = catalogue(
    SCHOOL,
    HOMES,
    fields=[field("accepted", type="set")],
    resources=[
        resource("school", "school", per="member", age=(6, 9)),
        resource("flat", "homes", per="unit", field="accepted", type="flat"),
    ],
)


def told(ages: tuple[int, ...], scenario: Scenario | None = None, **capacity: float):
    """The instance and the explanation of the one household in the one town."""
    town = municipality("01002000", name="Kiel", capacity={"persons": 9, **capacity})
    known = prepare_cohort(profiles([household(ages=ages)], [town]), TABLE, "data")
    instance: MatchingInstance = assemble(known, scenario or Scenario())
    plan = solve(instance.problem).assignment
    assert np.array_equal(plan, [0])
    return instance, why_here(instance, 0, 0, instance.allot(plan).to(0))


@pytest.mark.parametrize(
    ("ages", "capacity", "unstated"),
    [
        ((30, 7), {"flat": 1}, ("school",)),
        ((30, 7), {}, ("school", "flat")),
        ((30, 7), {"school": 1, "flat": 1}, ()),
        ((30, 5), {"flat": 1}, ()),
    ],
)
def test_it_is_named_where_the_household_needs_it_and_nobody_stated_it(ages, capacity, unstated):
    """In the words of both languages; nothing of it where all is stated, or nobody goes to school."""
    instance, why = told(ages, **capacity)
    assert why.unstated == tuple(map(ResourceId, unstated))
    for lang, words in (("de", "nicht angegeben"), ("en", "has not stated")):
        assert (words in why_sentence(why, instance, lang)) == bool(unstated)


def test_a_limit_of_the_coordinator_is_a_statement():
    _, why = told((30, 7), Scenario(limits={"01002000": {"school": 1, "flat": 1}}))
    assert why.unstated == ()
