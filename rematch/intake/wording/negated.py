"""Headers that ask the opposite: a word for not, no, without or forbidden, or a legend that says so."""

import re

from rematch.intake.wording.answer_words import plainly
from rematch.intake.words import begins_a_word, fold, section, words

_BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_BOTH = re.compile(
    r"\b(?:ja|yes|так|да|tak|y|j)\s*(?:[/,|]|oder|or|чи|или|lub|czy)?\s*(?:nein|no|ні|нет|nie|n)\b", re.I
)
_NO = re.compile(r" no (?!\d)\S")
_LEGEND = re.compile(r"([^\s,;:/=()\[\]]+)\s*[=:]\s*([^,;/=()\[\]]+?)\s*(?=[,;/)\]]|\S+\s*=|$)")


def is_negated(header: str) -> bool:
    """Whether a yes below the header is a no to what it asks without its words for not.

    What explains the answers, such as "(yes/no)" or "or not", turns nothing round; "(1 = no)" does.
    """
    if any(map(_turns_round, _LEGEND.findall(header))):
        return True
    asked = _BOTH.sub(" ", _BRACKETED.sub(_unless_explained, header))
    said = f" {fold(asked).rstrip('?! ')} "
    for phrase in words("negated", "beside"):
        said = said.replace(f" {phrase} ", " ")
    return (
        any(f" {word} " in said for word in words("negated"))
        or bool(_NO.search(said))
        or begins_a_word(said, section("negated")["stems"])
        or any(word.endswith(tuple(section("negated")["endings"])) for word in said.split())
    )


def _turns_round(legend: tuple[str, str]) -> bool:
    """Whether a sign that says yes stands for a no in a legend, or one that says no for a yes."""
    sign, meant = legend
    if (says := plainly(sign)) is None:
        return False
    refused = plainly(meant) is False or begins_a_word(meant, section("negated")["stems"])
    refused = refused or bool(set(fold(meant).split()) & words("negated"))
    return refused if says else plainly(meant) is True


def _unless_explained(found: re.Match[str]) -> str:
    inside = found[1]
    explains = "=" in inside or set(fold(inside).split()) & words("negated", "explains")
    return " " if explains else f" {inside} "
