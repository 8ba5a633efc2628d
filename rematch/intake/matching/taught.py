"""What confirmed mappings teach: a header that a person has given a meaning is offered it in other files."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Final

from rematch.errors import Unreadable
from rematch.intake.matching.column_map import Mapping as Confirmed
from rematch.intake.matching.column_map import read_mapping
from rematch.intake.matching.targets import Kind
from rematch.intake.words import fold

SURE: Final = 0.92
"""How sure a header makes that was confirmed elsewhere, if the cells bear it out."""

NEVER = frozenset({"consent", "withdrawn", "status", "household_id", "member"})
"""What decides whether somebody is in, or who it is, follows from the header itself alone."""

SHORTEST = 4
"""Letters of the longest word of a header that teaches: Q5 and F12 are other questions in another survey."""

Taught = Mapping[tuple[Kind, str], str]
"""Kind of the table and folded header to one of our columns."""


def taught(kept: Iterable[str]) -> Taught:
    """What mappings, as they are kept, agree in; a header that was given two meanings teaches nothing."""
    said: dict[tuple[Kind, str], set[str]] = {}
    for mapping in _readable(kept):
        for use in mapping.tables:
            for column in use.columns:
                if column.target and column.target not in NEVER and _is_told(column.source):
                    said.setdefault((use.kind, fold(column.source)), set()).add(column.target)
    return {known: targets.pop() for known, targets in said.items() if len(targets) == 1}


def _readable(kept: Iterable[str]) -> Iterator[Confirmed]:
    for content in kept:
        with suppress(Unreadable):
            yield read_mapping(content)


def _is_told(header: str) -> bool:
    """Whether the header has a word; codes and letters of columns have none."""
    return any(word.isalpha() and len(word) >= SHORTEST for word in fold(header).split())
