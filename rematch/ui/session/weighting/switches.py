"""Which criteria take part: the Art. 9 switch in view, and every criterion's own switch."""

from typing import TYPE_CHECKING

import streamlit as st

from rematch.model import CriterionId
from rematch.service.criteria import (
    is_on,
    unanswered_protection,
    unconfirmed,
    unconfirmed_homes,
    unconsidered_needs,
)
from rematch.service.insight import exclusion_counts
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.widgets import show
from rematch.ui.words import listing, plain, t

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Criterion


def special_categories() -> None:
    """One switch for the criteria on special categories of data, and each one's own with its purpose."""
    criteria = [c for c in here().catalogue.criteria if c.art9 and c.on and c.switchable]
    on = [c for c in criteria if _on(c)]
    with st.container(border=True, key="art9", gap="small"):
        show("art9_all", bool(on))
        st.toggle(
            t("art9.switch"), key="art9_all", help=t("art9.help"), on_change=_switch_all, args=(criteria,)
        )
        st.markdown(f":small[{t('art9.state', on=len(on), all=len(criteria))}]")
        left_out = unconsidered_needs(here().profiles, here().catalogue, state.scenario())
        if left_out:
            st.markdown(f":small[:orange[:material/warning: {t('art9.unconsidered', count=left_out)}]]")
        _unanswered()
        with st.popover(t("art9.each"), width="stretch", key="art9_each", on_change="rerun") as opened:
            special = [c for c in here().catalogue.criteria if c.art9 and c.switchable]
            for criterion in special if opened.open else []:
                _switch(criterion)


def exclusions() -> None:
    """How many exclusions wait for somebody to check them, and how many bar nothing."""
    found = exclusion_counts(here().profiles, here().catalogue, state.scenario())
    if found.unchecked:
        words = t("exclusion.unchecked", count=found.unchecked)
        warned = f":small[:orange[:material/warning: {words}]]"
        st.markdown(warned, help=t("exclusion.unchecked.help"))
    if waiting := unconfirmed(here().profiles, here().catalogue, state.scenario()):
        words = t("essential.unconfirmed", count=len(waiting))
        warned = f":small[:orange[:material/warning: {words}]]"
        names = dict.fromkeys(criterion for _, criterion in waiting)
        labels = (plain(here().catalogue.by_id[name].label.in_(state.language())) for name in names)
        st.markdown(warned, help=t("essential.unconfirmed.help", criteria=listing(labels)))
    if homes := unconfirmed_homes(here().profiles, here().catalogue, state.scenario()):
        st.markdown(f":small[:orange[:material/warning: {t('essential.homes', count=homes)}]]")
    if found.wishes:
        code = "exclusion.wishes" if found.heard else "exclusion.unheard"
        st.markdown(f":small[{t(code, count=found.wishes)}]")


def _unanswered() -> None:
    """Who has not said whether they need protection, and by which questions."""
    found = unanswered_protection(here().profiles, here().catalogue, state.scenario())
    if found:
        asked = dict.fromkeys(c for criteria in found.values() for c in criteria)
        labels = listing(plain(here().catalogue.by_id[c].label.in_(state.language())) for c in asked)
        words = t("art9.unanswered", count=len(found), criteria=labels)
        st.markdown(f":small[:orange[:material/help: {words}]]", help=listing(map(plain, found)))


def all_criteria() -> None:
    """Every other criterion of the catalogue with its switch, by group."""
    with st.popover(
        t("switches.title"),
        icon=":material/checklist:",
        width="stretch",
        key="all_switches",
        on_change="rerun",
    ) as opened:
        if not opened.open:
            return
        st.markdown(t("switches.help"))
        for group in here().catalogue.groups:
            criteria = [c for c in here().catalogue.in_group(group.id) if not c.art9 and c.switchable]
            st.markdown(f"**{plain(group.label.in_(state.language()))}**")
            for criterion in criteria:
                _switch(criterion)


def _on(criterion: "Criterion") -> bool:
    return is_on(criterion, state.scenario(), here().profiles.cohort)


def _switch(criterion: "Criterion") -> None:
    key = f"on_{criterion.id}"
    show(key, _on(criterion))
    purpose = criterion.purpose or criterion.question
    st.toggle(
        plain(criterion.label.in_(state.language())),
        key=key,
        help=purpose.in_(state.language()),
        on_change=_switched,
        args=([criterion.id], key),
    )


def _switch_all(criteria: "list[Criterion]") -> None:
    _switched([criterion.id for criterion in criteria], "art9_all")


def _switched(criteria: list[CriterionId], key: str) -> None:
    scenario, on = state.scenario(), bool(st.session_state[key])
    switches = {**scenario.switches, **dict.fromkeys(criteria, on)}
    state.decide(scenario.model_copy(update={"switches": switches}))
