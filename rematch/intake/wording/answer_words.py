"""Yes and no in words: a cell is one or the other only if the whole of it says so."""

import re
from functools import cache

from rematch.intake.words import fold, words
from rematch.texts import say, screen_languages

_AROUND = re.compile(r"[\s.!,;]+$|^\s+")
_NUMBER = re.compile(r"[01](?:[.,]0+)?", re.ASCII)
_APART = re.compile(r"[^\w\s'’ʼ,✓✔☑✅✗✘☐❌]")


def plain_words(text: str) -> str | None:
    """The cell folded, None where signs in it (a slash, brackets, a box, a minus) may change what it says."""
    bare = _AROUND.sub("", text)
    if _NUMBER.fullmatch(bare):
        return bare[0]
    if bare in _of_templates():
        return fold(bare)
    return None if _APART.search(bare) or not bare else fold(bare)


def plainly(text: str) -> bool | None:
    """Yes or no where the whole cell says so, else None."""
    said = plain_words(text)
    if said in words("yes"):
        return True
    return False if said in words("no") else None


@cache
def _of_templates() -> frozenset[str]:
    """What our own templates offer to choose, with all its signs."""
    codes = ("intake.choice.yes", "intake.choice.no")
    return frozenset(say(code, lang) for code in codes for lang in screen_languages())
