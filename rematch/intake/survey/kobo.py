"""Exports of KoboToolbox and ODK: groups in the headers, a sheet for each repeat, 0/1 beside the text."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rematch.intake.findings import shown
from rematch.intake.sheets.sheet import SheetNotes
from rematch.intake.sheets.tables import Line, Table
from rematch.intake.survey.multi_select import Choices, are_ticks, gathered
from rematch.intake.survey.repeated_persons import have_ages
from rematch.intake.survey.spoken import with_languages
from rematch.intake.words import fold

_INDEX, _PARENT_INDEX, _PARENT_TABLE = "_index", "_parent_index", "_parent_table_name"
_STATUS = "_validation_status"
_ONLY_HERE = {
    "_uuid",
    "_submission_time",
    "_validation_status",
    "_submission__id",
    "__version__",
    "_xform_id",
}
_TECHNICAL = {"start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber", "username"}
_TECHNICAL |= {"audit", "uuid", "rootuuid"}
_KEY = re.compile(
    r"(^|.* )(id|nr|no|number|nummer|code|label|kennung|haushalt|household|hh|case|fall)( .*|$)"
)


def recognises(tables: Sequence[Table]) -> bool:
    """Whether the first table has the columns that only these tools write."""
    return any(_is_main(table) for table in tables)


def as_answered(tables: Sequence[Table], notes: SheetNotes) -> list[Table]:
    """The submissions as one table, each repeat as another whose lines name the household they belong to."""
    tables = _with_languages(tables, notes)
    repeats = [table for table in tables if _PARENT_INDEX in table.columns]
    answered = []
    for table in tables:
        if not _is_main(table):
            answered += [] if table in repeats else [table]
            continue
        _tell_unapproved(table, notes)
        key = _key(table)
        belonging = list(_belonging_all(table, key, tables, notes))
        numbered = replace(table, numbered=key == _INDEX)
        answered += [_plain(t, key, notes) for t in [numbered, *belonging]]
    return answered


def _is_main(table: Table) -> bool:
    return _PARENT_INDEX not in table.columns and len(_ONLY_HERE & set(table.columns)) > 1


def _belongs(repeat: Table, main: Table, tables: Sequence[Table]) -> bool:
    said = {line.cells.get(_PARENT_TABLE, "") for line in repeat.lines} - {""}
    return (main.sheet in said) if said else main is next(t for t in tables if _is_main(t))


def naming(table: Table) -> str | None:
    """The column that names the household: the first that is always filled, never twice, and called so."""
    for name in table.columns:
        values = [line.cells[name] for line in table.lines]
        if names_household(name) and all(values) and len(set(values)) == len(values):
            return name
    return None


def names_household(name: str) -> bool:
    """Whether a column is called as one that names the household, and is not the tool's own."""
    return not _is_technical(name) and bool(_KEY.fullmatch(fold(name.rpartition("/")[2])))


def _key(table: Table) -> str:
    return naming(table) or _INDEX


def _belonging_all(main: Table, key: str, tables: Sequence[Table], notes: SheetNotes) -> Iterator[Table]:
    """The repeats of the submissions, and those within them whose rows are persons, with the household's id.

    Other repeats within repeats say something of one person; they are left out and told.
    """
    repeats = [table for table in tables if _PARENT_INDEX in table.columns]
    parents = [(main, {line.cells.get(_INDEX, ""): line.cells.get(key, "") for line in main.lines})]
    for parent, ids in parents:
        for repeat in repeats:
            within = parent is not main
            if not (_is_within(repeat, parent) if within else _belongs(repeat, main, tables)):
                continue
            if within and not have_ages(repeat.columns):
                notes.on(repeat.sheet).warn(repeat.header, None, "intake.nested_unread")
                continue
            found = _belonging(repeat, ids, key, notes)
            parents.append((repeat, {line.cells.get(_INDEX, ""): line.cells[key] for line in found.lines}))
            yield found


def _with_languages(tables: Sequence[Table], notes: SheetNotes) -> list[Table]:
    """The tables; languages of persons, in a repeat of theirs, are in the rows of these."""
    found = list(tables)
    for inner in [table for table in tables if _PARENT_INDEX in table.columns]:
        at = next((n for n, t in enumerate(found) if have_ages(t.columns) and _is_within(inner, t)), None)
        answers = [name for name in inner.columns if not _is_technical(name)]
        keys = (_INDEX, _PARENT_INDEX)
        if at is None or (spoken := with_languages(found[at], inner, keys, answers)) is None:
            continue
        here = notes.on(inner.sheet)
        for line in spoken.orphans:
            value = shown(line.cells[_PARENT_INDEX])
            here.error(line.number, _PARENT_INDEX, "intake.parent_unknown", value=value)
        for line in spoken.unnamed:
            here.warn(line.number, None, "intake.nested_unread")
        found[at] = spoken.persons
        found.remove(inner)
    return found


def _is_within(repeat: Table, parent: Table) -> bool:
    said = {line.cells.get(_PARENT_TABLE, "") for line in repeat.lines} - {""}
    return repeat is not parent and parent.sheet in said


def _belonging(repeat: Table, ids: Mapping[str, str], key: str, notes: SheetNotes) -> Table:
    """The repeat's lines with their household's id (`ids` by the parent's index) in front."""
    lines = []
    for line in repeat.lines:
        index = line.cells[_PARENT_INDEX]
        if index not in ids:
            here = notes.on(repeat.sheet)
            here.error(line.number, _PARENT_INDEX, "intake.parent_unknown", value=shown(index))
        lines.append(Line(line.number, {key: ids.get(index, ""), **line.cells}, line.typed))
    return replace(repeat, columns=(key, *repeat.columns), lines=tuple(lines), parent=key)


def _tell_unapproved(table: Table, notes: SheetNotes) -> None:
    for line in table.lines:
        status = fold(line.cells.get(_STATUS, "")).removeprefix("validation status ")
        if status and status != "approved":
            notes.on(table.sheet).warn(line.number, None, "intake.not_approved")


def _plain(table: Table, key: str, notes: SheetNotes) -> Table:
    """Choices gathered, technical columns left out, the groups' names dropped where no two are alike then."""
    table = gathered(table, _questions(table), notes)
    kept = [name for name in table.columns if name == key or not _is_technical(name)]
    times = Counter(_bare(name) for name in kept)
    return table.renamed({name: _bare(name) if times[_bare(name)] == 1 else name for name in kept})


def _questions(table: Table) -> dict[str, Choices]:
    """Columns "question/answer" with 0 and 1 beside the question's own column, or deeper than a group."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for name in table.columns:
        base, slash, label = _asked(name, table.columns)
        if slash and (base in table.columns or base.count("/") > 0):
            grouped.setdefault(base, []).append((name, label))
    return {
        base: choices
        for base, choices in grouped.items()
        if (base in table.columns or len(choices) > 1) and are_ticks(table, choices, digits=True)
    }


def _asked(name: str, columns: Sequence[str]) -> tuple[str, str, str]:
    """The question and the answer of a header: the longest question that is a column of its own decides."""
    ends = [at for at, sign in enumerate(name) if sign == "/" and name[:at] in columns]
    return (name[: ends[-1]], "/", name[ends[-1] + 1 :]) if ends else name.rpartition("/")


def _is_technical(name: str) -> bool:
    return name.startswith(("_", "meta/", "formhub/")) or name in _TECHNICAL


def _bare(name: str) -> str:
    return name.rpartition("/")[2]
