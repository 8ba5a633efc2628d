"""One questionnaire entered, asked in the household's language."""

from typing import cast

import streamlit as st

from rematch.model import FieldId
from rematch.service.evaluation import (
    NOT_NEEDED,
    OUTCOMES,
    AskedQuestion,
    DueItem,
    EnteredSheet,
    Outcome,
    asked_questions,
    questionnaire_words,
)
from rematch.service.process import today
from rematch.texts import asked, in_order, interview_languages
from rematch.ui.evaluation import due
from rematch.ui.process import taking
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, day, plain, t

WHICH, LANG, ADULT, DAY, OUTCOME, ANSWER = (
    f"evaluation_{part}" for part in ("which", "lang", "adult", "day", "outcome", "answer")
)


def panel(found: tuple[DueItem, ...]) -> None:
    """Which questionnaire, in which language; then its form."""
    if not found:
        return
    st.markdown(f"## {t('evaluation.enter.title')}")
    known = {one.subject: one for one in found}
    with st.container(horizontal=True):
        subject = st.selectbox(
            t("evaluation.enter.which"),
            list(known),
            index=None,
            format_func=lambda subject: _called(known[subject]),
            placeholder=t("load.choose"),
            key=WHICH,
            width=480,
        )
        if subject is None:
            return
        asked_in = interview_languages()
        mine = _language(known[subject])
        lang = st.selectbox(
            t("evaluation.enter.lang"),
            list(asked_in),
            index=list(asked_in).index(mine),
            format_func=asked_in.__getitem__,
            key=f"{LANG}_{subject}",
            width=240,
        )
    _form(known[subject], lang or mine)


def _called(one: DueItem) -> str:
    words = {"wave": due.wave_words(due.wave_of(one)), "begins": day(one.begins), "ends": day(one.ends)}
    return t("evaluation.enter.which_line", offer=one.offer.number, **words)


def _language(one: DueItem) -> str:
    """The language in which the household consented, or one that it speaks best; else the screen's."""
    household = due.household(one)
    asked_in = interview_languages()
    wanted: list[str] = []
    if household is not None:
        wanted += [household.consent_language or ""]
        for member in household.members:
            spoken = member.answers.get(FieldId("languages"))
            if isinstance(spoken, dict):
                wanted += sorted(spoken, key=lambda tag: -float(spoken[tag] or 0))
    return next(lang for lang in (*wanted, *in_order(state.language())) if lang in asked_in)


def _form(one: DueItem, lang: str) -> None:
    offer, wave = one.offer.number, due.wave_of(one)
    there = {sheet.adult: sheet.outcome for sheet in due.desk().sheets(offer, wave)}

    def person(number: int) -> str:
        if number not in there:
            return t("evaluation.enter.adult_line", number=number)
        outcome = t(f"evaluation.outcome.{there[number]}")
        return t("evaluation.enter.adult_again", number=number, outcome=outcome)

    numbers = list(range(1, due.adults(one) + 1))
    first = next((at for at, number in enumerate(numbers) if number not in there), 0)
    with st.form(f"evaluation_{one.subject}", width=READING_WIDTH):
        with st.container(horizontal=True):
            st.selectbox(
                t("evaluation.enter.adult"), numbers, index=first, format_func=person, key=ADULT, width=300
            )
            st.date_input(
                t("evaluation.enter.day"),
                value=today(),
                max_value=today(),
                format="DD.MM.YYYY",
                key=DAY,
                width=180,
            )
            st.selectbox(
                t("evaluation.enter.outcome"),
                OUTCOMES,
                format_func=lambda outcome: t(f"evaluation.outcome.{outcome}"),
                key=OUTCOME,
                width=240,
            )
        if there:
            st.caption(t("evaluation.enter.replaces"))
        st.markdown(plain(questionnaire_words("intro", lang)))
        for question in asked_questions(here().catalogue):
            _ask(question, lang)
        st.form_submit_button(
            t("evaluation.enter.go"), type="primary", on_click=_enter, args=(offer, wave, lang)
        )


def _ask(question: AskedQuestion, lang: str) -> None:
    words = {
        "yes": asked("answer.yes", lang),
        "no": asked("answer.no", lang),
        NOT_NEEDED: questionnaire_words(NOT_NEEDED, lang),
    }
    label = question.text.in_(lang)
    if question.kind == "scale":
        label = f"{label} ({questionnaire_words('scale', lang)})"
    st.segmented_control(
        plain(label),
        question.answers,
        format_func=lambda answer: words.get(answer, answer),
        key=f"{ANSWER}_{question.id}",
    )


def _enter(offer: int, wave: int, lang: str) -> None:
    given = {
        question.id: st.session_state.get(f"{ANSWER}_{question.id}")
        for question in asked_questions(here().catalogue)
    }
    sheet = EnteredSheet(
        offer=offer,
        wave=wave,
        adult=st.session_state[ADULT],
        day=st.session_state[DAY],
        outcome=cast(Outcome, st.session_state[OUTCOME]),
        lang=lang,
        answers={id: answer for id, answer in given.items() if answer},
    )
    if taking.tried(lambda: due.desk().enter([sheet]), t("evaluation.done")):
        for key in (ADULT, DAY, OUTCOME, *(f"{ANSWER}_{id}" for id in given)):
            st.session_state.pop(key, None)
