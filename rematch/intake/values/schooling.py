"""Education and occupations in words, as ISCED 2011 and ISCO-08."""

import re

from rematch.intake.values.parsed import UNKNOWN, ParsedCell, proposed, unclear
from rematch.intake.words import by_stem, fold, is_missing, words

_ISCED = re.compile(r"(?:isced ?(?:2011)? ?)?([0-8])")
_ISCO = re.compile(r"(?:isco ?(?:08)? ?)?(\d{1,4})")


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


def occupation_code(text: str) -> str:
    """The ISCO-08 code of an occupation's name, the text itself where none is known by it."""
    return read_occupation(text).text or text


def read_occupation(text: str) -> ParsedCell:
    """An ISCO-08 code, or one proposed from the occupation's name; no occupation stays unknown."""
    if is_missing(text) or fold(text) in words("no_occupation"):
        return UNKNOWN
    if found := _ISCO.fullmatch(fold(text)):
        return ParsedCell(found[1], found[1])
    entry = by_stem("occupations", text)
    if entry is None:
        return unclear("intake.occupation_unclear")
    code = str(entry["code"])
    return proposed(code, code, "intake.occupation_word")
