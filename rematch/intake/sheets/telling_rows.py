"""Rows within a table that are none of its data: totals, examples, tags, remarks, headings."""

import re
from collections.abc import Sequence

from rematch.intake.sheets.sheet import SheetRecord
from rematch.intake.wording.status import is_trial, says_out
from rematch.intake.words import begins_a_word, fold, section, words

_TOTAL = re.compile(
    r"(zwischen|gesamt)?summe|gesamt|insgesamt|(sub|grand ?)?total|sum|alle zusammen|всього|разом|усього|"
    r"итого|всего|razem|suma|ogolem|ogółem|anzahl|durchschnitt|mittelwert|average|mean|median|σ|ø"
)
_NOTE = re.compile(
    r"([*†‡¹²³]|\(?\d\)\s|#|anm(erkung(en)?)?\b|hinweise?\b|quellen?\b|stand\b|legende\b|notes?\b|source\b|"
    r"as of\b|exported\b|export\b|erstellt\b|bitte\b|please\b|fußnoten?\b|-{3,}|={3,})",
    re.I,
)
_EXAMPLE = re.compile(
    r"((beispiel|muster|test|demo|dummy|example|sample|e g|z b|приклад|пример|тест|przykład)"
    r"( ?(zeile|haushalt|familie|row|household|family|kommune|town"
    r"|рядок|родина|строка|семья|rodzina|gmina|\d+))?"
    r"|(z b|zum beispiel|e g|for example|наприклад|например|na przykład|np) .+|\w{1,3} (test|demo|muster))"
)
_TAG = re.compile(r"#[a-z][a-z0-9_]*(\s*\+[a-z0-9_]+)*", re.I)
_LONG = 40
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_LEAST_ADDED = 2
_LEAST_WIDE = 3


def is_of_template(record: SheetRecord) -> bool:
    """Whether the row is the example of our own template, which says itself that it is not loaded."""
    return fold(record.cells[record.filled[0]]) in words("template_example")


def is_example(record: SheetRecord) -> bool:
    """Whether the row begins as one that shows how to fill in a table, or tries it out."""
    first = record.cells[record.filled[0]]
    return bool(_EXAMPLE.fullmatch(fold(first))) or is_trial(first)


def is_of_tags(record: SheetRecord) -> bool:
    """Whether every cell is a tag of the Humanitarian Exchange Language, as in "#adm1+name"."""
    return all(_TAG.fullmatch(record.cells[at]) for at in record.filled)


def is_total(record: SheetRecord) -> bool:
    """Whether the row begins with a word for a sum or an average."""
    return bool(_TOTAL.fullmatch(fold(record.cells[record.filled[0]])))


def adds_up(record: SheetRecord, above: Sequence[SheetRecord]) -> bool:
    """Whether a last row has nothing but the sums of the numbers above it, and fewer cells than they have."""
    numbered = [row for row in above if len(row.filled) > len(record.filled)]
    return len(numbered) >= _LEAST_ADDED and all(_is_sum(record, above, at) for at in record.filled)


def _is_sum(record: SheetRecord, above: Sequence[SheetRecord], at: int) -> bool:
    numbers = [int(row.at(at)) for row in above if _WHOLE.fullmatch(row.at(at))]
    return len(numbers) >= _LEAST_ADDED and record.at(at) == str(sum(numbers))


def is_heading(record: SheetRecord, width: int) -> bool:
    """Whether one cell alone names what the rows below it are: cancelled, a waiting list, "North:"."""
    if record.filled != (0,) or width < _LEAST_WIDE:
        return False
    text = record.cells[0]
    named = begins_a_word(text, section("set_aside")["headings"])
    return named or text.endswith(":") or says_out(text, whole=False)


def is_note(record: SheetRecord, width: int, *, after_gap: bool) -> bool:
    """A last row with one cell alone that reads like a remark on the table, not like a row of it."""
    if len(record.filled) != 1 or width < _LEAST_WIDE:
        return False
    text = record.cells[record.filled[0]]
    return bool(_NOTE.match(text)) or len(text) > _LONG or (after_gap and len(text.split()) > 2)


def sounds_out(record: SheetRecord) -> bool:
    """Whether a title or a remark beside a table sounds as if rows of it no longer counted, or were none."""
    return any(says_out(cell, whole=False) or is_trial(cell) for cell in record.cells)
