"""The benchmark of explanations measures what the app asks for."""

import dataclasses

from rematch.bench import SIZES
from rematch.bench.explaining import measure_explaining
from rematch.criteria.reading import read_catalogue
from tests.unit.texts.project import ROOT


def test_bounds_ranges_and_full_plans_are_measured_on_the_same_pairs() -> None:
    """On a small cohort: every figure is there, times are above nothing, proven plans give certain ranges."""
    small = dataclasses.replace(SIZES["session"], households=12, municipalities=4)
    found = measure_explaining(small, read_catalogue(ROOT / "data" / "criteria.toml"))
    assert (found["others"], found["certain"]) == (3, 1.0)
    assert found["gap"] <= 1e-6
    assert all(found[name] > 0 for name in ("at_once_ms", "narrow_ms", "full_ms", "ratio_narrow"))
