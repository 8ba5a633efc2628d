"""Offers that came to nothing: how many for a reason of whom, and each of them."""

import streamlit as st

from rematch.service.process import History, OfferRound, by_party, ended_offers
from rematch.ui import tables
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, day, listing, number, t


def panel(history: History, of_round: OfferRound) -> None:
    """Shown once there is one; the counts add up to the list below them."""
    found = ended_offers(history, of_round.number)
    if not found:
        return
    st.markdown(f"## {t('process.ended.title', count=len(found))}")
    counts = [f"{t(f'process.party.{party}')}: {number(count)}" for party, count in by_party(found).items()]
    st.markdown(t("process.ended.by", counts=listing(counts)), width=READING_WIDTH)
    rows = [
        {
            "offer": number(one.offer.number),
            "household": one.offer.household,
            "municipality": here().cohort_data.name(one.offer.ags),
            "stands": t(f"process.offer.{one.event.state}"),
            "ended_on": day(one.event.day),
            "ended_by": t(f"process.party.{one.party}"),
            "ended_why": t(f"process.reason.{one.event.reason}"),
            "words": one.event.words,
        }
        for one in found
    ]
    tables.show(rows, f"rematch-ended-{of_round.number}", called=t("process.ended.alt"))
