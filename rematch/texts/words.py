"""The sentences, by code: `say` one, or what a problem is and what to do about it."""

import datetime
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from rematch.errors import Finding, RematchError
from rematch.settings import settings
from rematch.texts.folders import HERE, Text, in_order, locale, read, texts, wording
from rematch.texts.formats import date, listing, number

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ProblemWords:
    """What is wrong and what to do about it, in words."""

    what: str
    todo: str


def say(code: str, lang: str, **params: object) -> str:
    """The text of `code` with its parameters filled in; whole numbers and dates as the language writes them.

    A missing text is the fallback's; one that is nowhere, or lacks a parameter, is the code itself. Both are
    an error under REMATCH_STRICT_TEXTS (the tests).
    """
    try:
        shown = {name: _shown(value, lang) for name, value in params.items()}
        return _template(code, lang, params).format_map(shown)
    except KeyError as missing:
        if settings().strict_texts:
            raise LookupError(f"{lang}: {code} lacks {missing}") from missing
        _log.warning("text %s in %s lacks %s", code, lang, missing)
        return code


def problem(fault: RematchError | Finding, lang: str) -> ProblemWords:
    """The words for a mistake a person can mend."""
    return ProblemWords(
        say(f"fault.{fault.code}.what", lang, **fault.params),
        say(f"fault.{fault.code}.todo", lang, **fault.params),
    )


def has(code: str, lang: str) -> bool:
    """Whether there is such a text; for lists whose length is the catalogue's business."""
    return any(code in texts(one) for one in in_order(lang))


def formula(name: str) -> str:
    """A formula as LaTeX, the same in every language."""
    text = _formulas()[name]
    if not isinstance(text, str):
        raise TypeError(f"{name} is no formula")
    return text


@cache
def _formulas() -> Mapping[str, Text]:
    return read(HERE / "formulas.toml")


def _template(code: str, lang: str, params: Mapping[str, object]) -> str:
    """The sentence itself; of plural forms the one that its language's rule has for `count`."""
    spoken = lang if code in texts(lang) or settings().strict_texts else _fallback(code, lang)
    text = texts(spoken)[code]
    return text if isinstance(text, str) else text[locale(spoken).plural_form(cast(float, params["count"]))]


def _fallback(code: str, lang: str) -> str:
    return next((one for one in in_order(lang) if code in texts(one)), lang)


def _shown(value: object, lang: str) -> object:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        whole = isinstance(value, int) or value.is_integer()
        return number(value, lang, 0 if whole else 2)
    if isinstance(value, datetime.date):
        return date(value, lang)
    if isinstance(value, Mapping):
        return wording(value, lang)
    if isinstance(value, tuple | list | set | frozenset):
        return listing((str(_shown(entry, lang)) for entry in value), lang)
    return value
