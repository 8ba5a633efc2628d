"""Whether others reach this server, and whether anybody of them must log in."""

from typing import TYPE_CHECKING

import streamlit as st

from rematch.errors import RematchError
from rematch.settings import settings
from rematch.ui.login import visitor
from rematch.ui.words import READING_WIDTH, t

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rematch.store import CohortSummary
    from rematch.ui.shell.context import Context

OWN_NAMES = {"localhost", "127.0.0.1", "::1", "[::1]"}
"""By which a machine calls itself, and nobody else calls it."""


def reached() -> bool:
    """Whether the server listens to other machines, or answers to a name that others may call it by."""
    names = {str(name).lower() for name in st.get_option("server.allowedHosts") or ["*"]}
    return st.get_option("server.address") not in OWN_NAMES or not names <= OWN_NAMES


def to_everybody() -> bool:
    """Whether whoever reaches the server may do everything, and others reach it."""
    return reached() and visitor.asked_for() is None


def shut_to(cohorts: "Iterable[CohortSummary]") -> bool:
    """Whether these people are real, anybody could see them, and nobody has said that this is meant."""
    said = settings().open_without_login is not None
    return not said and any(not one.invented for one in cohorts) and to_everybody()


def check(cohorts: "Iterable[CohortSummary]") -> None:
    """Raises settings.open where the server may not start."""
    if shut_to(cohorts):
        raise RematchError("settings.open")


def refused(settled: "Context") -> bool:
    """Whether nothing is shown as real people were loaded while the server was open to everybody."""
    return shut_to(settled.cohorts)


def panel() -> None:
    """What has to be done before anything is shown again."""
    st.title(t("login.shut"))
    st.markdown(t("login.shut.text"), width=READING_WIDTH)
