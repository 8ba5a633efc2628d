"""Why not there: gains and losses that add up as they are shown, the wish among them."""

import itertools
from collections.abc import Iterator

import pytest

from rematch.explain import WhyNot, WhyNotKind, why_not
from rematch.report.wording.alternatives import BRIEFLY, NAMED, obstacles, verdict_sentence
from rematch.report.wording.balance import balance, balance_lines
from rematch.texts import say, screen_languages
from tests import demo


def answers() -> Iterator[WhyNot]:
    """Every household of the session cohort asked about every place."""
    report = demo.cold()
    for i, j in itertools.product(range(report.instance.problem.n), range(report.instance.problem.m)):
        yield why_not(report.instance, report.assignment, i, j)


def told(kind: WhyNotKind | None = None) -> list[WhyNot]:
    return [answer for answer in answers() if answer.differences and kind in (None, answer.kind)]


@pytest.mark.parametrize("named", [BRIEFLY, NAMED])
def test_what_is_shown_adds_up_to_the_fit_there_less_the_fit_here(named: int) -> None:
    """To the tenth of a point, whatever is named and whatever rounding leaves."""
    for answer in told():
        found = balance(answer, demo.cold().instance, named)
        shown = sum(points for _, points in (*found.better, *found.worse)) + found.rest + found.town
        assert round(shown, 1) == found.total
        assert found.total == pytest.approx(100 * (answer.fit - answer.fit_here), abs=0.11)


def test_a_wish_that_differs_is_named_however_little_room_there_is() -> None:
    """With no other criterion named it still is."""
    ranked = [
        a for a in told() if any(d.criterion == "place_ranking" and abs(d.gain) > 1e-3 for d in a.differences)
    ]
    assert ranked
    for answer in ranked:
        found = balance(answer, demo.cold().instance, 0)
        assert [d.criterion for d, _ in (*found.better, *found.worse)] == ["place_ranking"]


def test_the_town_s_interest_is_never_among_what_speaks_for_or_against() -> None:
    """It has a line of its own, where it differs."""
    found = [balance(answer, demo.cold().instance, 99) for answer in told()]
    assert all(d.side == "household" for one in found for d, _ in (*one.better, *one.worse))
    assert any(one.town for one in found)


def first_wish_that_is_full() -> WhyNot:
    """Somebody's first wish, full, and what speaks most for it."""
    report = demo.cold()
    known = report.instance.cohort_data
    for household in known.profiles.households:
        for ags in household.wish_ags[:1] if household.wish_ags else ():
            i, j = known.row[household.id], known.column[ags]
            answer = why_not(report.instance, report.assignment, i, j)
            sides = balance(answer, report.instance, NAMED) if answer.kind is WhyNotKind.FULL else None
            if sides and sides.better and sides.better[0][0].criterion == "place_ranking":
                return answer
    raise AssertionError("nobody's first wish is full")


@pytest.mark.parametrize("lang", screen_languages())
def test_whose_first_wish_is_full_reads_that_it_is_the_wish_and_what_it_would_gain(lang: str) -> None:
    """Whose first wish is full elsewhere: the verdict says so, and the wish stands first among the gains."""
    report, answer = demo.cold(), first_wish_that_is_full()
    assert say("why.not.wish", lang, rank=1) in verdict_sentence(answer, report.instance, lang)
    better = balance(answer, report.instance, NAMED).better
    assert better[0][0].criterion == "place_ranking"
    lines = balance_lines(answer, report.instance, lang, NAMED)
    label = report.instance.catalogue.by_id["place_ranking"].label.in_(lang)
    assert lines[0].startswith(say("why.not.better", lang, criteria=label))


def test_full_is_only_what_would_have_been_no_worse() -> None:
    """Where the other place is worse nobody is told that it is full."""
    assert all(answer.fit >= answer.fit_here for answer in told(WhyNotKind.FULL))
    lower = told(WhyNotKind.LOWER)
    assert any(answer.short for answer in lower)
    for answer in lower:
        assert answer.fit < answer.fit_here
        lines = obstacles(answer, demo.cold().instance, "de")
        assert lines == balance_lines(answer, demo.cold().instance, "de", NAMED)


def test_criteria_without_weight_at_either_place_are_no_rows() -> None:
    """What the household calls unimportant, or what does not apply, could not differ."""
    for answer in told():
        household = demo.profiles().households[demo.known().row[answer.household]]
        unimportant = {c for c, level in household.priorities.items() if level == 0}
        assert not unimportant & {d.criterion for d in answer.differences}
