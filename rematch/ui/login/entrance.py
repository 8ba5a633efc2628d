"""In the place of the pages: to log in, to be told of having no role, or that it does not open this page."""

from collections.abc import Iterator

import streamlit as st

from rematch.rights import in_force, whoever
from rematch.texts import say, screen_languages
from rematch.ui.login import visitor
from rematch.ui.markup import safe
from rematch.ui.shell import state
from rematch.ui.words import READING_WIDTH, listing, t


def closed() -> bool:
    """Whether nobody with a role is here; then there is nothing but `panel`."""
    return whoever() is None


def panel() -> None:
    """The way to log in; to whoever has, that they have no role, in every language, and the way out."""
    if not visitor.logged_in():
        st.title(t("login.title"))
        st.markdown(t("login.text"), width=READING_WIDTH)
        st.button(t("login.go"), icon=":material/login:", type="primary", on_click=st.login, key="login")
        return
    first, *others = languages()
    st.title(say("login.no_role", first))
    for lang in (first, *others):
        st.markdown(say("login.no_role.text", lang), width=READING_WIDTH)
    out()


def languages() -> Iterator[str]:
    """The visitor's language, then the others."""
    yield state.language()
    yield from (lang for lang in screen_languages() if lang != state.language())


def elsewhere() -> None:
    """That this page is of another role than the visitor's."""
    roles = listing(t(f"login.role.{role}") for role in sorted(in_force().roles))
    st.title(t("login.elsewhere"))
    st.markdown(t("login.elsewhere.text", roles=roles), width=READING_WIDTH)


def who() -> str:
    """Who has logged in, for the line on top; nothing where no login is asked for."""
    return f"<span>{safe(in_force().called)}</span>" if visitor.asked_for() else ""


def out() -> None:
    """The button that logs out; none where no login is asked for."""
    if visitor.asked_for():
        st.button(t("login.out"), icon=":material/logout:", on_click=st.logout, key="logout")
