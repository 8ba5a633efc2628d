"""Headers are understood or left to a person, never taken for something else."""

from pathlib import Path

import pytest

from rematch.bench.understanding.headers import HELD_OUT, LABELLED, accuracy, headers
from tests.unit.intake.foreign import CATALOGUE


@pytest.mark.parametrize(("labelled", "least", "share"), [(LABELLED, 150, 0.9), (HELD_OUT, 40, 0.7)])
def test_most_headers_are_right_at_once_and_none_is_wrong(labelled: Path, least: int, share: float) -> None:
    """Questions in five languages; of the set no words were added for, fewer are known and none misread."""
    found = list(headers(CATALOGUE, labelled))
    assert len(found) >= least and accuracy(found) >= share
    assert [(one.header, one.found) for one in found if one.outcome == "wrong"] == []
