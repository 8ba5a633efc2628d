"""Title, counts and the choice between households, members, municipalities, units and what is missing."""

import streamlit as st

from rematch.report.files.profile_rows import Kind
from rematch.ui.profiles import editing, gaps, keeping, table
from rematch.ui.shell.context import here
from rematch.ui.widgets import one_of
from rematch.ui.words import READING_WIDTH, number, t

KINDS: dict[str, Kind] = {
    "households": "household",
    "members": "member",
    "municipalities": "municipality",
    "units": "unit",
}
VIEWS = (*KINDS, "missing", "states")
SPECIAL = "profiles_special"


def title() -> bool:
    """The page's title; False where nothing is loaded."""
    st.title(t("nav.profiles"))
    keeping.outcome()
    if here().cohort is None:
        st.info(t("session.empty"))
        return False
    st.markdown(t("profiles.lead"), width=READING_WIDTH)
    return True


def panel() -> None:
    """The choice of view and of Art. 9 columns, then the view."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="profiles_views"):
        labels = {view: _named(view) for view in VIEWS}
        chosen = one_of(labels, t("profiles.view"), "profiles_view", default=VIEWS[0])
        special = _special(chosen)
        edit = chosen in KINDS and st.toggle(
            t("edit.toggle"), help=t("edit.toggle.help"), key="profiles_edit", persist_state="session"
        )
    if chosen in KINDS and edit:
        editing.panel(KINDS[chosen], special)
    elif chosen in KINDS:
        table.panel(KINDS[chosen], special)
    elif chosen == "states":
        keeping.panel()
    else:
        gaps.panel()


def _named(view: str) -> str:
    profiles = here().profiles
    counts = {
        "households": len(profiles.households),
        "members": profiles.persons,
        "municipalities": len(profiles.municipalities),
        "units": sum(unit.count for town in profiles.municipalities for unit in town.units),
    }
    name = t(f"profiles.view.{view}")
    return f"{name} ({number(counts[view])})" if view in counts else name


def _special(view: str) -> bool:
    """Whether columns of special categories are shown: at once on invented people, else when asked for."""
    key = f"{SPECIAL}_{here().profiles.cohort.id}"
    shown = bool(st.session_state.setdefault(key, here().profiles.cohort.invented))
    if view in ("households", "members"):
        shown = st.toggle(
            t("profiles.show_special"), help=t("profiles.show_special.help"), key=key, persist_state="session"
        )
    return shown
