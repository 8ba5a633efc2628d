"""Which row of a sheet names the columns, and what it calls them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from rematch.intake.sheets import contacts
from rematch.intake.sheets.sheet import Grid, SheetRecord, Span, letter
from rematch.intake.words import fold, words

_SEARCHED = 20
_MAX_NAME = 1000
_LIKE_A_VALUE = re.compile(r"[\s\d.,:;/%€<>=()+\-–—*'’?]+|.*\d{4}-\d\d-\d\d.*|\d{1,2}\.\d{1,2}\.(\d{2,4})?")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)", re.ASCII)
_MISSING = words("no_headers")


@dataclass(frozen=True)
class Header:
    """The names of the columns by position, the first row it takes, and its last."""

    names: Mapping[int, str]
    first: int
    last: int
    cells: tuple[str, ...]

    def repeated_by(self, record: SheetRecord) -> bool:
        """Whether a row says the same as the header's last one."""
        return record.cells[: len(self.cells)] == self.cells and not any(record.cells[len(self.cells) :])


def find(rows: Sequence[SheetRecord], grid: Grid, width: int) -> Header | None:
    """The header among the first rows: the first at least half as full as the fullest, of words alone."""
    least = min(width, max(2, (width + 1) // 2))
    for at, row in enumerate(rows[:_SEARCHED]):
        if len(row.filled) >= least and _names_things(row, 0.7):
            below = rows[at + 1] if at + 2 < len(rows) else None
            if below is not None and _goes_on(row, below, rows[at + 2 :], grid):
                return _joined(row, below, grid.spans)
            if at and _groups(rows[at - 1], row, grid):
                return _joined(rows[at - 1], row, grid.spans)
            return Header({p: _name(row.cells[p]) for p in row.filled}, row.number, row.number, row.cells)
    return None


def begins_another(rows: Sequence[SheetRecord], header: Header) -> bool:
    """Whether rows after a blank one have a header of their own, and are not more rows of the same table."""
    known = {fold(name) for name in header.names.values()}
    for at, row in enumerate(rows[:3]):
        if header.repeated_by(row):
            return False
        if len(row.filled) < 2 or not _names_things(row, 1.0):
            continue
        said = {fold(row.cells[p]) for p in row.filled}
        if said & known or any(contacts.names_contact(row.cells[p]) for p in row.filled):
            return True
        if any(_values_below(rows[at + 1 :], p) for p in row.filled):
            return True
    return False


def distinct(names: Mapping[int, str]) -> tuple[dict[int, str], list[str]]:
    """Every name once, later ones numbered; and the names that stood there several times."""
    times = Counter(names.values())
    taken = set(times)
    named: dict[int, str] = {}
    for position, name in names.items():
        if name in named.values():
            number = next(n for n in count(2) if f"{name} ({n})" not in taken)
            taken.add(f"{name} ({number})")
            named[position] = f"{name} ({number})"
        else:
            named[position] = name
    return named, [name for name, said in times.items() if said > 1]


def _names_things(row: SheetRecord, share: float) -> bool:
    """Whether this share of the filled cells could name something: words, no numbers, dates or gaps."""
    if row.cells[row.filled[0]].endswith(":"):
        return False
    named = sum(1 for p in row.filled if p not in row.typed and _is_word(row.cells[p]))
    return named > 0 and named >= share * len(row.filled)


def _is_word(text: str) -> bool:
    plain = fold(text)
    return not _LIKE_A_VALUE.fullmatch(text) and (len(plain) == 1 or plain not in _MISSING)


def _values_below(rows: Sequence[SheetRecord], position: int) -> bool:
    """Whether everything that stands below in this column is a number or a date."""
    below = [row for row in rows if row.at(position)]
    return bool(below) and all(
        position in row.typed or _LIKE_A_VALUE.fullmatch(row.at(position)) for row in below
    )


def _goes_on(upper: SheetRecord, lower: SheetRecord, data: Sequence[SheetRecord], grid: Grid) -> bool:
    return _completes(upper, lower, data) or _numbers(upper, lower, grid.spans)


def _completes(upper: SheetRecord, lower: SheetRecord, data: Sequence[SheetRecord]) -> bool:
    """Whether the lower row names the columns below the upper row's groups, and nothing else.

    Below a group of one column too, where numbers stand below one of the words: that is no row of data.
    """
    if len(lower.filled) < 2 or not _names_things(lower, 1.0):
        return False
    below_nothing = [p for p in lower.filled if not upper.at(p)]
    begins_group = [p for p in lower.filled if upper.at(p) and not upper.at(p + 1) and lower.at(p + 1)]
    if below_nothing and len(below_nothing) + len(begins_group) == len(lower.filled):
        return True
    repeated = [p for p in lower.filled if p and upper.at(p) and upper.at(p) == upper.at(p - 1)]
    return bool(below_nothing or repeated) and any(_values_below(data, p) for p in lower.filled)


def _numbers(upper: SheetRecord, lower: SheetRecord, spans: Sequence[Span]) -> bool:
    """Whether the lower row has nothing but years, or numbers from one on, below groups merged across."""
    groups = [
        set(range(s.left, s.right + 1)) for s in spans if s.top == upper.number - 1 and s.right > s.left
    ]
    below = [[lower.at(p).rstrip(".") for p in sorted(group)] for group in groups]
    counted = (_YEAR.match(said[0]) or said == [str(n + 1) for n in range(len(said))] for said in below)
    filled = set(lower.filled)
    return bool(groups) and filled == set().union(*groups) and all(counted)


def _groups(upper: SheetRecord, lower: SheetRecord, grid: Grid) -> bool:
    """Whether the upper row, sparse as a title, names groups of the columns named in the lower one."""
    across = [s for s in grid.spans if s.top == upper.number - 1 and s.right > s.left]
    if across:
        return any(s.right - s.left + 1 < len(lower.filled) and upper.at(s.left) for s in across)
    filled = upper.filled
    return len(filled) > 1 and filled[-1] > 1 and _names_things(upper, 1.0) and filled[0] > 0


def _joined(upper: SheetRecord, lower: SheetRecord, spans: Sequence[Span]) -> Header:
    """A header of two rows: "group: question"."""
    across = {s.left: s.right for s in spans if s.top == upper.number - 1 and s.right > s.left}
    names: dict[int, str] = {}
    group, until = "", -1
    for p in range(max(len(upper.cells), len(lower.cells))):
        if upper.at(p):
            group, until = _name(upper.at(p)), across.get(p, p if across else len(lower.cells))
        here = group if p <= until and (lower.at(p) or upper.at(p)) else ""
        own = _name(lower.at(p))
        if here or own:
            names[p] = f"{here}: {own}" if here and own and here != own else own or here
    return Header(names, upper.number, lower.number, lower.cells)


def _name(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())[:_MAX_NAME]


def unnamed(position: int) -> str:
    """What a column without a name is called: its letter in brackets."""
    return f"[{letter(position)}]"
