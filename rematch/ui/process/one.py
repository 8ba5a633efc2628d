"""One household: what happened to it, its offer, and what can be done now."""

from collections.abc import Callable, Sequence

import streamlit as st

from rematch.model import HouseholdId
from rematch.service.process import (
    History,
    Machine,
    Offer,
    OfferRound,
    ProcessEvent,
    ProcessStep,
    Transition,
    reasons_for,
    steps_from,
    today,
)
from rematch.ui.process import board, taking
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, day, percent, plain, t

STEP, DAY, REASON, WORDS, LAST = (
    f"process_{part}" for part in ("step", "day", "reason", "words", "last_day")
)
MOST_WORDS = 500


def panel(history: History, of_round: OfferRound, household: HouseholdId) -> None:
    """Its story and the next step."""
    st.markdown(f"### {plain(household)}")
    offer = _last_offer(history, household)
    if offer is not None:
        _offer(history, offer)
    _next(history, of_round, household, offer)
    _story(history, household)


def step_key(history: History, household: HouseholdId) -> str:
    """The key of the choice of a step: another one after each, so that no old choice stays in the browser."""
    return f"{STEP}_{household}_{len(_own(history, household))}"


def _own(history: History, household: HouseholdId) -> list[ProcessEvent]:
    """What happened to a household, its offers and journeys, in order."""
    numbers = {str(one.number) for one in history.offers_of(household)}
    return [
        one
        for one in history.events
        if (one.machine == "household" and one.subject == household)
        or (one.machine in ("offer", "relocation") and one.subject in numbers)
    ]


def _last_offer(history: History, household: HouseholdId) -> Offer | None:
    offers = history.offers_of(household)
    return offers[-1] if offers else None


def _offer(history: History, offer: Offer) -> None:
    words = {
        "number": offer.number,
        "place": plain(here().cohort_data.name(offer.ags)),
        "fit": percent(offer.fit),
        "state": board.offer_words(history, offer),
        "run": offer.run,
    }
    st.markdown(t("process.one.offer", **words), width=READING_WIDTH)
    household = next((one for one in here().profiles.households if one.id == offer.household), None)
    if board.again_words(history, offer, household):
        st.warning(t("process.need.as_prepared"), icon=":material/sync_problem:", width=READING_WIDTH)


def _next(history: History, of_round: OfferRound, household: HouseholdId, offer: Offer | None) -> None:
    """The steps there are from here, one of them chosen, and what it asks for."""
    steps = _steps(history, household, offer)
    words = {f"{row.machine}:{row.event}": t(f"process.step.{row.machine}.{row.event}") for _, row in steps}
    by_name = {f"{row.machine}:{row.event}": (subject, row) for subject, row in steps}
    if history.state("household", household) == "planned" and history.open_offer(household) is None:
        words = {"prepare": t("process.step.offer.prepare"), **words}
    if not words:
        st.markdown(t("process.one.nothing"), width=READING_WIDTH)
        return
    picked = st.pills(
        t("process.one.next"), list(words), format_func=words.__getitem__, key=step_key(history, household)
    )
    if picked == "prepare":
        st.button(
            t("process.step.offer.prepare"),
            type="primary",
            key="process_prepare",
            on_click=_prepare,
            args=(of_round.number, household),
        )
    elif picked is not None:
        subject, row = by_name[picked]
        _form(history, household, subject, row)


def _steps(history: History, household: HouseholdId, offer: Offer | None) -> list[tuple[str, Transition]]:
    roles = state.viewer().roles
    found: list[tuple[Machine, str]] = [("household", household)]
    if offer is not None:
        found = [("relocation", str(offer.number)), ("offer", str(offer.number)), *found]
    return [(subject, row) for m, subject in found for row in steps_from(m, history.state(m, subject), roles)]


def _form(history: History, household: HouseholdId, subject: str, row: Transition) -> None:
    """What a step asks for: the day it happened, a reason, own words, a last day; and its button."""
    with st.form(f"process_form_{row.event}", border=True, width=READING_WIDTH):
        with st.container(horizontal=True):
            st.date_input(
                t("process.one.day"),
                value=today(),
                max_value=today(),
                key=DAY,
                format="DD.MM.YYYY",
                width=200,
            )
            if "last_day" in row.needs:
                st.date_input(
                    t("process.one.last_day"),
                    value=None,
                    min_value=today(),
                    key=LAST,
                    format="DD.MM.YYYY",
                    width=200,
                )
        if row.parties:
            st.selectbox(
                t("process.one.reason"),
                [one.id for one in reasons_for(row)],
                index=None,
                format_func=_reason_words(row),
                placeholder=t("load.choose"),
                key=REASON,
            )
        if "words" in row.needs or row.parties:
            st.text_area(t("process.one.words"), key=WORDS, max_chars=MOST_WORDS, height=80)
        st.form_submit_button(
            t(f"process.step.{row.machine}.{row.event}"),
            type="primary",
            on_click=_take,
            args=(household, subject, row),
        )


def _reason_words(row: Transition) -> Callable[[str], str]:
    parties = {one.id: one.party for one in reasons_for(row)}
    return lambda id: f"{t(f'process.party.{parties[id]}')}: {t(f'process.reason.{id}')}"


def _prepare(of_round: int, household: HouseholdId) -> None:
    taking.prepare(of_round, [household])


def _take(household: HouseholdId, subject: str, row: Transition) -> None:
    step = ProcessStep(
        machine=row.machine,
        subject=subject,
        event=row.event,
        day=st.session_state.get(DAY),
        reason=st.session_state.get(REASON) or "" if row.parties else "",
        words=st.session_state.get(WORDS) or "",
        last_day=st.session_state.get(LAST) if "last_day" in row.needs else None,
    )
    if taking.tried(lambda: taking.desk().take(step), t("process.done")):
        for key in (DAY, REASON, WORDS, LAST):
            st.session_state.pop(key, None)


def _story(history: History, household: HouseholdId) -> None:
    """What happened, the latest first."""
    lines = [
        t(
            "process.one.line",
            day=day(one.day),
            what=f"{t(f'process.machine.{one.machine}')}: {t(f'process.step.{one.machine}.{one.event}')}",
            why=_why(one.reason, one.words),
            by=taking.by(one),
        )
        for one in reversed(_own(history, household))
    ]
    with st.expander(t("process.one.story", count=len(lines)), key=f"process_story_{household}"):
        st.markdown("\n".join(f"- {line}" for line in lines), width=READING_WIDTH)


def _why(reason: str, words: str) -> str:
    told: Sequence[str] = [t(f"process.reason.{reason}") if reason else "", plain(words)]
    return " · ".join(filter(None, told))
