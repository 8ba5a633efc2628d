"""The pages: their files, addresses and titles, and whose role opens which."""

from pathlib import Path

import streamlit as st

from rematch.model import ViewerRole
from rematch.rights import ANSWERING, AUDITING, COORDINATION, EVERYBODY, RELEASED, UPKEEP, whoever
from rematch.ui.login import visitor
from rematch.ui.words import t

PAGES = Path(__file__).parents[3] / "pages"
ICONS = {
    "start": ":material/home:",
    "session": ":material/tune:",
    "compare": ":material/compare:",
    "municipality": ":material/location_city:",
    "process": ":material/handshake:",
    "evaluation": ":material/rate_review:",
    "occupancy": ":material/bed:",
    "load": ":material/upload_file:",
    "questionnaire": ":material/assignment:",
    "profiles": ":material/groups:",
    "criteria": ":material/rule_settings:",
    "audit": ":material/fact_check:",
    "upkeep": ":material/admin_panel_settings:",
    "method": ":material/menu_book:",
}
OPEN: dict[str, frozenset[ViewerRole]] = {
    **dict.fromkeys(ICONS, COORDINATION),
    "start": EVERYBODY,
    "municipality": RELEASED,
    "questionnaire": ANSWERING,
    "audit": AUDITING,
    "upkeep": UPKEEP,
    "method": EVERYBODY,
}
"""Pages by the roles they open to: a page that is not named is the coordinators'."""
WITH_A_LOGIN = {"audit", "upkeep"}
"""Where nobody logs in they stand in no navigation, but have addresses; the command line does the same."""


AFTER = ("process", "occupancy", "evaluation")
DATA = ("load", "questionnaire", "profiles", "criteria")
"""Pages under two headings: there is no room for all of them beside each other."""


def pages() -> dict[str, list[st.Page]]:
    """Every page, shown where the visitor's role opens it: of a session first, the others under headings."""
    first = [page(name) for name in ICONS if name not in (*AFTER, *DATA)]
    headed = {t("nav.after"): AFTER, t("nav.data"): DATA}
    return {"": first} | {head: [page(name) for name in names] for head, names in headed.items()}


def opens(name: str) -> bool:
    """Whether a page, by its address, opens to this visitor."""
    viewer = whoever()
    return viewer is not None and bool(viewer.roles & OPEN.get(name or "start", COORDINATION))


def page(name: str) -> st.Page:
    """One page by its address."""
    named = opens(name) and (name not in WITH_A_LOGIN or visitor.asked_for() is not None)
    return st.Page(
        PAGES / f"{name}.py",
        title=t(f"nav.{name}"),
        icon=ICONS[name],
        url_path=name,
        default=name == "start",
        visibility="visible" if named else "hidden",
        help=t(f"nav.{name}.help"),
    )
