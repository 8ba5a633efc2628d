"""A third language of the screens made from the English texts, so that every word that came from them shows.

Vowels are accented and doubled, a text stands in ⟦brackets⟧ and a plural form has its own mark; placeholders,
markup and code stay. Its locale is Ukrainian: four plural forms, other separators and months.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
import tomlkit

from rematch import DATA_DIR
from rematch.criteria.measuring.standards import STANDARDS
from rematch.intake import words
from rematch.intake.matching import header_matching
from rematch.intake.wording import answer_words
from rematch.model import Profiles
from rematch.synthetic import generate
from rematch.texts import folders, formats, interview_words, languages
from tests import demo

LANG, LOCALE = "qps", "uk"
MARKS = {"one": "¹", "few": "²", "many": "⁵", "other": "½"}
"""What each plural form of the locale ends with."""

_KEPT = re.compile(
    r"\{[^{}]*\}|`[^`]*`|\$[^$]*\$|\]\([^)]*\)|https?://\S+|:[a-z][a-z/_-]*[\[:]|&\w+;|<[^<>]*>"
)
_LONGER = {vowel: mark * 2 for vowel, mark in zip("aeiouAEIOU", "áéíóúÁÉÍÓÚ", strict=True)}
_TEXT = re.compile(r"⟦[^⟦⟧]*⟧")

WORD = re.compile(r"[^\W\d_]{2,}")
CLDR = re.compile(r"[а-яіїєґ]", re.IGNORECASE)
"""What has a Cyrillic letter is the locale's: months and names of languages."""

MARKUP = re.compile(r":[a-z][a-z/_-]*[:\[]|\]\([^)]*\)|</?[a-z][^<>]*>|https?://\S+|\{[a-z_]+\}|&\w+;|\w+…")
FORMATS = {"CSV", "XLSX", "PNG", "SVG", "JSON", "TOML", "CEFR", "ISCO", "ISCED", "ISO", "AGS", "native"}
"""Names of formats and codes, and the one word of the cell language that is no field's."""


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


@cache
def small() -> Profiles:
    """A cohort so small that everything is soon computed."""
    return generate(10, 4, 4, demo.catalogue(), cohort_id="small", name="Demo")


@cache
def data() -> frozenset[str]:
    """Every word that comes from data."""
    tables = [*STANDARDS.glob("*.csv"), DATA_DIR / "presets.toml", DATA_DIR / "koenigsteiner_schluessel.csv"]
    tables.append(DATA_DIR / "process" / "rules.toml")
    texts = [path.read_text(encoding="utf-8") for path in tables]
    texts += [demo.catalogue().model_dump_json(), demo.profiles("land").cohort.name]
    texts += [demo.profiles().model_dump_json(), small().model_dump_json()]
    texts += [
        *interview_words()["language.name"].values(),
        *(word["en"] for word in interview_words().values()),
    ]
    return frozenset(FORMATS).union(*(WORD.findall(text) for text in texts))


def not_of_the_third(texts: Iterable[str], *exempt: str) -> str:
    """Of shown texts those with a word that is neither the pseudo-language's nor data's, one a line.

    Data's are labels and questions of the catalogue, names of places, cohorts, file formats and languages,
    names of codes, the words of the interview form, and what is `exempt`.
    """
    known = data().union(*(WORD.findall(text) for text in exempt))
    left = (MARKUP.sub(" ", without_ours(text)) for text in texts)
    return "\n".join(t for t in left if {w for w in WORD.findall(t) if not CLDR.search(w)} - known)


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
    words.words.cache_clear()
    words.meanings.cache_clear()
    answer_words._of_templates.cache_clear()
    header_matching._synonyms.cache_clear()
