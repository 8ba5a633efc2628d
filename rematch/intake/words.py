"""The words of questionnaires and spreadsheets, from `words.toml`, and those of our own templates."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from rematch.texts import say, screen_languages

HERE = Path(__file__).parent
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ё": "е", "’": " ", "ʼ": " "})
_BETWEEN = re.compile(r"(?:[^\w#!?✓✔☑✅✗✘☐❌☒✖✕×]|_)+")
_DITTO = re.compile(r"""[-–—.\s]*["„“”»«'’′″]+[-–—.\s"„“”»«'’′″]*""")
_ASCII = {ord(c): c.lower() if c.isalnum() or c in "#!?" else " " for c in map(chr, range(128))}

_CHOICES = {
    "template_example": "template.example",
    "yes": "intake.choice.yes",
    "no": "intake.choice.no",
    "role": "intake.choice.{}",
    "sex": "intake.choice.{}",
    "priority": "intake.choice.priority_{}",
    "protected_for": "unit.protected_for.{}",
    "open_to": "unit.open_to.{}",
}
"""Parts whose meanings our templates have words for, and the texts that hold them."""


def fold(text: str) -> str:
    """A text as it is compared: lower case, umlauts written out, one space for all that is no letter.

    Not cached: what people wrote about themselves must not stay in memory.
    """
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    written_out = unicodedata.normalize("NFKC", text).casefold().translate(_WRITTEN_OUT)
    return _BETWEEN.sub(" ", written_out).strip()


@cache
def section(name: str) -> Mapping[str, Any]:
    """One part of the file as it stands."""
    part: Mapping[str, Any] = _content()[name]
    return part


@cache
def entries(name: str) -> tuple[Mapping[str, Any], ...]:
    """A part of the file that is a list, in its order."""
    return tuple(_content()[name])


@cache
def words(name: str, key: str = "words") -> frozenset[str]:
    """The folded words of one list."""
    return frozenset(_folded([*section(name)[key], *_of_templates(name, key)]))


@cache
def meanings(name: str) -> Mapping[str, str]:
    """Folded word to what it means, of a part that lists words by meaning."""
    own = {word: meaning for meaning in section(name) for word in _folded(_of_templates(name, meaning))}
    return own | {word: meaning for meaning, listed in section(name).items() for word in _folded(listed)}


def _of_templates(name: str, meaning: str) -> list[str]:
    """What our templates offer to choose for it, in every language of the screens."""
    if name not in _CHOICES:
        return []
    code = _CHOICES[name].format(meaning)
    return [say(code, lang) for lang in screen_languages()]


def is_missing(text: str) -> bool:
    """Whether a cell says nothing, in the ways people write that."""
    return not text.strip() or text.strip() in section("missing")["dashes"] or fold(text) in words("missing")


def is_ditto(text: str) -> bool:
    """Whether a cell says "the same as above", by a word or by signs of quotation alone."""
    return bool(_DITTO.fullmatch(text.strip())) or fold(text) in words("ditto")


def is_dash(text: str) -> bool:
    """Whether a cell holds only a dash, which may mean no where the answer is yes or no."""
    return text.strip() in section("missing")["dashes"]


def begins_a_word(text: str, stems: Iterable[str]) -> bool:
    """Whether a word of the text begins with one of these, or a row of words with one of several."""
    spaced = f" {fold(text)}"
    return any(f" {_of_ours(stem)}" in spaced for stem in stems)


def by_stem(name: str, text: str) -> Mapping[str, Any] | None:
    """The first entry of a list one of whose `stems` begins a word of the text."""
    spaced = f" {fold(text)}"
    for stem, entry in _stems(name):
        whole = len(stem) <= 3
        if f" {stem} " in f"{spaced} " if whole else f" {stem}" in spaced:
            return entry
    return None


@cache
def _stems(name: str) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    return tuple((stem, entry) for entry in entries(name) for stem in _folded(entry["stems"]))


@cache
def _of_ours(word: str) -> str:
    """A word of the file, folded; of what people wrote nothing is kept."""
    return fold(word)


def _folded(listed: Iterable[str]) -> list[str]:
    return [fold(word) for word in listed]


@cache
def _content() -> Mapping[str, Any]:
    return tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
