"""Languages of a person in a repeat within a repeat, a row for each: answers in that person's row."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from rematch.intake.sheets.tables import Line, Table
from rematch.intake.words import fold

COLUMN = "languages"
"""What the answers are called in the row of the person: as our own column is."""
_LANGUAGE = re.compile(
    r"\b(sprachen?|muttersprache|language|languages|tongue|mova|мова|мови|язык|языки|język|języki)\b"
)
_LEVEL = re.compile(
    r"\b(level|sprachniveau|niveau|stufe|kenntnisse|sprachkenntnisse|cefr|ger|proficiency|skill|"
    r"рівень|уровень|poziom)\b"
)


@dataclass(frozen=True)
class SpokenRows:
    """The persons with their languages; rows that belong to nobody, and those that name no language."""

    persons: Table
    orphans: tuple[Line, ...]
    unnamed: tuple[Line, ...]


def with_languages(
    persons: Table, inner: Table, keys: tuple[str, str], answers: Collection[str]
) -> SpokenRows | None:
    """The persons with the languages that `inner` says of them; None where it says something else.

    `keys` are the column that names a person and the one by which `inner` does; `answers` are those of its
    columns that are no part of the tool. A level stands behind its language.
    """
    asked = _asked(inner, answers)
    if asked is None or any(fold(name) == COLUMN for name in persons.columns):
        return None
    own, parent = keys
    said: defaultdict[str, list[str]] = defaultdict(list)
    for line in inner.lines:
        language, *level = (line.cells[name] for name in asked)
        if language:
            said[line.cells[parent]].append(": ".join(filter(None, (language, *level))))
    known = {line.cells[own] for line in persons.lines}
    lines = tuple(
        replace(line, cells=line.cells | {COLUMN: ", ".join(said.get(line.cells[own], ()))})
        for line in persons.lines
    )
    return SpokenRows(
        replace(persons, columns=(*persons.columns, COLUMN), lines=lines),
        tuple(line for line in inner.lines if line.cells[parent] not in known),
        tuple(line for line in inner.lines if not line.cells[asked[0]] and any(map(line.cells.get, answers))),
    )


def _asked(inner: Table, answers: Collection[str]) -> Sequence[str] | None:
    """The column of the language and, if there is one, that of its level; None where there are others."""
    levels = [name for name in answers if _LEVEL.search(fold(name))]
    languages = [name for name in answers if name not in levels and _LANGUAGE.search(fold(name))]
    whole = len(languages) == 1 and len(levels) <= 1 and len(answers) == 1 + len(levels)
    return (*languages, *levels) if whole and inner.lines else None
