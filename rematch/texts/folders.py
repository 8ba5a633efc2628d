"""The languages of the screens: each is a folder here, with its texts, its own name and its locale.

Nothing else is needed for one more. A folder is named by the language's BCP 47 tag and holds TOML files, one
per part of the app. A table whose keys are plural forms of the Unicode CLDR (`one`, `few`, `other` ...) is
one text, chosen by the parameter `count`; every other table is a part of the code.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError, negotiate_locale

HERE = Path(__file__).parent
FALLBACK = ("en", "de")
"""The languages taken, in this order, where something has no words in the one that is wanted."""

FORMS = ("zero", "one", "two", "few", "many", "other")
"""The CLDR's plural forms; which of them a language needs is its plural rule's business."""

Text = str | Mapping[str, str]
"""A sentence with {placeholders}, or its plural forms."""

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@cache
def screen_languages() -> tuple[str, ...]:
    """The tags of all languages of the screens, in alphabetical order."""
    tagged = (folder for folder in HERE.iterdir() if _TAG.fullmatch(folder.name))
    return tuple(sorted(folder.name for folder in tagged if any(folder.glob("*.toml"))))


def own_name(lang: str) -> str:
    """What a language of the screens calls itself."""
    return str(texts(lang)["language.name"])


def best_language(preferred: Iterable[str]) -> str:
    """The language of the screens that comes first among those preferred (`de-AT`), else the fallback."""
    found = negotiate_locale([tag.replace("_", "-") for tag in preferred], screen_languages(), sep="-")
    by_lower = {lang.lower(): lang for lang in screen_languages()}
    return by_lower[found.lower()] if found else FALLBACK[0]


def in_order(lang: str) -> tuple[str, ...]:
    """The languages in which words for a reader of `lang` are looked for, the best first."""
    return tuple(dict.fromkeys((lang, *FALLBACK)))


def wording(wordings: Mapping[str, str], lang: str) -> str:
    """Of a thing's words by language those in `lang`, else in a fallback, else any; "" if there are none."""
    found = (wordings.get(one) for one in (*in_order(lang), *wordings))
    return next((words for words in found if words), "")


@cache
def locale(lang: str) -> Locale:
    """The CLDR's data on a language, which a folder may name (`language.locale`); else British English."""
    return _locale_of(texts(lang), lang)


@cache
def texts(lang: str) -> Mapping[str, Text]:
    """Every text of one language by its code.

    Raises ValueError where a code is there twice or a plural lacks a form that the language's rule needs.
    """
    together: dict[str, Text] = {}
    for path in sorted((HERE / lang).glob("*.toml")):
        part = read(path)
        if twice := together.keys() & part.keys():
            raise ValueError(f"{path.name} says again: {sorted(twice)}")
        together |= part
    _complete(together, lang)
    return together


def read(path: Path) -> dict[str, Text]:
    """The texts of one file by their codes."""
    return dict(_flat(tomllib.loads(path.read_text(encoding="utf-8"))))


def _locale_of(together: Mapping[str, Text], lang: str) -> Locale:
    try:
        return Locale.parse(str(together.get("language.locale", lang)), sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en", "GB")


def _complete(together: Mapping[str, Text], lang: str) -> None:
    """Raise where a text cannot be said of every number."""
    needed = _locale_of(together, lang).plural_form.tags | {"other"}
    lacking = [
        f"{code} ({', '.join(form for form in FORMS if form in needed - text.keys())})"
        for code, text in together.items()
        if not isinstance(text, str) and needed - text.keys()
    ]
    if lacking:
        raise ValueError(f"{lang} lacks plural forms: {'; '.join(lacking)}")


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, Text]]:
    for name, entry in table.items():
        if isinstance(entry, dict) and not entry.keys() <= set(FORMS):
            yield from _flat(entry, f"{prefix}{name}.")
        elif isinstance(entry, str | dict):
            yield prefix + name, entry
        else:
            raise TypeError(f"{prefix}{name} is no text")
