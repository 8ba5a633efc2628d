"""Consent taken back: the household leaves the cohort at once and is erased for good."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from rematch.errors import RematchError
from rematch.model import Ags, HouseholdId
from rematch.ui.shell import cached, state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, listing, moment, plain, t, told

if TYPE_CHECKING:
    from rematch.store import OwnWords

OUTCOME = "withdrawal_outcome"


def panel() -> None:
    """Which household, what happens to it, and its number typed as a confirmation."""
    found = here().cohort
    if found is None or not here().profiles.households:
        return
    st.markdown(f"## {t('withdrawal.title')}")
    outcome()
    st.markdown(t("withdrawal.text"), width=READING_WIDTH)
    households = {household.id: household for household in here().profiles.households}
    chosen = st.selectbox(
        t("withdrawal.household"),
        list(households),
        index=None,
        format_func=lambda id: " · ".join(filter(None, (id, households[id].place))),
        placeholder=t("load.choose"),
        key="withdrawal_household",
        width=320,
    )
    keep = _words([chosen] if chosen else [], "withdrawal")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        typed = st.text_input(
            t("withdrawal.confirm"), key="withdrawal_confirm", width=320, autocomplete="off"
        )
        st.button(
            t("withdrawal.go"),
            icon=":material/person_remove:",
            disabled=chosen is None or typed.strip() != chosen,
            on_click=_withdraw,
            args=(keep,),
            key="withdrawal_go",
        )


def _words(households: Sequence[HouseholdId], key: str) -> frozenset[str]:
    """Reasons and answers in own words that name them, each to be made unreadable or kept; the kept ones."""
    found = here().cohort
    named = {
        one.id: one
        for household in households
        for one in (cached.store().words_naming(found.cohort, household) if found else ())
    }
    if not named:
        return frozenset()
    places = {place.ags: place.name for place in here().profiles.municipalities}
    with st.container(border=True, key=f"{key}_words", width=READING_WIDTH, gap="small"):
        st.markdown(t("withdrawal.words", count=len(named)))
        return frozenset(
            id
            for id, one in named.items()
            if not st.checkbox(_named_in(one, places), value=True, key=f"{key}_words_{id}")
        )


def _named_in(one: "OwnWords", places: Mapping[Ags, str]) -> str:
    """Of which release, from whom, when and what."""
    said = {"number": one.number, "at": moment(one.at), "words": plain(one.words)}
    if one.kind == "grounds":
        return t("withdrawal.words.grounds", at=said["at"], words=said["words"])
    if one.ags is None:
        return t("withdrawal.words.release", **said)
    return t("withdrawal.words.reply", place=plain(places.get(one.ags, one.ags)), **said)


def erase(household: HouseholdId, keep: Collection[str] = ()) -> bool:
    """Erase a household of the cohort in use and tell what became of it; False where that failed.

    Texts in own words that name it are made unreadable, but those to `keep`.
    """
    found = here().cohort
    if found is None:
        return False
    try:
        done = cached.store().erase_household(found.cohort, household, state.viewer(), keep)
    except RematchError as fault:
        st.toast(told(fault), icon=":material/error:")
        return False
    finally:
        cached.forget_people()
        state.other_profiles()
    files = {"keeping.cleaned": done.cleaned, "withdrawal.not_reached": done.not_reached}
    blanked = f" {t('withdrawal.blanked', count=done.blanked)}" if done.blanked else ""
    st.session_state[OUTCOME] = t("withdrawal.done") + blanked + backups(files)
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
    st.warning(t("withdrawal.left", count=len(left)), width=READING_WIDTH)
    keep = _words(left, "withdrawal_left")
    st.button(
        t("withdrawal.go"),
        icon=":material/person_remove:",
        on_click=_erase_each,
        args=(tuple(left), keep),
        key="withdrawal_left",
    )


def _erase_each(households: Sequence[HouseholdId], keep: Collection[str]) -> None:
    for household in households:
        if not erase(household, keep):
            return


def outcome() -> None:
    """What came of the last withdrawal, told once."""
    words = st.session_state.pop(OUTCOME, None)
    if words:
        st.success(words, width=READING_WIDTH)


def _withdraw(keep: Collection[str]) -> None:
    chosen = st.session_state["withdrawal_household"]
    typed = st.session_state["withdrawal_confirm"].strip()
    if chosen is not None and typed == chosen and erase(chosen, keep):
        st.session_state["withdrawal_household"] = None
        st.session_state["withdrawal_confirm"] = ""
