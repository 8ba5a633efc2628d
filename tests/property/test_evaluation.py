"""Whatever people answer: nothing that is shown tells of fewer than five persons or three households."""

from collections.abc import Mapping
from datetime import timedelta
from itertools import combinations, pairwise, product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rematch.bootstrap import shipped_catalogue
from rematch.model import CohortId, HouseholdId
from rematch.process.evaluation.counting import WaveCount, settled
from rematch.process.evaluation.figures import (
    Adult,
    People,
    ToldGroups,
    enough,
    household_share,
    households,
)
from rematch.process.evaluation.intervals import wilson
from rematch.process.evaluation.questions import asked_questions
from rematch.process.evaluation.results import _compared, _held, _said, _wave, stages
from rematch.store import AnswerSheet
from tests.arrivals import ARRIVED, noon, offer_of

CATALOGUE = shipped_catalogue()
ASKED = asked_questions(CATALOGUE)
QUESTIONS = tuple(one for one in ASKED if one.id in ("again", "needs_housing"))
OUTCOMES = ("answered", "declined", "not_asked", "unreached")


@st.composite
def waves(draw: st.DrawFn) -> list[WaveCount]:
    """Three waves of the same households, in which some are not reached and some leave questions out."""
    number = draw(st.integers(0, 40))
    adults = [draw(st.integers(1, 3)) for _ in range(number)]
    people = [Adult(HouseholdId(f"H-{at}"), one) for at, n in enumerate(adults) for one in range(1, n + 1)]
    offers = {
        HouseholdId(f"H-{at}"): offer_of(
            CohortId("c"), at + 1, HouseholdId(f"H-{at}"), "01002000", fit=float(at % 2)
        )
        for at in range(number)
    }
    rare = draw(st.sampled_from((0.0, 0.1, 0.3, 0.5)))
    random = draw(st.randoms(use_true_random=False))
    found = []
    for wave in (1, 6, 12):
        outcome = {one: OUTCOMES[0 if random.random() < 0.8 else random.randrange(4)] for one in people}
        sheets = {one for one in people if outcome[one] == "answered"}
        said: dict[str, dict[Adult, str]] = {}
        for question in QUESTIONS:
            answers: Mapping[Adult, str] = {
                one: random.choice(question.answers)
                if random.random() < 0.5
                else _usual(random.random() < rare)
                for one in sheets
                if random.random() < 0.95
            }
            said[question.id] = dict(answers)
        reached = [one for one in people if outcome[one] != "unreached"]
        asked = [one for one in reached if outcome[one] != "not_asked"]
        found.append(
            WaveCount(
                wave, frozenset(people), frozenset(reached), frozenset(asked), frozenset(sheets), offers, said
            )
        )
    return found


def _usual(rare: bool) -> str:
    return "no" if rare else "yes"


def shown_groups(counts: list[WaveCount]) -> dict[tuple[int, str], tuple[list[People], People]]:
    """By wave and question: the groups of which a share or a count is shown, and who is counted.

    Told from what the page shows alone, by its numbers, and not from the ledger that decides on it.
    """
    ledger, found = ToldGroups(), {}
    for count in counts:
        told = _wave(count, QUESTIONS, ledger)
        for question in QUESTIONS:
            said, yes = _said(count, question), count.who(question.id, question.counted)
            one = told.figures[question.id]
            groups: list[People] = []
            if one.standing == "shown":
                groups.append(count.answered if one.all_asked else said)
                assert (one.persons, one.households) == (len(groups[0]), households(groups[0]))
                assert one.share == household_share(groups[0], yes)
                if one.least is not None:
                    assert not count.arrived - groups[0] or enough(count.arrived - groups[0])
            found[count.wave, question.id] = (groups, yes)
    for count in counts:
        for held in _held(count, QUESTIONS, CATALOGUE, ledger):
            question = next(one for one in QUESTIONS if one.id == held.question)
            said = _said(count, question)
            high = frozenset(one for one in said if count.offers[one.household].fit >= 0.5)
            found[count.wave, held.question][0].extend(filter(None, (high, said - high)))
    for earlier, later in combinations(counts, 2):
        for question in QUESTIONS:
            if _compared(earlier, later, question, ledger) is not None:
                both = _said(earlier, question) & _said(later, question)
                found[earlier.wave, question.id][0].append(both)
                found[later.wave, question.id][0].append(both)
    return found


def told_by(groups: list[People]) -> list[People]:
    """The smallest groups that the shown ones cut out of each other; all other counts are sums of theirs."""
    everybody = frozenset[Adult]().union(*groups)
    signs: dict[tuple[bool, ...], set[Adult]] = {}
    for one in everybody:
        signs.setdefault(tuple(one in group for group in groups), set()).add(one)
    return [frozenset(part) for part in signs.values()]


@settings(max_examples=60, deadline=None)
@given(waves())
def test_no_difference_of_what_is_shown_tells_of_a_few(counts: list[WaveCount]) -> None:
    """Every group that can be cut out of those shown has enough who said yes and enough who did not."""
    for groups, yes in shown_groups(counts).values():
        for part in told_by(groups):
            assert enough(part & yes) and enough(part - yes)


@settings(max_examples=60, deadline=None)
@given(waves())
def test_subtracting_shown_counts_never_gives_one_to_four(counts: list[WaveCount]) -> None:
    """The counts of yes and of no, each minus another that is part of it: none or at least five."""
    for groups, yes in shown_groups(counts).values():
        for one, other in product(groups, groups):
            if other < one:
                for cell in (one & yes, one - yes):
                    assert len(cell) - len(cell & other) >= 5


@settings(max_examples=60, deadline=None)
@given(waves())
def test_how_many_came_how_far_differs_by_nobody_or_by_enough(counts: list[WaveCount]) -> None:
    """Also from those that a figure is said to be about, who are some or all of those who answered."""
    for count in counts:
        found = {one.stage: one.persons for one in stages(count)}
        told = sorted({number for number in found.values() if number is not None})
        assert all(after - before >= 5 for before, after in pairwise(told))
        for one in _wave(count, QUESTIONS, ToldGroups()).figures.values():
            for stage in ("answered", "arrived"):
                if one.persons is not None and found[stage] is not None:
                    assert (found[stage] or 0) - one.persons not in range(1, 5)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 3)), unique=True, max_size=80))
def test_counted_answers_grow_by_enough_or_not_at_all(entered: list[tuple[int, int]]) -> None:
    """In whatever order adults are entered, two states of the figures differ by nobody or by enough."""
    moment = noon(ARRIVED)
    sheets: dict[Adult, AnswerSheet] = {}
    before: People = frozenset()
    for at, (household, adult) in enumerate(entered):
        one = Adult(HouseholdId(f"H-{household}"), adult)
        sheets[one] = AnswerSheet(adult=adult, at=moment + timedelta(seconds=at), by="local", day=ARRIVED)
        after = settled(sheets)
        assert before <= after and (before == after or enough(after - before))
        before = after


@given(st.integers(1, 500), st.floats(0, 1))
def test_an_interval_holds_its_share_and_lies_between_nothing_and_all(number: int, share: float) -> None:
    """And mirrors: of the others' share it is what is left."""
    low, high = wilson(share, number)
    assert 0 <= low <= share + 1e-12 and share - 1e-12 <= high <= 1
    assert (1 - high, 1 - low) == pytest.approx(wilson(1 - share, number), abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(waves(), st.randoms(use_true_random=False))
def test_bounds_hold_whatever_the_others_would_have_said(counts: list[WaveCount], random: Random) -> None:
    """Any of those who are not counted may have said yes: the share of all lies between the bounds."""
    for count in counts:
        for id, one in _wave(count, QUESTIONS, ToldGroups()).figures.items():
            if one.least is None or one.most is None:
                continue
            yes, answered = count.who(id, ["yes"]), count.who(id, ["yes", "no"])
            others = count.arrived - (count.answered if one.all_asked else answered)
            some = frozenset(who for who in others if random.random() < 0.5)
            share = household_share(count.arrived, yes | some)
            assert one.least - 1e-12 <= share <= one.most + 1e-12


def test_there_is_something_to_attack() -> None:
    """Of forty households that answer half and half in each month all is shown: figures, fit and months."""
    groups = shown_groups(even(40))
    assert all(len(found) >= 3 for found, _ in groups.values())


def even(number: int) -> list[WaveCount]:
    """Three waves, in which half say yes, of each fit and of those who answered before alike."""
    ids = [HouseholdId(f"H-{at}") for at in range(number)]
    people = frozenset(Adult(id, adult) for id in ids for adult in (1, 2))
    offers = {
        id: offer_of(CohortId("c"), at + 1, id, "01002000", fit=float(at % 2)) for at, id in enumerate(ids)
    }
    said = {
        one.id: {
            Adult(id, adult): "yes" if at % 4 < 2 else "no" for at, id in enumerate(ids) for adult in (1, 2)
        }
        for one in QUESTIONS
    }
    return [WaveCount(wave, people, people, people, people, offers, said) for wave in (1, 6, 12)]
