"""Sentences mended after twenty explanations were read aloud, by kind, on every household of the demo.

As the family, the coordinator and the press hear them; examples before and after stand in record 36.
"""

from collections.abc import Iterator

import pytest

from rematch.criteria.catalogue import MeasureName
from rematch.explain import Forgone, forgone
from rematch.explain.here import ServedUnits
from rematch.explain.placements import Placement
from rematch.model import ResourceId
from rematch.report.wording.phrases import phrase
from rematch.report.wording.sentences import forgone_sentences, why_sentence
from rematch.report.wording.served import STATES, served_sentences
from rematch.report.wording.simple import simple_sentences
from rematch.texts import percent, say, screen_languages
from tests import demo

LANGUAGES = pytest.mark.parametrize("lang", screen_languages())
NUMBERED = ("first", "second", "third", "fourth", "fifth")


def placed() -> Iterator[tuple[Placement, tuple[Forgone, ...]]]:
    """Everybody who has a place, with what that place lacks."""
    report = demo.cold()
    for line in report.placements:
        if line.why is not None:
            yield line, tuple(forgone(report.instance, report.assignment, line.why))


@LANGUAGES
def test_after_another_place_was_named_it_is_no_more_he_or_it(lang: str) -> None:
    """ "Better in Kiel. It also has ..." would speak of Kiel: the place of the plan is named again."""
    instance, seen = demo.cold().instance, 0
    lost = [say("simple.lost.lower", lang, what="", municipality="|").split("|")[1]]
    lost += [say("simple.lost.full", lang, what="", municipality="|").split("|")[1]]
    ambiguous = say("simple.also", lang, criterion="")[:-2]
    for line, missed in placed():
        words = simple_sentences(line.why, instance, lang, lost=missed)
        for end in lost:
            for after in words.split(end)[1:]:
                seen += 1
                assert not after.strip().startswith(ambiguous), words
    assert seen


def test_a_wish_is_told_by_its_place_on_the_list_and_by_its_lack() -> None:
    """The first wish is the first place on the list; what was never wished for has no "bad rank" there."""
    catalogue, seen = demo.catalogue(), set()
    for line, _ in placed():
        for row in line.why.rows:  # type: ignore[union-attr]
            if row.part.neutral or catalogue.by_id[row.part.criterion].measure is not MeasureName.RANK:
                continue
            wishes = demo.profiles().households[demo.known().row[line.household]].wish_ags or ()
            if row.part.score is not None and (row.lead or row.part.score == 0):
                words = phrase(row, catalogue, "en")
                at = wishes.index(line.ags) if line.ags in wishes else None
                told = "no place" if at is None else f"the {NUMBERED[at]} place"
                assert words == f"{told} on the list of wishes"
                seen.add(told)
    assert len(seen) > 1


@LANGUAGES
def test_what_a_town_has_not_said_is_told_to_the_family_as_that(lang: str) -> None:
    """Not as something the place "has": it has said nothing about it."""
    instance = demo.cold().instance
    never = say("phrase.unknown", lang, criterion="|").split("|")[0].strip()
    for line, missed in placed():
        assert never not in simple_sentences(line.why, instance, lang, lost=missed)


@LANGUAGES
def test_why_nothing_is_planned_is_one_of_three_reasons_and_told_once_for_all_it_holds_for(lang: str) -> None:
    """Not stated, nothing there, or given to others; two things in one state are one sentence."""
    seat, care = ResourceId("course_seats"), ResourceId("childcare")
    given = {None: "unstated", 0.0: "nothing", 0.5: "nothing", 2.0: "taken"}
    for there, state in given.items():
        both = [ServedUnits(seat, 0, 1, there), ServedUnits(care, 0, 2, there)]
        [told] = served_sentences(both, demo.catalogue(), lang)
        assert told.endswith(say(f"served.{state}", lang, wanted="|").split("|")[1])
        assert len(served_sentences(both, demo.catalogue(), lang, simple=True)) == 1
    states = [ServedUnits(seat, 2, 2, 9.0), ServedUnits(care, 1, 2, 1.0), *both]
    assert len(served_sentences(states, demo.catalogue(), lang)) == 3 < len(STATES)


@LANGUAGES
def test_full_is_told_with_what_is_short_in_small_letters(lang: str) -> None:
    """The words of amounts, not the titles of columns: "places in primary school"."""
    instance, seen = demo.cold().instance, 0
    for _, missed in placed():
        for told in forgone_sentences(missed, instance, lang):
            for resource in instance.catalogue.resources:
                label, many = resource.label.in_(lang), resource.many.in_(lang)
                if label[:1] != many[:1] and label.casefold() == many.casefold():
                    seen += many in told
                    assert label not in told
    assert seen or lang != "en"


@LANGUAGES
def test_a_hundred_percent_known_is_all(lang: str) -> None:
    """ "100 % is known, and 68 % of that" is nobody's sentence."""
    instance = demo.cold().instance
    for line, _ in placed():
        words = why_sentence(line.why, instance, lang)  # type: ignore[arg-type]
        assert say("sentence.known", lang, known=percent(1, lang), met="|").split("|")[0] not in words
