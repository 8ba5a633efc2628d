"""Whole questions as headers: what is asked beside, of others, of once, or of two things is never silent."""

import pytest

from rematch.bench.understanding.headers import WHOLE_QUESTIONS, headers
from rematch.intake.matching.questions import asked_by
from rematch.intake.questions import together
from tests.unit.intake.foreign import CATALOGUE, HERE, checked

KNOWN = {
    "has_pet": "Do you have pets?|Haben Sie Haustiere?|Чи є у вас тварини?|Czy mają Państwo zwierzęta?",
    "wish_ags": "Wohin würden Sie gern ziehen?|Where would you most like to live?|Куди ви хочете переїхати?",
    "excluded_ags": "Where would you refuse to live?|Wohin würden Sie auf keinen Fall ziehen?",
    "available_from": "When can you move?|Wann können Sie umziehen?|Od kiedy mogą się Państwo przeprowadzić?",
}
CELLS = {"has_pet": "ja", "wish_ags": "Kiel", "excluded_ags": "Kiel", "available_from": "01.03.2027"}
OTHERWISE = """Do you have pets or children?
Do you have an allergy to pets?|Есть ли у вас аллергия на животных?
Haben Sie Haustiere, die in Polen bleiben?|Do you want to get pets?|Czy mają Państwo alergię na zwierzęta?
Brauchen Sie Hilfe beim Kauf eines Rollstuhls?|Чи потрібен вам дитячий візок?|Нужна ли вам детская коляска?
Will anybody need a wheelchair in future?|Czy potrzebny jest wózek dziecięcy?"""
NOT_OF_THEM = {
    "size": "How many people live with you?|Wie viele leben außer Ihnen dort?|Сколько людей живёт с вами?",
    "available_from": "When did you move?|Wann sind Sie umgezogen?|Коли ви переїхали?|Когда вы переехали?",
    "wish_ags": "Wo wollten Sie leben?|Which town would you avoid?",
}


def listed(text: str) -> list[str]:
    return [one.strip() for one in text.replace("\n", "|").split("|")]


def test_none_of_nearly_two_hundred_is_taken_for_something_else_without_a_question() -> None:
    """In five languages: questions of ours, and those that only have our words in them."""
    found = list(headers(CATALOGUE, WHOLE_QUESTIONS))
    assert len(found) > 190
    assert [(one.header, one.found) for one in found if one.outcome == "wrong"] == []


@pytest.mark.parametrize(("target", "asked"), KNOWN.items())
def test_a_question_of_ours_is_read_without_one_of_its_own(target: str, asked: str) -> None:
    """Polite words, pronouns and the verbs of the question are no more than the question."""
    for header in listed(asked):
        done = checked({"h.csv": f'id;Personen;"{header}"\nA;1;{CELLS[target]}\n'}, **HERE)
        own = [f.code for f in done.findings if f.column == header and f not in together(done.warnings)]
        assert own == [], header
        household = done.households[0]
        assert household.answers.get(target) or getattr(household, target, None), header  # type: ignore[call-overload]


@pytest.mark.parametrize("header", listed(OTHERWISE))
def test_a_question_with_other_words_in_it_is_a_question_to_a_person(header: str) -> None:
    """Of once, of later, of others, of two things: a yes below it is no yes to ours in silence."""
    done = checked({"h.csv": f'id;Personen;"{header}"\nA;1;ja\n'}, **HERE)
    asked = [f for f in done.findings if f.column == header]
    assert [f.code for f in asked] == ["intake.header_partly"] and not together(asked)


@pytest.mark.parametrize(("target", "asked"), NOT_OF_THEM.items())
def test_who_lives_beside_you_and_what_was_is_another_question(target: str, asked: str) -> None:
    """How many beside oneself is one less than a household; a past move is no day to move on."""
    assert {asked_by(header, "households") for header in listed(asked)} & {target} == set()
