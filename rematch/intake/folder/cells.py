"""One cell as a value of its field's type; an empty cell (unknown) never comes here."""

import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from difflib import get_close_matches

from rematch.criteria.catalogue import Field, FieldType
from rematch.criteria.measuring.standards import CEFR, NATIVE
from rematch.intake.findings import shown
from rematch.intake.words import words
from rematch.model import Ags, Level, Point, Value

Places = Mapping[Ags, Point]
"""Where the cohort's municipalities lie."""

YES, NO = words("our_format", "yes"), words("our_format", "no")
KNOWN_EMPTY = "none"
MAX_CHOICES = 12

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_COMMA = re.compile(r"[+-]?[\d.]*\d,\d+", re.ASCII)
_AGS = re.compile(r"\d{8}", re.ASCII)
_CODES = {
    "isco08": (re.compile(r"\d{1,4}", re.ASCII), "data.not_isco08"),
    "isced2011": (re.compile(r"[0-8]", re.ASCII), "data.not_isced2011"),
    "language": (re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"), "data.not_language"),
}


class CellFault(ValueError):
    """What is wrong with one cell: a code and its parameters."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def parse(field: Field, text: str, places: Places) -> Value:
    """The cell's value as the field's type says; raises CellFault."""
    return _points(text, places) if field.type is FieldType.POINTS else _PARSERS[field.type](field, text)


def flag(text: str) -> bool:
    """Yes or no, in the few spellings of the format."""
    word = text.lower()
    if word not in YES | NO:
        raise CellFault("data.not_a_flag", value=shown(text))
    return word in YES


def number(text: str, low: float | None = None, high: float | None = None) -> float:
    """A finite number with a decimal point, within the closed bounds."""
    if _COMMA.fullmatch(text):
        raise CellFault("data.decimal_comma", value=shown(text))
    if not _NUMBER.fullmatch(text) or not math.isfinite(value := float(text)):
        raise CellFault("data.not_a_number", value=shown(text))
    if low is not None and value < low:
        raise CellFault("data.too_small", value=shown(text), least=low)
    if high is not None and value > high:
        raise CellFault("data.too_large", value=shown(text), most=high)
    return value


def whole(text: str, low: float | None = None, high: float | None = None) -> int:
    """A whole number within the closed bounds."""
    value = number(text, low, high)
    if not value.is_integer():
        raise CellFault("data.not_whole", value=shown(text))
    return int(value)


def ags(text: str) -> Ags:
    """The eight digits of a municipality."""
    if not _AGS.fullmatch(text):
        raise CellFault("data.not_an_ags", value=shown(text))
    return Ags(text)


def iso_date(text: str) -> date:
    """A date as YYYY-MM-DD."""
    try:
        if len(text) == len("2026-01-31"):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise CellFault("data.not_a_date", value=shown(text))


def several(text: str) -> tuple[str, ...]:
    """The values of a cell separated by `|`, each once; `none` is known to be empty."""
    if text.lower() == KNOWN_EMPTY:
        return ()
    values = tuple(value.strip() for value in text.split("|"))
    if not all(values):
        raise CellFault("data.empty_value")
    if len(set(values)) < len(values):
        raise CellFault("data.value_twice", value=shown(next(v for v in values if values.count(v) > 1)))
    return values


def _number(field: Field, text: str) -> float:
    return number(text, field.low, field.high)


def _word(field: Field, text: str) -> str:
    """One of the field's options, or a code of its code list, or any text where it has neither."""
    options = [option.id for option in field.options]
    if options and text not in options:
        raise CellFault("data.not_an_option", value=shown(text), options=choices(text, options))
    if field.codes:
        pattern, code = _CODES[field.codes]
        if not pattern.fullmatch(text):
            raise CellFault(code, value=shown(text))
    return text


def _level(_field: Field, text: str) -> str:
    if text.upper() not in CEFR:
        raise CellFault("data.not_a_level", value=shown(text))
    return text.upper()


def _set(field: Field, text: str) -> tuple[str, ...]:
    return tuple(_word(field, value) for value in several(text))


def _map(field: Field, text: str) -> dict[str, float]:
    return {_word(field, key): number(value, field.low, field.high) for key, value in _pairs(text)}


def _languages(field: Field, text: str) -> dict[str, float]:
    return {_word(field, tag): _spoken(level) for tag, level in _pairs(text)}


def _spoken(level: str) -> float:
    if level.lower() == Level.NATIVE:
        return NATIVE
    if level.upper() not in CEFR:
        raise CellFault("data.not_a_level", value=shown(level))
    return float(CEFR.index(level.upper()))


def _pairs(text: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for entry in several(text):
        key, colon, value = (part.strip() for part in entry.partition(":"))
        if not (key and colon and value):
            raise CellFault("data.not_a_pair", value=shown(entry))
        if key in dict(pairs):
            raise CellFault("data.value_twice", value=shown(key))
        pairs.append((key, value))
    return pairs


def _points(text: str, places: Places) -> tuple[Point, ...]:
    return tuple(_point(value, places) for value in several(text))


def _point(text: str, places: Places) -> Point:
    lat, slash, lon = text.partition("/")
    if slash:
        return number(lat.strip(), -90, 90), number(lon.strip(), -180, 180)
    if (found := places.get(ags(text))) is None:
        raise CellFault("data.point_not_in_cohort", value=shown(text))
    return found


def alike(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to three known names like this one, the most similar first."""
    return tuple(get_close_matches(name.lower(), list(known), n=3))


def choices(word: str, options: Collection[str]) -> tuple[str, ...]:
    """What to offer instead of `word`: the options like it, or all, as far as they are few."""
    return alike(word, options) or tuple(options)[:MAX_CHOICES]


_PARSERS: dict[FieldType, Callable[[Field, str], Value]] = {
    FieldType.FLAG: lambda _field, text: flag(text),
    FieldType.NUMBER: _number,
    FieldType.CHOICE: _word,
    FieldType.TEXT: _word,
    FieldType.LEVEL: _level,
    FieldType.DATE: lambda _field, text: iso_date(text).isoformat(),
    FieldType.SET: _set,
    FieldType.MAP: _map,
    FieldType.LANGUAGES: _languages,
}
