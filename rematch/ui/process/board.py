"""Who stands where: counts that open the list they count."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

import streamlit as st

from rematch.model import Ags, Household, HouseholdId
from rematch.service.process import History, Offer, OfferRound, changed_since, states, this_moment
from rematch.ui import tables
from rematch.ui.shell import cached
from rematch.ui.shell.context import here
from rematch.ui.words import day, number, t

FILTER, HOUSEHOLD = "process_filter", "process_household"


def panel(history: History, of_round: OfferRound) -> HouseholdId | None:
    """Counts by state, the list of those chosen, and the one household that is looked at."""
    everybody = [one for one in here().profiles.households if history.round_of(one.id) == of_round.number]
    stands = {one.id: history.state("household", one.id) for one in everybody}
    counts = Counter(stands.values())
    kinds = [name for name in states("household") if counts[name]]
    if not kinds:
        st.info(t("process.board.nobody"))
        return None
    picked = st.pills(
        t("process.board.filter"),
        kinds,
        selection_mode="multi",
        format_func=lambda name: f"{t(f'process.household.{name}')}: {number(counts[name])}",
        key=FILTER,
        persist_state="session",
    )
    listed = [one for one in everybody if stands[one.id] in (picked or kinds)]
    planned = _planned(history, of_round)
    tables.show(
        [_row(history, one, planned.get(one.id)) for one in listed],
        f"rematch-offers-{of_round.number}",
        called=t("process.board.alt"),
    )
    return _chosen([one.id for one in everybody])


def _planned(history: History, of_round: OfferRound) -> Mapping[HouseholdId, Ags | None]:
    """Where the plan the round was decided with has everybody."""
    found = history.decided(of_round.number)
    return {} if found is None or found.run is None else cached.store().run(found.run).assignments


def _row(history: History, household: Household, planned: Ags | None) -> dict[str, str]:
    offers, stands = history.offers_of(household.id), history.state("household", household.id)
    offer = offers[-1] if offers else None
    place = planned if stands == "planned" or offer is None else offer.ags
    return {
        "household": household.id,
        "persons": number(household.size),
        "stands": t(f"process.household.{stands}"),
        "municipality": "–" if place is None or stands == "waiting" else here().cohort_data.name(place),
        "offer": "–" if offer is None else offer_words(history, offer),
        "last_day": "–" if offer is None else day(history.last_day(offer)),
        "look_again": again_words(history, offer, household),
    }


def offer_words(history: History, offer: Offer, now: datetime | None = None) -> str:
    """How an offer stands, or its journey once there is one; past its last day it says so."""
    moved = history.state("relocation", offer.number)
    if moved not in ("", "cancelled"):
        return t("process.offer.journey", state=t(f"process.relocation.{moved}"))
    stands = history.state("offer", offer.number)
    lapsed = stands == "sent" and history.lapsed(offer, now or this_moment())
    return t("process.offer.lapsed") if lapsed else t(f"process.offer.{stands}")


def again_words(history: History, offer: Offer | None, household: Household | None) -> str:
    """Whether an open offer is to be looked at again, since the household has changed."""
    if offer is None or history.ended(offer) or not changed_since(history, offer, household):
        return ""
    return t("process.look_again")


def _chosen(households: list[HouseholdId]) -> HouseholdId | None:
    """One of all in the round, by what never changes: a new label or a shorter list loses the choice."""
    return st.selectbox(
        t("process.board.household"),
        households,
        index=None,
        placeholder=t("load.choose"),
        key=HOUSEHOLD,
        width=360,
    )
