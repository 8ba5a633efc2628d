"""Answers chosen from a list: the options of a field by id or label, places as points, minutes by option."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from rematch.cells import NOTHING
from rematch.intake.matching.targets import Target
from rematch.intake.quantities import numerals
from rematch.intake.quantities.units import asked_in, factor, measured
from rematch.intake.values.parsed import UNKNOWN, ParsedCell, ParseIssue, proposed, quoted, unclear
from rematch.intake.values.places import register
from rematch.intake.values.wishes import by_words, place_of
from rematch.intake.wording.turning import turns
from rematch.intake.words import fold, is_missing, words

_OF_PART = {
    "intake.word_alike": "intake.word_alike_of",
    "intake.word_unclear": "intake.word_unclear_of",
}
_PAIR = re.compile(r"(.+?)\s*[:=]\s*(\S.*)", re.S)
_PAIRS_APART = re.compile(r"[;|\n]|,\s")


def read_option(text: str, target: Target) -> ParsedCell:
    """One option by its id or label; a label much like it is proposed."""
    if is_missing(text):
        return UNKNOWN
    options = _options(target)
    if option := options.get(fold(text)):
        return ParsedCell(option, option)
    like = [] if turns(text) else get_close_matches(fold(text), list(options), n=1, cutoff=0.8)
    if like:
        return proposed(options[like[0]], options[like[0]], "intake.word_alike")
    return unclear("intake.word_unclear") if options else ParsedCell(text, text)


def read_options(parts: Sequence[str], target: Target) -> ParsedCell:
    """Several options, each once, in their order; parts that are none are told and left out."""
    if len(parts) == 1 and fold(parts[0]) in words("none"):
        return ParsedCell(NOTHING, [])
    chosen: dict[str, None] = {}
    doubts: list[ParseIssue] = []
    for part in (single for joined in parts for single in _single(joined, target)):
        one = read_option(part, target)
        if one.text:
            chosen.setdefault(one.text.replace("|", " "))
        doubts += [ParseIssue(_OF_PART[d.code], {"part": quoted(part)}, d.proposal) for d in one.doubts]
    return ParsedCell("|".join(chosen), list(chosen) or None, tuple(doubts))


def _single(part: str, target: Target) -> list[str]:
    """One answer, or those that "and" joins where no answer of this wording is there."""
    joined = by_words(part)
    if len(joined) > 1 and not read_option(part, target).text:
        return joined
    return [part]


def read_map(text: str, target: Target) -> ParsedCell:
    """Options with a number each, as in "Kardiologie: 20; Augenheilkunde: 15 Minuten"."""
    if is_missing(text):
        return UNKNOWN
    found: dict[str, float] = {}
    doubts: list[ParseIssue] = []
    for part in (p.strip() for p in _PAIRS_APART.split(text) if p.strip()):
        pair = _PAIR.fullmatch(part)
        option = read_option(pair[1], target) if pair else UNKNOWN
        value = _measure(pair[2], target) if pair else None
        if option.text and value is not None:
            found[option.text] = value
        else:
            doubts.append(ParseIssue("intake.word_unclear_of", {"part": quoted(part)}))
    return ParsedCell(
        "|".join(f"{k}:{numerals.written(v)}" for k, v in found.items()), found or None, tuple(doubts)
    )


def _measure(text: str, target: Target) -> float | None:
    """A number in the unit asked for, from one beside it that can be converted."""
    found = measured(text)
    value = numerals.read_number(found.figures, ",")
    by = 1.0 if found.unit is None else factor(found.unit, asked_in(target))
    return None if value is None or by is None else round(value * by, 2)


def read_points(parts: Sequence[str], _target: Target) -> ParsedCell:
    """Places where somebody lives, by coordinates, AGS or name, as coordinates."""
    if len(parts) == 1 and fold(parts[0]) in words("none"):
        return ParsedCell(NOTHING, [])
    points: list[str] = []
    doubts: list[ParseIssue] = []
    for part in parts:
        ags, doubt = place_of(part)
        if doubt is not None and doubt.code == "intake.list_with_more":
            return ParsedCell(doubts=(doubt,))
        place = register().get(ags or "")
        if place is not None:
            points.append(f"{place.lat}/{place.lon}")
            doubts += [doubt] if doubt else []
        else:
            doubts.append(ParseIssue("intake.place_unknown", {"part": quoted(part)}))
    return ParsedCell("|".join(points), points or None, tuple(doubts))


def _options(target: Target) -> Mapping[str, str]:
    """Folded ids and labels of the field's options to their ids."""
    options = target.field.options if target.field else ()
    return {
        fold(word): o.id
        for o in options
        for word in (*o.label.wordings().values(), o.id, o.id.replace("_", " "))
    }
