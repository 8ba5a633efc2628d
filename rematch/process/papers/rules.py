"""Rules of German law a process meets, as data with source and day: shown as orientation, never applied."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from rematch import DATA_DIR
from rematch.model import LAND, Frozen

PaperKind = Literal["letter", "handover"]
FILE = DATA_DIR / "process" / "rules.toml"


class DatedRule(Frozen):
    """One rule: the law it is from, in words by language, where and on which day that was read.

    `land` is the Land it holds in, None for all; `until` its last day, None where none is known. `topic` is
    what it is about: of those of one topic the one of the Land goes before the one for all. `text` is said to
    a household, `office` to a municipality, where that is not the same.
    """

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    topic: str
    law: str = ""
    source: str = Field(pattern=r"^https?://")
    checked: date
    papers: frozenset[PaperKind] = frozenset()
    land: str | None = Field(default=None, pattern=LAND)
    until: date | None = None
    text: dict[str, str]
    office: dict[str, str] = {}


def read_rules(path: Path) -> tuple[DatedRule, ...]:
    """The rules of a file in its order."""
    return tuple(map(DatedRule.model_validate, tomllib.loads(path.read_text(encoding="utf-8"))["rules"]))


@cache
def dated_rules() -> tuple[DatedRule, ...]:
    """All rules, in the file's order."""
    return read_rules(FILE)


def rules_for(
    paper: PaperKind, land: str, day: date, rules: tuple[DatedRule, ...] | None = None
) -> tuple[DatedRule, ...]:
    """The rules that a paper names on a day for a municipality of this Land, one for each topic.

    A rule whose last day is over is no longer named.
    """
    known = [
        one
        for one in (dated_rules() if rules is None else rules)
        if paper in one.papers and one.land in (None, land) and (one.until is None or day <= one.until)
    ]
    own = {one.topic for one in known if one.land}
    return tuple(one for one in known if one.land or one.topic not in own)
