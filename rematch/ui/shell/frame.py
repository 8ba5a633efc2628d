"""What stands around every page: product, cohort, the label for invented people, the language."""

import streamlit as st

from rematch.texts import own_name, say, screen_languages
from rematch.ui.access import page as access
from rematch.ui.login import entrance, openness
from rematch.ui.markup import safe
from rematch.ui.shell import notes, state
from rematch.ui.shell.context import Context, here
from rematch.ui.widgets import pressed, shown
from rematch.ui.words import t, told
from rematch.ui.working import seat

CHOICE = 170
"""Pixels: a language's own name."""


def strip() -> None:
    """One line on top of every page."""
    with st.container(horizontal=True, vertical_alignment="center", key="frame", gap="small"):
        st.html(
            f'<p class="about"><strong>{safe(t("frame.product"))}</strong>{_about()}</p>', width="content"
        )
        _language()
        if not entrance.closed():
            entrance.out()


def unseen(given: str, page: str) -> None:
    """Style and scripts of every page, its language for screen readers, and the seat, as one element."""
    language = f"document.documentElement.lang = '{state.language()}';"
    script = f"<script>{language} {seat.script()} {access.script(page)}</script>"
    st.html(given + script, unsafe_allow_javascript=True, width="content")


def _language() -> None:
    """Of two languages a button that names the other in its own words, of more a choice of their names."""
    others = [lang for lang in screen_languages() if lang != state.language()]
    if len(others) == 1:
        st.button(
            own_name(others[0]),
            help=say("language.switch", others[0]),
            icon=":material/translate:",
            key="language_switch",
            on_click=state.speak,
            args=(others[0],),
        )
    elif others:
        key = shown("language_choice", state.language())
        st.selectbox(
            t("language.choose"),
            screen_languages(),
            format_func=own_name,
            key=key,
            label_visibility="collapsed",
            width=CHOICE,
            on_change=pressed(key, state.speak),
        )


def notice() -> None:
    """What was dropped as nothing is behind it any more; told until somebody takes note."""
    said = [t("frame.dropped")] if notes.dropped() else []
    if gone := notes.retired():
        said.append(told(gone))
    if not said:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="dropped"):
        st.warning("  \n".join(said), icon=":material/link_off:", width=720)
        st.button(t("frame.dropped.noted"), on_click=notes.take_note, key="dropped_noted")


def _about() -> str:
    """What the page is about, who has logged in, and that anybody may, where anybody may."""
    if entrance.closed():
        return ""
    everybody = _label("open", t("frame.open")) if openness.to_everybody() else ""
    return _cohort() + entrance.who() + everybody


def _cohort() -> str:
    """The cohort's name and a label: invented people, real ones, or that there is none."""
    cohort = here().cohort
    if cohort is None:
        return _label("nobody", t("frame.gone" if here().gone else "frame.no_cohort"))
    label = _label("invented", t("frame.invented")) if cohort.invented else _label("real", t("frame.real"))
    return f"<span>{safe(cohort.name)}</span>{label}"


def _label(kind: str, words: str) -> str:
    return f'<span class="kind {kind}">{safe(words)}</span>'


def credit(settled: Context | None) -> None:
    """The credit line of maps and municipal facts, under every page; of invented data, that they are."""
    cohort = None if settled is None else settled.cohort
    said = [t("frame.credit"), *([t("frame.credit.invented")] if cohort and cohort.invented else [])]
    st.html(f'<p class="credit">{safe(" ".join(said))}</p>')
