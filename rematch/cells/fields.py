"""A cell of a catalogue field as its value, and the value as its cell."""

import re
from collections.abc import Callable, Mapping

from rematch.cells import scalars
from rematch.cells.faults import CellFault, one_of, shown
from rematch.cells.lists import joined, paired, pairs, several
from rematch.criteria.catalogue import Field, FieldType
from rematch.model import DECLINED, Ags, Point, Value

Places = Mapping[Ags, Point]
"""Where the cohort's municipalities lie."""

_CODES = {
    "isco08": (re.compile(r"\d{1,4}", re.ASCII), "data.not_isco08"),
    "isced2011": (re.compile(r"[0-8]", re.ASCII), "data.not_isced2011"),
    "language": (re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"), "data.not_language"),
}


def parse(field: Field, text: str, places: Places) -> Value:
    """The value of a cell that is not empty, as the field's type says; raises CellFault."""
    return _PARSERS[field.type](field, text, places)


def written(value: Value | None, kind: FieldType) -> str:
    """The cell of a value, keys in alphabetical order; unknown is empty.

    A value from before its field's type was changed is written as what it is.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return scalars.flag_cell(value)
    if isinstance(value, int | float):
        return scalars.number_cell(value)
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        write = scalars.spoken_cell if kind is FieldType.LANGUAGES else scalars.number_cell
        return paired({key: write(value[key]) for key in sorted(value)})
    return joined(entry if isinstance(entry, str) else point_cell(entry) for entry in value)


def point_cell(point: Point) -> str:
    """Coordinates in degrees."""
    return "/".join(map(scalars.number_cell, point))


def _number(field: Field, text: str, _places: Places) -> float:
    return scalars.number(text, field.low, field.high)


def _word(field: Field, text: str, _places: Places | None = None) -> str:
    """One of the field's options, or a code of its code list, or any text where it has neither."""
    if field.options:
        one_of(text, [option.id for option in field.options])
    if field.codes:
        pattern, code = _CODES[field.codes]
        if not pattern.fullmatch(text):
            raise CellFault(code, value=shown(text))
    return text


def _set(field: Field, text: str, _places: Places) -> tuple[str, ...]:
    return tuple(_word(field, value) for value in several(text))


def _map(field: Field, text: str, _places: Places) -> dict[str, float]:
    return {_word(field, key): scalars.number(value, field.low, field.high) for key, value in pairs(text)}


def _languages(field: Field, text: str, _places: Places) -> dict[str, float]:
    return {_word(field, tag): scalars.spoken(level) for tag, level in pairs(text)}


def _points(_field: Field, text: str, places: Places) -> tuple[Point, ...]:
    return tuple(_point(value, places) for value in several(text))


def _point(text: str, places: Places) -> Point:
    lat, slash, lon = text.partition("/")
    if slash:
        return scalars.number(lat.strip(), -90, 90), scalars.number(lon.strip(), -180, 180)
    if (found := places.get(scalars.ags(text))) is None:
        raise CellFault("data.point_not_in_cohort", value=shown(text))
    return found


def _flag(field: Field, text: str, _places: Places) -> bool | str:
    """Yes or no; people may also prefer not to say."""
    if text.lower() == DECLINED and field.of != "municipality":
        return DECLINED
    return scalars.flag(text)


_PARSERS: dict[FieldType, Callable[[Field, str, Places], Value]] = {
    FieldType.FLAG: _flag,
    FieldType.NUMBER: _number,
    FieldType.CHOICE: _word,
    FieldType.TEXT: _word,
    FieldType.LEVEL: lambda _field, text, _places: scalars.level(text),
    FieldType.DATE: lambda _field, text, _places: scalars.day(text).isoformat(),
    FieldType.SET: _set,
    FieldType.MAP: _map,
    FieldType.LANGUAGES: _languages,
    FieldType.POINTS: _points,
}
