"""Text that a spreadsheet program would run, made harmless in a way that reading takes back."""

import re

_RISKY = r"'*[=+\-@\t\r\n＝＋－＠]"
"""What a spreadsheet program takes for the beginning of a formula, full-width signs included."""
_FORMULA = re.compile(_RISKY)
_DEFUSED = re.compile(f"^'(?={_RISKY})")


def defused(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet program would run."""
    return f"'{text}" if _FORMULA.match(text) else text


def undefused(text: str) -> str:
    """The text as it was before `defused`; any other text is unchanged."""
    return _DEFUSED.sub("", text)
