"""One column for each place that may be wished for or ruled out, put back into one column of places."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from rematch.intake.findings import Findings, shown
from rematch.intake.sheets.sheet import SheetNotes
from rematch.intake.sheets.tables import Line, Table
from rematch.intake.survey.multi_select import BETWEEN, Choices, are_ticks, gathered
from rematch.intake.values.places import find_place, names_place, read_state
from rematch.intake.words import fold, section

_SIGNS = " :;,()[]/-–"
_RANK = re.compile(r"([1-9])[.)]?")
_UNRANKED = "intake.wishes_unranked"
_SHORTEST = 4
"""Letters below which a header may be the short form of a Land, or many another thing."""


def with_places_gathered(table: Table, findings: Findings) -> Table:
    """The table with columns such as "Wunsch: Kiel" made one, where ranks or ticks alone stand below them.

    In which order places are wished for of which several are ticked is asked about in their rows.
    """
    notes = SheetNotes(findings, table.file, table.sheet)
    for question, (target, choices) in _questions(table).items():
        if any(fold(name).startswith(fold(question)) for name in set(table.columns) - dict(choices).keys()):
            continue
        if target == "wish_ags" and _ranked(table, choices):
            table = _in_order(table, question, choices)
        elif are_ticks(table, choices, digits=_has_digits_alone(table, choices)):
            table = gathered(table, {question: choices}, notes)
            several = [n.number for n in table.lines if BETWEEN in n.cells[question]]
            for number in several if target == "wish_ags" else ():
                notes.warn(number, shown(question), _UNRANKED)
    return table


def is_of_a_place(header: str) -> bool:
    """Whether a header has the name of a municipality in it, or is that of a Land."""
    return names_place(header.replace("?", " ")) or (
        len(fold(header)) >= _SHORTEST and read_state(header) is not None
    )


def _questions(table: Table) -> Mapping[str, tuple[str, Choices]]:
    """By what stands before or behind the places: the column of ours it means, its columns, their places."""
    found: dict[str, tuple[str, list[tuple[str, str]]]] = {}
    for name in table.columns:
        for question, place in _parted(name.split()):
            target = _asked().get(fold(question))
            match = find_place(place) if target else None
            if target and match and match.ags and match.sure:
                found.setdefault(question, (target, []))[1].append((name, place))
                break
    return found


def _parted(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    for at in range(1, len(words)):
        before, behind = (" ".join(part).strip(_SIGNS) for part in (words[:at], words[at:]))
        yield before, behind
        yield behind, before


@cache
def _asked() -> Mapping[str, str]:
    listed = section("headers")["households"]
    return {fold(word): target for target in ("wish_ags", "excluded_ags") for word in listed[target]}


def _ranked(table: Table, choices: Choices) -> bool:
    """Whether each row numbers its places from one on, and one of them has a second."""
    rows = [
        [_RANK.fullmatch(line.cells[name]) for name, _ in choices if line.cells[name]] for line in table.lines
    ]
    if not all(map(all, rows)):
        return False
    ranks = [sorted(int(found[1]) for found in row if found) for row in rows]
    return all(row == list(range(1, len(row) + 1)) for row in ranks) and max(map(len, ranks)) > 1


def _has_digits_alone(table: Table, choices: Choices) -> bool:
    return {fold(line.cells[name]) for line in table.lines for name, _ in choices} <= {"", "0", "1"}


def _in_order(table: Table, question: str, choices: Choices) -> Table:
    """The table with one column of the places as each row ranks them, where the first of them was."""
    names = dict(choices)
    first, *rest = names
    columns = tuple(question if name == first else name for name in table.columns if name not in rest)
    lines = tuple(_line(line, question, names) for line in table.lines)
    return replace(table, columns=columns, lines=lines, several=table.several | {question})


def _line(line: Line, question: str, names: Mapping[str, str]) -> Line:
    ranked = sorted((cell[0], names[name]) for name, cell in line.cells.items() if name in names and cell)
    cells = {name: cell for name, cell in line.cells.items() if name not in names}
    typed = {name: value for name, value in line.typed.items() if name not in names}
    return Line(line.number, cells | {question: BETWEEN.join(place for _, place in ranked)}, typed)
