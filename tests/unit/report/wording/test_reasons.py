"""What bars a pair, in words: the item and its number, not only the criterion."""

import pytest

from rematch.criteria.measuring.rules import hard_rules
from rematch.report.wording.words import reason_words
from rematch.scenario import Scenario
from tests import demo
from tests.builders import household, member, municipality, profiles

HEART = {"specialist_care": ("cardiology", "neurology")}
TALK = {"needs_psychosocial": True}
CASES = [
    (
        "medical_specialist",
        HEART,
        {"specialists": {"cardiology": 61.0}},
        "Fachmedizin: Für den Haushalt unverzichtbar und hier nicht zu haben: "
        "Kardiologie (61 Minuten, höchstens 60 Minuten wären möglich), Neurologie (fehlt).",
        "Specialist care: essential to the household, and not to be had here: "
        "cardiology (61 minutes, at most 60 minutes would do), neurology (missing).",
    ),
    (
        "mental_health",
        TALK,
        {"psychosocial_support": True, "psychosocial_wait": 30.0},
        "Psychosoziale Hilfe: Für den Haushalt unverzichtbar und hier nicht zu haben: "
        "Wartezeit auf psychosoziale Hilfe (30 Wochen, höchstens 26 Wochen wären möglich).",
        "Mental health support: essential to the household, and not to be had here: "
        "Waiting time for psychosocial support (30 weeks, at most 26 weeks would do).",
    ),
    (
        "medical_specialist",
        HEART,
        {},
        "Fachmedizin: Die Kommune hat nicht angegeben, ob es das gibt. Wo es unverzichtbar ist, "
        "und bei Schutz und Versorgung, gilt das als nein. Dort nachzufragen kann helfen.",
        "Specialist care: the municipality has not said whether it exists. Where it is essential, "
        "or for protection and care, that counts as no. Asking there may help.",
    ),
]


@pytest.mark.parametrize(("name", "asked", "offer", "de", "en"), CASES)
def test_an_essential_item_that_is_missing_is_named_with_its_number(name, asked, offer, de, en):
    """In German and in English, with the threshold it was held against."""
    people = [household(members=[member(1, 40)], answers=asked, priorities={name: 3})]
    rules = hard_rules(profiles(people, [municipality(offers=offer)]), demo.catalogue(), Scenario())
    (reason,) = [one for one in rules.reasons(0, 0) if one.criterion == name]
    assert [reason_words(reason, demo.catalogue(), lang) for lang in ("de", "en")] == [de, en]
