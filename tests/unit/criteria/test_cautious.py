"""Silence pays nobody: unknown offers score what the catalogue states, and few towns stay below that."""

import numpy as np
import pytest

from rematch.criteria.measuring.measured import measure
from rematch.model import Profiles
from rematch.scenario import Scenario
from tests import cautious, demo


def test_the_stated_values_are_the_low_tenth_of_what_towns_offer() -> None:
    """Within one step of rounding, so that a change of the generator asks to look again and no more."""
    stated = {name: demo.catalogue().by_id[name].unknown for name in cautious.figures()}
    assert stated == pytest.approx(cautious.figures(), abs=cautious.STEP + 1e-9)


def test_the_wait_that_counts_for_a_silent_town_is_that_of_the_slowest_tenth() -> None:
    """Within one unit of the field, for whatever has a waiting time that may be missing."""
    asking = [c for c in demo.catalogue().criteria if c.params.wait_unknown is not None]
    assert {c.id for c in asking} == {"childcare", "german_course"}
    for criterion in asking:
        assert criterion.params.wait_unknown == pytest.approx(cautious.long_wait(criterion), abs=1)


def _hidden(cohort: Profiles, field: str | None) -> Profiles:
    towns = tuple(
        town.model_copy(update={"offers": {k: v for k, v in town.offers.items() if k != field}})
        for town in cohort.municipalities
    )
    return cohort.model_copy(update={"municipalities": towns})


def test_hiding_an_offer_lifts_the_score_of_few_pairs() -> None:
    """At most a quarter of the pairs that need it scores more where nobody says what there is (B4)."""
    table, cohort = demo.catalogue(), demo.profiles("land")
    for criterion in table.criteria:
        if criterion.measure and criterion.offer in table.field_by_id:
            said = measure(criterion, cohort, table, Scenario())
            silent = measure(criterion, _hidden(cohort, criterion.offer), table, Scenario())
            known = ~said.unknown & ~np.isnan(said.score)
            lifted = (silent.score > said.score + cautious.STEP)[known]
            assert lifted.size == 0 or lifted.mean() <= 0.25, criterion.id
