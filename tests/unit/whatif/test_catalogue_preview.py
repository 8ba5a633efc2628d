"""Other criteria tried on a cohort: what would change, with nothing kept."""

import numpy as np

from rematch.criteria.editing import Edits, edited
from rematch.model import CriterionId
from rematch.whatif.catalogue_preview import catalogue_preview
from tests import demo


def test_unchanged_criteria_change_nothing() -> None:
    report = demo.cold()
    found = catalogue_preview(report, report.instance.cohort_data.catalogue)
    assert (found.moved, found.unplaced, found.ruled_out, found.allowed) == ((), 0, 0, 0)
    assert found.after.solution.objective == report.solution.objective


def test_a_weight_in_the_catalogue_does_what_its_slider_does() -> None:
    report = demo.cold()
    catalogue = report.instance.cohort_data.catalogue
    heavy = edited(catalogue, Edits().with_change(CriterionId("urban_rural"), "weight", 10))
    slid = demo.moved(CriterionId("urban_rural"), 10)
    assert np.allclose(catalogue_preview(report, heavy).after.instance.fit, slid.instance.fit, equal_nan=True)


def test_a_hard_rule_that_is_dropped_makes_pairs_possible_and_bars_none() -> None:
    report = demo.cold()
    catalogue = report.instance.cohort_data.catalogue
    edits = Edits()
    for criterion in catalogue.criteria:
        if criterion.hard != "never" and criterion.measure is not None:
            edits = edits.with_change(criterion.id, "hard", "never")
    found = catalogue_preview(report, edited(catalogue, edits))
    assert found.allowed > 0 and found.ruled_out == 0
    assert found.after.check.ok
