"""One foreign cell read by what its column means; a guess is always a proposal with its reason."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from rematch.cells import NOTHING, CellFault
from rematch.identity import BETWEEN_IDS, usable_id
from rematch.intake.matching.column_map import ColumnUse
from rematch.intake.matching.targets import Meaning, Target
from rematch.intake.values import figures, language_skills, yes_no
from rematch.intake.values.answers import read_map, read_option, read_options, read_points
from rematch.intake.values.occupations import read_occupation
from rematch.intake.values.parsed import UNKNOWN, ParsedCell, ParseIssue, proposed, quoted, unclear
from rematch.intake.values.places import padded_ags, read_state
from rematch.intake.values.raw_cell import RawCell
from rematch.intake.values.schooling import read_education
from rematch.intake.values.wishes import by_signs, divided, in_order, read_places
from rematch.intake.words import fold, is_ditto, is_missing, meanings, words


def understand(cell: RawCell, target: Target, use: ColumnUse) -> ParsedCell:
    """What the cell says, in our words; unknown with a reason where that is not clear."""
    if (said := use.said(cell.text)) is not None:
        return ParsedCell(said, said) if said else UNKNOWN
    if not cell.text:
        return UNKNOWN
    if is_ditto(cell.text) and target.meaning is not Meaning.TEXT:
        return unclear("intake.ditto", error=target.meaning is Meaning.ID)
    if cell.typed is None and (ours := _already_ours(cell.text, target)) is not None:
        return ours
    return _READERS[target.meaning](cell, target)


def _already_ours(text: str, target: Target) -> ParsedCell | None:
    """A cell of several values that is written as our own files have it."""
    if target.column is None or target.meaning not in _AS_OURS or is_missing(text):
        return None
    try:
        value = target.column.parse(text)
    except CellFault:
        return None
    return ParsedCell(text, list(value) if isinstance(value, tuple) else value)


def _level(cell: RawCell, _target: Target) -> ParsedCell:
    return language_skills.read_level(cell.text)


def _languages(cell: RawCell, _target: Target) -> ParsedCell:
    """The languages as far as they were said; levels left open are assumed later, with German in view."""
    named, doubts = language_skills.read_languages("" if is_missing(cell.text) else cell.text)
    text = "|".join(f"{one.tag}:{one.level or ''}" for one in named)
    return ParsedCell(text, {one.tag: one.level for one in named} or None, tuple(doubts))


def _tags(cell: RawCell, _target: Target) -> ParsedCell:
    named, doubts = language_skills.read_languages("" if is_missing(cell.text) else cell.text)
    tags = [one.tag for one in named]
    return ParsedCell("|".join(tags), tags or None, tuple(doubt for doubt in doubts if not doubt.proposal))


def _ags(cell: RawCell, _target: Target) -> ParsedCell:
    if is_missing(cell.text):
        return UNKNOWN
    ags = padded_ags(cell.text)
    return unclear("intake.not_an_ags", error=True) if ags is None else ParsedCell(ags, ags)


def _state(cell: RawCell, _target: Target) -> ParsedCell:
    if is_missing(cell.text):
        return UNKNOWN
    state = read_state(cell.text)
    return unclear("intake.state_unclear") if state is None else ParsedCell(state, state)


def _id(cell: RawCell, _target: Target) -> ParsedCell:
    """An id as it stands; one that a spreadsheet made a power of ten has lost its figures."""
    if _ROUNDED.fullmatch(cell.text.strip()) or isinstance(cell.typed, bool):
        return unclear("intake.id_rounded", error=True)
    whole = isinstance(cell.typed, float) and cell.typed.is_integer()
    text = str(int(cell.typed)) if whole and isinstance(cell.typed, float) else cell.text
    ours = usable_id(text)
    if ours == text.strip():
        return ParsedCell(ours, ours)
    return proposed(ours, ours, "intake.id_changed")


def _ids(cell: RawCell, _target: Target) -> ParsedCell:
    """Ids; a slash may be for "and" or a sign of theirs, and a sign before one may turn it round."""
    text = re.sub('["„“”]', " ", cell.text).replace("/", BETWEEN_IDS)
    parts = [part for part in divided(text) if not is_missing(part)]
    if len(parts) == 1 and fold(parts[0]) in words("none") | words("no"):
        return ParsedCell(NOTHING, [])
    odd = next((part for part in parts if not part[0].isalnum()), None)
    if odd is not None:
        return unclear("intake.list_with_more", part=quoted(odd.replace(BETWEEN_IDS, "/")))
    ids = [BETWEEN_IDS.join(map(usable_id, part.split(BETWEEN_IDS))) for part in parts]
    return ParsedCell("|".join(ids), [one.replace(BETWEEN_IDS, "/") for one in ids] or None)


_ROUNDED = re.compile(r"\d[.,]\d+E\+\d+", re.I | re.ASCII)


def _criteria(cell: RawCell, target: Target) -> ParsedCell:
    read = _ids(cell, target)
    return replace(read, text=read.text.replace(BETWEEN_IDS, "-"))


def _text(cell: RawCell, _target: Target) -> ParsedCell:
    return UNKNOWN if is_missing(cell.text) else ParsedCell(cell.text, cell.text)


def _reason(cell: RawCell, target: Target) -> ParsedCell:
    """Somebody's own words; no is none, and a bare yes is to be asked about."""
    folded = fold(cell.text)
    if folded in words("no") | words("none"):
        return UNKNOWN
    return unclear("intake.reason_missing") if folded in words("yes") else _text(cell, target)


def _by_word(name: str, otherwise: str = "intake.word_unclear") -> Callable[[RawCell, Target], ParsedCell]:
    def read(cell: RawCell, _target: Target) -> ParsedCell:
        if is_missing(cell.text):
            return UNKNOWN
        word = meanings(name).get(fold(cell.text).removesuffix(" 0"))
        return unclear(otherwise) if word is None else ParsedCell(word, word)

    return read


def _priority(cell: RawCell, target: Target) -> ParsedCell:
    if fold(cell.text).removesuffix(" 0") in ("0", "1", "2", "3"):
        text = fold(cell.text)[0]
        return ParsedCell(text, int(text))
    word = _by_word("priority")(cell, target)
    return ParsedCell(word.text, int(word.text)) if word.text else word


def _each(name: str, blank: str, unclear_code: str) -> Callable[[RawCell, Target], ParsedCell]:
    """A word of one list for each value of another cell; what is unclear is told without its text."""

    def read(cell: RawCell, _target: Target) -> ParsedCell:
        parts = [] if is_missing(cell.text) else in_order(cell.text)
        found = [meanings(name).get(fold(part), "") for part in parts]
        doubts = [
            ParseIssue(unclear_code) for part, word in zip(parts, found, strict=True) if part and not word
        ]
        said = [word or blank for word in found]
        return ParsedCell("|".join(said), said or None, tuple(doubts[:1]))

    return read


def _place(cell: RawCell, _target: Target) -> ParsedCell:
    return UNKNOWN if is_missing(cell.text) else ParsedCell(" ".join(cell.text.split()), cell.text)


def _several(read: Callable[[Sequence[str], Target], ParsedCell]) -> Callable[[RawCell, Target], ParsedCell]:
    def read_cell(cell: RawCell, target: Target) -> ParsedCell:
        return read([part for part in divided(cell.text) if not is_missing(part)], target)

    return read_cell


def _words(cell: RawCell, target: Target) -> ParsedCell:
    """Answers ticked; needs ticked are also the answers to the questions they stand for."""
    parts = [part for part in by_signs(cell.text) if not is_missing(part)]
    read = read_options(parts, target)
    if target.name != "needs":
        return read
    more = {column: "yes" for part in parts if (column := meanings("needs").get(fold(part)))}
    return ParsedCell(read.text, read.value, read.doubts, more)


def _education(cell: RawCell, _target: Target) -> ParsedCell:
    return read_education(cell.text.removesuffix(".0"))


def _occupation(cell: RawCell, _target: Target) -> ParsedCell:
    return read_occupation(cell.text.removesuffix(".0"))


def _unit_type(cell: RawCell, target: Target) -> ParsedCell:
    """A type by the words of the households' answers, else by those of the trade."""
    known = meanings("unit_type").get(fold(cell.text))
    options = {option.id for option in target.field.options} if target.field else set()
    return ParsedCell(known, known) if known in options else read_option(cell.text, target)


_AS_OURS = (Meaning.WORDS, Meaning.MAP, Meaning.LANGUAGES, Meaning.POINTS, Meaning.PLACES, Meaning.TAGS)
_READERS: Mapping[Meaning, Callable[[RawCell, Target], ParsedCell]] = {
    Meaning.ID: _id,
    Meaning.IDS: _ids,
    Meaning.CRITERIA: _criteria,
    Meaning.PLACES: lambda cell, target: read_places(cell.text, target),
    Meaning.REASONS: _each("exclusion_reason", "not_asked", "intake.reason_unclear"),
    Meaning.CONFIRMED: _each("exclusion_confirmed", "no", "intake.confirmed_unclear"),
    Meaning.COORDINATE: figures.coordinate,
    Meaning.PLACE: _place,
    Meaning.FLAG: yes_no.flag,
    Meaning.NUMBER: figures.number,
    Meaning.WHOLE: figures.whole,
    Meaning.AMOUNT: figures.amount,
    Meaning.AGES: figures.ages,
    Meaning.DAY: figures.day,
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
    Meaning.REASON: _reason,
    Meaning.AGS: _ags,
    Meaning.UNIT_TYPE: _unit_type,
    Meaning.PROTECTED_FOR: _by_word("protected_for"),
    Meaning.OPEN_TO: _by_word("open_to", "intake.open_to_unclear"),
    Meaning.STATUS: yes_no.status,
    Meaning.WITHDRAWN: yes_no.withdrawn,
    Meaning.BIRTH: figures.birth,
    Meaning.BIRTHS: figures.births,
}
