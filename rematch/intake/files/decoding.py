"""A text file's bytes as text: by its byte order mark, as UTF-16 or UTF-8, else by its likely code page."""

import codecs
import re

from rematch.intake.sheets.sheet import SheetNotes

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CODE_PAGES = {"cp1252": "Windows-1252", "cp1250": "Windows-1250", "cp1251": "Windows-1251"}
_SAMPLE = 20_000
_HIGH = re.compile(rb"[\x80-\xff]")
_CYRILLIC = re.compile(rb"[\xc0-\xff\xa8\xb8\xaa\xba\xb2\xb3\xaf\xbf\xa5\xb4]{3,}")
_POLISH = re.compile(rb"[A-Za-z\xf3][\xb3\x9c\x9f\xbf\xb9][a-z]|\b[\xa3\x8c\xaf][a-z\xf3]{2}")
_SEVERAL_BYTES = re.compile(rb"[\xc3-\xc5\xd0-\xd2][\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf]")


def text_of(content: bytes, notes: SheetNotes) -> str | None:
    """The text, or None with the reason among the findings."""
    try:
        text = content.decode(encoding) if (encoding := _declared(content)) else _guessed(content, notes)
    except UnicodeDecodeError as fault:
        notes.error(_line(content, fault.start), None, "intake.damaged_text")
        return None
    if "\0" in text:
        notes.error(text[: text.index("\0")].count("\n") + 1, None, "data.nul_bytes")
        return None
    return text.removeprefix("\ufeff")


def _declared(content: bytes) -> str | None:
    """The encoding a mark says, or that every second byte is zero."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    sample = content[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(content) % 2 or max(even, odd) * 8 < len(sample) or min(even, odd):
        return None
    return "utf-16-be" if even else "utf-16-le"


def _guessed(content: bytes, notes: SheetNotes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as fault:
        if fault.end == len(content) and _SEVERAL_BYTES.search(content):
            notes.error(_line(content, fault.start), None, "intake.cut_off")
            return content[: fault.start].decode("utf-8")
        if 2 * sum(map(len, _SEVERAL_BYTES.findall(content))) > len(_HIGH.findall(content)):
            notes.error(_line(content, fault.start), None, "intake.damaged_text")
            return content.decode("utf-8", "replace")
        page = _code_page(content)
        notes.warn(_line(content, fault.start), None, "intake.code_page", name=_CODE_PAGES[page])
        return content.decode(page, "replace")


def _code_page(content: bytes) -> str:
    """The likely Windows code page: Cyrillic writes whole words above ASCII, others single letters.

    Questionnaires are short: letter statistics take Polish for German. Letters that stand within words in
    one of the pages and are signs in the other decide.
    """
    if 2 * sum(map(len, _CYRILLIC.findall(content))) > len(_HIGH.findall(content)):
        return "cp1251"
    return "cp1250" if _POLISH.search(content) else "cp1252"


def _line(content: bytes, at: int) -> int:
    return content[:at].count(b"\n") + 1
