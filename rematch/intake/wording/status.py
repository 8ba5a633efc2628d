"""Whether a row still counts, as a column of states or a note says it: withdrawn, cancelled, reserved."""

import re

from rematch.intake.words import begins_a_word, fold, section, words

IN, OUT = "in", "out"
_MARK_AFTER = re.compile(r"[!\s]+$")


def status_of(text: str) -> str | None:
    """`in` or `out` where the whole cell says so; None where a person has to say what it means."""
    folded = _bare(text.removeprefix("validation_status_"))
    if folded in words("status", "out"):
        return OUT
    return IN if folded in words("status", "in") else None


def says_out(text: str, *, whole: bool) -> bool:
    """Whether a text says that its row does not count: as a whole, or in words anywhere in it."""
    folded = _bare(text)
    if whole or not folded:
        return folded in words("status", "surely_out")
    spaced = f" {folded.replace('?', ' ')} "
    return any(f" {word} " in spaced for word in words("status", "surely_out")) or begins_a_word(
        text, section("status")["sounds_out"]
    )


def is_trial(text: str) -> bool:
    """Whether a text says as a whole that its row only tries out the form."""
    return fold(text) in words("tried") or begins_a_word(text, section("tried")["stems"])


def is_set_aside(sheet: str) -> bool:
    """Whether a sheet is called like one that seldom holds what counts: old, a copy, a template, a draft."""
    said = f" {fold(sheet)} "
    return any(f" {word} " in said for word in words("set_aside"))


def is_ending(header: str) -> bool:
    """Whether a column says of a row that it is no more, by a yes, a mark or a day: cancelled, left on."""
    said = [word for word in fold(header.rstrip("?! ")).split() if word not in words("status", "beside")]
    return " ".join(said) in words("status", "ending")


def _bare(text: str) -> str:
    return fold(_MARK_AFTER.sub("", text))
