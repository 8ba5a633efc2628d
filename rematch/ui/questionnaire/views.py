"""The questionnaire page: choosing one, then its parts one after the other."""

import streamlit as st

from rematch.service.interview import (
    CAPACITY,
    CONSENT,
    FINISH,
    HOUSEHOLD,
    MUNICIPALITY,
    Form,
    progress,
    sections,
)
from rematch.ui.access import page as access
from rematch.ui.questionnaire import asking, base, checking, draft, finish, start
from rematch.ui.shell.context import here
from rematch.ui.words import t

PARTS = "form_part"
OWN = {CONSENT, HOUSEHOLD, MUNICIPALITY, CAPACITY, FINISH}


def title() -> bool:
    """The page's title; False where there is no cohort to ask for."""
    st.title(t("nav.questionnaire"))
    if here().cohort is None:
        st.info(t("session.empty"))
        return False
    return True


def panel() -> None:
    """The open form, else the choice of one."""
    form = draft.present()
    if form is None:
        finish.outcome()
        start.panel()
        return
    open_parts = form.storable
    checked = checking.checked() if form.section != FINISH and form.section in form.left else None
    with st.container(key=f"spoken_{form.lang}"):
        with st.container(key="form_head"):
            _head(form, open_parts)
        _part(form, checked)
        _ways(form, open_parts)


def _head(form: Form, open_parts: bool) -> None:
    """Who is asked, how far it has come, and the parts to jump to."""
    parts = sections(form.kind, here().catalogue)
    if not open_parts:
        return
    answered, asked = progress(form, draft.all_questions(form))
    words = draft.w(
        "frame.progress", step=parts.index(form.section) + 1, steps=len(parts), answered=answered, asked=asked
    )
    st.progress(answered / asked if asked else 0.0, words)
    labels = {part: part_label(part, form.lang) for part in parts}
    st.session_state[PARTS] = form.section
    st.segmented_control(
        words,
        parts,
        format_func=labels.__getitem__,
        required=True,
        key=PARTS,
        on_change=_jump,
        label_visibility="collapsed",
    )


def part_label(part: str, lang: str) -> str:
    """What a part of the form is called: our own, or a group of criteria."""
    labels = {group.id: group.label.in_(lang) for group in here().catalogue.groups}
    return labels.get(part) or draft.w(f"section.{part}")


def _part(form: Form, checked: "checking.CheckedForm | None") -> None:
    with st.container(key="form_part_body"):
        if form.section not in OWN:
            st.header(part_label(form.section, form.lang), anchor=False)
            asking.group(form.section, checked)
            return
        st.header(draft.w(f"section.{form.section}"), anchor=False)
        if form.section == CONSENT:
            base.consent()
        elif form.section == HOUSEHOLD:
            base.household(checked)
        elif form.section == MUNICIPALITY:
            base.municipality(checked)
        elif form.section == CAPACITY:
            base.capacity(checked)
        else:
            finish.panel()


def _ways(form: Form, open_parts: bool) -> None:
    parts = sections(form.kind, here().catalogue)
    at = parts.index(form.section)
    st.space("small")
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="form_ways"):
        st.button(
            draft.w("frame.back"),
            icon=":material/arrow_back:",
            disabled=at == 0 or not open_parts,
            on_click=_go,
            args=(parts[at - 1],),
            key="form_back",
        )
        if form.section != FINISH:
            st.button(
                draft.w("frame.next"),
                icon=":material/arrow_forward:",
                type="primary",
                disabled=not open_parts,
                on_click=_go,
                args=(parts[min(at + 1, len(parts) - 1)],),
                key="form_next",
            )
            st.button(
                draft.w("frame.finish"),
                icon=":material/checklist:",
                disabled=not open_parts,
                on_click=_go,
                args=(FINISH,),
                key="form_finish",
            )
        st.space("stretch")
        if open_parts:
            st.markdown(f":small[{draft.w('frame.saved')}]", width="content")
        st.button(draft.w("frame.leave"), icon=":material/pause:", on_click=draft.put_down, key="form_leave")


def _jump() -> None:
    _go(st.session_state[PARTS] or draft.in_hand().section)


def _go(part: str) -> None:
    access.go_to("form_part_body")
    draft.keep(draft.in_hand().at(part))
