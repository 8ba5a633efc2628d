"""Names of coded things: languages, and occupations by their ISCO-08 major group."""

import csv
from functools import cache

from rematch import DATA_DIR
from rematch.texts import wording

LEVELS = ("A0", "A1", "A2", "B1", "B2", "C1", "C2", "native")
"""CEFR levels of a language in order, with no knowledge before and native after them."""

CEFR = LEVELS[:-1]
"""The levels a person can state of a language that is not their own."""

STANDARDS = DATA_DIR / "reference" / "standards"


def language_name(tag: str, lang: str) -> str:
    """A language's name in German or English; a tag nobody lists stands for itself."""
    return wording(_names("languages_common.csv", "tag").get(tag, {}), lang) or tag


def occupation_name(code: str, lang: str) -> str:
    """The ISCO-08 major group of a code, as its name."""
    return wording(_names("isco08_major_groups.csv", "code").get(code[:1], {}), lang) or code


def education_name(level: str, lang: str) -> str:
    """The ISCED 2011 level's name."""
    return wording(_names("isced2011_levels.csv", "level").get(level, {}), lang) or level


@cache
def _names(file: str, key: str) -> dict[str, dict[str, str]]:
    with (STANDARDS / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {row.pop(key): row for row in rows}
