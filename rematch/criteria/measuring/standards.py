"""Levels of a language as numbers, and the names of coded occupations and education."""

import csv
from functools import cache

from rematch import DATA_DIR
from rematch.model import Level
from rematch.texts import wording

LEVELS = tuple(level.value for level in Level)
"""Levels of a language in order; stored and computed with as their positions."""

TOP_LEVEL = float(LEVELS.index(Level.C2))
"""What counts as all there is to know."""

NATIVE = float(LEVELS.index(Level.NATIVE))

CEFR = LEVELS[:-1]
"""The levels a person can state of a language that is not their own."""

STANDARDS = DATA_DIR / "reference" / "standards"


def occupation_name(code: str, lang: str) -> str:
    """The ISCO-08 group of a code as its name: of two digits where the language has it, else of the first."""
    narrow = _names("isco08_submajor_groups.csv", "code").get(code[:2], {}).get(lang)
    return narrow or wording(_names("isco08_major_groups.csv", "code").get(code[:1], {}), lang) or code


def education_name(level: str, lang: str) -> str:
    """The ISCED 2011 level's name."""
    return wording(_names("isced2011_levels.csv", "level").get(level, {}), lang) or level


@cache
def _names(file: str, key: str) -> dict[str, dict[str, str]]:
    with (STANDARDS / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {row.pop(key): row for row in rows}
