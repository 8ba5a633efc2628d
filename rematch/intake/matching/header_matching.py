"""Which of our columns a header means: by the words of the trade, by the catalogue's labels and questions."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from rematch.criteria.catalogue import Catalogue
from rematch.intake.matching.questions import asked_by
from rematch.intake.matching.targets import Kind, Target, targets
from rematch.intake.wording.consent import asks_consent, may_ask_consent
from rematch.intake.wording.negated import is_negated
from rematch.intake.wording.status import is_ending
from rematch.intake.wording.typos import nearest
from rematch.intake.words import begins_a_word, fold, meanings, section, words
from rematch.texts import has, say, screen_languages

EXACT, STRIPPED, PART, ALIKE = 1.0, 0.95, 0.5, 0.6
"""How sure a header makes: word for word, without codes and units, as one of its phrases, almost."""

MAX_HEADER = 300

_NAMES = ("household_id", "unit", "site", "ags", "name", "member")
"""Columns of which no header asks the opposite."""
_OF_NOT = ("excluded_ags", "apart")
"""Columns whose whole questions have a word for not in them."""

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CODE_BEFORE = re.compile(r"^[A-Za-z]{1,4}\d+\w*(?:\[[^\]]*\])?\s*[.:]\s+")
_UNIT_AFTER = re.compile(r"\s+(?:in|w|у|в)\s+(\S+?)\s*\??$", re.I)
_NUMBER_AFTER = re.compile(r"\s*\d+$")


@dataclass(frozen=True)
class HeaderMatch:
    """One of our columns that a header may mean, how sure that is from 0 to 1, and by what."""

    target: str
    sure: float
    why: str


def likenesses(header: str, kind: Kind, catalogue: Catalogue) -> list[HeaderMatch]:
    """Our columns that the header may mean, the likeliest first."""
    best: dict[str, HeaderMatch] = {}
    other_places = any(
        begins_a_word(header, section("other_places")[part]) for part in ("stems", "no_places")
    )
    for like in _matches(
        header[:MAX_HEADER], kind, _synonyms(_Known(kind, catalogue.fingerprint, catalogue))
    ):
        if like.target == "consent" and like.why != "header" and not may_ask_consent(header):
            continue
        if like.target == "capacity_persons" and like.sure < EXACT and other_places:
            continue
        if like.target not in best or like.sure > best[like.target].sure:
            best[like.target] = like
    if asks_consent(header[:MAX_HEADER]) and "consent" in targets(kind, catalogue):
        return [HeaderMatch("consent", EXACT, "header")]
    if is_ending(header[:MAX_HEADER]) and "status" in targets(kind, catalogue):
        return [HeaderMatch("status", EXACT, "header")]
    return sorted(best.values(), key=lambda like: -like.sure)


def phrases(name: str, kind: Kind, catalogue: Catalogue) -> frozenset[str]:
    """The folded phrases by which one of our columns is known."""
    known = _synonyms(_Known(kind, catalogue.fingerprint, catalogue))
    return frozenset(word for word, target in known.items() if target == name)


def spelt_alike(header: str, known: Iterable[str]) -> bool:
    """Whether the whole header misspells one of these phrases; with figures in it it may be another."""
    said = _asked(header)
    return not any(map(str.isdigit, said)) and bool(nearest(said, known))


def without_code(header: str) -> str:
    """A header without the groups and the code that a survey tool puts before it."""
    return _CODE_BEFORE.sub("", _last(header))


def is_personal(header: str, kind: Kind) -> bool:
    """Whether a column holds names or contacts of people, which are never read."""
    for spelt, _ in _spellings(header[:MAX_HEADER]):
        if any(f" {word} " in f" {spelt} " for word in words("personal")):
            return True
        if kind not in ("members", "persons") and spelt in words("personal", "births"):
            return True
        if kind not in ("municipalities", "units") and spelt in words("personal", "people_only"):
            return True
    return False


def is_technical(header: str, *, of_survey: bool) -> bool:
    """Whether a column is the survey tool's own; some names are only in a file that comes from one."""
    named = fold(header.rpartition("/")[2])
    tools = words("technical") | (words("technical", "in_surveys") if of_survey else frozenset())
    return header.startswith("_") or named in tools


def is_of_survey(headers: Iterable[str]) -> bool:
    """Whether two columns or more are what only a survey tool writes."""
    return sum(is_technical(header, of_survey=False) for header in headers) > 1


@lru_cache(maxsize=20_000)
def _asks_the_opposite(name: str) -> bool:
    """Whether a name of ours for a column is negated, which does not change."""
    return is_negated(name)


def _matches(header: str, kind: Kind, known: Mapping[str, str]) -> Iterator[HeaderMatch]:
    """What the header may mean; one with a word for not in it only what has one as well."""
    if is_negated(header):
        known = {name: to for name, to in known.items() if to in _NAMES or _asks_the_opposite(name)}
    said = [(known[spelt], sure) for spelt, sure in _spellings(header) if spelt in known]
    yield from (HeaderMatch(target, sure, "header") for target, sure in said)
    if said:
        return
    asked = asked_by(header, kind)
    if asked is not None and (asked in _OF_NOT or not is_negated(header)):
        yield HeaderMatch(asked, STRIPPED, "header")
        return
    if any(word in _asked(header) for word in words("importance")):
        yield from _importance(header, known)
        return
    whole = _asked(_BRACKETED.sub(" ", header.rpartition("/")[2])) or _asked(header)
    yield from _parts(whole, known)
    for word in nearest(whole, known):
        yield HeaderMatch(known[word], ALIKE, "alike")


def _parts(whole: str, known: Mapping[str, str]) -> Iterator[HeaderMatch]:
    """What a phrase within the header means; nothing where two phrases side by side mean two things."""
    there = [word for word in known if len(word) > 3 and f" {word} " in f" {whole} "]
    longest = [word for word in there if not any(word != other and word in other for other in there)]
    if len({known[word] for word in longest}) == 1:
        for word in longest:
            if 3 * len(word) >= len(whole):
                yield HeaderMatch(known[word], PART + 0.4 * len(word) / len(whole), "part")


def _importance(header: str, known: Mapping[str, str]) -> Iterator[HeaderMatch]:
    """A question how important something is: the priority of the criterion it names."""
    brackets = _BRACKETED.findall(header)
    named = _asked(brackets[-1] if brackets else header.rpartition(":")[2])
    asked = [word for word in known if word.startswith(("prioritaet ", "priority "))]
    like = [*nearest(f"prioritaet {named}", asked), *nearest(f"priority {named}", asked)]
    yield from (HeaderMatch(known[word], STRIPPED, "part") for word in like[:1])


def _spellings(header: str) -> Iterator[tuple[str, float]]:
    """The header whole and without what surveys put around it: codes, groups, units, numbers."""
    asked = without_code(header)
    bare = _BRACKETED.sub(" ", asked)
    yield _asked(header), EXACT
    for text in (_last(header), asked, bare, bare.rpartition(": ")[2], _without_unit(bare.strip())):
        yield _asked(text), STRIPPED
    yield _NUMBER_AFTER.sub("", _asked(bare)), STRIPPED


def _last(header: str) -> str:
    """A header without the groups before it."""
    return header.rpartition("/")[2] if "/" in header and " " not in header.strip() else header


def _without_unit(header: str) -> str:
    """A header without the unit after "in" at its end."""
    found = _UNIT_AFTER.search(header)
    return header[: found.start()] if found and fold(found[1]) in meanings("units") else header


def _asked(text: str) -> str:
    """A header as it is compared; whether it ends with a question mark does not matter."""
    return fold(text).rstrip("?! ")


@dataclass(frozen=True)
class _Known:
    """What decides which words are known: a catalogue is as good as another of its fingerprint."""

    kind: Kind
    fingerprint: str
    catalogue: Catalogue = field(compare=False)


@lru_cache(maxsize=16)
def _synonyms(by: _Known) -> Mapping[str, str]:
    """Folded words to our columns; our own names first, then the catalogue's words, then the trade's."""
    kind, catalogue = by.kind, by.catalogue
    own = targets(kind, catalogue)
    found = {_asked(name): name for name in own}
    for name, target in own.items():
        for word in _of_catalogue(name, target, catalogue):
            found.setdefault(_asked(word), name)
    for part in ("members", "households") if kind in ("persons", "members") else (kind,):
        for name, listed in section("headers").get(part, {}).items():
            for word in listed if name in own else ():
                found.setdefault(_asked(word), name)
    return found


def _of_catalogue(name: str, target: Target, catalogue: Catalogue) -> Iterator[str]:
    """Labels and questions of a field, a resource or a criterion, in every language; our own headings."""
    yield from (say(code, lang) for lang in screen_languages() if has(code := f"intake.column.{name}", lang))
    if target.field is not None:
        yield from target.field.label.wordings().values()
    for resource in catalogue.resources:
        if name == f"capacity_{resource.id}":
            yield from (*resource.label.wordings().values(), *resource.many.wordings().values())
    for criterion in catalogue.criteria:
        if name == f"priority_{criterion.id}":
            yield from (
                say("template.priority", lang, label=criterion.label.in_(lang)) for lang in screen_languages()
            )
        of_resource = criterion.resource is not None and name == f"capacity_{criterion.resource}"
        if of_resource or (criterion.need or criterion.applies) == name:
            yield from criterion.question.wordings().values()
