"""What people lack to take up what is offered: told to the coordinator by role, to them without figures."""

import pytest

from rematch.criteria.measuring.evidence import evidence
from rematch.explain import why_here
from rematch.instance import assemble, prepare_cohort
from rematch.report.wording.phrases import phrase
from rematch.report.wording.sentences import range_sentence, why_sentence
from rematch.report.wording.simple import simple_sentences
from rematch.report.wording.words import need_words
from rematch.scenario import Scenario
from tests import demo
from tests.builders import household, member, municipality, profiles

TOWNS = [
    municipality("01002000", offers={"job_demand": {"2221": 1.0}, "university_fields": {"ict": 5.0}}),
    municipality("09162000", offers={"job_demand": {"2221": 0.1}, "university_fields": {"ict": 90.0}}),
]


def explained(**answers):
    """The instance of one person who looks for work as a nurse, and why they are in the first town."""
    said = {"isco": "2221", "seeks_work": True, **answers}
    who = household(members=[member(1, 30, **said)])
    instance = assemble(prepare_cohort(profiles([who], TOWNS), demo.catalogue(), "data"), Scenario())
    return instance, why_here(instance, 0, 0)


@pytest.mark.parametrize(
    ("lang", "coordinator", "simple"),
    [
        (
            "de",
            ("„Berufsnachfrage“ fehlt noch", "Deutsch A2 statt B2", "Verfahren läuft"),
            "Für „Berufsnachfrage“ fehlt Ihnen noch: Anerkennung des Berufs und mehr Deutsch.",
        ),
        (
            "en",
            ("“Job demand” there is still lacking", "German A2 instead of B2", "procedure under way"),
            "For “Job demand” you still need: Recognition of the profession and more German.",
        ),
    ],
)
def test_who_is_not_recognised_is_told_what_is_lacking(lang, coordinator, simple):
    instance, why = explained(languages={"uk": 7.0, "de": 2.0}, recognition_state="in_progress")
    assert all(words in why_sentence(why, instance, lang) for words in coordinator)
    assert simple in simple_sentences(why, instance, lang)
    criterion = demo.catalogue().by_id["occupation_demand"]
    shown = evidence(instance.profiles, instance.catalogue, instance.scenario, criterion, (0, 0))
    words = need_words(shown, criterion, instance.catalogue, lang)
    assert coordinator[1] in words and coordinator[2] in words


@pytest.mark.parametrize(("lang", "certificate"), [("de", "Studienkolleg"), ("en", "preparatory college")])
def test_who_wants_to_study_is_told_what_is_lacking(lang, certificate):
    instance, why = explained(
        study_fields=("ict",), study_certificate="college", languages={"de": 3.0}, recognition_state="full"
    )
    assert certificate in why_sentence(why, instance, lang)


@pytest.mark.parametrize("answers", [{"study_fields": ()}, {"isco": "7112", "languages": {"de": 2.0}}])
def test_nobody_is_told_of_what_was_not_asked_for(answers):
    """Who does not want to study needs no certificate; a bricklayer's German is in the row alone."""
    _, why = explained(**{"languages": {"de": 7.0}, "recognition_state": "full", **answers})
    assert why.lacking == () and not any(row.unsaid_here for row in why.rows)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_who_lacks_nothing_is_told_nothing(lang):
    instance, why = explained(languages={"de": 7.0}, recognition_state="full")
    assert why.lacking == () and "2 statt" not in why_sentence(why, instance, lang)


@pytest.mark.parametrize(("lang", "whose"), [("de", "Angabe des Haushalts"), ("en", "household’s answer")])
def test_an_answer_of_the_household_is_not_asked_of_the_town(lang, whose):
    """What nobody said of recognition leaves a range; the town has stated its demand and is not blamed."""
    instance, why = explained(languages={"de": 7.0})
    row = next(row for row in why.rows if row.part.criterion == "occupation_demand")
    assert row.part.unknown and row.unsaid_here
    assert whose in range_sentence(why, instance, lang)
    assert phrase(row, instance.catalogue, lang) == demo.catalogue().by_id["occupation_demand"].has.in_(lang)
