"""Figures that the Method page tells: of what ships today, and what is said of them holds."""

import pytest

from rematch.bench.misreporting.reports import REPORTS
from rematch.scoring import FIT_VERSION
from rematch.ui.method import MISREPORTS
from rematch.whatif.kept_figures import KeptFigures, Misreporting
from rematch.whatif.sensitivity.weightings import DRAWS, Weightings
from tests import demo

AIM = 0.1
"""By so much oftener than the truth no report should win a household its best place."""


@pytest.mark.parametrize("figures", [Weightings, Misreporting])
def test_they_are_of_the_shipped_cohort_catalogue_and_formulas(figures: type[KeptFigures]) -> None:
    """Where one of them changed: make anew."""
    found = figures.kept()
    assert found.fit_version == FIT_VERSION
    assert found.catalogue_fingerprint == demo.catalogue().fingerprint
    assert found.data_fingerprint == demo.known().data_fingerprint


def test_weightings_are_the_session_s_as_many_as_are_drawn_today() -> None:
    """The page names the cohort and the count."""
    found = Weightings.kept()
    assert (found.cohort, found.draws) == ("session", DRAWS)


def test_what_the_method_page_says_of_misreporting_holds() -> None:
    """All reports told; excluding pays less than before, all essential hardly; the aim is not reached."""
    found = Misreporting.kept()
    assert found.reports.keys() == {report.name for report in REPORTS}
    told = {name: found.reports[report] for name, report in MISREPORTS.items()}
    assert told["excluding"].won < told["before"].won
    assert told["essential"].won < 0.2
    assert max(one.won for one in told.values()) > AIM
