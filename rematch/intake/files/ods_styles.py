"""What an ODS file's styles say of its cells, by their names: struck through, always or by a rule."""

from collections.abc import Mapping

from rematch.intake.files.spreadsheet_scan import Listener

_NONE = {"none"}
_LINES = ("text-line-through-style", "text-line-through-type")


class OdsStyles(Listener):
    """The styles as they pass by; each says what its parent says, but for what it says itself."""

    def __init__(self) -> None:
        self._name = ""
        self._own: dict[str, bool] = {}
        self._parents: dict[str, str] = {}
        self._rules: dict[str, set[str]] = {}

    def opens(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element of a style begins."""
        if name == "style":
            self._name = attributes.get("name", "")
            self._parents[self._name] = attributes.get("parent-style-name", "")
        elif name == "text-properties" and (
            said := {attributes[line] for line in _LINES if line in attributes}
        ):
            self._own[self._name] = not said <= _NONE
        elif name == "map":
            self._rules.setdefault(self._name, set()).add(attributes.get("apply-style-name", ""))

    def strikes(self, style: str | None) -> bool:
        """Whether what has this style is struck through."""
        return next((self._own[name] for name in self._line_of(style) if name in self._own), False)

    def may_strike(self, style: str | None) -> bool:
        """Whether a rule of this style strikes through what has it."""
        return any(
            self.strikes(other) for name in self._line_of(style) for other in self._rules.get(name, ())
        )

    def _line_of(self, style: str | None) -> list[str]:
        """The style, its parent, and so on."""
        line: list[str] = []
        while style and style not in line:
            line.append(style)
            style = self._parents.get(style)
        return line
