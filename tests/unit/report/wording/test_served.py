"""What not everybody gets, in words: planned, and confirmed by nobody yet."""

import re

import pytest

from rematch.report.wording.served import served_sentences
from rematch.texts import screen_languages
from tests import demo

PROMISE = re.compile(r"garantiert|sicher|zugesagt|guaranteed|promised|certain", re.IGNORECASE)
CONFIRM = re.compile(r"bestätigen|confirm")


@pytest.mark.parametrize("lang", screen_languages())
@pytest.mark.parametrize("simple", [False, True])
def test_what_is_planned_is_never_told_as_promised(simple: bool, lang: str) -> None:
    """What is planned in full the municipality still has to confirm, and nothing is a promise."""
    told = {}
    for line in demo.cold().placements:
        for one in line.served:
            told[one] = " ".join(served_sentences([one], demo.catalogue(), lang, simple=simple))
    full = [words for one, words in told.items() if one.units == one.wanted]
    assert full and all(CONFIRM.search(words) for words in full)
    assert not any(PROMISE.search(words) for words in told.values())
