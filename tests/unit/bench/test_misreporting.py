"""What misreporting pays is measured on whole plans, and what was reached for exclusions is held."""

from statistics import mean

import numpy as np
import pytest

from rematch.bench.misreporting.__main__ import lines, town_line, truthful
from rematch.bench.misreporting.reports import REPORTS
from rematch.bench.misreporting.truth import Told, Truth, households, measured, towns
from rematch.optimise.problem import UNPLACED
from rematch.synthetic import generate
from tests import demo

BY_NAME = {report.name: report for report in REPORTS}
BEFORE, NOW = "exclude all others, unasked why (the rule before)", "exclude all others, other reasons"
MOST = 0.6
"""Of those who miss their best place, who may win it by excluding all others without a protective reason."""


@pytest.fixture(scope="module")
def true() -> Truth:
    """The third cohort of the table."""
    return truthful(generate(30, 8, 12, demo.catalogue()), demo.catalogue())


@pytest.fixture(scope="module")
def small() -> Truth:
    return truthful(generate(8, 4, 3, demo.catalogue()), demo.catalogue())


def won(told: list[Told]) -> float:
    return mean(one.won for one in told)


@pytest.mark.soak
def test_excluding_all_others_wins_the_best_place_no_more_as_it_did(true: Truth) -> None:
    """By the rule from before nearly everybody who tried won it; without a protective reason few do now."""
    before, now = (list(households(true, BY_NAME[name])) for name in (BEFORE, NOW))
    assert len(before) == len(now) == len(true.missed()) >= 10
    assert won(now) <= MOST < 0.8 <= won(before)


def test_who_misses_the_best_place_is_found_by_the_true_fits(true: Truth) -> None:
    """Nobody who has it, or one as good, is asked; without a place a household misses it."""
    for i in range(len(true.fit)):
        best = true.best(i)
        if best is not None:
            there = true.plan[i] != UNPLACED and true.fit[i, true.plan[i]] == true.fit[i].max()
            assert (i in true.missed()) is not there


def test_every_report_says_something_that_its_household_would_not(small: Truth) -> None:
    """Each report changes the profile of some household, and keeps whose it is."""
    for report in REPORTS:
        said = [report.tell(small.instance, i, int(np.argmax(small.fit[i]))) for i in range(len(small.fit))]
        owned = zip(said, small.instance.profiles.households, strict=True)
        assert any(told is not None and told != own for told, own in owned), report.name
        assert all(
            told is None or told.id == own.id
            for told, own in zip(said, small.instance.profiles.households, strict=True)
        )


@pytest.mark.soak
def test_the_tables_have_a_line_for_each_report_and_one_for_towns(small: Truth) -> None:
    """Every offer of every town is hidden once."""
    found = measured([small], REPORTS[:2])
    assert [line.count("|") for line in lines(found)] == [7] * (
        2 + sum(bool(told) for told in found.values())
    )
    hidden = list(towns(small))
    assert len(hidden) == sum(len(town.offers) for town in small.instance.profiles.municipalities)
    assert town_line(hidden).startswith(f"{len(hidden)} offers")
