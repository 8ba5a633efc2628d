"""A third language of the screens made from the English texts, so that every word that came from them shows.

Vowels are accented and doubled, a text stands in ⟦brackets⟧ and a plural form has its own mark; placeholders,
markup and code stay. Its locale is Ukrainian: four plural forms, other separators and months.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
import tomlkit

from rematch.texts import folders, formats, languages

LANG, LOCALE = "qps", "uk"
MARKS = {"one": "¹", "few": "²", "many": "⁵", "other": "½"}
"""What each plural form of the locale ends with."""

_KEPT = re.compile(
    r"\{[^{}]*\}|`[^`]*`|\$[^$]*\$|\]\([^)]*\)|https?://\S+|:[a-z][a-z/_-]*[\[:]|&\w+;|<[^<>]*>"
)
_LONGER = {vowel: mark * 2 for vowel, mark in zip("aeiouAEIOU", "áéíóúÁÉÍÓÚ", strict=True)}
_TEXT = re.compile(r"⟦[^⟦⟧]*⟧")


def lengthened(text: str) -> str:
    """One sentence of the pseudo-language."""
    kept = [*(found.group() for found in _KEPT.finditer(text)), ""]
    told = zip(_KEPT.split(text), kept, strict=True)
    return "⟦" + "".join(words.translate(str.maketrans(_LONGER)) + code for words, code in told) + "⟧"


def written(table: Mapping[str, object]) -> dict[str, object]:
    """A file's texts in the pseudo-language, with the forms its locale needs."""
    if "other" in table and table.keys() <= set(folders.FORMS):
        return {form: lengthened(str(table.get(form, table["other"])) + mark) for form, mark in MARKS.items()}
    return {
        name: written(entry) if isinstance(entry, dict) else lengthened(str(entry))
        for name, entry in table.items()
    }


def without_ours(text: str) -> str:
    """What is left of a shown text without all that came from the texts, and what was filled in there."""
    while (rest := _TEXT.sub(" ", text)) != text:
        text = rest
    return text


@contextmanager
def third_language(place: Path) -> Iterator[str]:
    """The program with a third folder beside the two it has; nothing else is told to it."""
    ours = folders.HERE
    for lang in folders.screen_languages():
        (place / lang).symlink_to(ours / lang)
    (place / LANG).mkdir()
    for path in (ours / "en").glob("*.toml"):
        told = written(tomllib.loads(path.read_text(encoding="utf-8")))
        if "language" in told:
            told["language"] |= {"locale": LOCALE}
        (place / LANG / path.name).write_text(tomlkit.dumps(told), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folders, "HERE", place)
        _forget()
        yield LANG
    _forget()


def _forget() -> None:
    for kept in (folders.screen_languages, folders.texts, folders.locale):
        kept.cache_clear()
    formats._pattern.cache_clear()
    languages.language_names.cache_clear()
