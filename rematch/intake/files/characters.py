"""Characters nobody sees, and umlauts that were decoded twice: found, taken out or repaired, and told."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from ftfy import fix_encoding_and_explain

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
_UTF_8 = frozenset({"utf-8", "decode_inconsistent_utf8"})


@dataclass
class Cleaning:
    """Cleans the cells of one sheet and remembers in which rows there was something to clean."""

    rows: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def clean(self, text: str, row: int) -> str:
        """The text without what nobody sees, trimmed."""
        if not _ODD.search(text):
            return text.strip()
        if (mended := repaired(text)) != text:
            self._note("intake.decoded_twice", row)
            text = mended
        for code, pattern in _REMOVED.items():
            if pattern.search(text):
                self._note(code, row)
                text = pattern.sub("", text)
        if _LOST in text:
            self._note("intake.lost_characters", row)
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
    """The text with UTF-8 that was once read as something else put right: "Ã¼" is "ü".

    Read as Windows-1252 each letter shows it, even a single one. What was read otherwise (Windows-1250 and
    1251, DOS, Mac OS) only a whole cell can show, of which ftfy keeps account.
    """
    again = _TWICE.sub(lambda found: _decoded_again(found[0]), text)
    if again != text:
        return again
    mended, steps = fix_encoding_and_explain(text)
    return mended if steps and any(step.parameter in _UTF_8 for step in steps) else text


def _decoded_again(text: str) -> str:
    """Letters by their two to four bytes each; as they were where these are no letters."""
    try:
        return text.translate(_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


_BYTES = {ord(bytes([byte]).decode("cp1252", "ignore") or chr(byte)): byte for byte in range(0x80, 0xA0)}
"""The bytes that Windows-1252 shows as other characters than their numbers say."""
_FOLLOWS = f"[\u0080-\u00bf{''.join(map(chr, _BYTES))}]"
_TWICE = re.compile(
    f"(?:[\u00c2-\u00df]{_FOLLOWS}|[\u00e0-\u00ef]{_FOLLOWS}{{2}}|[\u00f0-\u00f4]{_FOLLOWS}{{3}})+"
)
