"""The list that a figure of this page counts."""

from collections.abc import Iterable
from datetime import date

import streamlit as st

from rematch.service.process import Offer
from rematch.ui import tables
from rematch.ui.shell.context import here
from rematch.ui.words import day, t


def households(counted: Iterable[tuple[Offer, int, date]], name: str, called: str) -> None:
    """The households behind a figure: each with the persons that are counted, and the day that is meant."""
    rows: list[tables.Row] = [
        {
            "household": offer.household,
            "persons": persons,
            "municipality": here().cohort_data.name(offer.ags),
            "day_meant": day(at),
        }
        for offer, persons, at in counted
    ]
    if not rows:
        st.markdown(t("occupancy.nobody"))
    tables.with_files(rows, name, called)
