"""Which questionnaire: a new one, one of a profile that is there, or one begun before."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from rematch.base_fields import BY_PROFILE
from rematch.service.criteria import RETIRED_COLUMNS, retired_finding
from rematch.service.intake import register
from rematch.service.interview import MUNICIPALITY, Form, Kind, new_household_id, progress, sections, seeded
from rematch.texts import in_order, interview_languages, spoken
from rematch.ui.access import page as access
from rematch.ui.questionnaire import draft, fields, own
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.widgets import one_of
from rematch.ui.words import READING_WIDTH, plain, t, told

KINDS: tuple[Kind, ...] = ("household", "municipality")
NEW = ""

T = TypeVar("T")


def panel() -> None:
    """A new form left, those begun right; to whoever is here for a municipality its own."""
    st.markdown(t("questionnaire.lead"), width=READING_WIDTH)
    if not draft.coordinating():
        own.panel()
        return
    new, begun = st.columns([3, 2], gap="large")
    with new, st.container(border=True, key="form_new"):
        _new()
    with begun:
        _begun()


def _new() -> None:
    words = {name: t(f"questionnaire.kind.{name}") for name in KINDS}
    kind = one_of(words, t("questionnaire.kind"), "form_kind", default=KINDS[0], titled=True)
    if kind == "municipality":
        _municipality()
    else:
        _household()


def _household() -> None:
    ids = sorted(household.id for household in here().profiles.households)
    subject = st.selectbox(
        t("questionnaire.household"),
        [NEW, *ids],
        format_func=lambda name: name or t("questionnaire.household.new"),
        key="form_household",
    )
    asked_in = interview_languages()
    mine = next(lang for lang in in_order(state.language()) if lang in asked_in)
    st.session_state.setdefault("form_lang", mine)
    lang = st.selectbox(
        t("questionnaire.lang"),
        list(asked_in),
        format_func=asked_in.__getitem__,
        key="form_lang",
    )
    _begin("household", subject or NEW, lang or state.language())
    st.markdown(f":small[:material/lock: {t('questionnaire.privacy')}]")


def _municipality() -> None:
    there = fields.places()
    others = {ags: place.name for ags, place in register().items() if ags not in there}
    subject = st.selectbox(
        t("questionnaire.municipality"),
        [*there, *others],
        format_func=lambda ags: there.get(ags) or t("questionnaire.municipality.new", name=others[ags]),
        key="form_municipality",
    )
    if subject:
        _begin("municipality", subject, state.language())


def _begin(kind: Kind, subject: str, lang: str) -> None:
    everything = st.toggle(
        t("questionnaire.everything"), help=t("questionnaire.everything.help"), key="form_everything"
    )
    st.button(
        t("questionnaire.begin"),
        icon=":material/play_arrow:",
        type="primary",
        on_click=_open,
        args=(kind, subject, lang, everything),
        key="form_begin",
    )


def _open(kind: Kind, subject: str, lang: str, everything: bool) -> None:
    access.go_to("form_part_body")
    rows = draft.rows()
    known = {row["household_id"] for row in rows["households"]} | {
        row["ags"] for row in rows["municipalities"]
    }
    if subject in known:
        draft.keep(seeded(kind, subject, rows, lang, everything=everything))
    elif kind == "household":
        taken = {str(household.id) for household in here().profiles.households}
        taken |= {form.row.get("household_id", "") for form, _ in draft.begun()}
        row = {"household_id": new_household_id(taken)}
        draft.keep(Form(kind=kind, lang=lang, everything=everything, row=row).with_member())
    else:
        place = register()[subject]
        row = {
            field.column: getattr(place, field.part) for field in BY_PROFILE["municipality"] if field.required
        }
        draft.keep(Form(kind=kind, lang=lang, everything=everything, section=MUNICIPALITY, row=row))


def _begun() -> None:
    """What can be gone on with, the last one first."""
    forms, unreadable = draft.begun(), draft.unreadable()
    st.markdown(f"## {t('questionnaire.begun')}")
    if not forms and not unreadable:
        st.markdown(t("questionnaire.begun.none"))
    for form, when in forms:
        with st.container(border=True, key=f"form_begun_{form.id}"):
            _line(form, when)
    for name, when in unreadable:
        with st.container(border=True, key=f"form_unreadable_{name}"):
            st.markdown(
                f"{t('questionnaire.unreadable')}  \n:small[{t('questionnaire.last', when=plain(when))}]"
            )
            _discard_button(draft.delete, name, name)


def _line(form: Form, when: str) -> None:
    answered, asked = progress(form, draft.all_questions(form))
    name = form.row.get("household_id") if form.kind == "household" else form.row.get("name")
    parts = sections(form.kind, here().catalogue)
    asked_in = interview_languages().get(form.lang) or spoken(form.lang, form.lang)
    st.markdown(f"**{plain(name or '')}** · {plain(asked_in)}")
    words = t(
        "questionnaire.how_far",
        step=parts.index(form.section) + 1,
        steps=len(parts),
        answered=answered,
        asked=asked,
    )
    st.markdown(f":small[{words}  \n{t('questionnaire.last', when=plain(when))}]")
    if gone := form.names(RETIRED_COLUMNS):
        st.caption(told(retired_finding("", gone)))
    with st.container(horizontal=True, gap="small"):
        st.button(
            t("questionnaire.go_on"),
            icon=":material/play_arrow:",
            on_click=draft.keep,
            args=(form.without(RETIRED_COLUMNS),),
            key=f"form_resume_{form.id}",
        )
        _discard_button(draft.discard, form, form.id)


def _discard_button(discard: Callable[[T], None], form: T, name: str) -> None:
    st.button(
        t("questionnaire.discard"),
        icon=":material/delete:",
        on_click=discard,
        args=(form,),
        type="tertiary",
        key=f"form_discard_{name}",
    )
