"""A municipality's own questionnaire: begun from its profile, kept, taken over by the coordinators."""

import streamlit as st

from rematch.model import Ags
from rematch.service.interview import seeded
from rematch.service.municipality import OWN_FORM
from rematch.ui.access import page as access
from rematch.ui.questionnaire import draft, fields
from rematch.ui.shell import state
from rematch.ui.words import READING_WIDTH, plain, t


def panel() -> None:
    """One of its own, what has been answered so far, and the way in."""
    st.markdown(t("questionnaire.own"), width=READING_WIDTH)
    there = fields.places()
    ags = st.selectbox(
        t("questionnaire.municipality"),
        list(there),
        format_func=there.__getitem__,
        key="form_municipality",
        width=360,
    )
    if not ags:
        return
    begun = draft.own_begun(Ags(ags))
    if begun is not None:
        form, when = begun
        st.markdown(f":small[{t('questionnaire.last', when=plain(when))}]")
        words = t("questionnaire.go_on")
        st.button(words, type="primary", key="form_resume_own", on_click=draft.keep, args=(form,))
    label = t("questionnaire.own.anew" if begun else "questionnaire.begin")
    st.button(
        label,
        icon=":material/play_arrow:",
        type="tertiary" if begun else "primary",
        key="form_begin",
        on_click=_open,
        args=(ags,),
    )


def _open(ags: str) -> None:
    access.go_to("form_part_body")
    form = seeded("municipality", ags, draft.rows(), state.language(), everything=True)
    draft.keep(form.model_copy(update={"id": f"{OWN_FORM}{ags}"}))
