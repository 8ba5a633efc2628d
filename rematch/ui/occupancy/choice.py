"""One of several, chosen by its words."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

import streamlit as st

from rematch.model import Ags
from rematch.ui.shell.context import here
from rematch.ui.words import t

Key = TypeVar("Key", bound=str)
WIDTH = 300


def one_of(label: str, words: Mapping[Key, str], key: str, usual: Key | None = None) -> Key:
    """The chosen one; `usual`, or the first, where nobody chose."""
    at = 0 if usual is None else list(words).index(usual)
    return st.selectbox(label, list(words), index=at, format_func=words.__getitem__, key=key, width=WIDTH)


def town(found: Iterable[Ags], key: str, label: str | None = None) -> Ags:
    """One of these municipalities."""
    names = {ags: here().cohort_data.name(ags) for ags in found}
    return one_of(label or t("column.municipality"), names, key)
