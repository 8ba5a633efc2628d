"""Households that were erased and are named again: out until a person says that there is a new consent."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from rematch.model import CohortId, HouseholdId
from rematch.ui.shell import cached
from rematch.ui.words import READING_WIDTH, plain, t


@dataclass(frozen=True)
class NamedAgain:
    """Those who come back with a new consent, and those who stay out."""

    consented: frozenset[HouseholdId] = frozenset()
    left: frozenset[HouseholdId] = frozenset()


def ask(
    cohort: CohortId,
    households: Mapping[HouseholdId, date | None],
    key: str,
    numbered: Collection[HouseholdId] = (),
) -> NamedAgain:
    """A tick for each that was erased from the cohort, with the day; nothing is drawn where none was.

    With each household the day on which it consented, as far as that is said. Those `numbered` have no id
    but a number of their file: they may be others.
    """
    erased = cached.store().erased(cohort, households)
    if not erased:
        return NamedAgain()
    with st.container(border=True, key=f"{key}_again", width=READING_WIDTH, gap="small"):
        st.warning(t("withdrawal.again", count=len(erased)))
        if erased.keys() & set(numbered):
            st.markdown(t("withdrawal.again.numbered"))
        said = {
            household: st.checkbox(
                _words(household, on, households[household]), key=f"{key}_again_{household}"
            )
            for household, on in erased.items()
        }
    consented = frozenset(household for household, on in said.items() if on)
    return NamedAgain(consented, frozenset(erased.keys() - consented))


def _words(household: HouseholdId, erased: date, consented: date | None) -> str:
    """When it was erased, and of which day the consent is that is named again."""
    if consented is None:
        return t("withdrawal.again.consented", household=plain(household), day=erased)
    return t("withdrawal.again.dated", household=plain(household), day=erased, consent=consented)
