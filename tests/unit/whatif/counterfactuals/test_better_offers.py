"""Offers answered better: those first by which all households together could win most."""

import numpy as np
import pytest

from rematch.whatif.counterfactuals.better_offers import offering, promising_offers
from rematch.whatif.unknowns.value_of_information import plan_with
from tests import demo

MOST = 5


@pytest.mark.soak
def test_what_promises_something_raises_a_household_s_value_there() -> None:
    """Each field once, at most as many as were asked for; stated so, somebody's place there is worth more.

    Where nobody's is, whom it would serve is kept out by a rule: it is a guess to begin with.
    """
    report = demo.cold()
    for place in report.instance.profiles.municipalities[:3]:
        found = promising_offers(report, place.ags, MOST)
        assert 0 < len(found) <= MOST and len({field for field, _ in found}) == len(found)
        j = report.instance.cohort_data.column[place.ags]
        before = np.nan_to_num(report.instance.problem.value[:, j])
        raised = []
        for field, value in found:
            stated = plan_with(report, offering(report.instance.cohort_data, place.ags, field, value))
            raised.append(bool((np.nan_to_num(stated.instance.problem.value[:, j]) > before).any()))
        assert sum(raised) > len(raised) / 2
