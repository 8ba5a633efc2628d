"""Headers that ask the opposite: a word for not, no or without in them."""

import re

from rematch.intake.words import begins_a_word, fold, section, words

_BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_BOTH = re.compile(
    r"\b(?:ja|yes|так|да|tak|y|j)\s*(?:[/,|]|oder|or|чи|или|lub|czy)?\s*(?:nein|no|ні|нет|nie|n)\b", re.I
)
_NO = re.compile(r" no (?!\d)\S")


def is_negated(header: str) -> bool:
    """Whether a yes below the header is a no to what it asks without its words for not.

    What explains the answers, such as "(yes/no)" or "or not", turns nothing round.
    """
    asked = _BOTH.sub(" ", _BRACKETED.sub(_unless_explained, header))
    said = f" {fold(asked).rstrip('?! ')} "
    for phrase in words("negated", "beside"):
        said = said.replace(f" {phrase} ", " ")
    return (
        any(f" {word} " in said for word in words("negated"))
        or bool(_NO.search(said))
        or begins_a_word(said, section("negated")["stems"])
    )


def _unless_explained(found: re.Match[str]) -> str:
    inside = found[1]
    explains = "=" in inside or set(fold(inside).split()) & words("negated", "explains")
    return " " if explains else f" {inside} "
