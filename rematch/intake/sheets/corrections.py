"""Cells put right by a person: the file stays as it is, its corrections are kept beside it.

`made` -> `corrected` tables; in the next version of the file `found_again` says which of them still fit.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rematch.canonical import read
from rematch.intake.findings import Findings
from rematch.intake.sheets.shape import digest, shape_of
from rematch.intake.sheets.tables import Line, Table
from rematch.model import Frozen


class Correction(Frozen):
    """What stands in a cell in truth (`after`, in place of `before`), or that a row does not count.

    That is where `column` is None. The row is known again by the cells in `names`, which no other row of its
    table has; where there are none, by its `content` without the cell.
    """

    file: str
    sheet: str | None = None
    row: int
    shape: str
    names: dict[str, str] = {}
    content: str
    column: str | None = None
    before: str = ""
    after: str = ""

    @property
    def place(self) -> tuple[str, str | None, int, str | None]:
        """Where it belongs."""
        return self.file, self.sheet, self.row, self.column


class Corrections(Frozen):
    """Corrections of a file as they are kept."""

    made: tuple[Correction, ...] = ()


@dataclass(frozen=True)
class FoundAgain:
    """Kept corrections in another version of their file, each at its row there.

    `fit`: what was put right stands there still. `outdated`: something else does, or the row is another;
    with what stands there now. What is put right in the file already is in neither.
    """

    fit: tuple[Correction, ...] = ()
    outdated: tuple[tuple[Correction, str], ...] = ()


def made(table: Table, row: int, column: str | None, after: str, naming: Collection[str]) -> Correction:
    """A correction of one row as it stands in the file; `naming` are the columns that name rows there."""
    line = next(line for line in table.lines if line.number == row)
    names = {name: line.cells[name] for name in table.columns if name in naming and line.cells[name]}
    alone = names and sum(_named(other, names) for other in table.lines) == 1
    return Correction(
        file=table.file,
        sheet=table.sheet,
        row=row,
        shape=shape_of(table),
        names=names if alone else {},
        content=_content(line, column),
        column=column,
        before=line.cells.get(column, "") if column else "",
        after=after.strip(),
    )


def read_corrections(content: str) -> tuple[Correction, ...]:
    """Corrections as they were kept; raises Unreadable."""
    return read(Corrections, content).made


def corrected(tables: Iterable[Table], corrections: Iterable[Correction]) -> tuple[Table, ...]:
    """The tables as they are meant."""
    by_place: dict[tuple[str, str | None, int], list[Correction]] = {}
    for one in corrections:
        by_place.setdefault(one.place[:3], []).append(one)
    return tuple(
        _meant(table, by_place)
        if any((table.file, table.sheet) == place[:2] for place in by_place)
        else table
        for table in tables
    )


def still_found(found: Findings, corrections: Iterable[Correction]) -> Findings:
    """What reading the files found, but for what was put right since."""
    done = {one.place for one in corrections}
    rest = Findings()
    for finding in found.all():
        row = (finding.file, finding.sheet, finding.row)
        if (*row, finding.column) not in done and (*row, None) not in done:
            rest.keep(finding)
    return rest


def found_again(tables: Sequence[Table], kept: Iterable[Correction]) -> FoundAgain:
    """Which kept corrections fit these tables; none is applied by that."""
    fit: list[Correction] = []
    outdated: list[tuple[Correction, str]] = []
    for one in kept:
        if (place := _row_of(tables, one)) is None:
            continue
        table, line = place
        here = one.model_copy(update={"file": table.file, "sheet": table.sheet, "row": line.number})
        now = line.cells.get(one.column, "") if one.column else ""
        if one.column is not None and now == one.after:
            continue
        same = now == one.before if one.column else _content(line, None) == one.content
        if same:
            fit.append(here)
        else:
            outdated.append((here, now))
    return FoundAgain(tuple(fit), tuple(outdated))


def _row_of(tables: Sequence[Table], one: Correction) -> tuple[Table, Line] | None:
    """The row of these tables that it belongs to, if only one does; rows quite alike are told by number."""
    found = [
        (table, line)
        for table in tables
        if shape_of(table) == one.shape
        for line in table.lines
        if _is_meant(line, one)
    ]
    if len(found) > 1 and not one.names:
        found = [place for place in found if place[1].number == one.row]
    return found[0] if len(found) == 1 else None


def _meant(table: Table, by_place: Mapping[tuple[str, str | None, int], Sequence[Correction]]) -> Table:
    lines = tuple(_lines(table, by_place, shape_of(table)))
    counting = {line.number for line in lines}
    return replace(table, lines=lines, left=tuple(o for o in table.lines if o.number not in counting))


def _lines(
    table: Table, by_place: Mapping[tuple[str, str | None, int], Sequence[Correction]], shape: str
) -> Iterator[Line]:
    for line in table.lines:
        listed = by_place.get((table.file, table.sheet, line.number), ())
        here = [one for one in listed if one.shape == shape and _is_meant(line, one)]
        if any(one.column is None for one in here):
            continue
        new = {one.column: one.after for one in here if one.column in line.cells}
        if not new:
            yield line
            continue
        typed = {name: value for name, value in line.typed.items() if name not in new}
        yield Line(line.number, {name: new.get(name, text) for name, text in line.cells.items()}, typed)


def _is_meant(line: Line, one: Correction) -> bool:
    return _named(line, one.names) if one.names else _content(line, one.column) == one.content


def _named(line: Line, names: Mapping[str, str]) -> bool:
    return all(line.cells.get(name) == text for name, text in names.items())


def _content(line: Line, column: str | None) -> str:
    """The row without the cell, whatever the order of its columns."""
    return digest(f"{name}\x1e{text}" for name, text in sorted(line.cells.items()) if name != column)
