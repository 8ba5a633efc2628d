"""A municipality's invitations on its page: how it stands, until when, what is missing, and its answer."""

import streamlit as st

from rematch.model import Ags, CohortId, FieldId
from rematch.rights import ANSWERING
from rematch.service.municipality import (
    RECENT_DAYS,
    PartnerDesk,
    PartnerStanding,
    StatedAnswers,
    own_invitations,
)
from rematch.service.process import ProcessStep, Transition, partner_subject, steps_from
from rematch.ui import looked_at
from rematch.ui.municipality.choose import Shown
from rematch.ui.partners import asking
from rematch.ui.process import taking
from rematch.ui.shell import cached, navigation, state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, day, plain, t
from rematch.ui.working import seat

STEP, FORM, PLACE = "invited_step", "invited_form", "invited_place"
OWN = ("begin", "restate", "confirm", "decline")
"""Steps that are a municipality's own."""


def whose(shown: Shown | None) -> Ags | None:
    """The municipality the page is about; also before anything is released, for whoever acts for one."""
    if shown is not None:
        return shown.view.ags
    if here().loaded is not None:
        names = looked_at.by_name({Ags(ags): name for ags, name in here().profiles.names.items()})
        return looked_at.box(PLACE, t("invited.place"), names, otherwise=next(iter(names), None))
    own = sorted(place.ags for place in state.viewer().places if place.cohort == cohort())
    if len(own) < 2:
        return next(iter(own), None)
    return st.selectbox(t("invited.place"), own, format_func=_called, key=PLACE, width=360)


def _called(ags: Ags) -> str:
    """By its name where it was invited, which is all that is known of it here."""
    found = own_invitations(cached.store(), cohort(), ags, here().catalogue)
    return found[0].name if found else ags


def cohort() -> CohortId:
    """The cohort the page is about; call it only where there is one."""
    found = here().cohort
    if found is None:
        raise LookupError("no cohort")
    return found.cohort


def panel(ags: Ags | None, shown: Shown | None) -> None:
    """A block for each round it was invited to; what came of the last press stands above them."""
    if ags is None:
        return
    found = own_invitations(cached.store(), cohort(), ags, here().catalogue)
    taking.said()
    for one in found:
        with st.container(border=True, key=f"invited_{one.of_round}", width=READING_WIDTH):
            st.markdown(f"## {t('invited.title', number=one.of_round)}")
            _stands(one)
            if one.state not in ("declined", "withdrawn"):
                _missing(one)
                _ways(one, shown)
            _next(one)


def _stands(one: PartnerStanding) -> None:
    lines = [t("invited.stands", state=t(f"process.partner.{one.state}"))]
    if one.waited_for and one.last_day is not None:
        lines.append(t("invited.by", day=day(one.last_day)))
    if one.overdue:
        lines.append(f":orange[{t('invited.late')}]")
    if one.state == "asked_again":
        lines.append(t("invited.asked"))
    if one.pledge is not None:
        least, most = one.pledge
        lines.append(t("invited.pledged", least=least, most=most))
        lines.append(t("invited.pledged.waits" if one.differs else "invited.pledged.stands"))
    elif one.planned[1] is None:
        lines.append(t("invited.planned.open", least=one.planned[0]))
    else:
        lines.append(t("invited.planned", least=one.planned[0], most=one.planned[1]))
    st.markdown(" ".join(lines))


def _missing(one: PartnerStanding) -> None:
    """What keeps it from being complete, counted; the statements by name at a press."""
    lines = _lines(one)
    st.markdown(f"**{t('invited.missing')}**")
    st.markdown("\n".join(f"- {line}" for line in lines) if lines else t("invited.nothing"))
    named = _named(one.statements)
    if named:
        with st.expander(t("invited.list"), key=f"invited_list_{one.of_round}", on_change="rerun") as opened:
            if opened.open:
                st.markdown("\n".join(f"- {line}" for line in named))


def _lines(one: PartnerStanding) -> list[str]:
    answers = one.statements
    found = [] if one.state == "confirmed" else [t("invited.answer")]
    if answers.old:
        found.append(t("invited.old", count=len(answers.old), days=RECENT_DAYS))
    if answers.undated:
        found.append(t("invited.undated", count=len(answers.undated)))
    if answers.never:
        found.append(t("invited.never", count=len(answers.never)))
    return found


def _named(answers: StatedAnswers) -> list[str]:
    """Each kind on a line: the old ones with their days, those without a day, those never made."""
    told = {
        "aged": [t("invited.dated", field=_label(id), day=day(since)) for id, since in answers.old.items()],
        "dateless": [_label(id) for id in answers.undated],
        "unanswered": [_label(id) for id in answers.never],
    }
    return [f"{t(f'invited.{kind}')} {' · '.join(labels)}" for kind, labels in told.items() if labels]


def _label(field: FieldId) -> str:
    return plain(here().catalogue.field_by_id[field].label.in_(state.language()))


def _ways(one: PartnerStanding, shown: Shown | None) -> None:
    """Where statements are made, and where it says what they do."""
    if navigation.opens("questionnaire"):
        st.markdown(t("invited.fill"))
        st.page_link(navigation.page("questionnaire"))
    if shown is not None:
        st.markdown(t("invited.effect", section=t("preview.profile")))


def _next(one: PartnerStanding) -> None:
    """Its own steps from here, one of them chosen, and what that asks for."""
    if not state.viewer().roles & ANSWERING:
        return
    rows = {row.event: row for row in steps_from("partner", one.state, state.viewer().roles)}
    own = {event: rows[event] for event in OWN if event in rows}
    if not own:
        return
    row = asking.chosen(t("invited.next"), own, f"{STEP}_{one.of_round}_{one.ags}_{one.state}")
    if row is None:
        return
    key = f"{FORM}_{one.of_round}_{row.event}"
    with st.form(key, border=False):
        if asking.speaks_for_others():
            st.markdown(f":small[{t('invited.behalf')}]")
        asking.form(key, row, one.planned)
        label = t(f"process.step.partner.{row.event}")
        st.form_submit_button(label, type="primary", on_click=_take, args=(one, row, key))


def _take(one: PartnerStanding, row: Transition, key: str) -> None:
    subject = partner_subject(one.of_round, one.ags)
    step = ProcessStep(machine="partner", subject=subject, event=row.event, **asking.said(key, row))
    if taking.tried(lambda: desk().answer(one.ags, step), t("invited.done")):
        asking.forget(key)


def desk() -> PartnerDesk:
    """Where this visit takes a municipality's steps."""
    return PartnerDesk(cached.store(), cohort(), here().catalogue, seat.hand().name)
