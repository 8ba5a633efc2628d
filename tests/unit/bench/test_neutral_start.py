"""The yardstick of the neutral start measures what it says, on one small invented cohort."""

from pathlib import Path

import numpy as np
import pytest

from rematch.bench import neutral_start, neutral_start_tables
from rematch.criteria.reading import read_catalogue
from rematch.instance import assemble, prepare_cohort
from rematch.optimise.solve import WarmStart
from rematch.scenario import Policy, Scenario
from rematch.synthetic import generate

CATALOGUE = Path(__file__).parents[3] / "data" / "criteria.toml"


@pytest.fixture(scope="module")
def played():
    """A round of eight households and three municipalities without a neutral start."""
    table = read_catalogue(CATALOGUE)
    land = prepare_cohort(generate(8, 3, 1, table), table, "test")
    return neutral_start.Round(assemble(land, Scenario(policy=Policy(kappa=0.0))), WarmStart())


def test_who_cancels_all_but_one_criterion_is_judged_by_that_one_and_the_municipalities(played):
    scores = played.instance.scores
    (kept, *_) = neutral_start._own_criteria(played, 0)
    told = neutral_start._only(scores, 0, kept, 3.0)
    theirs = [c for c, criterion in enumerate(scores.criteria) if criterion.side == "household"]
    np.testing.assert_array_equal(told.of_household[theirs, 0], [3.0 * (c == kept) for c in theirs])
    np.testing.assert_array_equal(told.of_household[:, 1:], scores.of_household[:, 1:])


def test_hiding_makes_one_offer_neutral_for_all_it_applies_to(played):
    scores = played.instance.scores
    hidden = neutral_start._without_worst_offer(scores, played.instance.weights, 1)
    pairs = zip(hidden.score, scores.score, strict=True)
    differing = [c for c, (new, old) in enumerate(pairs) if not np.array_equal(new, old, equal_nan=True)]
    assert len(differing) == 1
    found = hidden.score[differing[0], :, 1]
    assert set(found[~np.isnan(found)]) == {0.5}
    assert (played.fit(hidden)[:, 1] - played.fit(scores)[:, 1]).sum() > 0


def test_every_household_with_a_choice_is_judged_in_its_true_fits(played):
    for one in neutral_start.cancelling(played, 1.0):
        assert one.rank >= 1
        assert one.rank_after == 1 or not one.got_it
        assert one.contested or one.rank == 1


def test_a_table_has_one_line_a_neutral_start(played):
    found = {0.0: list(neutral_start.hiding(played))}
    text = neutral_start_tables.table(
        "Title", neutral_start_tables.MUNICIPALITY, found, neutral_start_tables.municipality_row
    )
    assert [line.count("|") for line in text.splitlines()[2:]] == [6, 6, 6]
    assert len(found[0.0]) == 3
