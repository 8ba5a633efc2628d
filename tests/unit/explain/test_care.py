"""A lone parent's course needs childcare, and the explanation says so, whether both are planned or not."""

import pytest

from rematch.explain.care import cared_for
from rematch.report.wording.sentences import why_sentence
from rematch.report.wording.simple import simple_sentences
from rematch.texts import say, screen_languages
from tests import demo
from tests.builders import household

LONE, COUPLE = household(ages=(30, 2)), household(ages=(30, 31, 2))


@pytest.mark.parametrize(
    ("who", "care", "course", "expected"),
    [
        (LONE, (1, 1), (1, 1), True),
        (LONE, (0, 1), (1, 1), False),
        (household(ages=(30, 2, 4)), (1, 2), (1, 1), False),
        (LONE, (0, 1), (0, 1), None),
        (COUPLE, (0, 1), (2, 2), None),
        (household(ages=(30, 9)), None, (1, 1), None),
    ],
    ids=["both", "course alone", "one child only", "no course", "two adults", "school child"],
)
def test_it_is_a_question_of_who_is_alone_with_small_children_and_gets_a_course(who, care, course, expected):
    got = {"course_seats": course} | ({} if care is None else {"childcare": care})
    assert cared_for(who, demo.catalogue(), got) is expected


@pytest.mark.parametrize("lang", screen_languages())
def test_the_explanation_says_it_for_the_coordinator_and_for_the_family(lang):
    """Of every household of the session cohort, exactly where it is a question."""
    report = demo.cold()
    for line in report.placements:
        told = (
            why_sentence(line.why, report.instance, lang),
            simple_sentences(line.why, report.instance, lang),
        )
        for code, state in (("care", True), ("care.missing", False)):
            for part, words in zip(("sentence", "simple"), told, strict=True):
                assert (say(f"{part}.{code}", lang) in words) is (line.why.cared_for is state)
    assert {line.why.cared_for for line in report.placements} > {None}
