"""The accessibility statement after § 7 BITV 2.0, from a list of criteria with their states and tests."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from rematch.texts import say, wording

LIST = Path(__file__).parents[3] / "data" / "accessibility.toml"
TESTED = "2026-11-29"
"""The day on which the list was last gone through."""
STATES = ("partly", "not", "met", "unjudged", "none")
"""In the order in which the statement has them."""
PARTS = ("status", "lacking", "met", "unjudged", "made", "feedback", "enforcement")


@dataclass(frozen=True)
class Conformance:
    """One criterion of EN 301 549: its number, how it stands, which tests show it, what is lacking."""

    id: str
    state: str
    name: dict[str, str]
    tests: tuple[str, ...] = ()
    note: dict[str, str] = field(default_factory=dict)


@cache
def criteria() -> tuple[Conformance, ...]:
    """The list, in its own order."""
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))["criteria"]
    return tuple(Conformance(**{**one, "tests": tuple(one.get("tests", ()))}) for one in listed)


def statement(lang: str) -> str:
    """The statement as Markdown under its title; what the office has to fill in stands in brackets."""
    return "\n\n".join([f"# {say('statement.title', lang)}", body(lang)]) + "\n"


def body(lang: str) -> str:
    """The same without its title."""
    return "\n\n".join(words for part in PARTS for words in _part(part, lang))


def _part(part: str, lang: str) -> list[str]:
    said = {"tested": TESTED} if part == "made" else {}
    words = [f"## {say(f'statement.{part}.title', lang)}", say(f"statement.{part}", lang, **said)]
    states = {"lacking": ("partly", "not"), "met": ("met",), "unjudged": ("unjudged", "none")}.get(part, ())
    lines = [_line(one, lang) for one in criteria() if one.state in states]
    return [*words, "\n".join(lines)] if lines else words


def _line(one: Conformance, lang: str) -> str:
    state = (
        f" ({say(f'statement.state.{one.state}', lang)})" if one.state in ("partly", "not", "none") else ""
    )
    note = wording(one.note, lang)
    return f"- **{one.id} {wording(one.name, lang)}**{state}{f': {note}' if note else ''}"
