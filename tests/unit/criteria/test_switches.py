"""Which criteria take part."""

import pytest

from rematch.criteria.switches import in_the_fit, is_on, modifiers, states_need, unconsidered_needs
from rematch.scenario import Scenario
from tests.builders import catalogue, criterion, field, household, member, profiles

INVENTED, REAL = (profiles(invented=invented).cohort for invented in (True, False))


@pytest.mark.parametrize(
    ("criterion_", "cohort", "switches", "expected"),
    [
        (criterion(), REAL, {}, True),
        (criterion(on=False), REAL, {}, False),
        (criterion(on=False), REAL, {"c1": True}, True),
        (criterion(), REAL, {"c1": False}, False),
        (criterion(art9=True), INVENTED, {}, True),
        (criterion(art9=True), REAL, {}, False),
        (criterion(art9=True), REAL, {"c1": True}, True),
        (criterion(rule="consent", on=False), REAL, {"c1": False}, True),
    ],
)
def test_default_switch_special_categories_and_consent(criterion_, cohort, switches, expected):
    assert is_on(criterion_, Scenario(switches=switches), cohort) is expected


def test_modifiers_links_and_rules_have_no_part_in_the_fit():
    scale = {"terms": [{"field": "x", "low": 0, "high": 1, "better": "high"}]}
    table = catalogue(
        criterion("scored", measure="scale", params=scale),
        criterion("ambition", measure="scale", params=scale, modifies=("place",)),
        criterion("links", rule="links"),
        criterion("off", measure="scale", params=scale, on=False),
    )
    assert [c.id for c in in_the_fit(table, Scenario(), INVENTED)] == ["scored"]
    assert [c.id for c in modifiers(table, Scenario(), INVENTED)] == ["ambition"]


NEED = criterion("care", art9=True, need="care", hard="essential")


@pytest.mark.parametrize(
    ("answer", "stated"),
    [
        (True, True),
        (("dialysis",), True),
        (((52.5, 13.4),), True),
        (False, False),
        ((), False),
        (3.0, False),
        ("B1", False),
        (None, False),
    ],
)
def test_a_yes_or_things_named_are_a_need_and_a_figure_alone_is_none(answer, stated):
    """Specialist care is named as a set; that is a need as much as a yes is."""
    answers = {} if answer is None else {"care": answer}
    assert states_need(household(answers=answers), NEED) is stated
    assert states_need(household(members=[member(**answers)]), NEED) is stated


def test_households_whose_named_need_is_not_considered_are_counted():
    """On real people the criterion is off until somebody switches it on; until then they are warned of."""
    table = catalogue(NEED, fields=[field("care", type="set")])
    people = [
        household("a", answers={"care": ("eye",)}),
        household("b", answers={"care": ()}),
        household("c", answers={"care": True}),
    ]
    real = profiles(people, invented=False)
    assert unconsidered_needs(real, table, Scenario()) == 2
    assert unconsidered_needs(real, table, Scenario(switches={"care": True})) == 0
