"""What holds a release up, with the households concerned and the way to where it is answered."""

from collections.abc import Iterable

import streamlit as st

from rematch.report.wording.words import criterion_label
from rematch.service.municipality import Gate, Hold
from rematch.ui.shell import navigation, state
from rematch.ui.shell.context import here
from rematch.ui.words import listing, plain, t

MOST = 20
"""Households of one kind that are named on the screen."""
ANSWERED_IN_PROFILES = frozenset({"unanswered", "unchecked"})


def panel(gate: Gate, open_still: tuple[Hold, ...]) -> None:
    """One piece of text with everything that is open, and one link to where answers and checks are given."""
    if not open_still:
        st.markdown(f":material/task_alt: {t('release.ready')}")
        return
    st.markdown("\n\n".join(_words(code, gate) for code in open_still))
    if ANSWERED_IN_PROFILES & set(open_still):
        st.page_link(navigation.page("profiles"), label=t("release.answer"), icon=":material/groups:")


def _words(code: Hold, gate: Gate) -> str:
    lines = list(_rows(code, gate))
    shown = [f"- {line}" for line in lines[:MOST]]
    if len(lines) > MOST:
        shown.append(f"- {t('release.more', count=len(lines) - MOST)}")
    return "\n".join([f":orange[:material/warning: {t(f'release.hold.{code}')}]", "", *shown])


def _rows(code: Hold, gate: Gate) -> Iterable[str]:
    if code == "unchecked":
        name = here().cohort_data.name
        return (_row(household, plain(name(ags))) for household, ags in gate.unchecked)
    found = {"unanswered": gate.unanswered, "unconsidered": gate.unconsidered}.get(code, {})
    return (_row(household, _labels(names)) for household, names in found.items())


def _row(household: str, what: str) -> str:
    return t("release.row", household=plain(household), what=what)


def _labels(criteria: Iterable[str]) -> str:
    return listing(plain(criterion_label(c, here().catalogue, state.language())) for c in criteria)
