"""The words of the interview form, which households are asked in their own language."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from babel import Locale

INTERVIEW_LANGUAGES = {
    "de": "Deutsch",
    "en": "English",
    "uk": "Українська",
    "ru": "Русский",
    "pl": "Polski",
}
"""Each by its own name."""


def asked(code: str, lang: str, **params: object) -> str:
    """A word of the form, such as `answer.yes`, in an interview's language."""
    return interview_words()[code][lang].format_map(params)


def spoken(tag: str, lang: str) -> str:
    """The name of a language in an interview's language; a tag nobody lists stands for itself."""
    name = _names(lang).get(tag.replace("-", "_"), tag)
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=8)
def _names(lang: str) -> Mapping[str, str]:
    return Locale.parse(lang).languages


@lru_cache(maxsize=1)
def interview_words() -> Mapping[str, Mapping[str, str]]:
    """Every word in every language by its code."""
    text = (Path(__file__).parent / "interview.toml").read_text(encoding="utf-8")
    return {
        f"{part}.{name}": entry
        for part, words in tomllib.loads(text).items()
        for name, entry in words.items()
    }
