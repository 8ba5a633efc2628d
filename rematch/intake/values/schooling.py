"""Education in words, as ISCED 2011."""

import re
from collections.abc import Iterable

from rematch.intake.values.parsed import UNKNOWN, ParsedCell, proposed, unclear
from rematch.intake.wording.turning import is_plain, turns
from rematch.intake.words import begins_a_word, by_stem, fold, is_missing, section

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
    if _may_not_be_it(text, entry["stems"]):
        return unclear("intake.education_with_more")
    level = str(entry["level"])
    return ParsedCell(level, level) if entry["sure"] else proposed(level, level, "intake.education_word")


def _may_not_be_it(text: str, stems: Iterable[str]) -> bool:
    """Whether what stands beside the words for it says that it is not, not yet or no longer so."""
    rest = fold(text)
    for stem in sorted(map(fold, stems), key=len, reverse=True):
        rest = rest.replace(stem, " ")
    return not is_plain(text) or turns(rest) or begins_a_word(rest, section("unfinished")["stems"])
