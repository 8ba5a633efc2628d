"""Consent taken back: the household leaves the cohort at once and is erased for good."""

from collections.abc import Mapping, Sequence

import streamlit as st

from rematch.errors import RematchError
from rematch.model import HouseholdId
from rematch.ui.shell import cached, state
from rematch.ui.shell.context import here
from rematch.ui.words import listing, plain, t, told

WIDTH = 820
OUTCOME = "withdrawal_outcome"


def panel() -> None:
    """Which household, what happens to it, and its number typed as a confirmation."""
    found = here().cohort
    if found is None or not here().profiles.households:
        return
    st.markdown(f"## {t('withdrawal.title')}")
    outcome()
    st.markdown(t("withdrawal.text"), width=WIDTH)
    households = {household.id: household for household in here().profiles.households}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.selectbox(
            t("withdrawal.household"),
            list(households),
            index=None,
            format_func=lambda id: " · ".join(filter(None, (id, households[id].place))),
            placeholder=t("load.choose"),
            key="withdrawal_household",
            width=320,
        )
        typed = st.text_input(
            t("withdrawal.confirm"), key="withdrawal_confirm", width=280, autocomplete="off"
        )
        st.button(
            t("withdrawal.go"),
            icon=":material/person_remove:",
            disabled=chosen is None or typed.strip() != chosen,
            on_click=_withdraw,
            key="withdrawal_go",
        )


def erase(household: HouseholdId) -> bool:
    """Erase a household of the cohort in use and tell what became of it; False where that failed."""
    found = here().cohort
    if found is None:
        return False
    try:
        done = cached.store().erase_household(found.cohort, household, state.viewer())
    except RematchError as fault:
        st.toast(told(fault), icon=":material/error:")
        return False
    finally:
        cached.forget_people()
        state.other_profiles()
    files = {"keeping.cleaned": done.cleaned, "withdrawal.not_reached": done.not_reached}
    st.session_state[OUTCOME] = t("withdrawal.done") + backups(files)
    return True


def backups(files: Mapping[str, Sequence[str]]) -> str:
    """What became of the backups, after what was deleted: the names of files by the text about them."""
    return "".join(f" {t(code, files=listing(map(plain, names)))}" for code, names in files.items() if names)


def offer(households: Sequence[HouseholdId]) -> None:
    """Households that a load took out for want of consent: their earlier answers are erased by a press."""
    found = here().cohort
    if found is None or not households:
        return
    states = cached.store().revisions(found.cohort)
    kept = {
        one.id
        for state in states
        for one in cached.store().load_profiles(found.cohort, state.data).households
    }
    left = [household for household in households if household in kept]
    if not left:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.warning(t("withdrawal.left", count=len(left)), width=620)
        st.button(
            t("withdrawal.go"),
            icon=":material/person_remove:",
            on_click=_erase_each,
            args=(tuple(left),),
            key="withdrawal_left",
        )


def _erase_each(households: Sequence[HouseholdId]) -> None:
    for household in households:
        if not erase(household):
            return


def outcome() -> None:
    """What came of the last withdrawal, told once."""
    words = st.session_state.pop(OUTCOME, None)
    if words:
        st.success(words, width=WIDTH)


def _withdraw() -> None:
    chosen = st.session_state["withdrawal_household"]
    if chosen is not None and st.session_state["withdrawal_confirm"].strip() == chosen and erase(chosen):
        st.session_state["withdrawal_household"] = None
        st.session_state["withdrawal_confirm"] = ""
