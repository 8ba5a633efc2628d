"""Languages by their BCP 47 tags: those offered, and what each is called in any language."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

TONGUES: tuple[str, ...] = (
    *("uk", "ru", "en", "de", "pl", "ar", "fa", "tr", "fr", "ro", "ka", "hy", "az", "es", "it"),
    *("bg", "hu", "cs", "sk", "lt", "lv", "et", "el", "he", "ku", "ps", "so", "ti", "am"),
)
"""Languages offered to choose from; any other can be typed as its tag."""

_FALLBACK = "en"


def language_name(tag: str, lang: str) -> str:
    """What a language is called in a language, within a sentence; a tag nobody lists stands for itself."""
    return language_names(lang).get(tag, tag)


def spoken(tag: str, lang: str) -> str:
    """The same standing alone, as an answer in a form does."""
    name = language_name(tag, lang)
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=64)
def language_names(lang: str) -> Mapping[str, str]:
    """Tag to name in one language: the Unicode CLDR's, but for those in `languages.toml`."""
    own = own_names()
    names = {tag: named.get(lang, named[_FALLBACK]) for tag, named in own.items()}
    names |= {tag.replace("_", "-"): name for tag, name in _of_cldr(lang).items()}
    return names | {tag: named[lang] for tag, named in own.items() if lang in named}


def _of_cldr(lang: str) -> Mapping[str, str]:
    try:
        return Locale.parse(lang, sep="-").languages
    except (UnknownLocaleError, ValueError):
        return Locale(_FALLBACK).languages


@lru_cache(maxsize=1)
def own_names() -> Mapping[str, Mapping[str, str]]:
    """Tag to name by language, of those that this program calls itself."""
    return tomllib.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8"))
