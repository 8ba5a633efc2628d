"""What stands beside an answer and may turn it round: words for not, except, no longer; odd signs."""

import re

from rematch.intake.wording.status import says_out
from rematch.intake.words import fold, words

_AROUND = " \t\r\n\"'„“”»«.,;"
_ODD = re.compile(r"[^\w\s.,()'’ʼ/&-]|_|^\s*[-‐-―(]|[-‐-―]\s*$|\(\W*\)")


def is_plain(text: str) -> bool:
    """Whether there are but letters, figures and what joins or ends them: no box, arrow, tilde, minus."""
    return not _ODD.search(text.strip(_AROUND))


def turns(text: str) -> bool:
    """Whether a word or a sign in it may turn round what else it says."""
    said = f" {' '.join(re.sub('[?!]', ' ', fold(text)).split())} "
    return not is_plain(text) or says_out(text, whole=False) or _any_of(said)


def _any_of(said: str) -> bool:
    return any(f" {word} " in said for word in words("turning"))
