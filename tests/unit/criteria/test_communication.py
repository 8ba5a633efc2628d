"""Ways of communication of deaf and blind people: off, Art. 9, each thing named by itself where essential."""

import pytest

from rematch.bootstrap import shipped_catalogue
from rematch.criteria.measuring.measured import measure
from rematch.criteria.measuring.rules import ReasonCode, hard_rules
from rematch.criteria.switches import is_on
from rematch.report.wording.missing import special_fields
from rematch.scenario import Scenario
from tests.builders import household, member, municipality, profiles

CATALOGUE = shipped_catalogue()
ON = Scenario(switches={"communication": True})


def found(needed, offered, priority=3):
    """Score and reasons of a hearing and a deaf person together."""
    people = [member(1, 40, communication_needed=()), member(2, 38, communication_needed=needed)]
    offers = {} if offered is None else {"communication_offered": offered}
    who = household(members=people, priorities={"communication": priority})
    data = profiles([who], [municipality(offers=offers)])
    rules = hard_rules(data, CATALOGUE, ON)
    codes = [r.code for r in rules.reasons(0, 0) if r.criterion == "communication"]
    return float(measure(CATALOGUE.by_id["communication"], data, CATALOGUE, ON).score[0, 0]), codes


@pytest.mark.parametrize(
    ("offered", "score", "codes"),
    [
        (("sign_language", "large_print", "braille"), 1.0, []),
        (("sign_language",), 0.5, [ReasonCode.ITEM_MISSING]),
        ((), 0.0, [ReasonCode.ITEM_MISSING]),
        (None, 0.0, [ReasonCode.OFFER_UNKNOWN]),
    ],
)
def test_each_way_that_is_essential_has_to_be_there(offered, score, codes):
    """What a town has not said counts as not there; as a wish it only scores."""
    assert found(("sign_language", "braille"), offered) == (score, codes)
    assert found(("sign_language", "braille"), offered, priority=2) == (score, [])


def test_it_is_a_special_category_and_off_until_somebody_switches_it_on():
    criterion = CATALOGUE.by_id["communication"]
    assert criterion.art9 and criterion.purpose is not None
    for invented in (True, False):
        cohort = profiles(invented=invented).cohort
        assert not is_on(criterion, Scenario(), cohort) and is_on(criterion, ON, cohort)
    assert "communication_needed" in special_fields(CATALOGUE)
