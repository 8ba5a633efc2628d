"""The end of a questionnaire: what is open, what is wrong, what would change; then stored, or taken back."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from rematch.base_fields import MEMBER, FieldKind, as_asked
from rematch.errors import RematchError
from rematch.model import CohortId, HouseholdId, Profiles
from rematch.report.files.differences import cell_words, column_label, differences
from rematch.report.files.folder import UNITS
from rematch.service.interview import Form, Slot, progress, put_into, slots
from rematch.ui import tables
from rematch.ui.profiles import again, names, withdrawal
from rematch.ui.profiles.editing import change_words
from rematch.ui.questionnaire import checking, draft
from rematch.ui.shell import cached, state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, plain, t, told

if TYPE_CHECKING:
    from rematch.store import Revision

OUTCOME = "form_outcome"


def panel() -> None:
    """Faults with the way to them, else what would change and the button."""
    form = draft.in_hand()
    answered, asked = progress(form, draft.all_questions(form))
    st.markdown(t("questionnaire.answered", answered=answered, asked=asked), width=READING_WIDTH)
    checked = checking.checked()
    if checking.clash(form):
        _fault("household_id", t("questionnaire.clash"))
        return
    if checked.profiles is None:
        st.error(t("questionnaire.faults"), width=READING_WIDTH)
        for key, found in checked.faults.items():
            _fault(key, " ".join(told(finding) for finding in found))
        return
    names.show(checked.renamed)
    _changes(form)


def _fault(key: str, words: str) -> None:
    """What is wrong with one answer, and the way to it."""
    form = draft.in_hand()
    column, _, member = key.partition("@")
    name = plain(_label(column))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            f"{name} ({draft.w('household.person', number=member)})" if member else name,
            icon=":material/arrow_back:",
            on_click=_to,
            args=(checking.section_of(key, form),),
            key=f"form_fault_{key}",
        )
        st.markdown(words)


def _to(part: str) -> None:
    form = draft.in_hand()
    # A second visit tells what is wrong: the part counts as left already.
    draft.keep(form.model_copy(update={"left": tuple(dict.fromkeys([*form.left, part]))}).at(part))


def _label(column: str) -> str:
    if column == UNITS:
        return t("intake.kind.units")
    try:
        return column_label(column, here().catalogue, state.language())
    except KeyError:
        return column


def _changes(form: Form) -> None:
    rows = draft.rows()
    found = differences(rows, put_into(form, rows))
    if form.subject is None:
        st.markdown(f"## {t('questionnaire.new')}")
        tables.show(_given(form), "rematch-answers")
    elif found:
        st.markdown(f"## {t('edit.title', count=len(found))}")
        tables.show([change_words(change) for change in found], "rematch-changes")
    else:
        st.info(t("questionnaire.same"), width=READING_WIDTH)
    if not draft.coordinating():
        st.info(t("questionnaire.own.kept"), icon=":material/task_alt:", width=READING_WIDTH)
        return
    named = again.ask(here().profiles.cohort.id, _household(form), "form")
    st.button(
        t("questionnaire.store"),
        icon=":material/save:",
        type="primary",
        disabled=not found or bool(named.left),
        help=t("questionnaire.store.help"),
        on_click=_store,
        args=(named.consented,),
        key="form_store",
    )


def _household(form: Form) -> dict[HouseholdId, date | None]:
    """A household that the form would add; its consent was given just before."""
    new = form.kind == "household" and form.subject is None
    return {HouseholdId(_name(form)): None} if new else {}


def _given(form: Form) -> list[dict[str, object]]:
    """Everything a new profile would say."""
    named_first = sorted(as_asked(form.kind), key=lambda field: field.kind is not FieldKind.TEXT)
    found = [Slot(f.column) for f in named_first if f.section not in (None, "consent")]
    of_person = sorted((f for f in MEMBER if f.section), key=lambda field: field.derived)
    found += [Slot(f.column, row["member"]) for row in form.members for f in of_person]
    found += [Slot(f"capacity_{r.id}") for r in here().catalogue.resources]
    for question in draft.all_questions(form):
        found += [*slots(question, form), question.priority]
    return [
        {
            "row": draft.w("household.person", number=slot.member) if slot.member else "",
            "key": _label(slot.column),
            "after": cell_words(slot.column, form.cell(slot), here().catalogue, state.language()),
        }
        for slot in found
        if form.cell(slot)
    ]


def _store(consented: Collection[HouseholdId]) -> None:
    """The whole cohort once more through every check, then one revision; the draft is gone after it."""
    form = draft.in_hand()
    checked = checking.check(form, put_into(form, draft.rows()))
    if checked.profiles is None:
        fault = next(finding for found in checked.faults.values() for finding in found)
        st.toast(told(fault), icon=":material/error:")
        return
    if _save(checked.profiles, consented, t("questionnaire.stored", name=plain(_name(form)))):
        draft.discard(form)


def without_consent() -> None:
    """End the interview; a household that is there leaves the cohort and is erased."""
    form = draft.in_hand()
    if form.subject is not None and not withdrawal.erase(HouseholdId(form.subject)):
        return
    draft.withdraw(form)


def _save(profiles: Profiles, consented: Collection[HouseholdId], words: str) -> bool:
    try:
        before = here().cohort_data.identity.data
        data = cached.store().save_profiles(
            profiles,
            here().catalogue.fingerprint,
            state.viewer(),
            "form",
            on_top_of=before,
            consented=consented,
        )
        made = cached.store().revision_of(profiles.cohort.id, data)
    except RematchError as fault:
        st.toast(told(fault), icon=":material/error:")
        return False
    state.other_profiles()
    st.session_state[OUTCOME] = (profiles.cohort.id, words, made)
    return True


def _name(form: Form) -> str:
    return form.row.get("household_id" if form.kind == "household" else "name", "")


def outcome() -> None:
    """What was stored last, with the way back, until the next form is opened; or who was erased."""
    withdrawal.outcome()
    kept = st.session_state.get(OUTCOME)
    found = here().cohort
    if kept is None or found is None or found.cohort != kept[0]:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.success(kept[1], width=620)
        st.button(
            t("questionnaire.undo"),
            icon=":material/undo:",
            on_click=_undo,
            args=(kept[0], kept[2]),
            key="form_undo",
        )


def _undo(cohort: CohortId, made: "Revision | None") -> None:
    st.session_state.pop(OUTCOME, None)
    try:
        cached.store().undo(cohort, made, state.viewer())
    except RematchError as fault:
        st.toast(told(fault), icon=":material/error:")
        return
    state.other_profiles()
    st.toast(t("keeping.undone"), icon=":material/check:")
