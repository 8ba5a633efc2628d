"""Several answers in one cell, and municipalities wished for by name."""

import re
from collections.abc import Iterator, Sequence

from rematch.cells import NOTHING
from rematch.intake.matching.targets import Target
from rematch.intake.values.parsed import ParsedCell, ParseIssue, quoted
from rematch.intake.values.places import find_place, padded_ags, place_name
from rematch.intake.words import fold, words

_SIGNS = re.compile(r"\s*(?:[,;|/\n]|(?:^|\s)\d[.)]\s)\s*")
_AND = re.compile(r"\s+(?:und|and|та|і|и)\s+")


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


def read_places(parts: Sequence[str], _target: Target) -> ParsedCell:
    """Municipalities by name or AGS, in their order; a shared or unknown name is told and left out."""
    if len(parts) == 1 and fold(parts[0]) in words("none"):
        return ParsedCell(NOTHING, [])
    found: dict[str, None] = {}
    doubts: list[ParseIssue] = []
    for part in _together(parts):
        ags = padded_ags(part)
        place = find_place(part)
        if ags or (place.ags and place.sure):
            found.setdefault(ags or place.ags or "")
        elif place.ags and place.misspelt:
            found.setdefault(place.ags)
            meant = {"part": quoted(part), "name": place_name(place.ags)}
            doubts.append(ParseIssue("intake.place_misspelt", meant, place.ags))
        elif place.ags:
            found.setdefault(place.ags)
            doubts.append(ParseIssue("intake.place_alike", {"part": quoted(part)}, place.ags))
        elif place.candidates:
            doubts.append(
                ParseIssue("intake.place_shared", {"part": quoted(part), "places": place.candidates})
            )
        else:
            doubts.append(ParseIssue("intake.place_unknown", {"part": quoted(part)}))
    return ParsedCell("|".join(found), list(found) or None, tuple(doubts))


def _together(parts: Sequence[str]) -> list[str]:
    """The parts without official additions that a comma set apart: "Kiel, Landeshauptstadt"."""
    additions = ("stadt", "landeshauptstadt", "hansestadt", "kreisstadt", "universitaetsstadt")
    return [part for part in parts if fold(part) not in additions]
