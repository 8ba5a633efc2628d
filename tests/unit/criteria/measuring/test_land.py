"""Who is bound to a Land by an authority goes to no other, unless somebody has said why that is over."""

import pytest

from rematch.bootstrap import shipped_catalogue
from rematch.criteria.measuring.rules import Reason, ReasonCode, hard_rules
from rematch.report.wording.words import reason_words
from rematch.scenario import Scenario
from tests.builders import catalogue, household, municipality, profiles

CATALOGUE = shipped_catalogue()
TOWNS = [municipality("01002000", state="DE-SH"), municipality("05382068", state="DE-NW")]


def reasons(table=CATALOGUE, **stated):
    """Why each town is barred by the binding."""
    rules = hard_rules(profiles([household(**stated)], TOWNS), table, Scenario())
    return [[r for r in rules.reasons(0, j) if r.code is ReasonCode.LAND] for j in (0, 1)]


def test_another_land_is_barred_with_the_land_as_its_reason():
    bound = Reason(ReasonCode.LAND, "land_binding", {"land": "DE-SH"})
    assert reasons(bound_land="DE-SH") == [[], [bound]]
    assert "Schleswig-Holstein" in reason_words(bound, CATALOGUE, "de")
    assert "Schleswig-Holstein" in reason_words(bound, CATALOGUE, "en")


@pytest.mark.parametrize(
    "stated",
    [{}, {"bound_land": "DE-SH", "bound_land_lifted": "a job in Troisdorf"}],
    ids=["unbound", "lifted"],
)
def test_nobody_is_barred_who_is_not_bound_or_whose_exception_holds(stated):
    """Unknown is not bound; an exception lifts it in every place, whatever its words."""
    assert reasons(**stated) == [[], []]


def test_it_holds_without_a_row_of_the_catalogue_and_its_switch_removes_it():
    """An older catalogue has no such row, and the authority's statement holds all the same."""
    assert reasons(catalogue(), bound_land="DE-SH") == [
        [],
        [Reason(ReasonCode.LAND, None, {"land": "DE-SH"})],
    ]
    off = Scenario(switches={"land_binding": False})
    data = profiles([household(bound_land="DE-SH")], TOWNS)
    assert not any(rule.code is ReasonCode.LAND for rule in hard_rules(data, CATALOGUE, off).rules)
