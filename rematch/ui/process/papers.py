"""Papers to take along: each is made when its button is pressed, never before."""

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from rematch.model import Ags, HouseholdId, Viewer
from rematch.rights import carried
from rematch.service.municipality import released_last
from rematch.service.papers import (
    advance_notice,
    handed_over,
    languages_of,
    letter_facts,
    may_be_told,
    round_minutes,
    shared,
    tellable,
)
from rematch.service.process import History, Offer, OfferRound
from rematch.store.records import now as this_moment
from rematch.texts import interview_languages
from rematch.ui.shell import cached, state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, t

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LANGUAGE, TOWN = "papers_language", "papers_town"


def of_round(history: History, now: OfferRound) -> None:
    """Of a decided round its minutes and its plan; once there is a release, the notice to a municipality."""
    if history.state("round", now.number) == "open":
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="papers_round"):
        for kind, mime in (("minutes", PDF), ("book", XLSX)):
            _button(kind, carried(partial(_of_round, kind, now.number, _to_make())), mime, str(now.number))
        if released_last(cached.store(), here().profiles.cohort.id) is not None:
            _notice()


def of_household(history: History, household: HouseholdId) -> None:
    """The letter of an offer that waits for an answer, or the handover once it is accepted."""
    offer = history.open_offer(household)
    if offer is None:
        return
    if may_be_told(history, offer):
        _handover(history, offer)
    else:
        _letter(history, offer)


def _letter(history: History, offer: Offer) -> None:
    household = next((one for one in here().profiles.households if one.id == offer.household), None)
    if household is None or not tellable(history, offer, household):
        st.markdown(f":small[{t('papers.letter.not_yet')}]", width=READING_WIDTH)
        return
    names = interview_languages()
    with st.container(horizontal=True, vertical_alignment="bottom", key="papers_letter"):
        chosen = st.selectbox(
            t("papers.letter.which"),
            languages_of(household, here().catalogue),
            format_func=names.__getitem__,
            key=f"{LANGUAGE}_{offer.number}",
            width=200,
        )
        made = partial(_letter_of, offer.number, chosen, _to_make())
        _button("letter", carried(made), PDF, f"{offer.number}-{chosen}")


def _handover(history: History, offer: Offer) -> None:
    if not shared(history, offer):
        st.markdown(f":small[{t('papers.handover.not_yet')}]", width=READING_WIDTH)
        return
    made = partial(_handover_of, offer.number, _to_make(), state.viewer())
    with st.container(horizontal=True, vertical_alignment="center", key="papers_handover"):
        _button("handover", carried(made), PDF, str(offer.number))
        st.markdown(f":small[{t('papers.handover.noting')}]")


def _notice() -> None:
    names = here().profiles.names
    chosen = st.selectbox(
        t("papers.notice.which"), list(names), format_func=names.__getitem__, key=TOWN, width=220
    )
    _button("notice", carried(partial(_notice_of, Ags(chosen), _to_make())), PDF, chosen)


def _button(kind: str, made: Callable[[], bytes], mime: str, name: str) -> None:
    ending = "xlsx" if mime == XLSX else "pdf"
    st.download_button(
        t(f"papers.{kind}.get"),
        data=made,
        file_name=f"rematch-{kind}-{name}.{ending}",
        mime=mime,
        icon=":material/download:",
        on_click="ignore",
        key=f"papers_{kind}",
    )


