"""The question before special categories take part for real people: what for, on which basis, by whom."""

import streamlit as st

from rematch.errors import RematchError
from rematch.service.working import Grounds, note_grounds
from rematch.ui.access import field_faults
from rematch.ui.shell import cached, state
from rematch.ui.shell.context import here
from rematch.ui.words import plain, t, told
from rematch.ui.working import seat, special, visit

FIELDS = ("purpose", "basis", "by")
LONGEST = 200
"""Characters of each answer."""


def panel() -> None:
    """Asked once for all that was switched on together; nothing where nothing waits."""
    found = here().cohort
    if special.waiting(found.cohort if found else None) is not None:
        st.dialog(t("grounds.title"), on_dismiss=special.leave)(_asked)()


def _asked() -> None:
    waiting = special.waiting(state.cohort_id())
    if waiting is None:
        st.rerun()
    lang = state.language()
    st.markdown(t("grounds.text"))
    lines = []
    for name in waiting.criteria:
        criterion = here().catalogue.by_id[name]
        purpose = (criterion.purpose or criterion.question).in_(lang)
        lines.append(f"- **{plain(criterion.label.in_(lang))}**: {plain(purpose)}")
    st.markdown("\n".join(lines))
    for field in FIELDS:
        st.text_input(
            t(f"grounds.{field}"),
            value=seat.hand().name if field == "by" else "",
            placeholder=t(f"grounds.{field}.hint"),
            max_chars=LONGEST,
            key=f"grounds_{field}",
        )
        field_faults.below(f"grounds_{field}")
    with st.container(horizontal=True):
        st.button(t("grounds.go"), type="primary", on_click=_switch_on, args=(waiting,), key="grounds_go")
        st.button(t("grounds.leave"), on_click=special.leave, key="grounds_leave")


def _switch_on(waiting: special.Waiting) -> None:
    """On record first, then in force; what was not said is asked for, and what cannot be kept is told."""
    said = {field: " ".join((st.session_state[f"grounds_{field}"] or "").split()) for field in FIELDS}
    for field, words in said.items():
        field_faults.refuse(f"grounds_{field}", "" if words else t("grounds.needed"))
    found = here().cohort
    if not all(said.values()) or found is None:
        return
    given = Grounds(**said)
    try:
        note_grounds(cached.store(), state.viewer(), waiting.cohort, waiting.criteria, given)
    except RematchError as fault:
        st.toast(told(fault), icon=":material/error:")
        return
    scenario = state.scenario()
    switches = {**scenario.switches, **dict.fromkeys(waiting.criteria, True)}
    about = visit.About(found.cohort, found.token)
    visit.decide(about, scenario.model_copy(update={"switches": switches}), None, given.reason)
    special.leave()
