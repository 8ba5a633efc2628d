"""What happens to a household between rounds and offers: it comes later, or it becomes two."""

import streamlit as st

from rematch.model import Household, HouseholdId, Member
from rematch.service.process import History, OfferRound
from rematch.ui.process import taking
from rematch.ui.process.board import HOUSEHOLD
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, listing, plain, t

GOING, WORDS, LATE = "process_split_members", "process_split_words", "process_enter"
MOST_WORDS = 500
WIDE = 520


def latecomers(history: History, of_round: OfferRound) -> None:
    """Households that agreed and are in no round, to be taken into this one while it is going on."""
    if history.state("round", of_round.number) not in ("open", "decided"):
        return
    late = [one.id for one in here().profiles.households if history.may_enter(one)]
    if not late:
        return
    with st.container(border=True, width=READING_WIDTH, key="process_late"):
        st.markdown(t("process.late.which", count=len(late), which=listing(map(plain, late))))
        words = t("process.late.go", count=len(late))
        st.button(words, key=LATE, on_click=_enter, args=(of_round.number, late))


def _enter(of_round: int, late: list[HouseholdId]) -> None:
    taking.tried(lambda: taking.desk().enter(of_round, late), t("process.late.done", count=len(late)))


def dividing(history: History, household: HouseholdId) -> None:
    """Who goes together where one household becomes two, and a sentence why; nothing where nobody can."""
    whole = next((one for one in here().profiles.households if one.id == household), None)
    if whole is None or whole.size < 2 or history.state("household", household) in ("arrived", "left"):
        return
    with st.popover(t("process.split.go"), key="process_split", on_change="rerun", width=240) as opened:
        if opened.open:
            _form(whole)


def _form(whole: Household) -> None:
    st.markdown(t("process.split.text"), width=WIDE)
    people = {one.number: one for one in whole.members}
    with st.form("process_form_split", border=False, width=WIDE):
        st.multiselect(
            t("process.split.who"),
            list(people),
            format_func=lambda number: _person(people[number]),
            placeholder=t("load.choose"),
            key=f"{GOING}_{whole.id}",
        )
        st.text_area(t("process.one.words"), key=WORDS, max_chars=MOST_WORDS, height=80)
        st.form_submit_button(
            t("process.split.go"), type="primary", key="process_do_split", on_click=_split, args=(whole.id,)
        )


def _person(one: Member) -> str:
    return t("process.split.person", number=one.number, role=t(f"role.{one.role}"), age=one.age)


def _split(household: HouseholdId) -> None:
    going = st.session_state.get(f"{GOING}_{household}") or []
    words = st.session_state.get(WORDS) or ""
    found: list[HouseholdId] = []
    if taking.tried(lambda: found.extend(taking.desk().split(household, going, words)), t("process.done")):
        done = t("process.split.done", household=plain(household), parts=listing(map(plain, found)))
        st.session_state[taking.SAID] = (True, done)
        st.session_state[WORDS], st.session_state[HOUSEHOLD] = "", None
        state.other_profiles()
