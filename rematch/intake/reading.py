"""One foreign cell read by what its column means; a guess is always a proposal with its reason."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rematch.intake import numerals, spoken
from rematch.intake.amounts import read_amount
from rematch.intake.answers import read_map, read_option, read_options, read_points
from rematch.intake.cells import CellFault
from rematch.intake.days import likely_day, plain_day, read_day, serial_day
from rematch.intake.ids import usable_id
from rematch.intake.mapping import ColumnUse
from rematch.intake.places import padded_ags, read_state
from rematch.intake.schooling import read_education, read_occupation
from rematch.intake.tables import Typed
from rematch.intake.targets import Meaning, Target
from rematch.intake.understood import UNKNOWN, Doubt, Understood, proposed, unclear
from rematch.intake.wishes import by_signs, divided, read_places
from rematch.intake.words import fold, is_dash, is_missing, meanings, words

MANY = 100_000
"""More places or people than that in one cell are asked about."""


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, and what its column tells about how to read it."""

    text: str
    typed: Typed | None
    decimal: numerals.Decimal | None
    says_no: bool


def decimal_sign(
    use: ColumnUse, texts: Iterable[str], table: numerals.Decimal | None
) -> numerals.Decimal | None:
    """The decimal sign of a column: as said, as its cells show, or as the rest of the table has it."""
    return use.decimal or numerals.decimal_of(texts) or table


def understand(cell: Cell, target: Target, use: ColumnUse) -> Understood:
    """What the cell says, in our words; unknown with a reason where that is not clear."""
    if (said := use.said(cell.text)) is not None:
        return Understood(said, said) if said else UNKNOWN
    if not cell.text:
        return UNKNOWN
    if cell.typed is None and (ours := _already_ours(cell.text, target)) is not None:
        return ours
    return _READERS[target.meaning](cell, target)


def says_no(texts: Iterable[str]) -> bool:
    """Whether a column of yes and no has a word for no, so that a dash does not mean it."""
    return any(fold(text) in words("no") for text in texts if not is_dash(text))


def _already_ours(text: str, target: Target) -> Understood | None:
    """A cell of several values that is written as our own files have it."""
    if target.column is None or target.meaning not in _AS_OURS or is_missing(text):
        return None
    try:
        value = target.column.parse(text)
    except CellFault:
        return None
    return Understood(text, list(value) if isinstance(value, tuple) else value)


def _flag(cell: Cell, _target: Target) -> Understood:
    folded = fold(cell.text)
    if isinstance(cell.typed, bool):
        return _yes_no(cell.typed)
    if folded in words("unsure") or (cell.text.strip().endswith("?") and not is_missing(cell.text)):
        return unclear("intake.unsure")
    if is_dash(cell.text):
        return UNKNOWN if cell.says_no else unclear("intake.dash")
    if folded in words("yes") or folded in words("no"):
        return _yes_no(folded in words("yes"))
    if is_missing(cell.text):
        return UNKNOWN
    first = folded.split()[:1]
    if first and first[0] in words("yes") | words("no"):
        text = "yes" if first[0] in words("yes") else "no"
        return proposed(text, text == "yes", "intake.flag_with_more")
    return unclear("intake.flag_unclear")


def _yes_no(value: bool) -> Understood:
    return Understood("yes" if value else "no", value)


def _number(cell: Cell, _target: Target) -> Understood:
    if isinstance(cell.typed, date):
        return unclear("intake.became_day", error=True)
    if isinstance(cell.typed, float | int):
        return _figure(float(cell.typed))
    if is_missing(cell.text) and fold(cell.text) != "nan":
        return UNKNOWN
    value = numerals.read_number(cell.text, cell.decimal)
    if value is None:
        word = numerals.number_word(cell.text)
        doubt = Doubt("intake.not_a_number", {}, None if word is None else str(word), error=True)
        return Understood(doubts=(doubt,))
    if numerals.is_ambiguous(cell.text) and cell.decimal is None:
        return proposed(numerals.written(value), value, "intake.ambiguous_number")
    return _figure(value)


def _figure(value: float) -> Understood:
    return Understood(numerals.written(value), int(value) if value.is_integer() else value)


def _whole(cell: Cell, target: Target) -> Understood:
    """A whole number; an ambiguous separator can only divide thousands here."""
    if cell.typed is None and numerals.is_ambiguous(cell.text) and cell.decimal is None:
        thousands = numerals.read_number(cell.text, None) or 0.0
        return proposed(numerals.written(thousands), int(thousands), "intake.ambiguous_number")
    if cell.typed is None and numerals.is_ambiguous(cell.text):
        return _figure(numerals.read_number(cell.text, None) or 0.0)
    number = _number(cell, target)
    if isinstance(number.value, float):
        return unclear("intake.not_whole", error=True)
    return number


def _amount(cell: Cell, target: Target) -> Understood:
    number = _whole(cell, target)
    if isinstance(number.value, int):
        return _sane(number)
    told = None if isinstance(cell.typed, date | datetime) else read_amount(cell.text)
    if told is None:
        return number
    aside = told.step_free if target.name == "capacity_persons" else None
    more = {"capacity_step_free": str(aside)} if aside is not None else {}
    doubt = Doubt("intake.amount_in_words", {}, str(told.least))
    return Understood(str(told.least), told.least, (doubt,), more)


def _sane(number: Understood) -> Understood:
    if number.value < 0:
        return unclear("intake.negative", error=True)
    if number.value > MANY:
        return Understood(
            number.text, number.value, (*number.doubts, Doubt("intake.absurd", {}, number.text))
        )
    return number


def _coordinate(cell: Cell, _target: Target) -> Understood:
    if is_missing(cell.text):
        return UNKNOWN
    value = float(cell.typed) if isinstance(cell.typed, float | int) else numerals.read_coordinate(cell.text)
    return unclear("intake.not_a_number", error=True) if value is None else Understood(repr(value), value)


def _day(cell: Cell, _target: Target) -> Understood:
    if isinstance(cell.typed, date):
        return _iso(plain_day(cell.typed))
    if is_missing(cell.text):
        return UNKNOWN
    if (day := read_day(cell.text)) is not None:
        return _iso(day)
    if (serial := serial_day(cell.text)) is not None:
        return proposed(serial.isoformat(), serial.isoformat(), "intake.day_serial")
    likely = likely_day(cell.text)
    if likely is None:
        return unclear("intake.day_unclear")
    return Understood(doubts=(Doubt("intake.day_ambiguous", {"likely": likely.isoformat()}),))


def _iso(day: date) -> Understood:
    return Understood(day.isoformat(), day.isoformat())


def _level(cell: Cell, _target: Target) -> Understood:
    return spoken.read_level(cell.text)


def _languages(cell: Cell, _target: Target) -> Understood:
    """The languages as far as they were said; levels left open are assumed later, with German in view."""
    named, doubts = spoken.read_languages("" if is_missing(cell.text) else cell.text)
    text = "|".join(f"{one.tag}:{one.level or ''}" for one in named)
    return Understood(text, {one.tag: one.level for one in named} or None, tuple(doubts))


def _tags(cell: Cell, _target: Target) -> Understood:
    named, doubts = spoken.read_languages("" if is_missing(cell.text) else cell.text)
    tags = [one.tag for one in named]
    return Understood("|".join(tags), tags or None, tuple(doubt for doubt in doubts if not doubt.proposal))


def _ages(cell: Cell, _target: Target) -> Understood:
    found = [numerals.read_number(part, None) for part in divided(cell.text) if not is_missing(part)]
    ages = [int(age) for age in found if age is not None and age.is_integer() and 0 <= age <= 120]
    if len(ages) < len(found):
        return unclear("intake.not_a_number", error=True)
    return Understood("|".join(map(str, ages)), ages or None)


def _ags(cell: Cell, _target: Target) -> Understood:
    if is_missing(cell.text):
        return UNKNOWN
    ags = padded_ags(cell.text)
    return unclear("intake.not_an_ags", error=True) if ags is None else Understood(ags, ags)


def _state(cell: Cell, _target: Target) -> Understood:
    if is_missing(cell.text):
        return UNKNOWN
    state = read_state(cell.text)
    return unclear("intake.state_unclear") if state is None else Understood(state, state)


def _id(cell: Cell, _target: Target) -> Understood:
    whole = isinstance(cell.typed, float) and cell.typed.is_integer()
    text = str(int(cell.typed)) if whole and isinstance(cell.typed, float) else cell.text
    ours = usable_id(text)
    if ours == text.strip():
        return Understood(ours, ours)
    return proposed(ours, ours, "intake.id_changed")


def _ids(cell: Cell, _target: Target) -> Understood:
    ids = [usable_id(part) for part in divided(cell.text) if not is_missing(part)]
    return Understood("|".join(ids), ids or None)


def _text(cell: Cell, _target: Target) -> Understood:
    return UNKNOWN if is_missing(cell.text) else Understood(cell.text, cell.text)


def _by_word(name: str) -> Callable[[Cell, Target], Understood]:
    def read(cell: Cell, _target: Target) -> Understood:
        if is_missing(cell.text):
            return UNKNOWN
        word = meanings(name).get(fold(cell.text).removesuffix(" 0"))
        return unclear("intake.word_unclear") if word is None else Understood(word, word)

    return read


def _priority(cell: Cell, target: Target) -> Understood:
    if fold(cell.text).removesuffix(" 0") in ("0", "1", "2", "3"):
        text = fold(cell.text)[0]
        return Understood(text, int(text))
    word = _by_word("priority")(cell, target)
    return Understood(word.text, int(word.text)) if word.text else word


def _place(cell: Cell, _target: Target) -> Understood:
    return UNKNOWN if is_missing(cell.text) else Understood(" ".join(cell.text.split()), cell.text)


def _several(read: Callable[[Sequence[str], Target], Understood]) -> Callable[[Cell, Target], Understood]:
    def read_cell(cell: Cell, target: Target) -> Understood:
        return read([part for part in divided(cell.text) if not is_missing(part)], target)

    return read_cell


def _words(cell: Cell, target: Target) -> Understood:
    """Answers ticked; needs ticked are also the answers to the questions they stand for."""
    parts = [part for part in by_signs(cell.text) if not is_missing(part)]
    read = read_options(parts, target)
    if target.name != "needs":
        return read
    more = {column: "yes" for part in parts if (column := meanings("needs").get(fold(part)))}
    return Understood(read.text, read.value, read.doubts, more)


def _education(cell: Cell, _target: Target) -> Understood:
    return read_education(cell.text.removesuffix(".0"))


def _occupation(cell: Cell, _target: Target) -> Understood:
    return read_occupation(cell.text.removesuffix(".0"))


_AS_OURS = (Meaning.WORDS, Meaning.MAP, Meaning.LANGUAGES, Meaning.POINTS, Meaning.PLACES, Meaning.TAGS)
_READERS: Mapping[Meaning, Callable[[Cell, Target], Understood]] = {
    Meaning.ID: _id,
    Meaning.IDS: _ids,
    Meaning.PLACES: _several(read_places),
    Meaning.COORDINATE: _coordinate,
    Meaning.PLACE: _place,
    Meaning.FLAG: _flag,
    Meaning.NUMBER: _number,
    Meaning.WHOLE: _whole,
    Meaning.AMOUNT: _amount,
    Meaning.AGES: _ages,
    Meaning.DAY: _day,
    Meaning.LEVEL: _level,
    Meaning.LANGUAGES: _languages,
    Meaning.TAGS: _tags,
    Meaning.EDUCATION: _education,
    Meaning.OCCUPATION: _occupation,
    Meaning.CHOICE: lambda cell, target: read_option(cell.text, target),
    Meaning.WORDS: _words,
    Meaning.MAP: lambda cell, target: read_map(cell.text, target),
    Meaning.POINTS: _several(read_points),
    Meaning.TEXT: _text,
    Meaning.PRIORITY: _priority,
    Meaning.ROLE: _by_word("role"),
    Meaning.SEX: _by_word("sex"),
    Meaning.STATE: _state,
    Meaning.AGS: _ags,
}
