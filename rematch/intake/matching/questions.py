"""Whole questions as headers: a column is meant where its groups of beginnings of words are all there."""

from collections.abc import Iterator
from functools import cache

from rematch.intake.words import fold, section, words

NOT = "!"


def asked_by(header: str, kind: str) -> str | None:
    """The one column whose question the header is; None where none or several could be meant."""
    said = f" {' '.join(fold(header).replace('?', ' ').replace('!', ' ').split())} "
    found = {target for target, lists in _questions(kind) if any(_is_there(groups, said) for groups in lists)}
    return found.pop() if len(found) == 1 else None


def beginnings(target: str, kind: str) -> frozenset[str]:
    """How words begin that ask for a column in its questions; those that end with a space are whole."""
    lists = (lists for name, lists in _questions(kind) if name == target)
    groups = (group for several in lists for one in several for group in one)
    return frozenset(stem.removeprefix(" ") for wanted, stems in groups if wanted for stem in stems)


def words_of_questions(target: str) -> frozenset[str]:
    """Folded words by which the questions for a column ask, beside those that name it."""
    return words("asks") | (words("asks", target) if target in section("asks") else frozenset())


def _is_there(groups: tuple[tuple[bool, tuple[str, ...]], ...], said: str) -> bool:
    return all(wanted is any(map(said.__contains__, stems)) for wanted, stems in groups)


@cache
def _questions(kind: str) -> tuple[tuple[str, tuple[tuple[tuple[bool, tuple[str, ...]], ...], ...]], ...]:
    listed = section("questions").get("households" if kind == "persons" else kind, {})
    return tuple(
        (target, tuple(tuple(map(_group, groups)) for groups in lists)) for target, lists in listed.items()
    )


def _group(text: str) -> tuple[bool, tuple[str, ...]]:
    """Whether one of these beginnings of words must be there, or none of them."""
    return not text.startswith(NOT), tuple(_stems(text.removeprefix(NOT)))


def _stems(text: str) -> Iterator[str]:
    for stem in text.split("|"):
        yield f" {fold(stem)}" + (" " if stem.endswith(" ") else "")
