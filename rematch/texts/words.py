"""The sentences, by code: `say` one, or what a problem is and what to do about it.

A language is a folder of TOML files, one per part of the app. A table with only `one` and `other` is one
text in singular and plural, chosen by the parameter `count`; every other table is a part of the code.
"""

import datetime
import logging
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rematch.errors import Finding, RematchError
from rematch.settings import settings
from rematch.texts.formats import date, listing, number

LANGUAGES = ("de", "en")
HERE = Path(__file__).parent

Text = str | Mapping[str, str]
"""A sentence with {placeholders}, or its singular and plural as `one` and `other`."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ProblemWords:
    """What is wrong and what to do about it, in words."""

    what: str
    todo: str


def say(code: str, lang: str, **params: object) -> str:
    """The text of `code` with its parameters filled in; whole numbers and dates as the language writes them.

    A missing text or parameter is the code itself, and an error under REMATCH_STRICT_TEXTS (the tests).
    """
    try:
        text = texts(lang)[code]
        template = text if isinstance(text, str) else text["one" if params["count"] == 1 else "other"]
        return template.format_map({name: _shown(value, lang) for name, value in params.items()})
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
    return code in texts(lang)


def formula(name: str) -> str:
    """A formula as LaTeX, the same in every language."""
    text = _formulas()[name]
    if not isinstance(text, str):
        raise TypeError(f"{name} is no formula")
    return text


@lru_cache(maxsize=2)
def texts(lang: str) -> Mapping[str, Text]:
    """Every text of one language by its code."""
    together: dict[str, Text] = {}
    for path in sorted((HERE / lang).glob("*.toml")):
        part = _read(path)
        if twice := together.keys() & part.keys():
            raise ValueError(f"{path.name} says again: {sorted(twice)}")
        together |= part
    return together


@lru_cache(maxsize=1)
def _formulas() -> Mapping[str, Text]:
    return _read(HERE / "formulas.toml")


def _read(path: Path) -> dict[str, Text]:
    return dict(_flat(tomllib.loads(path.read_text(encoding="utf-8"))))


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, Text]]:
    for name, entry in table.items():
        if isinstance(entry, dict) and set(entry) != {"one", "other"}:
            yield from _flat(entry, f"{prefix}{name}.")
        elif isinstance(entry, str | dict):
            yield prefix + name, entry
        else:
            raise TypeError(f"{prefix}{name} is no text")


def _shown(value: object, lang: str) -> object:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        whole = isinstance(value, int) or value.is_integer()
        return number(value, lang, 0 if whole else 2)
    if isinstance(value, datetime.date):
        return date(value, lang)
    if isinstance(value, tuple | list | set | frozenset):
        return listing((str(_shown(entry, lang)) for entry in value), lang)
    return value
