"""Whether an id is a name of somebody, as far as its letters tell."""

import re

from rematch.intake.words import fold, words

_APART = re.compile(r"[\s,./-]+")
_SIGNS = re.compile("['’ʼ]")
_SHORTEST = 4
"""Letters of which one word of a name has at least as many: shorter ones are as likely letters of a list."""


def looks_like_a_name(text: str) -> bool:
    """Words with capitals and no figure among them, or any behind a word for a family."""
    parts = [_SIGNS.sub("", part) for part in _APART.split(text) if part]
    said = {fold(part) for part in parts}
    if not parts or not all(map(str.isalpha, parts)) or said & words("ids"):
        return False
    of_family = bool(said & words("ids", "families")) and len(parts) > 1
    return of_family or (all(map(_begins_large, parts)) and max(map(len, parts)) >= _SHORTEST)


def _begins_large(part: str) -> bool:
    """Müller or an initial, and no abbreviation."""
    return part[0].isupper() and (len(part) == 1 or not part.isupper())
