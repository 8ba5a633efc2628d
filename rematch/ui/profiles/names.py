"""Municipalities that get the name of another one: told apart, and told before they are stored."""

from collections.abc import Iterable, Iterator

import streamlit as st

from rematch import texts
from rematch.errors import Finding
from rematch.ui.shell import state
from rematch.ui.words import READING_WIDTH, plain

SHARED = "data.name_shared"


def told(remarks: Iterable[Finding]) -> Iterator[Finding]:
    """The remarks on names that two municipalities share: with each the name it gets."""
    return (remark for remark in remarks if remark.code == SHARED)


def show(renamed: Iterable[Finding]) -> None:
    """One sentence for each."""
    for finding in renamed:
        st.warning(plain(texts.problem(finding, state.language()).what), width=READING_WIDTH)
