"""What people ask for on their first day stands in the catalogue: off at first, asked, drawn, measured."""

import numpy as np
import pytest

from rematch.bootstrap import DATA, shipped_catalogue
from rematch.criteria.catalogue import FieldType
from rematch.criteria.measuring.measured import measure
from rematch.criteria.switches import is_on
from rematch.intake.folder.read import read_folder
from rematch.scenario import Scenario

NEW = (
    "violence_advice",
    "lgbtiq_advice",
    "after_school_care",
    "legal_advice",
    "driving",
    "short_stay",
    "promised_place",
    "own_housing",
    "communication",
)
CATALOGUE = shipped_catalogue()
PROFILES = read_folder(DATA / "land", CATALOGUE)[0]


@pytest.mark.parametrize("name", NEW)
def test_it_is_off_until_switched_on_and_then_it_scores_people_who_asked_for_it(name: str) -> None:
    """In the generated cohort some want it, and towns differ in what they have."""
    criterion = CATALOGUE.by_id[name]
    assert not is_on(criterion, Scenario(), PROFILES.cohort)
    on = Scenario(switches={name: True})
    assert is_on(criterion, on, PROFILES.cohort)
    score = measure(criterion, PROFILES, CATALOGUE, on).score
    wanted = ~np.isnan(score).all(axis=1)
    assert 0 < wanted.sum() < len(wanted)
    assert np.ptp(score[wanted], axis=1).max() > 0.5


@pytest.mark.parametrize("name", NEW)
def test_it_is_asked_in_every_language_of_the_interview(name: str) -> None:
    criterion = CATALOGUE.by_id[name]
    languages = {"de", "en", "uk", "ru", "pl"}
    assert languages <= set(criterion.question.wordings())
    assert languages <= set(CATALOGUE.field_by_id[criterion.need].label.wordings())
    assert (criterion.purpose is not None) == criterion.art9


def test_a_promise_is_a_wish_until_it_can_be_confirmed() -> None:
    """It rules nobody out, whatever priority it has."""
    promised = CATALOGUE.by_id["promised_place"]
    assert promised.hard == "never"
    assert CATALOGUE.field_by_id[promised.need].type is FieldType.POINTS
