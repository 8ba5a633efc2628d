"""What an occupation, or studies, are worth: times what recognition, certificate and German allow."""

import numpy as np
import pytest

from rematch.bootstrap import shipped_catalogue
from rematch.criteria.measuring.conditions import condition, standing
from rematch.criteria.measuring.measured import measure
from rematch.scenario import Scenario
from tests.builders import household, member, municipality, profiles

CATALOGUE = shipped_catalogue()
WORK, STUDIES = CATALOGUE.by_id["occupation_demand"], CATALOGUE.by_id["higher_education"]
NATIVE = 7.0


def scored(criterion, answers, **offers):
    """Score and flag of a person with these answers in a town with these offers."""
    who = household(members=[member(1, 35, **answers)])
    found = measure(criterion, profiles([who], [municipality(offers=offers)]), CATALOGUE, Scenario())
    return pytest.approx(float(found.score[0, 0])), bool(found.unknown[0, 0])


def working(isco, german=NATIVE, **answers):
    return {"isco": isco, "seeks_work": True, "languages": {"uk": 7.0, "de": german}, **answers}


@pytest.mark.parametrize(
    ("answers", "worth"),
    [
        (working("2221", 4, recognition_state="full"), 1.0),
        (working("2221", 7, recognition_state="in_progress"), 0.5),
        (working("2221", 3, recognition_state="full"), 0.5),
        (working("2221", 0, recognition_state="none"), 0.2 / 16),
        (working("2341", 4, recognition_state="full"), 0.5),
        (working("2310", 3), 1.0),
        (working("7115", 3), 1.0),
        (working("7115", 1), 0.81),
    ],
)
def test_a_regulated_profession_counts_by_recognition_and_german_others_mildly(answers, worth):
    """A nurse is asked for B2, a teacher for C1, a lecturer and a carpenter for nothing but some German."""
    assert scored(WORK, answers, job_demand={answers["isco"]: 1.0}) == (worth, False)
    assert scored(
        CATALOGUE.by_id["labour_need_city"], answers, shortage_occupations={answers["isco"]: 1.0}
    ) == (
        worth,
        False,
    )


@pytest.mark.parametrize("missing", ["recognition_state", "languages"])
def test_what_nobody_said_counts_the_least_it_may_be_and_is_flagged(missing):
    """As if neither recognised nor speaking German: never as the best, and it widens the range."""
    said = working("2221", 4, recognition_state="full")
    worst = {"recognition_state": "none", "languages": {"uk": 7.0}}[missing]
    unsaid = {name: value for name, value in said.items() if name != missing}
    low, flagged = scored(WORK, unsaid, job_demand={"2221": 1.0})
    assert flagged and low == scored(WORK, {**said, missing: worst}, job_demand={"2221": 1.0})[0]


@pytest.mark.parametrize(
    ("certificate", "german", "worth"),
    [("recognised", 5, 1.0), ("not_checked", 5, 0.7), ("college", 4, 0.4), ("none", 1, 0.2 * 0.8**4)],
)
def test_studies_count_by_certificate_and_german(certificate, german, worth):
    asked = {"study_fields": ("ict",), "study_certificate": certificate, "languages": {"de": german}}
    assert scored(STUDIES, asked, university_fields={"ict": 0.0}) == (worth, False)


def test_who_does_not_ask_for_it_lacks_nothing():
    """Nobody is told of a certificate who does not want to study, nor of recognition without a profession."""
    assert standing(WORK, member(1)).lacks == standing(STUDIES, member(1)).lacks == ()
    assert standing(STUDIES, member(1, study_fields=())).lacks == ()
    assert np.isnan(measure(STUDIES, profiles(), CATALOGUE, Scenario()).score).all()


def test_the_longest_code_decides():
    """A teacher of adults is no school teacher; a bricklayer is neither."""
    assert condition(WORK, "2353").level == condition(WORK, "7112").level == "B1"
    assert condition(WORK, "23").level == condition(WORK, "2330").level == "C1"


def test_what_is_lacking_is_named_with_what_is_stated():
    nurse = member(1, 35, isco="2221", languages={"de": 2.0}, recognition_state="in_progress")
    lacks = [(lack.field, lack.stated, lack.level) for lack in standing(WORK, nurse).lacks]
    assert lacks == [("recognition_state", "in_progress", None), ("languages", "A2", "B2")]
    unsaid = standing(WORK, member(1, 35, isco="2221"))
    assert unsaid.unsaid and [lack.stated for lack in unsaid.lacks] == [None, None]


def test_help_with_recognition_is_for_who_is_not_recognised_yet():
    """Whoever has it, or needs none, does not need help with it; whose state is not known is asked."""
    help_there = CATALOGUE.by_id["recognition"]
    wants = {"regulated_profession": True}
    for state, needs in (("full", False), ("in_progress", True), ("none", True)):
        score, flagged = scored(help_there, {**wants, "recognition_state": state}, recognition_help=True)
        assert (score == 1.0) is needs and not flagged
    assert scored(help_there, wants, recognition_help=True)[1]
    assert not scored(help_there, {"regulated_profession": False}, recognition_help=True)[1]
