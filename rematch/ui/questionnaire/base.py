"""What every form asks before the criteria: consent, place and people; a municipality's capacities."""

from typing import Literal

import streamlit as st

from rematch.base_fields import HOUSEHOLD, MUNICIPALITY, FieldKind
from rematch.cells import drafts
from rematch.model import Role
from rematch.service.interview import Slot, known_towns, own_question, point_of, role_at
from rematch.texts import asked
from rematch.ui.access import field_faults
from rematch.ui.questionnaire import checking, draft, unit_list, widgets
from rematch.ui.questionnaire.checking import CheckedForm
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, plain, t

NOTED = tuple(field for field in HOUSEHOLD if field.noted)


def consent() -> None:
    """What it is for, then the question; without a yes it ends here."""
    form, slot = draft.in_hand(), Slot("consent")
    st.markdown(draft.w("consent.text"), width=READING_WIDTH)
    st.markdown(f"**{_question('consent')}**", width=READING_WIDTH)
    key = widgets.seed(widgets.key_of(slot), form.cell(slot) or None)
    ways = {"yes": draft.w("answer.yes"), "no": draft.w("answer.no")}
    st.segmented_control(
        draft.w("section.consent"),
        list(ways),
        format_func=ways.__getitem__,
        key=key,
        on_change=lambda: draft.answer_consent(st.session_state[key] or ""),
        label_visibility="collapsed",
    )
    if form.cell(slot) == "yes":
        _noted()
    if form.cell(slot) == "no":
        st.info(draft.w("consent.without"), width=READING_WIDTH)
        sure = form.subject is None
        if not sure:
            st.warning(t("questionnaire.withdrawn"), width=READING_WIDTH)
            sure = st.checkbox(t("questionnaire.withdrawn.sure"), key=f"form_{form.id}_withdrawn_sure")
        st.button(
            draft.w("consent.stop"),
            icon=":material/stop:",
            disabled=not sure,
            on_click=_end,
            key="form_no_consent",
        )


def _noted() -> None:
    """What is kept about the consent, to be set right by whoever hears it."""
    with st.expander(t("questionnaire.consent_noted"), key="form_consent_noted", on_change="rerun") as opened:
        if opened.open:
            columns = widgets.grid(len(NOTED), 2)
            for field, column in zip(NOTED, columns, strict=False):
                ask = widgets.day if field.kind is FieldKind.DAY else widgets.text
                with column:
                    ask(Slot(field.column), t(f"intake.column.{field.column}"))


def _end() -> None:
    from rematch.ui.questionnaire import finish  # noqa: PLC0415  finishing shows the parts again

    finish.without_consent()


def household(checked: CheckedForm | None) -> None:
    """Number and place, then the people."""
    form = draft.in_hand()
    number, place = st.columns([1, 2], gap="medium")
    with number:
        slot = Slot("household_id")
        widgets.text(
            slot, draft.w("household.id"), off=form.subject is not None, help=draft.w("household.id_help")
        )
        if checking.clash(form):
            field_faults.told(widgets.key_of(slot), t("questionnaire.clash"))
        else:
            widgets.faults(checked, slot)
    with place:
        _place(checked)
    st.subheader(_question("unity"), anchor=False)
    for row in form.members:
        _person(row["member"], checked)
    st.button(
        draft.w("household.add"),
        icon=":material/person_add:",
        on_click=lambda: draft.keep(draft.in_hand().with_member()),
        key="form_add",
    )


def _place(checked: CheckedForm | None) -> None:
    """A place somebody of the cohort is at, or one known by its name, with its coordinates; or a new one."""
    own = {h.place: (h.lat, h.lon) for h in here().profiles.households if h.place}
    known = {**known_towns(), **own}
    slot, form = Slot("place"), draft.in_hand()
    present = form.cell(slot)
    key = widgets.seed(widgets.key_of(slot), present or None)

    def chosen() -> None:
        name = str(st.session_state[key] or "").strip()
        new = draft.in_hand().answer(slot, name)
        point = known.get(name) or tuple(map(float, point_of(name) or ())) or (None, None)
        for column, value in zip(("lat", "lon"), point, strict=True):
            new = new.answer(Slot(column), drafts.figure(value))
            st.session_state.pop(widgets.key_of(Slot(column)), None)
        draft.keep(new)

    st.selectbox(
        draft.w("household.place"),
        sorted({*known, *([present] if present else [])}),
        index=None,
        placeholder=draft.w("answer.choose"),
        accept_new_options=True,
        help=draft.w("household.place_help"),
        key=key,
        on_change=chosen,
    )
    for column, one in zip(("lat", "lon"), st.columns(2), strict=True):
        with one:
            widgets.number(Slot(column), draft.w(f"household.{column}"), wide=True)
            widgets.faults(checked, Slot(column))


def _person(member: str, checked: CheckedForm | None) -> None:
    form = draft.in_hand()
    age, role = Slot("age", member), Slot("role", member)
    with st.container(border=True, key=f"form_person_{member}"):
        name, years, part, gone = st.columns([0.8, 1, 2.4, 0.3], vertical_alignment="bottom")
        name.markdown(f"**{draft.w('household.person', number=member)}**")
        with years:
            _age(age, role)
        with part:
            named = {one.value: asked(f"role.{one}", form.lang) for one in Role}
            widgets.one(role, draft.w("household.role"), named)
        gone.button(
            ":material/delete:",
            help=draft.w("household.remove"),
            disabled=len(form.members) < 2,
            on_click=_remove,
            args=(member,),
            key=f"form_remove_{member}",
        )
        for slot in (age, role, Slot("member", member)):
            widgets.faults(checked, slot)


def _age(age: Slot, role: Slot) -> None:
    """An age speaks for a role, as long as nobody has said another."""
    form = draft.in_hand()
    known = drafts.number(form.cell(age))
    key = widgets.seed(widgets.key_of(age), None if known is None else int(known))

    def said() -> None:
        years, before = st.session_state[key], draft.in_hand()
        new = before.answer(age, drafts.figure(years))
        if years is not None and (not before.cell(role) or before.cell(role) == _spoken_for(known)):
            new = new.answer(role, role_at(years))
            st.session_state.pop(widgets.key_of(role), None)
        draft.keep(new)

    st.number_input(
        draft.w("household.age"), value=None, min_value=0, max_value=120, step=1, key=key, on_change=said
    )


def _spoken_for(years: float | None) -> str | None:
    return None if years is None else role_at(int(years))


def _remove(member: str) -> None:
    draft.keep(draft.in_hand().without_member(member))


def municipality(checked: CheckedForm | None) -> None:
    """Which one it is; its place is fixed by its AGS."""
    form = draft.in_hand()
    st.markdown(f"**{plain(form.row['name'])}** ({form.row['ags']}, {form.row['state']})")
    left, _ = st.columns([1, 2])
    with left:
        widgets.number(Slot("population"), t("intake.column.population"), low=0)
        widgets.faults(checked, Slot("population"))


def capacity(checked: CheckedForm | None) -> None:
    """Units of each resource, where empty is not none; the list of units; then the pledge."""
    lang = state.language()
    st.markdown(t("questionnaire.capacity"), width=READING_WIDTH)
    resources = here().catalogue.resources
    for resource, place in zip(resources, widgets.grid(len(resources)), strict=True):
        with place:
            slot = Slot(f"capacity_{resource.id}")
            widgets.number(slot, resource.label.in_(lang), low=0)
            widgets.faults(checked, slot)
    unit_list.panel(checked)
    st.subheader(_question("pledge"), anchor=False)
    st.markdown(t("questionnaire.pledge"), width=READING_WIDTH)
    pledged = [field for field in MUNICIPALITY if field.section == "capacity"]
    for field, one in zip(pledged, widgets.grid(len(pledged)), strict=True):
        with one:
            widgets.number(Slot(field.column), t(f"intake.column.{field.column}"), low=0)
            widgets.faults(checked, Slot(field.column))


def _question(rule: Literal["consent", "unity", "pledge"]) -> str:
    return plain(own_question(rule, here().catalogue, draft.in_hand().lang))
