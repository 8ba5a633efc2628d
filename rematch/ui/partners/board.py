"""Partner municipalities of a round, for those who coordinate: who is missing what, and the next step."""

from collections.abc import Sequence

import streamlit as st

from rematch.model import Ags
from rematch.report.files.tables import Cell
from rematch.service.municipality import OWN_FORM, RECENT_DAYS, PartnerDesk
from rematch.service.process import (
    History,
    OfferRound,
    PartnerStanding,
    ProcessStep,
    Transition,
    partner_standings,
    partner_subject,
    steps_from,
)
from rematch.ui import tables
from rematch.ui.partners import asking
from rematch.ui.process import taking
from rematch.ui.shell import cached, navigation, state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, day, listing, plain, t
from rematch.ui.working import seat

CHOSEN, STEP, FORM = "partners_chosen", "partners_step", "partners_form"


def panel(history: History, of_round: OfferRound) -> None:
    """Behind its count: one row for each municipality, steps for several at once, pledges to take over."""
    found = partner_standings(history, here().profiles, here().catalogue, of_round.number)
    invited = [one for one in found if one.state]
    going = history.state("round", of_round.number) != "closed"
    if not invited and not going:
        return
    planning = history.state("round", of_round.number) == "open"
    with st.expander(_title(invited), key="partners", expanded=planning, on_change="rerun") as opened:
        if not opened.open:
            return
        st.markdown(t("partners.lead", days=RECENT_DAYS), width=READING_WIDTH)
        if invited:
            rows = [_row(one) for one in found]
            tables.with_files(rows, f"rematch-partners-{of_round.number}", t("partners.alt"))
        _answered(found)
        _to_take_over(of_round, invited)
        if going:
            _next(history, of_round, found)


def _title(invited: Sequence[PartnerStanding]) -> str:
    if not invited:
        return t("partners.title.nobody")
    confirmed = sum(one.state == "confirmed" for one in invited)
    return t("partners.title", confirmed=confirmed, invited=len(invited))


def _row(one: PartnerStanding) -> dict[str, Cell]:
    answers = one.statements
    return {
        "municipality": one.name,
        "partner_state": t(f"process.partner.{one.state}") if one.state else t("partners.unasked"),
        "answer_by": _by(one),
        "partner_pledge": pledge_words(one.pledge) if one.pledge else "–",
        "pledge_taken": "–"
        if not one.pledge
        else t("partners.not_taken" if one.differs else "partners.taken"),
        "never_stated": len(answers.never),
        "old_statements": len(answers.old) + len(answers.undated),
        "stated_since": day(answers.since),
        "reminded_on": day(one.reminded),
    }


def _by(one: PartnerStanding) -> str:
    if not one.waited_for:
        return "–"
    return t("partners.overdue", day=day(one.last_day)) if one.overdue else day(one.last_day)


def pledge_words(pledge: tuple[int, int]) -> str:
    """5 to 10."""
    least, most = pledge
    return t("partners.amount", least=least, most=most)


def _answered(found: Sequence[PartnerStanding]) -> None:
    """Municipalities that answered the questionnaire themselves, and the way to take that over."""
    kept = {one.form for one in cached.store().forms(here().profiles.cohort.id)}
    names = [plain(one.name) for one in found if f"{OWN_FORM}{one.ags}" in kept]
    if names:
        st.info(t("partners.waiting", names=listing(names)), icon=":material/inbox:", width=READING_WIDTH)
        st.page_link(navigation.page("questionnaire"))


def _to_take_over(of_round: OfferRound, invited: Sequence[PartnerStanding]) -> None:
    """Confirmed pledges that plans are not made from yet, and the press that changes that."""
    names = [plain(one.name) for one in invited if one.differs]
    if names:
        words = t("partners.differ", count=len(names), names=listing(names))
        st.warning(words, icon=":material/sync_problem:", width=READING_WIDTH)
        st.button(t("partners.take"), key="partners_take", on_click=_take_over, args=(of_round.number,))


def _next(history: History, of_round: OfferRound, found: Sequence[PartnerStanding]) -> None:
    """Some of the municipalities, a step there is for all of them, and what it asks for."""
    by_ags = {one.ags: one for one in found}
    nobody_yet = not any(one.state for one in found)
    key = f"{CHOSEN}_{of_round.number}_{len(history.subjects('partner'))}"
    chosen = st.multiselect(
        t("partners.which"),
        list(by_ags),
        default=list(by_ags) if nobody_yet else None,
        format_func=lambda ags: by_ags[ags].name,
        placeholder=t("load.choose"),
        key=key,
        width=READING_WIDTH,
    )
    if not chosen:
        return
    steps = _steps([by_ags[ags] for ags in chosen])
    if not steps:
        st.markdown(t("partners.no_step"), width=READING_WIDTH)
        return
    row = asking.chosen(t("partners.next"), steps, f"{STEP}_{history.last}")
    if row is not None:
        planned = by_ags[chosen[0]].planned if len(chosen) == 1 else (0, None)
        _form(of_round.number, chosen, row, planned)


def _steps(chosen: Sequence[PartnerStanding]) -> dict[str, Transition]:
    """The steps that lead on for each of them, by their names, in the table's order."""
    roles = state.viewer().roles
    each = [{row.event: row for row in steps_from("partner", one.state, roles)} for one in chosen]
    return {event: row for event, row in each[0].items() if all(event in other for other in each[1:])}


def _form(of_round: int, chosen: list[Ags], row: Transition, planned: tuple[int, int | None]) -> None:
    key = f"{FORM}_{row.event}"
    with st.form(key, border=True, width=READING_WIDTH):
        asking.form(key, row, planned)
        label = t(f"process.step.partner.{row.event}")
        st.form_submit_button(label, type="primary", on_click=_take, args=(of_round, chosen, row))


def _take(of_round: int, chosen: list[Ags], row: Transition) -> None:
    key = f"{FORM}_{row.event}"
    told = asking.said(key, row)
    steps = [
        ProcessStep(machine="partner", subject=partner_subject(of_round, ags), event=row.event, **told)
        for ags in chosen
    ]
    done = t("partners.recorded", count=len(steps))
    if taking.tried(lambda: taking.desk().take_all(steps), done):
        asking.forget(key)


def _take_over(of_round: int) -> None:
    desk = PartnerDesk(cached.store(), here().profiles.cohort.id, here().catalogue, seat.hand().name)
    made: list[Ags] = []
    if taking.tried(lambda: made.extend(desk.take_over(of_round)), t("process.done")):
        st.session_state[taking.SAID] = (True, t("partners.took", count=len(made)))
        state.other_profiles()
