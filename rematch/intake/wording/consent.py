"""Consent: which headers ask for it, and what a cell says of it as a whole.

Anything but a plain yes is no consent. A header counts only as a whole: one that merely contains a word of
consent (to shared housing), or its letters, asks something else.
"""

import re

from rematch.intake.wording.answer_words import plain_words, plainly
from rematch.intake.wording.negated import is_negated
from rematch.intake.wording.typos import nearest
from rematch.intake.words import fold, words

_BEFORE = re.compile(r"^[A-Za-z]{1,4}\d+\w*(?:\[[^\]]*\])?\s*[.:]\s+")


def asks_consent(header: str) -> bool:
    """Whether the header, with or without a survey's group or code before it, asks for consent as a whole.

    One that asks whether somebody does not agree is none: a yes below it is a refusal.
    """
    if is_negated(header):
        return False
    last = header.rpartition("/")[2] if "/" in header and " " not in header.strip() else header
    return any(map(_asks, dict.fromkeys((header, last, _BEFORE.sub("", last)))))


def asks_more(header: str) -> bool:
    """Whether a question for consent has words neither of consent nor of data: whose, when, what else."""
    said = fold(_BEFORE.sub("", header.replace("?", " ").replace("!", " "))).split()
    return bool(set(said) - _vocabulary())


def may_ask_consent(header: str) -> bool:
    """Whether the header misspells one long word for consent by one letter."""
    return bool(nearest(fold(header), words("consent_headers", "core"), slips=1, shortest=9))


def consent_said(text: str) -> bool | None:
    """Yes or no where the whole cell says so in words; None where a person has to look at it.

    A mark such as x, and a number, are no words.
    """
    said = plain_words(text)
    if said is None:
        return None
    if said in words("agreed"):
        return True
    if said in words("refusals"):
        return False
    return (
        None if said in words("marks") or (len(said) == 1 and said not in ("j", "y", "n")) else plainly(text)
    )


def _asks(header: str) -> bool:
    said = f" {' '.join(re.sub('[?!]', ' ', fold(header)).split())} "
    if not _any_of("core", said) or _any_of("other", said):
        return False
    return _any_of("data", said) or not set(said.split()) - _vocabulary()


def _any_of(part: str, said: str) -> bool:
    return any(f" {word} " in said for word in words("consent_headers", part))


def _vocabulary() -> set[str]:
    listed = (words("consent_headers", part) for part in ("core", "data", "around"))
    return {token for part in listed for word in part for token in word.split()}
