"""Known words that a word probably misspells, its first letter included."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 5
"""Letters below which a word is never a misspelling of another: too many short words are alike."""


def nearest(text: str, known: Iterable[str], *, slips: int = 3, shortest: int = SHORTEST) -> list[str]:
    """The known words that differ by no more slips than their length makes likely, the nearest first.

    A slip is a letter too many, missing, wrong, or swapped with the next (optimal string alignment).
    """
    if len(text) < shortest:
        return []
    long = [word for word in known if len(word) >= shortest]
    most = min(slips, _likely(text))
    found = process.extract(text, long, scorer=OSA.distance, score_cutoff=most, limit=None)
    return [word for word, made, _ in found if made <= _likely(word) and not _another(text, word)]


def _likely(word: str) -> int:
    """How many slips a word of this length may have."""
    return 1 if len(word) < 10 else 2 if len(word) < 20 else 3


def _another(text: str, word: str) -> bool:
    """Of two words as short as that, one letter that differs makes another word."""
    return len(text) == len(word) == SHORTEST
