"""The files of a drawn piece of the page, read once."""

from pathlib import Path
from typing import TypedDict

FOLDER = Path(__file__).parent


class Parts(TypedDict):
    """What the framework makes a component of."""

    html: str
    css: str
    js: str


def parts(name: str, *more: str) -> Parts:
    """Markup, style and script of a piece; every script may use what `dom.js` and `more` of them have."""
    html, css, js = (_read(f"{name}.{kind}") for kind in ("html", "css", "js"))
    return Parts(html=html, css=css, js="".join(map(_read, ("dom.js", *more))) + js)


def _read(name: str) -> str:
    path = FOLDER / name
    return path.read_text(encoding="utf-8") if path.exists() else ""
