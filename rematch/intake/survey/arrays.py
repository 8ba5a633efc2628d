"""One column for each person or rank of a question, put back into one column with its answers in order."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from rematch.intake.sheets.tables import Line, Table
from rematch.intake.survey.multi_select import BETWEEN
from rematch.intake.words import fold

_CODE_AND_TEXT = re.compile(r"(\w+)\[(\w+)\]\.\s*(.*?)\s*(?:\[[^\[\]]+\])?", re.S)
_BRACKETED = re.compile(r"(.*\S)\s*\[([^\[\]]+)\]", re.S)
_NUMBER = re.compile(r"(?:[^\W\d]+ )?0*(\d{1,2})")
_SUBQUESTION = re.compile(r"sq0*(\d{1,2})")
_AGES = re.compile(r"(ages?|alter|wiek|вік|возраст)\b.*")


def joined(table: Table) -> Table:
    """Columns "question[1]", "question[2]", ... as one, named like the question, where the first of them was.

    Numbers alone are such places; the tool's own codes of parts (SQ001) only of a question for ages.
    """
    arrays = dict(_arrays(table))
    if not arrays:
        return table
    firsts = {names[0]: base for base, names in arrays.items()}
    gone = {name for names in arrays.values() for name in names}
    columns = tuple(firsts.get(name, name) for name in table.columns if name in firsts or name not in gone)
    lines = tuple(_line(line, columns, arrays) for line in table.lines)
    return replace(table, columns=columns, lines=lines, several=table.several | arrays.keys())


def _arrays(table: Table) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Questions with their columns in order: at least two, numbered from one without a gap."""
    found: dict[str, dict[int, str]] = {}
    for name in table.columns:
        base, label = _parts(name)
        number = _NUMBER.fullmatch(label) or (_AGES.match(fold(base)) and _SUBQUESTION.fullmatch(label))
        if base and number:
            found.setdefault(base, {})[int(number[1])] = name
    for base, columns in found.items():
        in_order = tuple(columns[number] for number in sorted(columns))
        whole = sorted(columns) == list(range(1, len(columns) + 1))
        if len(columns) > 1 and whole and base not in table.columns:
            yield base, in_order


def _parts(name: str) -> tuple[str, str]:
    """The question of a header and what stands in its brackets."""
    if both := _CODE_AND_TEXT.fullmatch(name):
        return f"{both[1]}. {both[3]}", fold(both[2])
    plain = _BRACKETED.fullmatch(name)
    return (plain[1], fold(plain[2])) if plain else ("", "")


def _line(line: Line, columns: tuple[str, ...], arrays: Mapping[str, tuple[str, ...]]) -> Line:
    cells = {
        name: BETWEEN.join(filter(None, (line.cells[part] for part in arrays[name])))
        if name in arrays
        else line.cells[name]
        for name in columns
    }
    typed = {name: value for name, value in line.typed.items() if name in cells and name not in arrays}
    return Line(line.number, cells, typed)
