"""Numbers of places and people in free text: the least that is said, and always to be confirmed."""

import re
from dataclasses import dataclass

from rematch.intake.words import fold, words

_FIGURE = r"([0-9]{1,6})"
_ABOUT = (
    r"(?:ca|circa|etwa|ungefaehr|rund|zirka|about|approx|approximately|around|bis zu|up to|max|maximal"
    r"|hoechstens|at most|mind|mindestens|min|at least|до|близько|около|примерно|приблизно)"
)
_PEOPLE = (
    r"(?: ?(?:personen|person|pers|leute|menschen|plaetze|platz|people|persons|places|осіб|людей|человек"
    r"|місць|мест|kinder|einheiten|units|stueck))?"
)
_RANGE = re.compile(
    rf"(?:{_ABOUT} )?(?:zwischen |between |von |from )?{_FIGURE} ?(?:bis|to|und|and|до|oder|or) ?{_FIGURE}"
    rf"{_PEOPLE}"
)
_ROUGH = re.compile(rf"(?:~|{_ABOUT}) ?{_FIGURE}{_PEOPLE}")
_COUNTED = re.compile(
    rf"{_FIGURE}{_PEOPLE}(?: (?:maximal|max|hoechstens|moeglich|frei|verfuegbar|available|free))?"
)
_STEP_FREE = re.compile(
    rf"{_FIGURE} ?(?:{_PEOPLE} )?"
    r"(?:barrierefrei\w*|rollstuhlgerecht\w*|stufenlos\w*|step free|accessible|wheelchair)"
)
_ASIDE = re.compile(r"\(([^()]*)\)|,\s*((?:davon|of which|including|inkl\.?)\b.*)$", re.IGNORECASE)


@dataclass(frozen=True)
class Amount:
    """What a text promises at least, and how many of it are step-free."""

    least: int
    step_free: int | None = None


def read_amount(text: str) -> Amount | None:
    """The amount in words such as "ca. 8", "10-12", "20 (davon 5 barrierefrei)", "keine"; None if unclear."""
    asides = " ".join(part for found in _ASIDE.findall(text) for part in found if part)
    main = _spaced(_ASIDE.sub(" ", text))
    if fold(main) in words("none"):
        return Amount(0)
    if (least := _least(main)) is None:
        return None
    step_free = _STEP_FREE.search(fold(asides))
    return Amount(least, int(step_free[1]) if step_free else None)


def _least(main: str) -> int | None:
    if found := _RANGE.fullmatch(main):
        low, high = int(found[1]), int(found[2])
        return low if low < high else None
    found = _ROUGH.fullmatch(main) or _COUNTED.fullmatch(main)
    return int(found[1]) if found else None


def _spaced(text: str) -> str:
    """Folded, but dashes and the tilde stay, for they make the meaning."""
    kept = re.sub(r"\s*[–—-]\s*", " bis ", text.replace("~", " ca "))
    return fold(kept)
