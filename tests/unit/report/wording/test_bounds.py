"""What is told as a bound holds as it is written."""

from dataclasses import replace

import pytest

from rematch.report.wording.alternatives import (
    at_least_sentence,
    cost_sentences,
    cost_words,
    elsewhere_rows,
    worth_sentences,
)
from rematch.texts import number, screen_languages
from rematch.whatif.alternatives.alternatives import Alternative, Worth, alternatives
from rematch.whatif.alternatives.forced_assignment import ForcedAssignment
from rematch.whatif.alternatives.marginal_capacity import CapacityGain
from tests import demo


def _possible() -> Alternative:
    report = demo.cold()
    found = alternatives(report, report.placements[0].household)
    return next(place for place in found if place.at_least is not None and not place.answer.barred)


@pytest.mark.parametrize("lang", screen_languages())
def test_costs_at_least_are_never_told_as_more(lang: str) -> None:
    """0.176 is at least 0.17, and what is below the digits shown proves nothing."""
    place = replace(_possible(), at_least=0.176)
    assert number(0.17, lang, 2) in (at_least_sentence(place, lang) or "")
    assert elsewhere_rows(demo.cold().instance, [place], {}, lang)[0]["at_least"] == number(0.17, lang, 2)
    nothing = at_least_sentence(replace(place, at_least=0.0), lang)
    assert at_least_sentence(replace(place, at_least=0.009), lang) == nothing


@pytest.mark.parametrize("lang", screen_languages())
def test_a_range_of_costs_holds_both_ends(lang: str) -> None:
    """The lower end is rounded down, the upper one up; an exact cost is rounded as any number."""
    report, place = demo.cold(), _possible().answer
    household = report.placements[0].household
    forced = ForcedAssignment(household, place.ags, True, cost_low=0.176, cost_high=0.221, found_worse=0.2)
    low, high = number(0.17, lang, 2), number(0.23, lang, 2)
    for words in (cost_words(forced, lang), cost_sentences(forced, report, lang)[0]):
        assert low in words and high in words
    exact = replace(forced, exact=True)
    for words in (cost_words(exact, lang), cost_sentences(exact, report, lang)[0]):
        assert number(0.22, lang, 2) in words


@pytest.mark.parametrize("lang", screen_languages())
def test_what_more_room_brings_holds_both_ends(lang: str) -> None:
    """A gain between two bounds, and a price that is the most a unit can be worth."""
    instance = demo.cold().instance
    gain = CapacityGain(1, 0, 0.0, 0.176, 0.221, exact=False, better=0, worse=0)
    worth = Worth(instance.catalogue.resources[0].id, 0.304, gain)
    sentence, price = worth_sentences(worth, instance, lang)
    assert number(0.17, lang, 2) in sentence and number(0.23, lang, 2) in sentence
    assert number(0.31, lang, 2) in price
