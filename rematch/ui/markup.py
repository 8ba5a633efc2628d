"""Texts of the catalogue as escaped HTML, where many of them make one element of the page."""

import re
from collections.abc import Iterable
from html import escape

from rematch.ui.words import listing, t

_STRONG, _SLANTED = re.compile(r"\*\*(.+?)\*\*"), re.compile(r"\*(.+?)\*")


class Html(str):
    """Words that are escaped already."""

    __slots__ = ()


def safe(words: object) -> Html:
    """Whatever a person or a file has named, as plain words: no markup of theirs, no emphasis."""
    return words if isinstance(words, Html) else Html(escape(str(words)).replace("*", "&#42;"))


def told(code: str, **params: object) -> Html:
    """A text with its emphasis; what is put into it is escaped, and a count stays a number."""
    said = t(code, **{k: v if isinstance(v, int) else safe(v) for k, v in params.items()})
    return Html(_SLANTED.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", said)))


def listed(words: Iterable[str]) -> Html:
    """Several words as one phrase."""
    return Html(listing([safe(one) for one in words]))


def joined(*parts: Html) -> Html:
    """Sentences after one another; empty ones leave no gap."""
    return Html(" ".join(part for part in parts if part))
