"""Files of ODK Central that belong together: the submissions, and each repeat in a file of its own."""

from collections.abc import Sequence
from dataclasses import replace

from rematch.intake.findings import Findings, shown
from rematch.intake.sheets.tables import Line, Table
from rematch.intake.survey.kobo import naming

KEY, PARENT = "KEY", "PARENT_KEY"
ID = "instanceID"
"""What the tool's own key is called where the answers name no household."""


def linked(tables: Sequence[Table], findings: Findings) -> list[Table]:
    """Each repeat's lines with the household's id in front, found by the keys across the files.

    A line whose submission is in no file is an error. Repeats within repeats are left as they are.
    """
    mains = [table for table in tables if KEY in table.columns and PARENT not in table.columns]
    repeats = {id(t): main for t in tables if PARENT in t.columns for main in mains if _belong(t, main)}
    own = {id(main): naming(main) for main in repeats.values()}
    done = []
    for table in tables:
        if id(table) in repeats:
            main = repeats[id(table)]
            done.append(_with_id(table, main, own[id(main)], findings))
        elif id(table) in own and own[id(table)] is None:
            done.append(_keyed(table))
        else:
            done.append(table)
    return done


def _belong(repeat: Table, main: Table) -> bool:
    keys = {line.cells[KEY] for line in main.lines} - {""}
    return any(line.cells[PARENT] in keys for line in repeat.lines)


def _keyed(main: Table) -> Table:
    """The submissions with the tool's key as their id."""
    names = {name: name for name in main.columns if name not in (KEY, ID)} | {KEY: ID}
    renamed = main.renamed(names)
    lines = (replace(line, cells=line.cells | {ID: _bare(line.cells[ID])}) for line in renamed.lines)
    return replace(renamed, lines=tuple(lines))


def _with_id(repeat: Table, main: Table, own: str | None, findings: Findings) -> Table:
    ids = {line.cells[KEY]: line.cells[own] if own else _bare(line.cells[KEY]) for line in main.lines}
    name, lines = own or ID, []
    for line in repeat.lines:
        parent = line.cells[PARENT]
        if parent not in ids:
            place = {"sheet": repeat.sheet, "value": shown(parent)}
            findings.error(repeat.file, line.number, PARENT, "intake.parent_unknown", **place)
        lines.append(Line(line.number, {**line.cells, name: ids.get(parent, "")}, line.typed))
    columns = (name, *(column for column in repeat.columns if column not in (name, KEY, PARENT)))
    return replace(repeat, columns=columns, lines=tuple(lines), parent=name).only(columns)


def _bare(key: str) -> str:
    return key.removeprefix("uuid:")
