"""Answers entered: what is refused in which words, what is kept, what it ticks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from rematch.errors import RematchError
from rematch.model import Viewer
from rematch.process.desk import ProcessDesk, history_of
from rematch.process.evaluation.desk import EnteredSheet, EvaluationDesk
from rematch.process.needs import ProcessStep
from tests.arrivals import AFTER_A_MONTH, ARRIVED, noon, sheet

NOW = noon(ARRIVED + timedelta(days=366))
"""By then every window has begun."""


def test_an_answer_ticks_what_is_due_and_a_missed_one_does_not_block_the_next(desk: EvaluationDesk) -> None:
    """Month 1 is missed, month 6 is answered and done; month 12 is still open."""
    steps = ProcessDesk(desk.store, desk.cohort, desk.catalogue, desk.viewer)
    steps.take(ProcessStep(machine="item", subject="1:evaluation_1", event="miss"), NOW)
    desk.enter([sheet(1, 6, again="yes")], NOW)
    found = {one.item.id: one.state for one in desk.due(NOW) if one.offer.number == 1}
    assert found == {"evaluation_1": "missed", "evaluation_6": "done", "evaluation_12": "open"}
    [event] = history_of(desk.store, desk.cohort).of("item", "1:evaluation_6")
    assert event.day == sheet(1, 6).day


def test_who_was_not_reached_leaves_it_due(desk: EvaluationDesk) -> None:
    """Nobody answered: it may be tried again."""
    desk.enter([replace(sheet(1), outcome="unreached")], NOW)
    assert history_of(desk.store, desk.cohort).state("item", "1:evaluation_1") == "open"


WRONG: list[tuple[str, Callable[[EnteredSheet], EnteredSheet], str]] = [
    ("offer", lambda one: replace(one, offer=99), "survey.no_offer"),
    ("wave", lambda one: replace(one, wave=3), "survey.no_wave"),
    ("day", lambda one: replace(one, day=ARRIVED + timedelta(days=20)), "survey.outside"),
    ("day", lambda one: replace(one, day=ARRIVED + timedelta(days=46)), "survey.outside"),
    ("adult", lambda one: replace(one, adult=3), "survey.no_adult"),
    ("adult", lambda one: replace(one, adult=0), "survey.no_adult"),
    ("outcome", lambda one: replace(one, answers={}), "survey.no_answers"),
    ("outcome", lambda one: replace(one, outcome="declined"), "survey.answers_beside"),
    ("again", lambda one: replace(one, answers={"again": "perhaps"}), "survey.no_such_answer"),
    ("mood", lambda one: replace(one, answers={"mood": "yes"}), "survey.no_question"),
]


@pytest.mark.parametrize(("part", "wrong", "code"), WRONG)
def test_what_is_wrong_is_told_by_its_part_and_nothing_is_kept(
    desk: EvaluationDesk, part: str, wrong: Callable[[EnteredSheet], EnteredSheet], code: str
) -> None:
    """Each mistake by itself, beside a sheet that is right: neither is kept."""
    good, bad = sheet(2, again="yes"), wrong(sheet(1, again="yes"))
    found = desk.faults([good, bad], NOW)
    assert found[0] == () and [(one.part, one.code) for one in found[1]] == [(part, code)]
    with pytest.raises(RematchError) as refused:
        desk.enter([good, bad], NOW)
    assert refused.value.code == code
    assert desk.store.evaluations(desk.cohort) == ()


def test_a_day_to_come_and_a_sheet_that_is_there_twice_are_refused(desk: EvaluationDesk) -> None:
    """Before its own day a sheet is of the future; the second of two for one adult is one too many."""
    one = sheet(1, again="yes")
    [early] = desk.faults([one], noon(AFTER_A_MONTH - timedelta(days=1)))
    assert [fault.code for fault in early] == ["survey.to_come"]
    first, second = desk.faults([one, one], NOW)
    assert first == () and [fault.code for fault in second] == ["survey.twice"]


def test_who_agrees_no_more_is_not_asked(desk: EvaluationDesk) -> None:
    """Neither due nor entered."""
    profiles = desk.store.load_profiles(desk.cohort)
    first, *rest = profiles.households
    changed = profiles.model_copy(update={"households": (first.model_copy(update={"consent": False}), *rest)})
    desk.store.save_profiles(changed, "cat", Viewer())
    assert {one.offer.number for one in desk.due(NOW)} == set(range(2, 31))
    [found] = desk.faults([sheet(1, again="yes")], NOW)
    assert [one.code for one in found] == ["survey.no_consent"]


def test_what_was_missed_is_opened_again_before_it_is_entered(desk: EvaluationDesk) -> None:
    """Somebody said that it was missed; an answer does not overrule that silently."""
    steps = ProcessDesk(desk.store, desk.cohort, desk.catalogue, desk.viewer)
    steps.take(ProcessStep(machine="item", subject="1:evaluation_1", event="miss"), NOW)
    [found] = desk.faults([sheet(1, again="yes")], NOW)
    assert [one.code for one in found] == ["survey.closed"]


def test_a_later_sheet_of_an_adult_replaces_it_and_the_others_stay(desk: EvaluationDesk) -> None:
    """Two adults entered one after the other are two sheets; the first corrected is still one."""
    desk.enter([sheet(1, again="yes")], NOW)
    desk.enter([sheet(1, adult=2, again="no")], NOW)
    desk.enter([sheet(1, again="no")], NOW)
    [kept] = desk.store.evaluations(desk.cohort)
    assert [(one.adult, one.answers) for one in kept.sheets] == [(1, {"again": "no"}), (2, {"again": "no"})]
    assert len(history_of(desk.store, desk.cohort).of("item", "1:evaluation_1")) == 1


def test_single_answers_are_not_read_back(desk: EvaluationDesk) -> None:
    """Who has answered is told, not what."""
    desk.enter([sheet(1, again="yes")], NOW)
    [told] = desk.sheets(1, 1)
    assert (told.adult, told.outcome, told.answers) == (1, "answered", {})


def test_the_journal_tells_how_many_and_nothing_of_the_answers(desk: EvaluationDesk) -> None:
    """One line for what was entered, with the number of sheets."""
    desk.enter([sheet(1, again="yes"), sheet(2, again="no")], NOW)
    line = next(one for one in desk.store.journal() if one.action == "evaluation")
    assert line.details == {"sheets": 2}
    assert desk.store.verify_journal() is None
