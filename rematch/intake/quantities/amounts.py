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
_OCCUPIED = re.compile(
    rf"(?:davon |of which |of them |hiervon |from which |з них |из них |z tego )?{_FIGURE}{_PEOPLE}"
    r"(?: (?:of them|davon|are|sind|bereits|schon|already|вже|уже|już|z nich|з них|из них))*"
    r" (?:belegt|besetzt|vergeben|reserviert|occupied|taken|reserved|in use|full|зайнято|зайняті|заняты"
    r"|занято|зарезервовано|зарезервировано|zajęte|zajętych|zarezerwowane)"
)
_OF_PEOPLE = re.compile(
    rf"(?:davon |of which |inkl |including |з них |из них |w tym )?{_FIGURE} "
    r"(?:kind|kinder|child|children|erwachsene|adults|adult|minderjaehrige|дітей|дитина|діти|детей|ребенок"
    r"|дорослих|взрослых|dzieci|dziecko|dorosłych)"
)
_ASIDE = re.compile(
    r"[(\[]([^()\[\]]*)[)\]]|[,;]\s*((?:davon|of which|of them|including|inkl\.?|з них|из них|z tego)\b.*)$"
    r"|[,;]\s*(\d+\s[^\W\d].*)$",
    re.IGNORECASE,
)


_ONLY_PEOPLE = re.compile(rf"{_PEOPLE}|{_ABOUT}".replace("(?: ?", "(?:", 1))


@dataclass(frozen=True)
class Amount:
    """What a text promises at least, less what of it is `occupied`, and how many are step-free.

    `aside`: something else stands there that may change it.
    """

    least: int
    step_free: int | None = None
    occupied: int = 0
    aside: bool = False


def read_amount(text: str) -> Amount | None:
    """The amount in words such as "ca. 8", "10-12", "20 (davon 5 barrierefrei)", "keine"; None if unclear."""
    asides = [fold(part) for found in _ASIDE.findall(text) for part in found if part and fold(part)]
    main = _spaced(_ASIDE.sub(" ", text))
    if fold(main) in words("none"):
        return Amount(0)
    raised = any(sign.isnumeric() and not sign.isdecimal() for sign in text)
    if raised or "<" in text or "≤" in text or (least := _least(main)) is None:
        return None
    step_free = next((found for part in asides if (found := _STEP_FREE.search(part))), None)
    occupied = sum(int(found[1]) for part in asides if (found := _OCCUPIED.fullmatch(part)))
    known = (_STEP_FREE.search, _OCCUPIED.fullmatch, _OF_PEOPLE.fullmatch, _ONLY_PEOPLE.fullmatch)
    aside = occupied > least or not all(any(reads(part) for reads in known) for part in asides)
    return Amount(least - occupied, int(step_free[1]) if step_free else None, occupied, aside)


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
