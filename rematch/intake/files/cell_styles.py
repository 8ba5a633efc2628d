"""What an XLSX file's styles say of its cells: struck through, shown in percent."""

from collections.abc import Mapping

from rematch.intake.files.spreadsheet_scan import Listener

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
        elif name == "numFmt" and "%" in attributes.get("formatCode", ""):
            self._percent.add(attributes.get("numFmtId", ""))
        elif name == "xf" and self._within == "cellXfs":
            self._formats.append((attributes.get("fontId", ""), attributes.get("numFmtId", "")))

    def rule_strikes(self, number: str | None) -> bool:
        """Whether a rule of this number strikes its cells through."""
        at = int(number) if number is not None and number.isascii() and number.isdecimal() else -1
        return 0 <= at < len(self._rules) and self._rules[at]

    def of(self, style: str | None) -> tuple[bool, bool]:
        """Whether a cell of this format is struck through, and whether it is shown in percent."""
        number = int(style) if style is not None and style.isascii() and style.isdecimal() else 0
        font, shown = self._formats[number] if number < len(self._formats) else ("", "")
        at = int(font) if font.isascii() and font.isdecimal() and len(font) < 10 else -1
        return 0 <= at < len(self._struck) and self._struck[at], shown in self._percent
