"""Occupations by their names in five languages, as ISCO-08; what may mean several is never guessed."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, takewhile

from rematch import DATA_DIR
from rematch.intake.values.parsed import UNKNOWN, ParsedCell, proposed, quoted, unclear
from rematch.intake.wording.turning import is_plain, turns
from rematch.intake.wording.typos import nearest
from rematch.intake.words import fold, is_missing, words
from rematch.texts import wording

STANDARDS = DATA_DIR / "reference" / "standards"
SHARED = "?"
"""Behind a word of the list: other occupations are called so too."""

WIDE = 2
"""Digits of a group that says something about somebody's work; a major group is too wide."""

_ISCO = re.compile(r"(?:isco ?(?:08)? ?)?(\d{1,4})", re.ASCII)
_FOR_ALL = re.compile(r"\s*\(?\b[mwfkчж]\s?/\s?[mwfkчж](?:\s?/\s?[dxi])?\b\)?\s*$", re.IGNORECASE)
_GERMAN_ENDING = re.compile(r"(?<=[^\W\d_])(?:[:*_·]|\s?/-?|\s?\(-?)in(?:nen)?\)?(?!\w)", re.IGNORECASE)
_CAPITAL_ENDING = re.compile(r"(?<=[a-zäöüß])In(?:nen)?(?!\w)")
_ENDINGS = [
    "frau",
    "mann",
    "in",
    "ka",
    "czyni",
    "yni",
    "ni",
    "ica",
    "owa",
    "ка",
    "иня",
    "чиня",
    "ниця",
    "иця",
    "ця",
    "ница",
    "щица",
    "чица",
    "ца",
    "ша",
    "ая",
    "а",
]
_ENDING = re.compile(rf"(?<=[^\W\d_])\s?(?:/\s?-?|\(-?)(?:{'|'.join(_ENDINGS)})\)?(?!\w)", re.IGNORECASE)
_APOSTROPHE = re.compile(r"(?<=\w)[`´ʹ′](?=\w)")
_ALTERNATIVES = re.compile(r"\s*/\s*")
_SEVERAL = re.compile(r"\s*[,;|\n/]\s*|\s+(?:und|and|та|й|і|и|oraz|i|&|\+)\s+")
_LONGEST = 6
"""Words of a name that is looked for among others."""

Names = Mapping[str, str]
"""What an occupation is called, by language."""


def occupation_code(text: str) -> str:
    """The ISCO-08 code of an occupation's name, the text itself where no single one is surely meant by it."""
    read = read_occupation(text)
    sure = all(doubt.code == "intake.occupation_word" for doubt in read.doubts)
    return read.text if read.text and sure else text


def read_occupation(text: str) -> ParsedCell:
    """An ISCO-08 code, or one proposed from the occupation's name; no occupation stays unknown.

    A name of several occupations is proposed as the group they share, else asked about with all of them. What
    is misspelt, or has more words beside it, is proposed to be looked at by itself.
    """
    if is_missing(text) or _key(text) in _no_occupation():
        return UNKNOWN
    if found := _ISCO.fullmatch(fold(text)):
        code = found[1]
        return ParsedCell(code, code) if is_code(code) else unclear("intake.occupation_unclear")
    return _whole(text) or _listed(text) or _misspelt(text) or _among(text)


def is_code(text: str) -> bool:
    """Whether ISCO-08 has such a group: a major one, or one within a group of two digits."""
    return text[:WIDE] in _groups() if len(text) >= WIDE else text.isdecimal()


@cache
def occupations(lang: str) -> Names:
    """The name of each occupation in the list by its code, in the alphabetical order of this language."""
    named = {code: wording(names, lang) for code, names in _names().items()}
    return dict(sorted(named.items(), key=lambda one: one[1].casefold()))


def rows() -> Iterator[tuple[str, Mapping[str, tuple[str, ...]]]]:
    """The list as it stands: the code, and by language the names, each with its forms."""
    with (STANDARDS / "occupations.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            code = row.pop("code")
            yield code, {lang: tuple(cell.split("|")) for lang, cell in row.items()}


def keys(name: str) -> set[str]:
    """A name of the list in all its forms, as cells are compared with it."""
    bare = name.removesuffix(SHARED)
    forms = [bare, *(part for part in bare.split("/") if "/" in bare)]
    if ":in" in bare:
        forms += [bare.replace(":in", "in"), bare.replace(":in", "")]
    stems = {_key(form)[:-2] for form in bare.split("/")[1:] if form.endswith("in")}
    return {_key(form) for form in forms} | stems


def _key(text: str) -> str:
    """A text as names are compared: without spaces, hyphens and apostrophes, and in one form for all."""
    return fold(_neutral(text)).replace(" ", "")


def _neutral(text: str) -> str:
    """Without the signs that say both men and women are meant: :in, *in, /-in, (ка), (m/w/d)."""
    bare = _CAPITAL_ENDING.sub("", _GERMAN_ENDING.sub("", _FOR_ALL.sub("", text)))
    return _APOSTROPHE.sub("'", bare).strip(" \t\r\n.!\"'")


def _whole(text: str) -> ParsedCell | None:
    """Where the whole cell is a name, with or without the ending of another form of it."""
    codes = _called(text) or _called(_ENDING.sub("", text)) or _of_forms(text)
    return _asked(text, codes, "intake.occupation_word") if codes else None


def _of_forms(text: str) -> frozenset[str]:
    """Of forms with slashes between them that are names of the same; of some the end alone may stand."""
    first, *others = _ALTERNATIVES.split(text)
    codes = _called(first)
    if not codes or not all(_called(form) == codes or _ends(form, codes) for form in others):
        return frozenset()
    return codes


def _ends(form: str, codes: frozenset[str]) -> bool:
    """Whether "-pfleger" is the end of a name of the same."""
    end = _key(form.removeprefix("-"))
    same = (key for key, own in _by_key().items() if own == codes)
    return form.startswith("-") and any(key.endswith(end) for key in same)


def _listed(text: str) -> ParsedCell | None:
    """Several occupations one after another: which of them counts is for a person to say."""
    found = [_called(part) for part in _SEVERAL.split(text)]
    if len(found) < 2 or not all(found):
        return None
    codes = frozenset(chain.from_iterable(found))
    if len(codes) == 1:
        return _asked(text, codes, "intake.occupation_word")
    return unclear("intake.occupation_several", part=quoted(text), names=_of(codes))


def _misspelt(text: str) -> ParsedCell | None:
    """What probably was meant by a word that nothing is called by."""
    key = _key(text)
    if not is_plain(_neutral(text)) or nearest(key, _no_occupation()):
        return None
    codes = frozenset(chain.from_iterable(_by_key()[name] for name in nearest(key, _by_key())))
    return _asked(text, codes, "intake.occupation_misspelt") if codes else None


def _among(text: str) -> ParsedCell:
    """What is called by a name among other words, unless these may turn it round."""
    found = _names_in(fold(_neutral(text)).split())
    codes = frozenset(chain.from_iterable(found))
    if not codes or turns(text):
        return unclear("intake.occupation_unclear")
    return _asked(text, codes, "intake.occupation_with_more")


def _names_in(said: Sequence[str]) -> list[frozenset[str]]:
    """What is called by so many words one after another as the longest name among them has."""
    for count in range(min(_LONGEST, len(said)), 0, -1):
        spans = ("".join(said[at : at + count]) for at in range(len(said) - count + 1))
        if found := [_by_key()[span] for span in spans if span in _by_key()]:
            return found
    return []


def _asked(text: str, codes: frozenset[str], code: str) -> ParsedCell:
    """One occupation is proposed; of several the group they share, if it says something, else nothing."""
    alike = takewhile(lambda digits: len(set(digits)) == 1, zip(*codes, strict=True))
    group = "".join(digits[0] for digits in alike)
    if len(codes) == 1:
        return proposed(group, group, code, part=quoted(text), name=dict(_names()[group]))
    if len(group) < WIDE:
        return unclear("intake.occupation_several", part=quoted(text), names=_of(codes))
    wide = code if code != "intake.occupation_word" else "intake.occupation_wide"
    return proposed(group, group, wide, part=quoted(text), name=_of(codes))


def _of(codes: Iterable[str]) -> tuple[dict[str, str], ...]:
    return tuple(dict(_names()[code]) for code in sorted(codes))


def _called(text: str) -> frozenset[str]:
    """The codes of what is called so, with nothing beside it that may turn it round."""
    return _by_key().get(_key(text), frozenset()) if is_plain(_neutral(text)) else frozenset()


@cache
def _by_key() -> Mapping[str, frozenset[str]]:
    found = defaultdict(set)
    for code, named in rows():
        for name in chain.from_iterable(named.values()):
            for key in keys(name):
                found[key].add(code)
    return {key: frozenset(codes) for key, codes in found.items()}


@cache
def _names() -> Mapping[str, Names]:
    return {
        code: {lang: names[0].removesuffix(SHARED) for lang, names in named.items()} for code, named in rows()
    }


@cache
def _no_occupation() -> frozenset[str]:
    return frozenset(word.replace(" ", "") for word in words("no_occupation"))


@cache
def _groups() -> frozenset[str]:
    with (STANDARDS / "isco08_submajor_groups.csv").open(encoding="utf-8", newline="") as lines:
        return frozenset(row["code"] for row in csv.DictReader(lines))
