"""What is done for all households of a round at once: offers prepared, and noted as sent."""

import streamlit as st

from rematch.model import HouseholdId
from rematch.service.process import History, Offer, OfferRound, ProcessStep, today
from rematch.ui.process import taking
from rematch.ui.words import t

LAST = "process_all_last_day"


def panel(history: History, of_round: OfferRound) -> None:
    """Shown while there is more than one of them."""
    if history.state("round", of_round.number) != "decided":
        return
    planned = _without_offer(history, of_round)
    prepared = [one for one in history.offers if history.state("offer", one.number) == "prepared"]
    prepared = [one for one in prepared if one.round == of_round.number]
    if len(planned) > 1:
        words = t("process.all.prepare", count=len(planned))
        st.button(words, key="process_prepare_all", on_click=_prepare, args=(of_round.number, planned))
    if len(prepared) > 1:
        with st.form("process_send_all", border=True, width=360):
            st.date_input(
                t("process.one.last_day"), value=None, min_value=today(), key=LAST, format="DD.MM.YYYY"
            )
            words = t("process.all.send", count=len(prepared))
            st.form_submit_button(words, on_click=_send, args=(prepared,))


def _without_offer(history: History, of_round: OfferRound) -> list[HouseholdId]:
    everybody = [HouseholdId(one) for one in history.subjects("household")]
    own = [id for id in everybody if history.round_of(id) == of_round.number]
    planned = [id for id in own if history.state("household", id) == "planned"]
    return [id for id in planned if history.open_offer(id) is None]


def _prepare(of_round: int, households: list[HouseholdId]) -> None:
    taking.prepare(of_round, households)


def _send(offers: list[Offer]) -> None:
    last = st.session_state.get(LAST)
    steps = [
        ProcessStep(machine="offer", subject=str(one.number), event="send", last_day=last) for one in offers
    ]
    taking.tried(lambda: taking.desk().take_all(steps), t("process.all.sent", count=len(offers)))
