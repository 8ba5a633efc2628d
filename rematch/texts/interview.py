"""The words of the interview form, which households are asked in their own language."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

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


@lru_cache(maxsize=1)
def interview_words() -> Mapping[str, Mapping[str, str]]:
    """Every word in every language by its code."""
    text = (Path(__file__).parent / "interview.toml").read_text(encoding="utf-8")
    return {
        f"{part}.{name}": entry
        for part, words in tomllib.loads(text).items()
        for name, entry in words.items()
    }
