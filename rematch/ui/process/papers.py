"""Papers to take along: each is made when its button is pressed, never before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from rematch.model import Ags, CohortId, HouseholdId, Viewer
from rematch.report.papers.book import plan_book
from rematch.report.papers.handover import handover_pdf
from rematch.report.papers.letter import letter_pdf
from rematch.report.papers.minutes import minutes_pdf
from rematch.report.papers.notice import notice_pdf
from rematch.rights import carried
from rematch.service.administration import Store
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
from rematch.service.process import History, Offer, OfferRound, today
from rematch.texts import interview_languages
from rematch.ui.shell import cached, state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, t

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Catalogue

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LANGUAGE, TOWN = "papers_language", "papers_town"


@dataclass(frozen=True)
class _Making:
    """What it takes to make a paper outside the visit that asks for it."""

    store: Store
    cohort: CohortId
    catalogue: "Catalogue"
    viewer: Viewer
    lang: str
    day: date

    def minutes(self, number: int) -> bytes:
        return minutes_pdf(round_minutes(self.store, self.cohort, number), self.lang, self.day)

    def book(self, number: int) -> bytes:
        return plan_book(round_minutes(self.store, self.cohort, number), self.lang, self.day)

    def letter(self, number: int, lang: str) -> bytes:
        facts = letter_facts(self.store, self.cohort, number, self.catalogue, self.day)
        return letter_pdf(facts, self.catalogue, lang, self.day)

    def notice(self, ags: Ags) -> bytes:
        return notice_pdf(advance_notice(self.store, self.cohort, ags), self.lang, self.day)

    def handover(self, number: int) -> bytes:
        facts = handed_over(self.store, self.cohort, number, self.catalogue, viewer=self.viewer, day=self.day)
        return handover_pdf(facts, self.catalogue, self.lang, self.day)


def _making() -> _Making:
    return _Making(
        store=cached.store(),
        cohort=here().profiles.cohort.id,
        catalogue=here().catalogue,
        viewer=state.viewer(),
        lang=state.language(),
        day=today(),
    )


def of_round(history: History, now: OfferRound) -> None:
    """Of a decided round its minutes and its plan; once there is a release, the notice to a municipality."""
    if history.state("round", now.number) == "open":
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="papers_round_row"):
        making = _making()
        _button("minutes", partial(making.minutes, now.number), PDF, str(now.number))
        _button("book", partial(making.book, now.number), XLSX, str(now.number))
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
    with st.container(horizontal=True, vertical_alignment="bottom", key="papers_letter_row"):
        chosen = st.selectbox(
            t("papers.letter.which"),
            languages_of(household, here().catalogue),
            format_func=names.__getitem__,
            key=f"{LANGUAGE}_{offer.number}",
            width=200,
        )
        made = partial(_making().letter, offer.number, chosen)
        _button("letter", made, PDF, f"{offer.number}-{chosen}")


def _handover(history: History, offer: Offer) -> None:
    if not shared(history, offer):
        st.markdown(f":small[{t('papers.handover.not_yet')}]", width=READING_WIDTH)
        return
    made = partial(_making().handover, offer.number)
    with st.container(horizontal=True, vertical_alignment="center", key="papers_handover_row"):
        _button("handover", made, PDF, str(offer.number))
        st.markdown(f":small[{t('papers.handover.noting')}]")


def _notice() -> None:
    names = here().profiles.names
    chosen = st.selectbox(
        t("papers.notice.which"), list(names), format_func=names.__getitem__, key=TOWN, width=220
    )
    _button("notice", partial(_making().notice, Ags(chosen)), PDF, chosen)


def _button(kind: str, made: Callable[[], bytes], mime: str, name: str) -> None:
    ending = "xlsx" if mime == XLSX else "pdf"
    st.download_button(
        t(f"papers.{kind}.get"),
        data=carried(made),
        file_name=f"rematch-{kind}-{name}.{ending}",
        mime=mime,
        icon=":material/download:",
        on_click="ignore",
        key=f"papers_{kind}",
    )
