"""What is asked about households and municipalities that are stored already before a load touches them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from rematch.model import Ags, HouseholdId, Municipality
from rematch.ui.load.desk import ImportDraft
from rematch.ui.load.destination import Aim
from rematch.ui.shell import cached
from rematch.ui.words import READING_WIDTH, plain, t

OUT, STAY = "out", "stay"
MOST_NAMED = 8


def numbered(found: ImportDraft) -> frozenset[HouseholdId]:
    """The households of the files that have no id but a number of their row or answer."""
    return frozenset(map(HouseholdId, found.checked.numbered)) if found.checked is not None else frozenset()


def is_same_list(found: ImportDraft, aim: Aim) -> bool:
    """Whether numbers that are stored already mean the same households; a person says so."""
    met = sorted(numbered(found) & _stored(aim))
    if not met:
        return True
    with st.container(border=True, key="load_numbers", width=READING_WIDTH, gap="small"):
        st.warning(t("load.numbers", count=len(met), first=plain(met[0])))
        return st.checkbox(t("load.numbers.same"), key=f"load_same_numbers_{hash(found.names)}")


def left_by_hand(found: ImportDraft, aim: Aim) -> tuple[ImportDraft, bool]:
    """The files by what a person says of stored households whose rows were left out; whether that is said.

    Where only the rows of the files stay there is nothing to say: those households go as all others do.
    """
    met = sorted(found.checked.left & _stored(aim)) if found.checked is not None else []
    if found.checked is None or not met or not aim.keep_others:
        return found, True
    which = ", ".join(met[:MOST_NAMED]) + (", …" if len(met) > MOST_NAMED else "")
    words = {"ask": t("load.left.ask"), OUT: t("load.left.out"), STAY: t("load.left.stay")}
    told = t("load.left", count=len(met), which=plain(which))
    chosen = _out_or_stay("load_left", told, words, hash((found.names, *met)))
    if chosen != OUT:
        return found, chosen is not None
    return replace(found, checked=found.checked.without_left()), True


def closed_places(found: ImportDraft, aim: Aim) -> tuple[ImportDraft, bool]:
    """The files by what a person says of stored municipalities whose rows no longer count; whether that is.

    One of the latest released plan stays: it is told what has to go before it.
    """
    if found.checked is None or aim.stored is None or not aim.keep_others:
        return found, True
    met = [town for town in aim.stored.municipalities if town.ags in found.checked.closed]
    released = _released(aim) if met else frozenset()
    if bound := [town for town in met if town.ags in released]:
        st.info(t("load.closed.released", which=_listed(bound)), width=READING_WIDTH)
    free = [town for town in met if town.ags not in released]
    if not free:
        return found, True
    words = {"ask": t("load.closed.ask"), OUT: t("load.closed.out"), STAY: t("load.closed.stay")}
    told = t("load.closed", count=len(free), which=_listed(free))
    chosen = _out_or_stay("load_closed", told, words, hash((found.names, *(town.ags for town in free))))
    if chosen != OUT:
        return found, chosen is not None
    return replace(found, checked=found.checked.without_places(town.ags for town in free)), True


def _out_or_stay(key: str, told: str, words: Mapping[str, str], about: int) -> str | None:
    """What is told, and which of the two somebody chose for these; None before that."""
    with st.container(border=True, key=key, width=READING_WIDTH, gap="small"):
        st.warning(told)
        return st.radio(
            words["ask"], (OUT, STAY), index=None, format_func=words.__getitem__, key=f"{key}_{about}"
        )


def _released(aim: Aim) -> frozenset[Ags]:
    """The municipalities of the plan that was released last."""
    made = cached.store().releases(aim.cohort.id)
    last = max((one.number for one in made), default=None)
    return frozenset(cached.store().release_views(aim.cohort.id, last) if last is not None else ())


def _listed(towns: Sequence[Municipality]) -> str:
    names = [plain(town.name) for town in towns[:MOST_NAMED]]
    return ", ".join(names) + (", …" if len(towns) > MOST_NAMED else "")


def _stored(aim: Aim) -> set[HouseholdId]:
    return {household.id for household in aim.stored.households} if aim.stored is not None else set()
