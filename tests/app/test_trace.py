"""A slider move stays as short as docs/architecture.md tells it."""

import re

from tests.trace_move import ROOT, trace_move

FUNCTIONS, FILES = 640, 97
"""A little above what docs/architecture.md counts: how a solve goes differs with what is warm."""


def test_a_slider_move_enters_no_more_than_a_reader_can_follow() -> None:
    """Until the plan is on record; and every file that the story names by number is among those entered."""
    entered = trace_move().until_on_record()
    assert entered.functions <= FUNCTIONS
    assert len(entered.files) <= FILES
    story = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split("## One slider move")[1]
    told = re.findall(r"^\d\. `([^`]+)`", story, re.M)
    assert set(told) <= set(entered.files)
    assert len(told) <= 8
