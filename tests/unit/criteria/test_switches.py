"""Which criteria take part."""

import pytest

from rematch.criteria.switches import in_the_fit, is_on, modifiers
from rematch.scenario import Scenario
from tests.builders import catalogue, criterion, profiles

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
