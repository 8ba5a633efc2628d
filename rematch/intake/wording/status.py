"""Whether a row still counts, as a column of states or a note says it: withdrawn, cancelled, reserved."""

from rematch.intake.words import fold, words

IN, OUT = "in", "out"


def status_of(text: str) -> str | None:
    """`in` or `out` where the whole cell says so; None where a person has to say what it means."""
    folded = fold(text.removeprefix("validation_status_"))
    if folded in words("status", "out"):
        return OUT
    return IN if folded in words("status", "in") else None


def says_out(text: str, *, whole: bool) -> bool:
    """Whether a text says that its row does not count: as a whole, or in words anywhere in it."""
    folded = fold(text)
    if whole or not folded:
        return folded in words("status", "surely_out")
    return any(f" {word} " in f" {folded} " for word in words("status", "surely_out"))
