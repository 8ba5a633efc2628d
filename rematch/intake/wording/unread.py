"""What a column that is not read may say all the same, by its header: each is a question of its own."""

from collections.abc import Mapping
from typing import Any

from rematch.intake.wording.negated import is_negated
from rematch.intake.words import begins_a_word, entries, fold, words

QUESTIONS = {
    "consent": "intake.unread_consent",
    "state": "intake.unread_state",
    "age": "intake.unread_age",
    "places": "intake.unread_places",
    "excluded": "intake.unread_excluded",
    "opposite": "intake.unread_opposite",
}
"""What a header sounds like, and the question about a column of it that is not read."""


def question_of_unread(header: str, kind: str) -> str | None:
    """The question about a column of such a table that is not read, None where it may be left unread.

    Consent, a state of the row, an age, places that are taken or ruled out, or the opposite of something:
    whoever is in, how many or where would be another.
    """
    said = set(fold(header.replace("?", " ").replace("!", " ")).split())
    for sound in entries("unread"):
        other = begins_a_word(header, sound["other"]) or (
            sound["about"] == "consent" and said & words("consent_headers", "other")
        )
        if kind in sound["kinds"] and not other and _sounds(header, said, sound):
            return QUESTIONS[sound["about"]]
    return QUESTIONS["opposite"] if is_negated(header) else None


def question_of_personal(header: str, kind: str) -> str | None:
    """The question about a column of contacts that may say more: that somebody is not to be asked."""
    return question_of_unread(header, kind) if is_negated(header) else None


def sounds_as_if_it_counts(header: str) -> bool:
    """Whether a column that nobody sees may say who agreed, who still counts, or where nobody may go."""
    asked = {question_of_unread(header, kind) for kind in ("households", "municipalities")}
    return bool(asked & {QUESTIONS[about] for about in ("consent", "state", "excluded")})


def _sounds(header: str, said: set[str], sound: Mapping[str, Any]) -> bool:
    return bool(said & set(map(fold, sound["words"]))) or begins_a_word(header, sound["stems"])
