"""Side by side: losses are told like wins, and both sides solve the same problem."""

import dataclasses
import json

import pytest

from rematch.bench.direct import Measured
from rematch.bench.yardstick import compare, problems
from rematch.bench.yardstick.compare import Compared, highs_alone, line, ours_alone, side_by_side
from rematch.bench.yardstick.problems import SetProblem

DONE = Measured(1.0, 10.0, 0.0, True)
OPEN = Measured(1.0, 10.0, 0.2, False)


@pytest.mark.parametrize("kind", problems.KINDS)
def test_both_find_the_same_optimum(kind: str) -> None:
    """Small ones of every kind, proven by both."""
    small = SetProblem(kind, 9, 3)
    ours, everybody = ours_alone(small, 0.0, 20.0)
    highs = highs_alone(small, 0.0, 20.0, everybody)
    assert ours.finished and highs.finished
    assert ours.objective == pytest.approx(highs.objective, abs=1e-4)


@pytest.mark.parametrize(
    ("ours", "highs", "behind"),
    [
        (DONE, DONE, False),
        (dataclasses.replace(DONE, cpu_s=1.2), DONE, True),
        (OPEN, DONE, True),
        (DONE, OPEN, False),
        (OPEN, dataclasses.replace(OPEN, gap=0.1), True),
        (OPEN, dataclasses.replace(OPEN, gap=0.3), False),
        (dataclasses.replace(OPEN, gap=None), OPEN, True),
    ],
)
def test_behind_is_who_takes_longer_or_comes_less_close(
    ours: Measured, highs: Measured, behind: bool
) -> None:
    """Ten per cent of time are granted, none of the gap."""
    one = Compared("any", 0.0, ours, highs)
    assert one.behind == behind
    assert line(one).endswith("behind") == behind


@pytest.mark.soak
def test_a_set_is_told_as_lines_and_as_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every problem to every gap, and how many fell behind."""
    monkeypatch.setitem(problems.SETS, "usual", {(8, 3): ("tight", "c")})
    content, shown = side_by_side("usual", 20.0)
    lines = list(shown)
    assert len(content["results"]) == 2 * len(compare.GAPS) == len(lines) - 2 - len(compare.GAPS)
    assert json.loads(json.dumps(content, allow_nan=False)) == content
    assert lines[-1].endswith(f"{content['behind']} of {len(content['results'])}")
