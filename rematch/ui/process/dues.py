"""What is due: of everybody by day, and of one household its checklists to tick."""

from datetime import datetime

import streamlit as st

from rematch.model import HouseholdId
from rematch.service.process import DueItem, History, Offer, OfferRound, ProcessStep, due, this_moment
from rematch.ui import tables
from rematch.ui.process import taking
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, day, t

SIDES = ("sending", "receiving", "evaluation")
TICKED, WORDS = "process_ticked", "process_item_words"
MOST_WORDS = 500


def panel(history: History, of_round: OfferRound) -> None:
    """What is open in the round, the earliest first; what is past its day says so."""
    now = this_moment()
    open_yet = [
        one
        for offer in history.offers
        if offer.round == of_round.number
        for one in due(history, offer)
        if one.state == "open"
    ]
    if not open_yet:
        return
    st.markdown(f"## {t('process.dues.title', count=len(open_yet))}")
    late = sum(one.overdue(now) for one in open_yet)
    if late:
        st.warning(t("process.dues.late", count=late), icon=":material/schedule:", width=READING_WIDTH)
    rows = [_row(one, now) for one in sorted(open_yet, key=lambda one: (one.ends, one.offer.number))]
    tables.show(rows, f"rematch-due-{of_round.number}", called=t("process.dues.alt"))


def checklist(history: History, household: HouseholdId) -> None:
    """The items of a household's offer by side, those that are open to be ticked."""
    offer = history.open_offer(household)
    found = () if offer is None else due(history, offer)
    if offer is None or not found:
        return
    for side in SIDES:
        own = [one for one in found if one.item.side == side]
        if own:
            _side(offer, side, own)


def _side(offer: Offer, side: str, own: list[DueItem]) -> None:
    done = sum(one.state == "done" for one in own)
    label = t("process.dues.side", side=t(f"process.side.{side}"), done=done, all=len(own))
    with st.expander(label, key=f"process_due_{side}", on_change="rerun") as opened:
        if not opened.open:
            return
        now = this_moment()
        st.markdown("\n".join(f"- {_line(one, now)}" for one in own), width=READING_WIDTH)
        open_yet = {one.subject: one for one in own if one.state == "open"}
        if open_yet:
            _form(offer, side, open_yet)


def _form(offer: Offer, side: str, open_yet: dict[str, DueItem]) -> None:
    with st.form(f"process_tick_{side}", border=False):
        st.multiselect(
            t("process.dues.which"),
            list(open_yet),
            format_func=lambda subject: t(f"process.due.{open_yet[subject].item.id}"),
            placeholder=t("load.choose"),
            key=f"{TICKED}_{side}_{offer.number}",
            width=READING_WIDTH,
        )
        st.text_input(
            t("process.dues.words"), key=f"{WORDS}_{side}", max_chars=MOST_WORDS, width=READING_WIDTH
        )
        with st.container(horizontal=True):
            for event in ("tick", "leave_out", "miss"):
                st.form_submit_button(
                    t(f"process.step.item.{event}"),
                    key=f"process_{event}_{side}",
                    on_click=_take,
                    args=(offer.number, side, event),
                )


def _take(offer: int, side: str, event: str) -> None:
    key = f"{TICKED}_{side}_{offer}"
    words = st.session_state.get(f"{WORDS}_{side}") or ""
    steps = [
        ProcessStep(machine="item", subject=subject, event=event, words=words)
        for subject in st.session_state.get(key) or []
    ]
    if not taking.tried(lambda: taking.desk().take_all(steps), t("process.done")):
        return
    st.session_state[key], st.session_state[f"{WORDS}_{side}"] = [], ""


def _row(one: DueItem, now: datetime) -> dict[str, str]:
    return {
        "due_by": day(one.ends),
        "overdue": t("process.dues.over") if one.overdue(now) else "",
        "due_item": t(f"process.due.{one.item.id}"),
        "due_side": t(f"process.side.{one.item.side}"),
        "household": one.offer.household,
        "municipality": here().cohort_data.name(one.offer.ags),
    }


def _line(one: DueItem, now: datetime) -> str:
    stands = t("process.dues.over") if one.overdue(now) else t(f"process.item.{one.state}")
    words = {"what": t(f"process.due.{one.item.id}"), "by": day(one.ends), "state": stands}
    return t("process.dues.line", **words)
