"""Which criteria take part."""

import pytest

from rematch.criteria.columns import numbers
from rematch.criteria.measuring.supply.demand import needed
from rematch.criteria.switches import (
    in_the_fit,
    is_on,
    modifiers,
    states_need,
    unanswered_protection,
    unconsidered_needs,
)
from rematch.scenario import Scenario
from tests.builders import AS_OF, catalogue, criterion, field, household, member, profiles, resource

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


SAFE = criterion("safe", art9=True, need="safe_space", rule="resource", resource="safe", hard="always")
ASKED = catalogue(
    SAFE.model_copy(update={"protective": True}),
    criterion("care", art9=True, need="care", hard="essential"),
    fields=[field("safe_space"), field("care", type="set")],
    resources=[resource("safe", criterion="safe", per="household", field="safe_space")],
)


def test_who_has_not_said_whether_they_need_protection_is_listed_while_the_criterion_is_on():
    """A yes, a no and a declined answer are answers; a wish for care is no such question."""
    asked = {"yes": True, "no": False, "rather-not": "declined"}
    people = [household(name, answers={"safe_space": said}) for name, said in asked.items()]
    people += [household("silent"), household("elsewhere", consent=False)]
    cohort = profiles(people)
    assert unanswered_protection(cohort, ASKED, Scenario()) == {"silent": ("safe",)}
    assert unanswered_protection(cohort, ASKED, Scenario(switches={"safe": False})) == {}
    real = profiles(people, invented=False)
    assert unanswered_protection(real, ASKED, Scenario()) == {}
    assert unanswered_protection(real, ASKED, Scenario(switches={"safe": True})) == {"silent": ("safe",)}


def test_who_declines_needs_nothing_and_is_known():
    """No unit is demanded for them, and nothing is flagged."""
    cohort = profiles([household("rather-not", answers={"safe_space": "declined"}), household("silent")])
    units, known = needed(cohort, ASKED.resource_by_id["safe"])
    assert (units.tolist(), known.tolist()) == ([0.0, 0.0], [True, False])
    assert numbers(["declined", True, None], field("safe_space"), AS_OF)[:2].tolist() == [0.0, 1.0]
    assert not states_need(cohort.households[0], SAFE.model_copy(update={"need": "safe_space"}))
