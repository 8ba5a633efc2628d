"""One column for each possible answer, ticked or not, put back into one column of several answers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rematch.intake.findings import shown
from rematch.intake.sheets.sheet import SheetNotes, listed
from rematch.intake.sheets.tables import Line, Table
from rematch.intake.words import fold, words

BETWEEN = " | "
NOTHING = "none"
TICKED, UNTICKED = words("boxes", "ticked"), words("boxes", "unticked")
DIGITS, UNASKED = words("boxes", "digits"), words("boxes", "unasked")
OTHER = words("boxes", "other")

Choices = Sequence[tuple[str, str]]
"""The columns of one question and the answer each stands for."""


def are_ticks(table: Table, choices: Choices, *, digits: bool) -> bool:
    """Whether these columns hold ticks and nothing else; 1 and 0 count as such only if `digits` says so."""
    ticks = TICKED | UNTICKED | UNASKED | (DIGITS if digits else frozenset())
    said = [fold(line.cells[name]) for line in table.lines for name, label in choices if not _is_other(label)]
    return any(said) and ticks.issuperset(said)


def gathered(table: Table, questions: Mapping[str, Choices], notes: SheetNotes) -> Table:
    """The table with each question's columns made one, named like the question, where the first of them was.

    An answer of its own to "other" is taken over as it was written. Where the question has a column of its
    own with the answers as text, that column stays the place, and counts where nothing was ticked.
    """
    if not questions:
        return table
    gone = {name for choices in questions.values() for name, _ in choices}
    firsts = {choices[0][0]: base for base, choices in questions.items() if base not in table.columns}
    columns = tuple(firsts.get(name, name) for name in table.columns if name in firsts or name not in gone)
    lines = tuple(_line(line, columns, questions) for line in table.lines)
    for base in questions:
        rows = [line.number for line in lines if line.cells[base] == NOTHING]
        if rows:
            here = notes.on(table.sheet)
            here.warn(rows[0], shown(base), "intake.nothing_ticked", count=len(rows), rows=listed(rows))
    return replace(table, columns=columns, lines=lines, several=table.several | questions.keys())


def _line(line: Line, columns: Sequence[str], questions: Mapping[str, Choices]) -> Line:
    cells = {
        name: _answers(line, name, questions[name]) if name in questions else line.cells[name]
        for name in columns
    }
    return Line(
        line.number, cells, {n: v for n, v in line.typed.items() if n in cells and n not in questions}
    )


def _answers(line: Line, base: str, choices: Choices) -> str:
    said = [(label, line.cells[name]) for name, label in choices]
    ticked = [label for label, cell in said if fold(cell) in TICKED | {"1"}]
    ticked += [cell for label, cell in said if _is_other(label) and not _is_tick(cell)]
    if ticked:
        return BETWEEN.join(ticked)
    if base in line.cells:
        return BETWEEN.join(line.cells[base].split())
    return NOTHING if any(fold(cell) in UNTICKED | {"0"} for _, cell in said) else ""


def _is_tick(cell: str) -> bool:
    return fold(cell) in TICKED | UNTICKED | UNASKED | DIGITS


def _is_other(label: str) -> bool:
    return fold(label) in OTHER
