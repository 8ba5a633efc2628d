"""Files of ODK Central that belong together: the submissions, and each repeat in a file of its own."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from rematch.intake.findings import Findings, shown
from rematch.intake.sheets.tables import Line, Table
from rematch.intake.survey.kobo import naming
from rematch.intake.survey.repeated_persons import have_ages
from rematch.intake.survey.spoken import with_languages

KEY, PARENT = "KEY", "PARENT_KEY"
ID = "instanceID"
"""What the tool's own key is called where the answers name no household."""


def linked(tables: Sequence[Table], findings: Findings) -> list[Table]:
    """Each repeat's lines with the household's id in front, found by the keys across the files.

    A line whose submission is in no file is an error. A repeat within a repeat belongs to the household if
    its rows are persons; what it says of one person else is left out and told.
    """
    tables = _with_languages(tables, findings)
    mains = [table for table in tables if KEY in table.columns and PARENT not in table.columns]
    repeats = [table for table in tables if PARENT in table.columns]
    above = {line.cells[KEY]: line.cells[PARENT] for r in repeats if KEY in r.columns for line in r.lines}
    ends = {id(r): {line.number: _climbed(line.cells[PARENT], above) for line in r.lines} for r in repeats}
    found = {id(r): main for r in repeats for main in mains if _belong(ends[id(r)].values(), main)}
    own = {id(main): naming(main) for main in found.values()}
    done = []
    for table in tables:
        if id(table) not in found:
            done.append(_keyed(table) if id(table) in own and own[id(table)] is None else table)
        elif _is_nested(table, above) and not have_ages(table.columns):
            findings.warn(table.file, table.header, None, "intake.nested_unread", sheet=table.sheet)
        else:
            main = found[id(table)]
            done.append(_with_id(table, main, own[id(main)], ends[id(table)], findings))
    return done


def _with_languages(tables: Sequence[Table], findings: Findings) -> list[Table]:
    """The tables; languages of persons, in a repeat of theirs, are in the rows of these."""
    found = list(tables)
    for inner in [table for table in tables if PARENT in table.columns]:
        above = {line.cells[PARENT] for line in inner.lines}
        at = next((n for n, table in enumerate(found) if _has_persons(table, above)), None)
        answers = [name for name in inner.columns if name not in (KEY, PARENT) and not _is_set(name)]
        if at is None or (spoken := with_languages(found[at], inner, (KEY, PARENT), answers)) is None:
            continue
        for line in spoken.orphans:
            place = {"sheet": inner.sheet, "value": shown(line.cells[PARENT])}
            findings.error(inner.file, line.number, PARENT, "intake.parent_unknown", **place)
        for line in spoken.unnamed:
            findings.warn(inner.file, line.number, None, "intake.nested_unread", sheet=inner.sheet)
        found[at] = spoken.persons
        found.remove(inner)
    return found


def _has_persons(table: Table, keys: Collection[str]) -> bool:
    """Whether the rows are persons of a repeat, and some of them are named by these keys."""
    named = {KEY, PARENT} <= set(table.columns) and have_ages(table.columns)
    return named and any(line.cells[KEY] in keys for line in table.lines)


def _is_set(name: str) -> bool:
    return name.upper().startswith("SET-OF-")


def _climbed(key: str, above: Mapping[str, str]) -> str:
    """The key of the submission above a repeat's line, over as many levels as there are."""
    seen = set()
    while key in above and key not in seen:
        seen.add(key)
        key = above[key]
    return key


def _is_nested(table: Table, above: Mapping[str, str]) -> bool:
    return any(line.cells[PARENT] in above for line in table.lines)


def _belong(ends: Iterable[str], main: Table) -> bool:
    keys = {line.cells[KEY] for line in main.lines} - {""}
    return any(key in keys for key in ends)


def _keyed(main: Table) -> Table:
    """The submissions with the tool's key as their id."""
    names = {name: name for name in main.columns if name not in (KEY, ID)} | {KEY: ID}
    renamed = main.renamed(names)
    lines, struck = (
        tuple(replace(line, cells=line.cells | {ID: _bare(line.cells[ID])}) for line in part)
        for part in (renamed.lines, renamed.struck)
    )
    return replace(renamed, lines=lines, struck=struck, numbered=True)


def _with_id(
    repeat: Table, main: Table, own: str | None, ends: Mapping[int, str], findings: Findings
) -> Table:
    ids = {line.cells[KEY]: line.cells[own] if own else _bare(line.cells[KEY]) for line in main.lines}
    name, lines = own or ID, []
    for line in repeat.lines:
        parent = ends[line.number]
        if parent not in ids:
            place = {"sheet": repeat.sheet, "value": shown(parent)}
            findings.error(repeat.file, line.number, PARENT, "intake.parent_unknown", **place)
        lines.append(Line(line.number, {**line.cells, name: ids.get(parent, "")}, line.typed))
    columns = (name, *(column for column in repeat.columns if column not in (name, KEY, PARENT)))
    return replace(repeat, columns=columns, lines=tuple(lines), parent=name).only(columns)


def _bare(key: str) -> str:
    return key.removeprefix("uuid:")
