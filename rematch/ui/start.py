"""The start page's panels: what this is, the cohort, the ways on."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from rematch.model import CohortId
from rematch.ui.shell import navigation, state
from rematch.ui.shell.context import here
from rematch.ui.widgets import pressed, shown
from rematch.ui.words import READING_WIDTH, number, t

if TYPE_CHECKING:
    from rematch.store import CohortSummary

GUIDE = (Path(__file__).parents[2] / "docs" / "workshop").with_suffix(".md")
"""In English; beside it those in other languages, called after them."""
LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
WAYS = ("session", "municipality", "load", "audit", "upkeep", "method")


def intro() -> None:
    """What this is, in three sentences."""
    st.title(t("start.title"))
    st.markdown(t("start.lead"), width=READING_WIDTH)


def cohort() -> None:
    """Which data is loaded, and how much of it."""
    loaded = {summary.cohort: summary for summary in here().cohorts}
    present = here().cohort
    if present is None:
        st.info(t("start.empty"))
        return
    with st.container(border=True, key="cohort_card"):
        choice, counts = st.columns([2, 3], vertical_alignment="center", gap="large")
        with choice:
            _picker(loaded, present)
        with counts:
            if present.households:
                _counts(present)
        if present.invented:
            st.markdown(f":material/theater_comedy: {t('start.invented.long')}")


def _picker(loaded: "dict[CohortId, CohortSummary]", present: "CohortSummary") -> None:
    key = shown("cohort_choice", present.cohort)
    st.selectbox(
        t("start.cohort"),
        list(loaded),
        format_func=lambda cohort: loaded[cohort].name,
        help=t("start.cohort.help"),
        key=key,
        on_change=pressed(key, state.use_cohort),
    )
    st.markdown(f":small[{t('start.as_of', day=present.as_of)}]")


def _counts(present: "CohortSummary") -> None:
    counts = {
        "start.households": present.households,
        "start.persons": present.persons,
        "start.municipalities": present.municipalities,
    }
    for column, (code, count) in zip(st.columns(len(counts)), counts.items(), strict=True):
        column.metric(t(code, count=count), number(count))


def ways_on() -> None:
    """Where to go from here."""
    ways = [name for name in WAYS if navigation.opens(name)]
    for column, name in zip(st.columns(len(ways)), ways, strict=True):
        with column.container(border=True, height="stretch", key=f"way_{name}"):
            st.markdown(f"## {navigation.ICONS[name]} {t(f'start.way.{name}.title')}")
            st.markdown(t(f"start.way.{name}.text"))
            st.space("stretch")
            if st.button(
                t(f"start.way.{name}.go"),
                key=f"go_{name}",
                type="primary" if name == "session" else "secondary",
                width="stretch",
            ):
                st.switch_page(navigation.page(name))


def workshop() -> None:
    """What a workshop is, how it is started, and the guide for whoever leads it; for those who plan."""
    if not navigation.opens("session"):
        return
    with st.container(border=True, key="workshop_card"):
        st.markdown(f"## :material/groups_3: {t('start.workshop.title')}")
        st.markdown(t("start.workshop.text"), width=READING_WIDTH)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.code("make workshop", language=None, width=240)
            if st.button(t("start.workshop.guide"), icon=":material/menu_book:", key="workshop_guide"):
                st.dialog(t("start.workshop.guide"), width="large")(_guide)()


def _guide() -> None:
    """The guide in the visitor's language; its links lead to files, so here they are words."""
    own = GUIDE.with_stem(f"{GUIDE.stem}-{state.language()}")
    text = (own if own.exists() else GUIDE).read_text(encoding="utf-8")
    st.markdown(LINK.sub(r"\1", text))
