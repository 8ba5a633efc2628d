"""The words of letters to households, in every language that they are asked in."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from rematch.texts.folders import wording

FILE = Path(__file__).with_name("letter.toml")


def penned(code: str, lang: str, **params: object) -> str:
    """Words of a letter, such as `refuse.harm`, in a household's language, else in a fallback."""
    return ended(wording(letter_words()[code], lang).format_map(params))


def ended(words: str) -> str:
    """The words, where the full stop of an abbreviation (a year's р.) ends the sentence too."""
    return words.replace("..", ".")


@lru_cache(maxsize=1)
def letter_version() -> str:
    """Which version of the words a letter has: it changes when they do, in any language."""
    return sha256(FILE.read_bytes()).hexdigest()[:8]


@lru_cache(maxsize=1)
def letter_words() -> Mapping[str, Mapping[str, str]]:
    """Every word in every language by its code."""
    return {
        f"{part}.{name}": entry
        for part, words in tomllib.loads(FILE.read_text(encoding="utf-8")).items()
        for name, entry in words.items()
    }
