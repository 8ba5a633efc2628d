"""The pages: their files, addresses and titles."""

from pathlib import Path

import streamlit as st

from rematch.ui.words import t

PAGES = Path(__file__).parents[3] / "pages"
ICONS = {
    "start": ":material/home:",
    "session": ":material/tune:",
    "compare": ":material/compare:",
    "municipality": ":material/location_city:",
    "load": ":material/upload_file:",
    "questionnaire": ":material/assignment:",
    "profiles": ":material/groups:",
    "criteria": ":material/rule_settings:",
    "method": ":material/menu_book:",
}


DATA = ("load", "questionnaire", "profiles", "criteria")
"""Pages under one heading: there is no room for all of them beside each other."""


def pages() -> dict[str, list[st.Page]]:
    """Every page this visitor may see: those of a session first, those about data under their heading."""
    first = [page(name) for name in ICONS if name not in DATA]
    return {"": first, t("nav.data"): [page(name) for name in DATA]}


def page(name: str) -> st.Page:
    """One page by its address."""
    return st.Page(
        PAGES / f"{name}.py",
        title=t(f"nav.{name}"),
        icon=ICONS[name],
        url_path=name,
        default=name == "start",
        help=t(f"nav.{name}.help"),
    )
