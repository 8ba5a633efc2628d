"""Education in words, as ISCED 2011."""

import re

from rematch.intake.values.parsed import UNKNOWN, ParsedCell, proposed, unclear
from rematch.intake.words import by_stem, fold, is_missing

_ISCED = re.compile(r"(?:isced ?(?:2011)? ?)?([0-8])")


def read_education(text: str) -> ParsedCell:
    """An ISCED 2011 level: its number, or proposed from words about schools and degrees."""
    if is_missing(text):
        return UNKNOWN
    if found := _ISCED.fullmatch(fold(text)):
        return ParsedCell(found[1], found[1])
    entry = by_stem("education", text)
    if entry is None:
        return unclear("intake.education_unclear")
    level = str(entry["level"])
    return ParsedCell(level, level) if entry["sure"] else proposed(level, level, "intake.education_word")
