"""The letter of an offer says all it has to in each language, and nothing it must not."""

from datetime import date, timedelta

import pytest

from rematch.bootstrap import shipped_catalogue
from rematch.process.papers.letter import LetterFacts, letter_facts
from rematch.report.papers.letter import letter_pdf
from rematch.texts import interview_languages, penned, weekday
from tests.pdf import ReadPaper
from tests.rounds import FIRST_DAY, LAST_DAY, ToldProcess, cohort

LANGUAGES = tuple(interview_languages())


def facts(told: ToldProcess) -> LetterFacts:
    return letter_facts(told.store, told.cohort, 1, shipped_catalogue(), FIRST_DAY)


def read(told: ToldProcess, lang: str) -> ReadPaper:
    return ReadPaper(letter_pdf(facts(told), shipped_catalogue(), lang, FIRST_DAY))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_what_a_household_has_to_know(three: ToldProcess, lang: str) -> None:
    """Place, reasons, last day with weekday, that a no is allowed, that the place may go."""
    letter, told = read(three, lang), facts(three)
    assert letter.conforms and letter.lang == lang and told.place in letter.title
    said = [
        penned("letter.no_decision", lang),
        penned("refuse.harm", lang),
        penned("refuse.gone", lang),
        penned("unmet.private", lang),
        penned("learns.before", lang),
        penned("until.text", lang, day=weekday(LAST_DAY, lang)),
        *(penned(f"criterion.{one}", lang) for one in (*told.reasons, *told.unmet, *told.partly)),
        *(penned(f"resource.{one}", lang) for one in told.planned),
    ]
    close = "".join(letter.words.split())
    assert told.reasons and [one for one in said if "".join(one.split()) not in close] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_household_is_named_in_it(three: ToldProcess, lang: str) -> None:
    words = read(three, lang).words
    assert not [one.id for one in cohort().households if one.id in words]


def test_reasons_are_their_own_in_their_order_and_at_most_three(three: ToldProcess) -> None:
    """Each is a met part of the offer, and none left out mattered more to them than one that is named."""
    offer, told = three.history.offer(1), facts(three)
    household = next(one for one in cohort().households if offer and one.id == offer.household)
    assert offer is not None
    score = {one.criterion: one.score for one in offer.parts if one.side == "household"}
    matters = [household.priorities.get(one, 1) for one in told.reasons]
    assert len(told.reasons) <= 3 and matters == sorted(matters, reverse=True)
    assert all((score[one] or 0.0) >= 0.6 for one in told.reasons)


def test_nothing_of_special_categories_is_in_any_list(three: ToldProcess) -> None:
    """Whatever a criterion of health or protection scored: a letter lies about in shared homes."""
    catalogue = shipped_catalogue()
    told = facts(three)
    named = {*told.reasons, *told.partly, *told.unmet, *told.unknown}
    assert named and not {one for one in named if catalogue.by_id[one].art9}
    assert not {one for one in told.planned if catalogue.resource_by_id[one].protective}


def test_the_same_offer_gives_the_same_bytes(three: ToldProcess) -> None:
    catalogue = shipped_catalogue()
    one, other = (letter_pdf(facts(three), catalogue, "uk", FIRST_DAY) for _ in range(2))
    assert one == other


def test_a_rule_past_its_last_day_is_no_longer_told(three: ToldProcess) -> None:
    """Permits end on a day; whoever writes after it does not promise them."""
    catalogue, late = shipped_catalogue(), date(2027, 3, 5)
    now = letter_facts(three.store, three.cohort, 1, catalogue, late - timedelta(days=1))
    then = letter_facts(three.store, three.cohort, 1, catalogue, late)
    assert {one.id for one in now.rules} - {one.id for one in then.rules} == {"permit"}
