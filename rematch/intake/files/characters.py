"""Characters nobody sees, and umlauts that were decoded twice: found, taken out or repaired, and told."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from rematch.intake.sheets.sheet import SheetNotes, listed

_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ARABIC = "\u0600-\u06ff"
_WIDTHLESS = re.compile(
    rf"[\u00ad\u180e\u200b\u200d\u2060-\u2064\ufeff]|(?<![{_ARABIC}])\u200c|\u200c(?![{_ARABIC}])"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LOST = "\ufffd"
_ODD = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\uffff\U00010000-\U0010ffff]")
_TWICE = re.compile(r"[\u00c2-\u00f4][^\x00-\x7f]{1,3}")


@dataclass
class Cleaning:
    """Cleans the cells of one sheet and remembers in which rows there was something to clean."""

    rows: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def clean(self, text: str, row: int) -> str:
        """The text without what nobody sees, trimmed."""
        if not _ODD.search(text):
            return text.strip()
        for code, pattern in _REMOVED.items():
            if pattern.search(text):
                self._note(code, row)
                text = pattern.sub("", text)
        if _LOST in text:
            self._note("intake.lost_characters", row)
        if (mended := repaired(text)) != text:
            self._note("intake.decoded_twice", row)
            text = mended
        return _SPACES.sub(" ", text).strip()

    def tell(self, notes: SheetNotes) -> None:
        """One warning for each kind of thing found, with the rows."""
        for code, rows in self.rows.items():
            notes.warn(rows[0], None, code, count=len(rows), rows=listed(rows))

    def _note(self, code: str, row: int) -> None:
        if not self.rows[code] or self.rows[code][-1] != row:
            self.rows[code].append(row)


_REMOVED = {
    "intake.text_direction": _BIDI,
    "intake.no_width": _WIDTHLESS,
    "intake.control_characters": _CONTROL,
}


def repaired(text: str) -> str:
    """The text with UTF-8 that was once read as Windows-1252 put right: "Ã¼" is "ü"."""
    return _TWICE.sub(lambda found: _decoded_again(found[0]), text)


@lru_cache(maxsize=4096)
def _decoded_again(text: str) -> str:
    """The longest beginning that is one UTF-8 character, and the rest as it was."""
    for length in range(len(text), 1, -1):
        try:
            character = b"".join(map(_byte, text[:length])).decode("utf-8")
        except (UnicodeError, ValueError):
            continue
        return character + repaired(text[length:])
    return text


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")
