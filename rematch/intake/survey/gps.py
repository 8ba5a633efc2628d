"""Points of a device as survey tools write them: "50.06 19.94 212 4.9", or a column for each part."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from rematch.intake.findings import shown
from rematch.intake.sheets.sheet import SheetNotes
from rematch.intake.sheets.tables import Line, Table

_NUMBER = r"-?\d{1,3}(?:\.\d+)?"
_WHOLE = re.compile(rf"({_NUMBER}) ({_NUMBER})(?: -?\d+(?:\.\d+)? \d+(?:\.\d+)?)?")
_PART = re.compile(
    r"((?:.*/)?)_(.+)_(latitude|longitude|altitude|precision)|(.+)-(Latitude|Longitude|Altitude|Accuracy)"
)
_LAT, _LON = "lat", "lon"
DIGITS = 2
"""A hundredth of a degree is about a kilometre: where people wait is not to be known to the house."""

Parts = Mapping[str, str]


def located(table: Table, notes: SheetNotes) -> Table:
    """The table with one column for each question for a point, as "lat/lon"; the only one as lat and lon.

    Height and accuracy are not kept, and of the point no more than a hundredth of a degree, which is told.
    """
    questions = {base: parts for base, parts in _questions(table).items() if _are_points(table, base, parts)}
    if not questions:
        return table
    here = notes.on(table.sheet)
    for base in questions:
        here.warn(table.header, shown(base), "intake.gps_rounded")
    alone = len(questions) == 1 and not {_LAT, _LON} & set(table.columns)
    return _as_two(table, questions) if alone else _as_one(table, questions)


def _questions(table: Table) -> Mapping[str, Parts]:
    """Each question's columns by the part they hold; none where the whole point stands in its own column."""
    found: dict[str, dict[str, str]] = {}
    for name in table.columns:
        if part := _PART.fullmatch(name):
            base, kind = (f"{part[1]}{part[2]}", part[3]) if part[3] else (part[4], part[5].lower())
            found.setdefault(base, {})[kind] = name
    whole: dict[str, dict[str, str]] = {
        name: {} for name in table.columns if name not in found and _has_points(table, name)
    }
    return {base: parts for base, parts in found.items() if {"latitude", "longitude"} <= parts.keys()} | whole


def _has_points(table: Table, name: str) -> bool:
    """Whether its cells are latitude, longitude, height and accuracy and nothing else, with their decimals.

    Four numbers without them may be the ages of four people.
    """
    said = [line.cells[name] for line in table.lines if line.cells[name]]
    return bool(said) and all(
        len(parts) == 4 and "." in parts[0] and "." in parts[1] and _WHOLE.fullmatch(" ".join(parts))
        for parts in map(str.split, said)
    )


def _are_points(table: Table, base: str, parts: Parts) -> bool:
    return not parts or any(_point(line, base, parts) for line in table.lines)


def _point(line: Line, base: str, parts: Parts) -> tuple[str, str] | None:
    cells = [line.cells[parts["latitude"]], line.cells[parts["longitude"]]] if parts else []
    text = " ".join(cells) if all(cells) and cells else line.cells.get(base, "")
    found = _WHOLE.fullmatch(text)
    return (_rounded(found[1]), _rounded(found[2])) if found else None


def _rounded(degrees: str) -> str:
    return f"{float(degrees):.{DIGITS}f}"


def _as_two(table: Table, questions: Mapping[str, Parts]) -> Table:
    [(base, parts)] = questions.items()
    gone = {base, *parts.values()}
    first = next(name for name in table.columns if name in gone)
    columns = tuple(_without(table, gone, first, (_LAT, _LON)))
    lines = []
    for line in table.lines:
        lat, lon = _point(line, base, parts) or ("", "")
        lines.append(_line(line, columns, {_LAT: lat, _LON: lon}))
    return replace(table, columns=columns, lines=tuple(lines))


def _as_one(table: Table, questions: Mapping[str, Parts]) -> Table:
    for base, parts in questions.items():
        gone = {base, *parts.values()}
        first = next(name for name in table.columns if name in gone)
        columns = tuple(_without(table, gone, first, (base,)))
        points = {line.number: "/".join(_point(line, base, parts) or ()) for line in table.lines}
        lines = tuple(_line(line, columns, {base: points[line.number]}) for line in table.lines)
        table = replace(table, columns=columns, lines=lines)
    return table


def _without(table: Table, gone: set[str], first: str, new: tuple[str, ...]) -> Iterator[str]:
    """The columns with the new ones in place of the first of those that go."""
    for name in table.columns:
        if name == first:
            yield from new
        if name not in gone:
            yield name


def _line(line: Line, columns: tuple[str, ...], new: Mapping[str, str]) -> Line:
    cells = {name: new[name] if name in new else line.cells[name] for name in columns}
    typed = {name: value for name, value in line.typed.items() if name in cells and name not in new}
    return Line(line.number, cells, typed)
