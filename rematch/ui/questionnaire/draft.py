"""The questionnaire in hand: kept for this visit, and in the store as soon as that is allowed."""

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from rematch.base_fields import HOUSEHOLD
from rematch.canonical import canonical_text, read
from rematch.errors import RematchError
from rematch.model import Ags, CohortId, FieldId, OwnPlace, Profiles
from rematch.report.files.folder import folder_rows
from rematch.rights import ANSWERING
from rematch.service.interview import Form, Question, Rows, Slot, questions, sections
from rematch.service.municipality import own_profiles
from rematch.texts import asked, consent_wording
from rematch.ui.shell import cached, memory, state
from rematch.ui.shell.context import here
from rematch.ui.words import moment, told

if TYPE_CHECKING:
    from rematch.store import FormDraft

NAME = "form"


def present() -> Form | None:
    """The form that is open, if it is one of the cohort in use."""
    kept = memory.recall(NAME, _cohort())
    return _fitting(kept) if isinstance(kept, Form) else None


def _fitting(form: Form) -> Form:
    """The form at a part that there is, also after the criteria's groups have changed."""
    parts = sections(form.kind, here().catalogue)
    fields = (*here().catalogue.fields_of("household"), *here().catalogue.fields_of("member"))
    form = form.with_declined_as_said({field.id for field in fields if field.type == "flag"})
    return form if form.section in parts else form.model_copy(update={"section": parts[0]})


def in_hand() -> Form:
    """The form that is open; call it only where there is one."""
    form = present()
    if form is None:
        raise LookupError("no form")
    return form


def keep(form: Form) -> None:
    """Go on with this form; what may be stored is stored at once."""
    memory.remember(NAME, _cohort(), form)
    if form.storable:
        _try(lambda: _stored(form))


def _stored(form: Form) -> None:
    content, store = canonical_text(form), cached.store()
    if coordinating():
        store.save_form(_cohort(), form.id, content, state.viewer())
    elif form.kind == "municipality" and form.subject is not None:
        store.save_own_form(_cohort(), Ags(form.subject), content, state.viewer())


def coordinating() -> bool:
    """Whether whoever is here coordinates, and not for a municipality of their own alone."""
    return here().loaded is not None


def profiles() -> Profiles:
    """The cohort's profiles; to whoever is here for municipalities these alone, and no household."""
    loaded, found = here().loaded, here().cohort
    if loaded is not None:
        return loaded.profiles
    if found is None:
        raise LookupError("no cohort")
    return _own(found.cohort, found.data, state.viewer().places)


@cached.of_people(8, ANSWERING)
def _own(cohort: CohortId, data: str, own: frozenset[OwnPlace]) -> Profiles:
    return own_profiles(cached.store(), cohort)


def ground() -> object:
    """What a form is checked against, to tell whether it is still the same."""
    loaded, found = here().loaded, here().cohort
    return loaded.identity if loaded is not None else (found.data if found is not None else None)


def own_begun(ags: Ags) -> tuple[Form, str] | None:
    """What a municipality has answered itself so far, with when and by whom."""
    kept = cached.store().own_form(_cohort(), ags)
    if kept is None:
        return None
    try:
        return _fitting(read(Form, kept.content)), _when(kept)
    except RematchError:
        return None


def put_down() -> None:
    """Leave the form; what is stored of it can be gone on with."""
    memory.remember(NAME, None, None)


def discard(form: Form) -> None:
    """Forget the form."""
    _try(lambda: cached.store().delete_form(_cohort(), form.id))
    if (open_one := present()) is not None and open_one.id == form.id:
        put_down()


def withdraw(form: Form) -> None:
    """End an interview without consent: nothing of it stays."""
    put_down()
    _try(lambda: cached.store().withdraw_form(_cohort(), form.id, state.viewer()))


def begun() -> list[tuple[Form, str]]:
    """The forms that can be gone on with, each with when it was last worked on and by whom."""
    found = []
    for kept in cached.store().forms(_cohort()):
        try:
            form = _fitting(read(Form, kept.content))
        except RematchError:
            continue
        found.append((form, _when(kept)))
    return found


def unreadable() -> list[tuple[str, str]]:
    """The forms of another version, which can only be deleted: their ids, when and by whom."""
    readable = {form.id for form, _ in begun()}
    return [(kept.form, _when(kept)) for kept in cached.store().forms(_cohort()) if kept.form not in readable]


def delete(form: str) -> None:
    """Forget a form that is not open, by its id."""
    _try(lambda: cached.store().delete_form(_cohort(), form))


def _when(kept: "FormDraft") -> str:
    return f"{moment(kept.saved_at)}, {kept.viewer}"


def answer(slot: Slot, text: str, *, declined: bool = False) -> None:
    """One more answer; an offer that changes counts as stated today."""
    form = in_hand().answer(slot, text, declined=declined)
    field = here().catalogue.field_by_id.get(FieldId(slot.column))
    if field is not None and field.of == "municipality":
        day = Slot(f"{slot.column}_as_of")
        form = form.answer(day, datetime.date.today().isoformat() if form.cell(slot) else "")
        st.session_state.pop(f"form_{form.id}_{day.key}", None)
    keep(form)


def answer_consent(text: str) -> None:
    """The answer, with the day and the wording it was given to; without a yes nothing is noted of it."""
    form = in_hand()
    shown = {
        "consent_date": datetime.date.today().isoformat(),
        "consent_version": consent_wording(form.lang),
        "consent_language": form.lang,
    }
    agreed = text == "yes"
    for column in (field.column for field in HOUSEHOLD if field.noted):
        slot = Slot(column)
        before = form.cell(slot) if agreed else ""
        form = form.answer(slot, before or (shown.get(column, "") if agreed else ""))
        st.session_state.pop(f"form_{form.id}_{slot.key}", None)
    keep(form.answer(Slot("consent"), text))


def all_questions(form: Form) -> tuple[Question, ...]:
    """Everything this form asks."""
    return questions(form, here().catalogue, state.scenario(), profiles().cohort)


def rows() -> Rows:
    """The cohort as it is stored."""
    return folder_rows(profiles(), here().catalogue)


def w(code: str, **params: object) -> str:
    """A word of the form in the interview's language."""
    return asked(code, in_hand().lang, **params)


def _cohort() -> CohortId:
    found = here().cohort
    return found.cohort if found is not None else CohortId("")


def _try(write: Callable[[], object]) -> None:
    try:
        write()
    except RematchError as fault:
        st.toast(told(fault), icon=":material/error:")
