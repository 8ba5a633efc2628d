"""The words of the interview form, which households are asked in their own language."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from rematch.texts.folders import wording


def interview_languages() -> Mapping[str, str]:
    """The languages households can be asked in, each by its own name: those of the form's words."""
    return interview_words()["language.name"]


def asked(code: str, lang: str, **params: object) -> str:
    """A word of the form, such as `answer.yes`, in an interview's language, else in a fallback."""
    return wording(interview_words()[code], lang).format_map(params)


def consent_wording(lang: str) -> str:
    """Which version of the words a household agrees to is shown in a language: it changes when they do."""
    return f"rematch-{sha256(asked('consent.text', lang).encode()).hexdigest()[:8]}"


@lru_cache(maxsize=1)
def interview_words() -> Mapping[str, Mapping[str, str]]:
    """Every word in every language by its code."""
    text = (Path(__file__).parent / "interview.toml").read_text(encoding="utf-8")
    return {
        f"{part}.{name}": entry
        for part, words in tomllib.loads(text).items()
        for name, entry in words.items()
    }
