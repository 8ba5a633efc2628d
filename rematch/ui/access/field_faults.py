"""What is wrong with a field: in words right below it, tied to it for who hears it, and said once."""

import re
from html import escape

import streamlit as st

from rematch.ui.access import live
from rematch.ui.shell import state

REFUSED = "refused_fields"


def refuse(key: str, words: str) -> None:
    """Called in a callback: what was put into this field does not count, and why; no words: it counts."""
    refused = {**_refused(), key: words}
    st.session_state[REFUSED] = st.context.url, {field: why for field, why in refused.items() if why}
    if words:
        live.say(words)


def below(*keys: str) -> None:
    """Drawn below the fields of these keys: why what was put into them was refused, if it was."""
    for key in keys:
        if words := why(key):
            _sentence(key, words)


def why(key: str) -> str:
    """Why what was put into this field was refused, for a piece that says so itself."""
    return live.spoken(_refused().get(key, ""))


def told(key: str, words: str) -> None:
    """Drawn below a field that is judged as it stands; no words: nothing is wrong with it."""
    live.tell(f"fault {key}", words, words)
    if words:
        _sentence(key, words)


def _refused() -> dict[str, str]:
    """Why, by field; of another page nothing is of concern any more."""
    page, found = st.session_state.get(REFUSED, (None, {}))
    return found if page == st.context.url else {}


def _sentence(key: str, words: str) -> None:
    """The page's script finds the field by its key, as the framework writes it into a class."""
    field = re.sub(r"[^A-Za-z0-9_-]", "-", key.strip())
    said, lang = escape(live.spoken(words)), state.language()
    st.html(f'<p class="field-fault" id="fault-{field}" data-field="{field}" lang="{lang}">{said}</p>')
