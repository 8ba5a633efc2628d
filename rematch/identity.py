"""What tells one from another: a plan by what it is about, a household by how its id looks."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rematch.model import CohortId

BETWEEN_IDS = "\x1f"
"""Stands for a slash in a list of ids until it is known which there are: for "and", or a sign of an id."""

BLANKED = "[…]"
"""Stands where a text named somebody who was erased."""

_UNUSABLE = re.compile(r"[\s|:;,/]+")
_LOOKS = str.maketrans(
    "авекмнорстухіїјѕԁԛԝαβεηικμνορτυχγω" + "‐‑‒–—−_.",
    "abekmhopctyxiijsdqwabehikmvoptuxyw" + "--------",
)
"""Cyrillic and Greek letters that look like Latin ones, and the dashes that look like a hyphen."""


@dataclass(frozen=True)
class Identity:
    """A cohort with its data and criteria; of a plan also its scenario and assignment.

    `data`, `catalogue` and `scenario` are fingerprints; `assignment` is the plan's columns as bytes, empty
    where the question is the same for every plan.
    """

    cohort: CohortId
    data: str
    catalogue: str
    scenario: str = ""
    assignment: bytes = b""


def usable_id(text: str) -> str:
    """The id without the spaces and separators that our own files do not allow."""
    normal = unicodedata.normalize("NFKC", text)
    visible = "".join(c for c in normal if unicodedata.category(c) not in ("Cf", "Cc"))
    return _UNUSABLE.sub("-", visible.strip())


def look(text: str) -> str:
    """How an id looks to a reader: ids with the same look are taken for the same household."""
    lower = unicodedata.normalize("NFKC", usable_id(text)).casefold()
    return lower.translate(_LOOKS).replace("-", "")


def look_alikes(ids: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Ids that differ but look the same, by their look."""
    groups: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for one in ids:
        groups[look(one)].setdefault(one)
    return {key: tuple(group) for key, group in groups.items() if len(group) > 1}


def names_it(text: str, household: str) -> bool:
    """Whether a text names the id, as a whole and however it is spelt."""
    return _named(household).search(_as_seen(text)) is not None


def without_it(text: str, household: str) -> str:
    """The text with the id made unreadable wherever it stands."""
    seen, parts, end = _as_seen(text), [], 0
    for found in _named(household).finditer(seen):
        parts += [text[end : found.start()], BLANKED]
        end = found.end()
    return "".join([*parts, text[end:]])


def _named(household: str) -> re.Pattern[str]:
    """Its letters and figures in their order, at most two signs between them, and no more of them around."""
    runs = map(re.escape, re.findall(r"\d+|[^\W\d_]+", _as_seen(household)))
    said = r"[\W_]{0,2}".join(runs)
    return re.compile(rf"(?<![^\W_]){said}(?![^\W_])" if said else "(?!)")


def _as_seen(text: str) -> str:
    """The text as it looks, letter by letter, as long as it was."""
    lower = (c.lower() if len(c.lower()) == 1 else c for c in text)
    return "".join(lower).translate(_LOOKS)
