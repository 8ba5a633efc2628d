"""Which criteria take part: the Art. 9 switch in view, what it leaves out, every criterion's own switch."""

from functools import partial
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
from rematch.ui.widgets import pressed, shown
from rematch.ui.words import listing, plain, t

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Criterion


def special_categories() -> None:
    """One switch for the criteria on special categories of data."""
    criteria, on = _special()
    key = shown("art9_all", bool(on))
    switched = partial(_switched, [criterion.id for criterion in criteria])
    st.toggle(t("art9.switch"), key=key, help=t("art9.help"), on_change=pressed(key, switched))


def _special() -> "tuple[list[Criterion], list[Criterion]]":
    """Those of the catalogue that are on by themselves, and which of them are on now."""
    criteria = [c for c in here().catalogue.criteria if c.art9 and c.on and c.switchable]
    return criteria, [c for c in criteria if _on(c)]


def notes() -> None:
    """In one piece, what is not considered, not answered, or waits for somebody to check it."""
    said = [*_unconsidered(), *_unanswered(), *_exclusions(), *_unconfirmed(), *_homes()]
    if said:
        helps = [told for _, told in said if told]
        st.markdown("  \n".join(line for line, _ in said), help="\n\n".join(helps) or None)


Note = tuple[str, str | None]
"""A line in markdown, and what the question mark beside it says."""


def _warned(words: str, icon: str = "warning") -> str:
    return f":small[:orange[:material/{icon}: {words}]]"


def _unconsidered() -> list[Note]:
    left_out = unconsidered_needs(here().profiles, here().catalogue, state.scenario())
    return [(_warned(t("art9.unconsidered", count=left_out)), None)] if left_out else []


def _exclusions() -> list[Note]:
    """How many exclusions wait for somebody to check them, and how many bar nothing."""
    found = exclusion_counts(here().profiles, here().catalogue, state.scenario())
    said: list[Note] = []
    if found.unchecked:
        words = _warned(t("exclusion.unchecked", count=found.unchecked))
        said.append((words, t("exclusion.unchecked.help")))
    if found.wishes:
        code = "exclusion.wishes" if found.heard else "exclusion.unheard"
        said.append((f":small[{t(code, count=found.wishes)}]", None))
    return said


def _unconfirmed() -> list[Note]:
    waiting = unconfirmed(here().profiles, here().catalogue, state.scenario())
    if not waiting:
        return []
    names = dict.fromkeys(criterion for _, criterion in waiting)
    labels = (plain(here().catalogue.by_id[name].label.in_(state.language())) for name in names)
    told = t("essential.unconfirmed.help", criteria=listing(labels))
    return [(_warned(t("essential.unconfirmed", count=len(waiting))), told)]


def _homes() -> list[Note]:
    homes = unconfirmed_homes(here().profiles, here().catalogue, state.scenario())
    return [(_warned(t("essential.homes", count=homes)), None)] if homes else []


def _unanswered() -> list[Note]:
    """Who has not said whether they need protection, and by which questions."""
    found = unanswered_protection(here().profiles, here().catalogue, state.scenario())
    if not found:
        return []
    asked = dict.fromkeys(c for criteria in found.values() for c in criteria)
    labels = listing(plain(here().catalogue.by_id[c].label.in_(state.language())) for c in asked)
    words = t("art9.unanswered", count=len(found), criteria=labels)
    return [(_warned(words, "help"), listing(map(plain, found)))]


def all_criteria() -> None:
    """Every criterion of the catalogue with its switch, by group; those on special data first."""
    with st.expander(
        t("switches.title"), icon=":material/checklist:", key="all_switches", on_change="rerun"
    ) as opened:
        if not opened.open:
            return
        st.markdown(t("switches.help"))
        criteria, on = _special()
        st.markdown(f"**{t('art9.each')}**  \n:small[{t('art9.state', on=len(on), all=len(criteria))}]")
        for criterion in here().catalogue.criteria:
            if criterion.art9 and criterion.switchable:
                _switch(criterion)
        for group in here().catalogue.groups:
            criteria = [c for c in here().catalogue.in_group(group.id) if not c.art9 and c.switchable]
            st.markdown(f"**{plain(group.label.in_(state.language()))}**")
            for criterion in criteria:
                _switch(criterion)


def _on(criterion: "Criterion") -> bool:
    return is_on(criterion, state.scenario(), here().profiles.cohort)


def _switch(criterion: "Criterion") -> None:
    key = shown(f"on_{criterion.id}", _on(criterion))
    purpose = criterion.purpose or criterion.question
    st.toggle(
        plain(criterion.label.in_(state.language())),
        key=key,
        help=purpose.in_(state.language()),
        on_change=pressed(key, partial(_switched, [criterion.id])),
    )


def _switched(criteria: list[CriterionId], on: bool) -> None:
    scenario = state.scenario()
    switches = {**scenario.switches, **dict.fromkeys(criteria, on)}
    state.decide(scenario.model_copy(update={"switches": switches}))
