"""Languages and their levels as people write them, as ISO 639 and the Common European Framework."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from rematch.criteria.measuring.standards import CEFR
from rematch.intake.values.parsed import UNKNOWN, ParsedCell, ParseIssue, proposed, quoted, unclear
from rematch.intake.wording.turning import is_plain, turns
from rematch.intake.words import fold, is_missing, meanings, section
from rematch.model import Level
from rematch.texts import TONGUES, interview_languages, language_names

ASSUMED_FIRST, ASSUMED_OTHER = Level.NATIVE.value, Level.B1.value
"""Levels assumed, and asked about, where people only name their languages."""

GERMAN = "de"
_SHORTEST = 4
"""Letters of a name that is known without being listed: there are languages called Ga and Ido."""
_NO_LANGUAGE = frozenset({"mul", "und", "zxx", "mis", "root"})
_LATIN = str.maketrans("АВСавс", "ABCabc")
_LEVEL = re.compile(r"(?<![A-Za-z])([ABC])[\s.]?([0-2])(?![0-9])", re.IGNORECASE)
_LEVELS = re.compile(rf"{_LEVEL.pattern}(?:\.[1-9])?(?:\s?[-–]\s?{_LEVEL.pattern})?", re.IGNORECASE)
_VARIETIES = {"ku": ("kmr", "ckb"), "fa": ("prs",)}
"""Languages behind whose name another one in brackets says which of them is meant."""
_NOTHING_MORE = re.compile(
    r"(niveau|level|stufe|zertifikat|certificate|deutsch|german|ger|cefr|рівень|уровень|isced)?"
)
_TO = frozenset(
    {"", "bis", "to", "und", "and", "oder", "or", "до", "та", "и", "или", "або", "do", "i", "lub"}
)
"""What may stand between the ends of a range."""
_PARTS = re.compile(r"[,;|\n/]|\s(?:und|and|та|и|і|й|i|oraz|sowie|&|\+)\s")
_IN_SQUARES = re.compile(r"\[\s*([A-Ca-c][0-2])\s*\]")
_BRACKETED = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True)
class Spoken:
    """One language a person named, with the level if one was said."""

    tag: str
    level: str | None = None
    doubt: ParseIssue | None = None


def read_level(text: str) -> ParsedCell:
    """A CEFR level: of a range the lower end, of words like "Grundkenntnisse" a proposal.

    More words beside it are looked at row by row; those that may turn it round leave it unknown.
    """
    if is_missing(text):
        return UNKNOWN
    latin = text.translate(_LATIN)
    found = [f"{letter}{digit}".upper() for letter, digit in _LEVEL.findall(latin)]
    known = [level for level in found if level in CEFR]
    rest = fold(_LEVEL.sub(" ", latin))
    if len(set(known)) > 1 and is_plain(text) and rest in _TO:
        least = min(known, key=CEFR.index)
        return proposed(least, least, "intake.level_range")
    if (turns(text.removesuffix("+")) and fold(text) not in meanings("levels")) or len(set(known)) > 1:
        return unclear("intake.level_with_more")
    if known:
        code = None if _NOTHING_MORE.fullmatch(rest) else "intake.level_with_more"
        return proposed(known[0], known[0], code) if code else ParsedCell(known[0], known[0])
    return _level_in_words(text)


def read_languages(text: str) -> tuple[list[Spoken], list[ParseIssue]]:
    """The languages named in a cell in their order, each once, and the parts that name none.

    A part that says more than a language and its level is left out, to be looked at by itself.
    """
    spoken: dict[str, Spoken] = {}
    doubts: list[ParseIssue] = []
    for part in _parts(text):
        one = _one(part)
        if one is None:
            more = turns(part) or any(map(language_tag, fold(part).split()))
            code = "intake.language_with_more" if more else "intake.language_unknown"
            doubts.append(ParseIssue(code, {"part": quoted(part)}))
        elif one.tag not in spoken:
            spoken[one.tag] = one
            doubts += [one.doubt] if one.doubt else []
    return list(spoken.values()), doubts


def language_tag(name: str) -> str | None:
    """The ISO 639 tag of a language's name or code in German, English, Ukrainian, Russian or itself."""
    return _tags().get(fold(name))


def with_levels(spoken: Iterable[Spoken], german: str | None) -> tuple[dict[str, str], tuple[str, ...]]:
    """Tag to level, German as the German column says; and the tags whose level had to be assumed."""
    levels: dict[str, str] = {}
    assumed: list[str] = []
    for one in spoken:
        if one.tag == GERMAN and german:
            continue
        if one.level is None:
            assumed.append(one.tag)
        first = not levels and one.tag != GERMAN
        levels[one.tag] = one.level or (ASSUMED_FIRST if first else ASSUMED_OTHER)
    if german:
        levels[GERMAN] = german
    return levels, tuple(assumed)


def as_cell(levels: Mapping[str, str]) -> str:
    """Languages with their levels as our own file has them."""
    return "|".join(f"{tag}:{level}" for tag, level in levels.items())


def _level_in_words(text: str) -> ParsedCell:
    folded = fold(text)
    if level := meanings("levels").get(folded):
        return ParsedCell(level, level)
    if level := meanings("levels_proposed").get(folded):
        return proposed(level, level, "intake.level_word")
    if level := _proposed_level(folded):
        return proposed(level, level, "intake.level_with_more")
    return unclear("intake.level_unclear")


def _proposed_level(folded: str) -> str | None:
    table = meanings("levels_proposed")
    spaced = f" {folded} "
    found = [level for word, level in table.items() if f" {word} " in spaced]
    return min(found, key=CEFR.index) if found else None


def _parts(text: str) -> Iterator[str]:
    """The cell's parts; what stands in brackets is not divided."""
    text = _IN_SQUARES.sub(r"(\1)", text)
    whole = _BRACKETED.sub(lambda found: found[0].replace(",", " ").replace("/", "-").replace(";", " "), text)
    return (part.strip() for part in _PARTS.split(whole) if not is_missing(part))


def _one(part: str) -> Spoken | None:
    """The language of a part and its level; None where it names none, or what is said of it is no level."""
    name, said = _divided(part)
    tag = language_tag(name)
    variety = language_tag(said) if said else None
    if variety is not None and variety in _VARIETIES.get(tag or "", ()):
        return Spoken(variety)
    level = read_level(said) if said and not _says_nothing(said) else UNKNOWN
    if tag is None:
        tag, level = _with_word(name, level)
    understood = is_plain(name) and (level.text or not said or _says_nothing(said))
    if tag is None or not understood:
        return None
    return Spoken(tag, level.text or None, level.doubts[0] if level.doubts else None)


def _says_nothing(said: str) -> bool:
    """Whether words say that the level is not known; signs, and a zero in words, do not say that."""
    return is_missing(said) and len(fold(said).strip("?")) > 1 and fold(said) != "null"


def _divided(part: str) -> tuple[str, str]:
    """A language's name and what is said of its level, in brackets, behind a sign, or as it stands there."""
    if bracketed := _BRACKETED.search(part):
        name = _BRACKETED.sub(" ", part).strip()
        found = _LEVEL.search(name.translate(_LATIN))
        if not found:
            return name, bracketed[1]
        return name[: found.start()].rstrip(" :=-–"), f"{name[found.start() :]} {bracketed[1]}"
    for sign in (":", "=", " - ", " – "):
        name, found_sign, said = part.partition(sign)
        if found_sign:
            return name, said
    if level := _LEVELS.search(part.translate(_LATIN)):
        return part[: level.start()] + part[level.end() :], level[0]
    return part, ""


def _with_word(name: str, level: ParsedCell) -> tuple[str | None, ParsedCell]:
    """A language with a word for its level before or after it: "etwas Deutsch"."""
    pieces = fold(name).split()
    for cut in range(1, len(pieces)):
        for word, rest in ((pieces[:cut], pieces[cut:]), (pieces[-cut:], pieces[:-cut])):
            tag, said = language_tag(" ".join(rest)), _level_in_words(" ".join(word))
            if tag and said.text and (" ".join(word) in meanings("levels") or not turns(" ".join(word))):
                against = level.text and said.text in (Level.A0.value, Level.NATIVE.value)
                return (None if against else tag), level if level.text else said
    return None, level


@cache
def _tags() -> Mapping[str, str]:
    """Folded names and codes to tags; a name that means several languages means none."""
    listed = {fold(word): tag for tag, words in section("languages").items() for word in (tag, *words)}
    shortened = ((tag, _BRACKETED.sub("", name)) for tag, name in _names())
    return _clear(shortened) | _clear(_names()) | listed


def _clear(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Folded name to tag, of those that are one language's alone and no answer of another kind."""
    meant: dict[str, set[str]] = {}
    for tag, name in names:
        meant.setdefault(fold(name), set()).add(tag)
    return {
        name: tags.pop()
        for name, tags in meant.items()
        if len(tags) == 1 and len(name) >= _SHORTEST and not is_missing(name)
    }


def _names() -> Iterator[tuple[str, str]]:
    """Every language without variants by its names in our forms; those offered by their own names, too."""
    yield from ((tag, language_names(tag)[tag]) for tag in TONGUES)
    for lang in interview_languages():
        for tag, name in language_names(lang).items():
            if "-" not in tag and tag not in _NO_LANGUAGE:
                yield tag, name
