"""Planning again with what happened in force: who has an offer stays, who declined goes elsewhere."""

import streamlit as st

from rematch.scenario import Scenario
from rematch.service.process import FEW, History, OfferRound, kept
from rematch.ui.access import live
from rematch.ui.process import coming, taking
from rematch.ui.shell import navigation, state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, number, t


def panel(history: History, of_round: OfferRound) -> None:
    """Offered while anything that happened is not in force in the session yet; then the way there."""
    in_force = _kept(history, of_round) == state.scenario()
    if in_force and not history.offers:
        return
    st.markdown(f"## {t('process.again.title')}")
    words = t("process.again.in_force") if in_force else t("process.again.text", points=number(100 * FEW))
    st.markdown(words, width=READING_WIDTH)
    with st.container(horizontal=True, vertical_alignment="center"):
        if not in_force:
            st.button(t("process.again.go"), key="process_again", on_click=_decide, args=(history, of_round))
        st.page_link(navigation.page("session"))


def _kept(history: History, of_round: OfferRound) -> Scenario:
    reason = t("process.again.reason", number=of_round.number)
    found = kept(state.scenario(), history, here().profiles, here().catalogue, reason=reason)
    held = coming.chosen(history)
    return found if held is None else found.model_copy(update={"held": held})


def _decide(history: History, of_round: OfferRound) -> None:
    state.decide(_kept(history, of_round), reason=t("process.again.reason", number=of_round.number))
    st.session_state[taking.SAID] = (True, t("process.again.done"))
    live.say(t("process.again.done"))
