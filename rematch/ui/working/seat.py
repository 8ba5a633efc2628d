"""Who decides here, so that undo takes back one's own steps: a random number the browser keeps, and a name.

Where people log in the login tells who they are, and nothing that their browser could say.
"""

import re
from hashlib import sha256
from secrets import token_hex
from typing import cast
from urllib.parse import quote, unquote

import streamlit as st

from rematch.rights import whoever
from rematch.service.working import Hand
from rematch.ui.login import visitor

COOKIE, KEPT_SECONDS = "rematch_seat", 180 * 24 * 3600
HAND = "hand"
DIGITS = 12
"""Hexadecimal, of a seat."""
LONGEST = 40
"""Characters of a name."""
_WRITTEN = re.compile(rf"([0-9a-f]{{{DIGITS}}})(?:\.([\w%.~-]*))?", re.ASCII)


def hand() -> Hand:
    """Who decides in this visit; one whose browser keeps nothing is somebody new at every visit.

    Whoever has logged in is the same on every machine, with the name they logged in with.
    """
    viewer = whoever() if visitor.asked_for() else None
    if viewer is not None:
        return Hand(sha256(viewer.subject.encode()).hexdigest()[:DIGITS], viewer.called[:LONGEST])
    if HAND not in st.session_state:
        st.session_state[HAND] = read(st.context.cookies.get(COOKIE)) or Hand(token_hex(DIGITS // 2))
    return cast(Hand, st.session_state[HAND])


def call_me(name: str) -> None:
    """Put a name beside one's own steps from now on; an empty one puts none."""
    st.session_state[HAND] = Hand(hand().seat, " ".join(name.split())[:LONGEST])


def read(cookie: object) -> Hand | None:
    """What `written` wrote; None for anything else."""
    found = _WRITTEN.fullmatch(cookie) if isinstance(cookie, str) else None
    return Hand(found[1], unquote(found[2] or "")[:LONGEST]) if found else None


def written(one: Hand) -> str:
    """A hand as a cookie's value."""
    return f"{one.seat}.{quote(one.name, safe='')}" if one.name else one.seat


def script() -> str:
    """What has the browser keep it, for this server alone; nothing where people log in."""
    if visitor.asked_for():
        return ""
    return f"document.cookie = '{COOKIE}={written(hand())}; path=/; max-age={KEPT_SECONDS}; SameSite=Strict';"
