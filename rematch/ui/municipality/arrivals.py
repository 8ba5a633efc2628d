"""By when: from which month on those who come can come."""

import streamlit as st

from rematch.service.municipality import Arrival, Preview
from rematch.texts import month
from rematch.ui.municipality.amounts import amount_words
from rematch.ui.shell import state
from rematch.ui.words import READING_WIDTH, listing, plain, t


def panel(seen: Preview) -> None:
    """A line for each month of which something is told; nothing of a release made before there were any."""
    if not seen.arrivals:
        return
    st.markdown(f"## {t('preview.when')}")
    st.markdown("\n".join(f"- {plain(line)}" for line in lines(seen)), width=READING_WIDTH)


def lines(seen: Preview) -> list[str]:
    """Persons by month; months of which only "up to" could be said are named together, without a number."""
    told = [one for one in seen.arrivals if one.persons.at_least]
    rest = [one for one in seen.arrivals if not one.persons.at_least] if seen.masked else []
    found = [t("preview.when.line", month=_month(one), amount=amount_words(one.persons)) for one in told]
    if rest:
        months = listing(_month(one) for one in rest)
        found.append(t("preview.when.rest" if told else "preview.when.any", months=months))
    return found or [t("preview.when.nobody")]


def _month(one: Arrival) -> str:
    return t("preview.when.unknown") if one.month is None else month(one.month, state.language())
