"""Whether a header says more than the column it is read as: former, planned, of others, a scale."""

import re
from collections.abc import Iterable, Iterator

from rematch.criteria.catalogue import Catalogue
from rematch.intake.matching.header_matching import phrases, spelt_alike, without_code
from rematch.intake.matching.questions import asked_by, beginnings, words_of_questions
from rematch.intake.matching.targets import FORGOTTEN, Kind, Meaning, Target, targets
from rematch.intake.quantities.units import asked_in, factor
from rematch.intake.wording.consent import asks_more
from rematch.intake.words import fold, meanings, words

_BY_RULES_OF_ITS_OWN = ("withdrawn", "status", "note", "household_id", "member", "unit", "site")
_NUMBERED = ("ages", *FORGOTTEN)
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_SCALE = re.compile(r"\d\s*=|=\s*\d|[4-9]|10|note\b", re.I | re.ASCII)


def says_more(header: str, name: str, kind: Kind, catalogue: Catalogue) -> bool:
    """Whether words of the header are left that neither name the column nor only introduce or explain it."""
    target = targets(kind, catalogue)[name]
    if name == "consent":
        return asks_more(header) and fold(header) not in phrases(name, kind, catalogue)
    if name in _BY_RULES_OF_ITS_OWN:
        return False
    if target.meaning is Meaning.PRIORITY:
        return bool(_SCALE.search(header))
    asked = asked_by(header, kind) == name
    known = phrases(name, kind, catalogue)
    named = [f" {phrase} " for phrase in known]
    named += [f" {stem}" for stem in beginnings(name, kind)] if asked else []
    rest = _without(named, without_code(header))
    asks = words_of_questions(name) if asked else frozenset()
    unexplained = (word for word in rest if word not in asks and not _explains(word, target, kind))
    return any(unexplained) and not spelt_alike(header, known)


def _without(named: Iterable[str], header: str) -> Iterator[str]:
    """The words of a header beside the phrases, or beginnings of words, that name its column."""
    said = f" {' '.join(re.sub('[?!]', ' ', fold(header)).split())} "
    covered = [
        (found, found + len(phrase.rstrip()))
        for phrase in named
        for found in (at.start() for at in re.finditer(f"(?={re.escape(phrase)})", said))
    ]
    for word in re.finditer(r"\S+", said):
        if not any(first < word.start() < last for first, last in covered):
            yield word[0]


def _explains(word: str, target: Target, kind: Kind) -> bool:
    """Whether a word only introduces the column, or says how its answers are written."""
    if word.isdigit():
        return _is_number_of(word, target)
    of_people = kind in ("households", "persons", "members") and word in words("introduces", "of_people")
    return of_people or word in words("introduces") or word in _of_answers() or _is_unit(word, target)


def _is_number_of(figures: str, target: Target) -> bool:
    """A year beside a rate, the number of a column of several, an answer's 1 or 0."""
    if _YEAR.fullmatch(figures):
        return target.of == "municipality" and target.meaning is Meaning.NUMBER
    numbered = target.several or target.name in _NUMBERED
    return (numbered and len(figures) < 3) or (target.meaning is Meaning.FLAG and len(figures) == 1)


def _is_unit(word: str, target: Target) -> bool:
    """Whether a word is of a unit in which the column can be answered."""
    asked = asked_in(target)
    units = {unit for named, unit in meanings("units").items() if word in named.split()}
    return asked is not None and any(factor(unit, asked) is not None for unit in units)


def _of_answers() -> frozenset[str]:
    return words("yes") | words("no") | words("crosses")
