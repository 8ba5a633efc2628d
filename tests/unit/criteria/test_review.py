"""The table of verdicts speaks of the catalogue that ships, row by row."""

import re
from pathlib import Path

from rematch.bootstrap import shipped_catalogue
from rematch.criteria.retired import RETIRED

TABLE = (Path(__file__).parents[3] / "docs" / "criteria-review.md").read_text(encoding="utf-8")
ROWS = {m[1]: (m[2], m[3]) for m in re.finditer(r"^\| (\w+) \| (\w+) \| ?(.*?) ?\|$", TABLE, re.MULTILINE)}
CATALOGUE = shipped_catalogue()
LATER = ("new", "added")
"""Not of the first version: off, and on."""


def test_every_criterion_has_its_line_and_those_that_are_gone_too() -> None:
    """54 of the first version, retired ones among them, and the new ones."""
    assert ROWS.keys() == CATALOGUE.by_id.keys() | RETIRED.keys()
    assert {name for name, (verdict, _) in ROWS.items() if verdict == "gone"} == set(RETIRED)
    assert sum(verdict not in LATER for verdict, _ in ROWS.values()) == 54


def test_what_is_off_is_called_off() -> None:
    """Old rows by the word at the start of their line; new ones by the heading."""
    told = {name for name, (verdict, text) in ROWS.items() if text.startswith("off") or verdict == "new"}
    assert told == {c.id for c in CATALOGUE.criteria if not c.in_force}


def test_a_line_stands_under_its_group() -> None:
    """In the order of the groups on screen."""
    under = {}
    for part in TABLE.split("\n## ")[1:]:
        heading, _, body = part.partition("\n")
        under |= dict.fromkeys(re.findall(r"^\| (\w+) \| \w+ \|", body, re.MULTILINE), heading)
    labels = {group.id: group.label.en for group in CATALOGUE.groups}
    old = [c for c in CATALOGUE.criteria if ROWS[c.id][0] not in LATER]
    assert {c.id: labels[c.group] for c in old} == {c.id: under[c.id] for c in old}
