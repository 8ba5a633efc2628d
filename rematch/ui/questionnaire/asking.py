"""The questions of one group of criteria, each with its answer, its faults and how much it matters."""

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from rematch.base_fields import BASE_FIELDS, Empty, FieldKind
from rematch.cells import LANDS
from rematch.service.interview import Question, Slot, person_by_person
from rematch.ui.questionnaire import draft, fields, reasons, widgets
from rematch.ui.questionnaire.checking import CheckedForm
from rematch.ui.shell.context import here
from rematch.ui.words import plain, t

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Field

LEVELS = ("0", "1", "2", "3")


def group(name: str, checked: CheckedForm | None) -> None:
    """Every question of a group that this form asks."""
    form = draft.in_hand()
    found = [question for question in draft.all_questions(form) if question.criterion.group == name]
    if not found:
        st.markdown(draft.w("answer.nothing_asked"))
    for question in found:
        with st.container(border=True, key=f"form_q_{question.criterion.id}"):
            _question(question, checked)


def _question(question: Question, checked: CheckedForm | None) -> None:
    form, lang = draft.in_hand(), draft.in_hand().lang
    own = form.kind == "household" or question.criterion.side == "municipality"
    words = question.criterion.question if own else question.criterion.label
    body, matter = st.columns([4, 1.2], gap="medium") if question.ranked else (st.container(), None)
    with body:
        st.markdown(f"**{plain(words.in_(lang))}**")
        if form.kind == "household" and question.criterion.art9 and question.criterion.purpose:
            purpose = draft.w("answer.purpose", purpose=plain(question.criterion.purpose.in_(lang)))
            st.markdown(f":small[:material/shield_person: {purpose} {draft.w('answer.optional')}]")
        _answers(question, checked)
    if matter is not None:
        with matter:
            _importance(question, checked)


def _answers(question: Question, checked: CheckedForm | None) -> None:
    form = draft.in_hand()
    for column in question.columns:
        slot = Slot(column)
        if BASE_FIELDS[column].beside:
            reasons.ask()
        else:
            widgets.declinable(slot, partial(_fixed, slot))
        widgets.faults(checked, slot)
    if not question.fields and not question.columns and question.criterion.applies:
        st.markdown(f":small[{draft.w('answer.said')}]")
    asked = person_by_person(question, form)
    if question.fields and not asked:
        st.markdown(f":small[{draft.w('answer.nobody')}]")
    for field, slot in asked:
        _field(field, slot, alone=len(asked) == 1 and slot.member is None)
        widgets.faults(checked, slot)


def _field(field: "Field", slot: Slot, *, alone: bool) -> None:
    form = draft.in_hand()
    if form.kind == "municipality":
        _offer(field, slot)
        return
    label = plain(field.label.in_(form.lang))
    if slot.member is not None:
        label = f"{_person(slot.member)} · {label}"
    fields.ask(field, slot, label, shown=not alone, declinable=True)


def _person(member: str) -> str:
    form = draft.in_hand()
    age, role = form.cell(Slot("age", member)), form.cell(Slot("role", member))
    if not age or not role:
        return draft.w("household.person", number=member)
    return draft.w("household.person_aged", number=member, role=draft.w(f"role.{role}"), age=age)


def _offer(field: "Field", slot: Slot) -> None:
    """A municipality's offer with its day: today once it is answered, unless another is given."""
    label = plain(field.label.in_(draft.in_hand().lang))
    before = draft.in_hand().cell(slot)
    answer, as_of = st.columns([4, 1.2], vertical_alignment="bottom", gap="medium")
    with answer:
        fields.ask(field, slot, label, shown=True, declinable=False)
    with as_of:
        if before:
            widgets.day(Slot(f"{field.id}_as_of"), t("questionnaire.as_of"))


def _fixed(slot: Slot, off: bool) -> None:
    """Wishes, excluded places, the day, a Land, links: columns that are no field of the catalogue."""
    form, field = draft.in_hand(), BASE_FIELDS[slot.column]
    if field.kind is FieldKind.DAY:
        widgets.day(slot, slot.column, visible="collapsed", off=off)
    elif field.kind is FieldKind.STATE:
        widgets.one(slot, slot.column, _lands(), visible="collapsed", off=off)
    elif field.kind is FieldKind.REASON:
        widgets.text(slot, draft.w("land.lifted"), off=off, help=draft.w("land.lifted_help"))
    elif field.kind is FieldKind.PLACES:
        wish = field.empty is Empty.UNKNOWN
        nothing = draft.w("answer.nowhere") if wish else None
        hint = draft.w("answer.ordered") if wish else None
        places = fields.places()
        widgets.many(slot, slot.column, places, visible="collapsed", off=off, nothing=nothing, hint=hint)
    else:
        own = form.row.get("household_id")
        others = {str(h.id): str(h.id) for h in here().profiles.households if h.id != own}
        widgets.many(slot, draft.w(f"link.{slot.column}"), others, off=off)


def _lands() -> dict[str, str]:
    return {code: t(f"land.{code}") for code in sorted(LANDS)}


def _importance(question: Question, checked: CheckedForm | None) -> None:
    slot, word = question.priority, here().catalogue.priority_word
    label = draft.w("importance.ask") if draft.in_hand().kind == "household" else t("questionnaire.priority")
    codes = {level: word(question.criterion.id, int(level)) for level in LEVELS}
    widgets.one(slot, label, {level: draft.w(f"importance.{code}") for level, code in codes.items()})
    widgets.faults(checked, slot)
