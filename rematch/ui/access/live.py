"""The page's one polite live region: whoever hears the screen is told once what an act did."""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

import streamlit as st

TOLD = "announced"
_MARKUP = re.compile(r"\*\*|\u2060|\\(?=[^A-Za-z0-9\s])")
_REGION = st.components.v2.component(
    "live",
    html='<div class="live unseen" role="status" aria-live="polite" aria-atomic="true"></div>',
    js=(Path(__file__).parent / "live.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


@dataclass(frozen=True)
class Announced:
    """What waits to be said, what was said about what, and how often anything was."""

    waiting: tuple[str, ...] = ()
    about: dict[str, object] = field(default_factory=dict)
    words: str = ""
    turn: int = 0


def tell(kind: str, about: object, words: str) -> None:
    """Have it said at the end of this run; of each kind only what is about another thing than before."""
    told = _told()
    if told.about.get(kind) != about:
        st.session_state[TOLD] = replace(told, about={**told.about, kind: about})
        say(words)


def say(words: str) -> None:
    """Have it said at the end of this run, for something was done."""
    told = _told()
    if words:
        st.session_state[TOLD] = replace(told, waiting=(*told.waiting, words))


def region() -> None:
    """The region itself, once on every page; what it said last stays in it."""
    told = _told()
    if told.waiting:
        told = replace(told, waiting=(), words=spoken(" ".join(told.waiting)), turn=told.turn + 1)
        st.session_state[TOLD] = told
    _REGION(key="live", data={"words": told.words, "turn": told.turn})


def spoken(words: str) -> str:
    """The screen's words without what is only there for the eye."""
    return _MARKUP.sub("", words).strip()


def _told() -> Announced:
    found: Announced = st.session_state.get(TOLD) or Announced()
    return found
