"""What an XLSX file's styles say of its cells: struck through, shown in percent or with words."""

import re
from collections.abc import Mapping

from rematch.intake.files.spreadsheet_scan import NUMBER, Listener, has_words

_ASIDE = re.compile(r"\[[^\]]*\]|[_*].")
_PART = re.compile(r'([0#?][0#?.,/ ]*)|"([^"]*)"|\\(.)|(.)', re.S)
_PERCENT = {"9", "10"}
_OFF = {"0", "false"}


def is_struck(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element of a font says that its text is struck through."""
    return name == "strike" and attributes.get("val") not in _OFF


class CellStyles(Listener):
    """The fonts, number formats and cell formats of a file, in their order."""

    def __init__(self) -> None:
        self._struck: list[bool] = []
        self._percent = set(_PERCENT)
        self._words: dict[str, str] = {}
        self._formats: list[tuple[str, str]] = []
        self._within = ""
        self._rules: list[bool] = []

    def opens(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element of the styles begins."""
        if name in ("fonts", "cellXfs", "cellStyleXfs", "dxfs"):
            self._within = name
        elif name == "font" and self._within == "fonts":
            self._struck.append(False)
        elif is_struck(name, attributes) and self._within == "fonts" and self._struck:
            self._struck[-1] = True
        elif name == "dxf":
            self._rules.append(False)
        elif is_struck(name, attributes) and self._within == "dxfs" and self._rules:
            self._rules[-1] = True
        elif name == "numFmt":
            self._take_format(attributes.get("numFmtId", ""), attributes.get("formatCode", ""))
        elif name == "xf" and self._within == "cellXfs":
            self._formats.append((attributes.get("fontId", ""), attributes.get("numFmtId", "")))

    def rule_strikes(self, number: str | None) -> bool:
        """Whether a rule of this number strikes its cells through."""
        at = int(number) if number is not None and number.isascii() and number.isdecimal() else -1
        return 0 <= at < len(self._rules) and self._rules[at]

    def words_of(self, style: str | None) -> str | None:
        """A number of this format as it is shown, where words stand beside it there."""
        return self._words.get(self._format(style)[1])

    def _take_format(self, number: str, code: str) -> None:
        """Of a number above 0: what it is shown like; days and times have no words."""
        if "%" in code:
            self._percent.add(number)
        parts = _PART.findall(_ASIDE.sub("", code.split(";", maxsplit=1)[0]))
        figures = "".join(figure for figure, *_ in parts)
        shown = "".join(NUMBER if figure else quoted or escaped for figure, quoted, escaped, _ in parts)
        before, _, after = shown.partition(NUMBER)
        if figures and not any(other.isalpha() for *_, other in parts) and has_words(before + after):
            self._words[number] = f"{before}{NUMBER}{after.replace(NUMBER, '')}"

    def _format(self, style: str | None) -> tuple[str, str]:
        number = int(style) if style is not None and style.isascii() and style.isdecimal() else 0
        return self._formats[number] if number < len(self._formats) else ("", "")

    def of(self, style: str | None) -> tuple[bool, bool]:
        """Whether a cell of this format is struck through, and whether it is shown in percent."""
        font, shown = self._format(style)
        at = int(font) if font.isascii() and font.isdecimal() and len(font) < 10 else -1
        return 0 <= at < len(self._struck) and self._struck[at], shown in self._percent
