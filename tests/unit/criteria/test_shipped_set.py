"""What ships switched on: vital needs from the first day, special categories for invented people only."""

import pytest

from rematch.bootstrap import shipped_catalogue
from rematch.criteria.measuring.rules import ReasonCode, hard_rules
from rematch.criteria.switches import is_on
from rematch.scenario import Scenario
from tests.builders import household, municipality, profiles

CATALOGUE = shipped_catalogue()


@pytest.mark.parametrize(
    ("name", "invented", "real"),
    [("dialysis", True, False), ("unit_size", True, True), ("pets", False, False)],
)
def test_special_categories_wait_for_a_decision_on_real_people(name: str, invented: bool, real: bool) -> None:
    """Dialysis is health data: on for the demo, off for a real cohort until somebody switches it on."""
    for people, expected in ((True, invented), (False, real)):
        assert is_on(CATALOGUE.by_id[name], Scenario(), profiles(invented=people).cohort) == expected
    switched = Scenario(switches={name: True})
    assert is_on(CATALOGUE.by_id[name], switched, profiles(invented=False).cohort)


@pytest.mark.parametrize(
    ("said", "offer", "code"),
    [
        (True, True, None),
        (True, False, ReasonCode.TOO_LOW),
        (True, None, ReasonCode.OFFER_UNKNOWN),
        (False, None, None),
        ("declined", None, None),
        (None, None, None),
    ],
)
def test_who_needs_dialysis_goes_only_where_it_is_known_to_be(
    said: bool | str | None, offer: bool | None, code: ReasonCode | None
) -> None:
    """Whatever the priority; who says no, declines or has not answered is barred nowhere."""
    answers = {} if said is None else {"needs_dialysis_within_30min": said}
    offers = {} if offer is None else {"dialysis_within_30min": offer}
    data = profiles([household(answers=answers)], [municipality(offers=offers)])
    found = [
        r.code for r in hard_rules(data, CATALOGUE, Scenario()).reasons(0, 0) if r.criterion == "dialysis"
    ]
    assert found == ([] if code is None else [code])


@pytest.mark.parametrize(
    ("field", "says"),
    [
        ("vacancy_rate", ("Ferien", "holiday")),
        ("asking_rent", ("Kreis", "district")),
        ("unemployment_rate", ("Kreis", "district")),
        ("volunteer_index", ("eigene Einschätzung", "own estimate")),
        ("transport_index", ("eigene Einschätzung", "own estimate")),
    ],
)
def test_figures_that_are_not_what_they_seem_say_so_in_their_label(field: str, says: tuple[str, str]) -> None:
    """Holiday homes are among what is vacant, rents and unemployment are a district's, two are estimates."""
    label = CATALOGUE.field_by_id[field].label  # type: ignore[index]
    assert says[0] in label.de and says[1] in label.en


@pytest.mark.parametrize(
    "name",
    [
        *("large_family", "single_parent", "addiction_counselling", "job_ambition", "diaspora"),
        *("quota_balance", "safety_climate", "recognition", "communication"),
    ],
)
def test_what_was_decided_to_stay_off_is_off(name: str) -> None:
    """For invented and for real people, until somebody switches it on (record 38)."""
    for invented in (True, False):
        cohort = profiles(invented=invented).cohort
        assert not is_on(CATALOGUE.by_id[name], Scenario(), cohort)
        assert is_on(CATALOGUE.by_id[name], Scenario(switches={name: True}), cohort)
