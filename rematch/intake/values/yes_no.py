"""Yes, no and what is neither: flags, consent, its withdrawal, and states of a row."""

from collections.abc import Iterable
from datetime import date

from rematch.intake.matching.targets import Target
from rematch.intake.quantities.days import read_day
from rematch.intake.values.crosses import CROSS_BESIDE, is_cross
from rematch.intake.values.parsed import UNKNOWN, ParsedCell, proposed, unclear
from rematch.intake.values.raw_cell import RawCell
from rematch.intake.wording.answer_words import plainly
from rematch.intake.wording.consent import consent_said
from rematch.intake.wording.status import IN, OUT, says_out, status_of
from rematch.intake.words import fold, is_dash, is_missing, words
from rematch.model import DECLINED


def says_no(texts: Iterable[str]) -> bool:
    """Whether a column of yes and no has a word for no, so that a dash does not mean it."""
    return any(plainly(text) is False for text in texts if not is_dash(text))


def flag(cell: RawCell, target: Target) -> ParsedCell:
    """Yes or no where the whole cell says so; consent by rules of its own.

    Crosses where nothing else says yes or no are unknown: they are asked about once for their column. Beside
    words for yes and no one counts once somebody has confirmed it; beside ticks its sign is a no.
    """
    if isinstance(cell.typed, bool):
        return _yes_no(cell.typed)
    if target.name == "consent":
        return _consent(cell.text)
    if is_cross(cell.text) and not (cell.ticks and plainly(cell.text) is False):
        return UNKNOWN if cell.crosses else _cross_beside(cell.text)
    folded = fold(cell.text)
    if folded == DECLINED and target.field is not None and target.field.of != "municipality":
        return ParsedCell(DECLINED, DECLINED)
    if folded in words("unsure") or (cell.text.strip().endswith("?") and not is_missing(cell.text)):
        return unclear("intake.unsure")
    if is_dash(cell.text):
        return UNKNOWN if cell.says_no else unclear("intake.dash")
    if (said := plainly(cell.text)) is not None:
        return _yes_no(said)
    if is_missing(cell.text):
        return UNKNOWN
    first = folded.split()[:1]
    return unclear(
        "intake.flag_with_more" if first and plainly(first[0]) is not None else "intake.flag_unclear"
    )


def _cross_beside(text: str) -> ParsedCell:
    """What a cross beside words probably means: a letter is a tick, a sign of its own a no."""
    ticked = plainly(text) is True or fold(text) == "х"
    return proposed("yes" if ticked else "no", ticked, CROSS_BESIDE)


def _consent(text: str) -> ParsedCell:
    said = consent_said(text)
    return unclear("intake.consent_unclear") if said is None else _yes_no(said)


def status(cell: RawCell, _target: Target) -> ParsedCell:
    """Whether the row still counts."""
    if is_missing(cell.text):
        return UNKNOWN
    if cell.ends and (gone := _gone(cell)) is not None:
        return ParsedCell(OUT if gone else IN, OUT if gone else IN)
    said = status_of(cell.text)
    return unclear("intake.status_unclear") if said is None else ParsedCell(said, said)


def withdrawn(cell: RawCell, _target: Target) -> ParsedCell:
    """A day, a word for yes or a mark: the consent was taken back; what is neither that nor no is asked."""
    gone = _gone(cell)
    return unclear("intake.withdrawal_unclear") if gone is None else _yes_no(gone)


def _gone(cell: RawCell) -> bool | None:
    """Where a column says by a day, a word for yes or a mark that somebody has gone; None: unclear."""
    if isinstance(cell.typed, bool):
        return cell.typed
    if is_dash(cell.text) or plainly(cell.text) is False:
        return False
    day = isinstance(cell.typed, date) or read_day(cell.text) is not None
    return True if day or plainly(cell.text) or says_out(cell.text, whole=True) else None


def _yes_no(value: bool) -> ParsedCell:
    return ParsedCell("yes" if value else "no", value)
