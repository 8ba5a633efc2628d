"""Open answers: the range said holds for every answer tried, and what is said to happen does."""

from functools import cache

import numpy as np
import pytest

from rematch.criteria.catalogue import FieldType
from rematch.instance import assemble, prepare_cohort
from rematch.optimise import verify
from rematch.planning.plan import replan
from rematch.scenario import Pin, Scenario
from rematch.whatif.unknowns.answers import answered, possible
from rematch.whatif.unknowns.fit_range import Open, open_answers
from rematch.whatif.unknowns.value_of_information import TRIED, Asked, ask_next, try_answers
from tests import demo
from tests.builders import catalogue, criterion, field, household, municipality, profiles


@cache
def found() -> tuple[Asked, ...]:
    return ask_next(demo.cold())


@cache
def listed() -> tuple[Open, ...]:
    return open_answers(demo.cold())


def given(one: Open, value):
    known = demo.known()
    return answered(known, one, known.catalogue.field_by_id[one.field], value)


def is_open(one: Open) -> bool:
    known = demo.profiles()
    if one.ags is not None:
        place = next(m for m in known.municipalities if m.ags == one.ags)
        return one.field not in place.offers
    people = next(h for h in known.households if h.id == one.household)
    return one.field not in people.answers and any(one.field not in m.answers for m in people.members)


def test_only_open_answers_are_listed_those_that_could_move_most_first():
    """Nothing that somebody answered; ordered by households that could change."""
    assert all(is_open(one) for one in listed())
    moves = [one.could for one in listed()]
    assert moves == sorted(moves, reverse=True)
    assert {one.ags is None for one in listed()} == {True, False}


def test_an_answer_moves_no_fit_by_more_than_the_span_said():
    """For every listed answer of a household or municipality, each end keeps within the range it leaves."""
    instance = demo.cold().instance
    for one in [*listed()[:6], *(o for o in listed() if o.ags is None and o.span > 0)][:14]:
        field = instance.catalogue.field_by_id[one.field]
        for value in possible(demo.known(), field):
            new = assemble(given(one, value), Scenario())
            both = ~np.isnan(instance.problem.value) & ~np.isnan(new.problem.value)
            moved = np.abs(new.fit - instance.fit)[both]
            assert moved.max(initial=0.0) <= one.span + 1e-9, (one, value)


def test_an_answer_changes_only_who_was_asked():
    """All other households and offers are the same as before."""
    one = next(o for o in listed() if o.household is not None)
    value = possible(demo.known(), demo.catalogue().field_by_id[one.field])[0]
    before, after = demo.known().profiles, given(one, value).profiles
    assert before.municipalities == after.municipalities
    changed = [b.id for b, a in zip(before.households, after.households, strict=True) if a != b]
    assert changed == [one.household]


@pytest.mark.soak
def test_what_is_said_of_an_answer_is_what_a_plan_with_it_shows():
    """Solved cold with the answer given: the present plan is still a best one, or loses to another."""
    assert any(asked.moves for asked in found())
    for asked in found()[:3]:
        for tried in asked.tried:
            new = replan(given(asked.open, tried.answer), Scenario())
            kept = verify(new.instance.problem, demo.cold().assignment)
            stays = kept.ok and kept.objective >= new.solution.objective - 1e-6
            stays = stays and kept.persons_placed == new.solution.persons_placed
            assert tried.proven
            assert (tried.moves == 0) == stays


@pytest.mark.soak
def test_as_many_of_each_side_are_tried_and_progress_is_told():
    """Four open answers of households and four of municipalities, most moves first."""
    assert [asked.open.ags is None for asked in found()].count(True) == TRIED
    assert len(found()) == 2 * TRIED
    assert [asked.moves for asked in found()] == sorted((a.moves for a in found()), reverse=True)


@pytest.mark.parametrize("kind", list(FieldType))
def test_every_kind_of_answer_has_ends_to_try(kind: FieldType):
    """Two or more different answers for each field of this kind that anybody was asked about."""
    asked = [one for one in demo.catalogue().fields if one.type is kind]
    for one in asked:
        ends = possible(demo.known("land"), one)
        assert len(ends) >= 2, one.id
        assert len({repr(value) for value in ends}) == len(ends)


def test_an_answer_that_bars_a_pinned_place_is_said_to_contradict_the_decision():
    """A need that the pinned place cannot meet leaves no plan; it is told, not raised."""
    needs = criterion("need", need="needs_it", offer="has_it", measure="gate", hard="always")
    asked = catalogue(needs, fields=[field("needs_it"), field("has_it", of="municipality")])
    people = profiles([household("h1")], [municipality("01002000", offers={"has_it": False})])
    pinned = Scenario(pins=(Pin(household="h1", ags="01002000"),))
    report = replan(prepare_cohort(people, asked, "test"), pinned)
    one = Open("needs_it", "h1", None, 0.0, 0, bars=True)
    assert [(tried.answer, tried.contradicts) for tried in try_answers(report, one)] == [
        (False, False),
        (True, True),
    ]


def test_once_stopped_no_further_answer_is_tried():
    """What was tried before the stop is the answer."""
    stopped = iter((False, True))
    assert len(ask_next(demo.cold(), stopped=lambda: next(stopped))) == 1
