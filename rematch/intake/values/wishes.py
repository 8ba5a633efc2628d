"""Several answers in one cell, and municipalities wished for by name."""

import re
from collections.abc import Iterator, Sequence

from rematch.cells import NOTHING
from rematch.intake.matching.targets import Target
from rematch.intake.values.parsed import ParsedCell, ParseIssue, quoted
from rematch.intake.values.places import find_place, names_place, padded_ags, place_name
from rematch.intake.wording.turning import turns
from rematch.intake.words import fold, is_missing, words

_SIGNS = re.compile(r"\s*(?:[,;|/\n]|(?:^|\s)\d[.)]\s)\s*")
_RANK = re.compile(r"(?:^|(?<=[\s,;|/]))(\d)[.):]\s*(?=[^\W\d])")
_RANK_BESIDE = re.compile(
    r"[(\[]\s*(?:\d|[^()\[\]]*\b(?:wahl|prio|rang|choice|rank|вибір|выбор|wybór))[^()\[\]]*[)\]]", re.I
)
_AND = re.compile(r"\s+(?:und|and|sowie|та|і|й|и|i|oraz|&|\+)\s+")


def divided(text: str) -> Iterator[str]:
    """The answers of a cell, whichever sign or word stands between them."""
    return (one for part in by_signs(text) for one in by_words(part))


def by_signs(text: str) -> Iterator[str]:
    """The answers of a cell as commas and the like divide it; an answer may have an "and" of its own."""
    return (part for part in (p.strip() for p in _SIGNS.split(text)) if part)


def in_order(text: str) -> list[str]:
    """The answers of a cell by position, empty ones included."""
    return [part.strip() for part in re.split(r"[|;,\n]", text)]


def by_words(part: str) -> list[str]:
    """The answers that "and" joins."""
    return [one for one in _AND.split(part) if one]


def read_places(text: str, target: Target) -> ParsedCell:
    """Municipalities by name or AGS, in their order; a shared or unknown name is told and left out.

    Where the words leave open which are meant, or in which order, nothing of the cell is taken. A place
    ruled out that is not known is told in its row.
    """
    excluded = target.name == "excluded_ags"
    parts = [part for part in _together(ranked(text)) if not is_missing(part)]
    if len(parts) == 1 and fold(parts[0]) in words("none"):
        return ParsedCell(NOTHING, [])
    if not excluded and len(parts) > 1 and any(map(_RANK_BESIDE.search, parts)):
        return ParsedCell(doubts=(ParseIssue("intake.list_with_more", {"part": quoted(text)}),))
    found: dict[str, None] = {}
    doubts: list[ParseIssue] = []
    for part in parts:
        ags, doubt = place_of(part)
        if doubt is not None and doubt.code == "intake.list_with_more":
            return ParsedCell(doubts=(doubt,))
        if excluded and doubt is not None and ags is None:
            doubt = ParseIssue("intake.exclusion_unknown", doubt.params)
        found |= {ags: None} if ags else {}
        doubts += [doubt] if doubt else []
    return ParsedCell("|".join(found), list(found) or None, tuple(doubts))


def place_of(part: str) -> tuple[str | None, ParseIssue | None]:
    """The municipality that one part of a list names, and what is doubtful about it."""
    if ags := padded_ags(part):
        return ags, None
    place, said = find_place(part), {"part": quoted(part)}
    unknown = place.ags is None and not place.candidates
    if place.turned or (unknown and (turns(part) or names_place(part) or not _is_called(part))):
        return None, ParseIssue("intake.list_with_more", said)
    if place.ags is None:
        shared = said | {"places": place.candidates}
        if place.candidates:
            return None, ParseIssue("intake.place_shared", shared)
        return None, ParseIssue("intake.place_unknown", said)
    named = said | {"name": place_name(place.ags)}
    if place.more:
        return place.ags, ParseIssue("intake.place_with_more", named, place.ags)
    if place.misspelt:
        return place.ags, ParseIssue("intake.place_misspelt", named, place.ags)
    return place.ags, None if place.sure else ParseIssue("intake.place_alike", said, place.ags)


def _is_called(part: str) -> bool:
    """Whether it could be a town's name: of several words one behind the first begins with a capital."""
    behind = part.split()[1:]
    return not behind or any(word[0].isupper() for word in behind)


def ranked(text: str) -> list[str]:
    """The answers of a cell in the order of their ranks, as in "2. Kiel, 1. Jena", else as they stand.

    Ranks that are no ranking of what stands there stay where they are, and are read as part of the name.
    """
    ranks = [int(rank) for rank in _RANK.findall(text)]
    before, *named = _RANK.sub("\x00", text).split("\x00")
    if not ranks or before.strip(" ,;|/\n"):
        return list(divided(text)) if not ranks else [text]
    if sorted(ranks) != list(range(1, len(ranks) + 1)):
        return [text]
    return [one for _, part in sorted(zip(ranks, named, strict=True)) for one in divided(part)]


def _together(parts: Sequence[str]) -> list[str]:
    """The parts without official additions that a comma set apart: "Kiel, Landeshauptstadt"."""
    additions = ("stadt", "landeshauptstadt", "hansestadt", "kreisstadt", "universitaetsstadt")
    return [part for part in parts if fold(part) not in additions]
