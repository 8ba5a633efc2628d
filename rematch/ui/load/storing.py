"""Where the load goes, what it would change there row by row, and the decision; it can be taken back."""

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from rematch.errors import DataErrors, RematchError
from rematch.model import Cohort, CohortId, Profiles
from rematch.report.files.differences import CellChange, differences
from rematch.report.files.folder import files_of, folder_rows
from rematch.service.intake import completed, merged, read_files
from rematch.ui import tables
from rematch.ui.access import field_faults, live
from rematch.ui.load import desk, mending, problems
from rematch.ui.load.desk import ImportDraft
from rematch.ui.profiles import withdrawal
from rematch.ui.profiles.editing import change_words
from rematch.ui.shell import cached, navigation, state
from rematch.ui.shell.context import here
from rematch.ui.words import plain, t, told

if TYPE_CHECKING:
    from rematch.store import Revision

WIDTH = 1100
MOST_SHOWN = 1000
OUTCOME = "load_outcome"


@dataclass(frozen=True)
class Aim:
    """The cohort to store into, and the profiles stored there now."""

    cohort: Cohort
    stored: Profiles | None
    keep_others: bool = True


def panel() -> None:
    """Aim, differences, the button; nothing is stored before it is pressed."""
    found = desk.present()
    if found is None or (found.profiles is None and found.checked is None):
        return
    st.header(t("load.store"), anchor="store")
    aim = _own_aim(found.profiles) if found.profiles is not None else _aim()
    if aim is None:
        return
    if not problems.ready(found):
        st.markdown(t("load.not_yet"), width=820)
        return
    try:
        new = _profiles(found, aim)
    except DataErrors as fault:
        _faults(fault)
        return
    changes = _differences(aim.stored, new)
    _told(aim, changes)
    remember = found.mapping is not None and st.checkbox(t("load.remember"), value=True, key="load_remember")
    st.button(
        t("load.go"),
        icon=":material/save:",
        type="primary",
        disabled=not changes and aim.stored is not None,
        on_click=_store,
        args=(found, new, remember),
        key="load_go",
    )


def outcome() -> None:
    """What was stored last, with the way back; told until the page is left."""
    kept = st.session_state.get(OUTCOME)
    present = here().cohort
    if kept is None or present is None or present.cohort != kept[0]:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.success(kept[1], width=620)
        if st.button(t("load.look"), icon=navigation.ICONS["profiles"], key="load_look"):
            st.switch_page(navigation.page("profiles"))
        if st.button(t("load.go_on"), icon=navigation.ICONS["session"], type="primary", key="load_go_on"):
            st.switch_page(navigation.page("session"))
        st.button(
            t("load.undo"), icon=":material/undo:", on_click=_undo, args=(kept[0], kept[2]), key="load_undo"
        )
    withdrawal.outcome()
    withdrawal.offer(kept[3])


def _own_aim(profiles: Profiles) -> Aim:
    """Our own format says itself which cohort it is, and is the whole of it."""
    return Aim(profiles.cohort, _stored(profiles.cohort.id), keep_others=False)


def _aim() -> Aim | None:
    """A cohort that is there, or a new one."""
    there = {summary.cohort: summary for summary in here().cohorts}
    choices: list[CohortId] = [CohortId(""), *there]
    chosen = st.selectbox(
        t("load.into"),
        choices,
        format_func=lambda name: there[name].name if name else t("load.into.new"),
        key="load_into",
        persist_state="session",
        width=480,
        on_change=desk.again,
    )
    if chosen:
        stored = _stored(chosen)
        keep = st.toggle(t("load.keep_others"), value=True, help=t("load.keep_others.help"), key="load_keep")
        return None if stored is None else Aim(stored.cohort, stored, keep)
    return _new_cohort()


def _new_cohort() -> Aim | None:
    name, day, invented = st.columns([3, 2, 3], vertical_alignment="bottom")
    called = name.text_input(t("load.name"), key="load_name", max_chars=80).strip()
    as_of = day.date_input(t("load.as_of"), value="today", key="load_as_of", on_change=desk.again)
    made_up = invented.checkbox(t("load.invented"), key="load_invented")
    if not called or not isinstance(as_of, datetime.date):
        st.markdown(t("load.name.needed"))
        return None
    cohort_id = re.sub(r"[^a-z0-9]+", "-", called.lower()).strip("-") or "cohort"
    taken = _stored(CohortId(cohort_id)) is not None
    field_faults.told("load_name", t("load.name.taken") if taken else "")
    if taken:
        return None
    places = _places_from()
    cohort = Cohort(id=CohortId(cohort_id), name=called, invented=made_up, as_of=as_of)
    return Aim(cohort, places)


def _places_from() -> Profiles | None:
    """Households alone need municipalities: those of another cohort."""
    found = desk.present()
    if found is None or found.checked is None or found.checked.municipalities:
        return None
    there = {summary.cohort: summary for summary in here().cohorts}
    chosen = st.selectbox(
        t("load.places_from"),
        list(there),
        format_func=lambda name: there[name].name,
        key="load_places_from",
        width=480,
    )
    stored = _stored(chosen) if chosen else None
    return None if stored is None else stored.model_copy(update={"households": ()})


def _stored(cohort: CohortId) -> Profiles | None:
    known = {summary.cohort for summary in here().cohorts}
    return cached.store().load_profiles(cohort) if cohort in known else None


def _profiles(found: ImportDraft, aim: Aim) -> Profiles:
    """What would be stored, put through every check of our own format once more."""
    if found.profiles is not None:
        if aim.stored is None:
            return found.profiles
        together = completed(aim.stored, found.profiles, found.columns, here().catalogue)
    elif found.checked is not None:
        together = merged(
            aim.cohort, aim.stored, found.checked, here().catalogue, keep_others=aim.keep_others
        )
    else:
        raise LookupError("nothing was checked")
    files = files_of(aim.cohort, folder_rows(together, here().catalogue))
    return read_files({name: text.encode() for name, text in files.items()}, here().catalogue)[0]


def _differences(stored: Profiles | None, new: Profiles) -> tuple[CellChange, ...]:
    rows = folder_rows(new, here().catalogue)
    old = folder_rows(stored, here().catalogue) if stored is not None else {sheet: [] for sheet in rows}
    return differences(old, rows)


def _told(aim: Aim, changes: tuple[CellChange, ...]) -> None:
    """Row by row what would change; of a new cohort, how much it is."""
    new = sum(change.column is None and change.before is None for change in changes)
    gone = sum(change.column is None and change.after is None for change in changes)
    cells = len(changes) - new - gone
    if not changes:
        st.info(t("load.same"), width=820)
        return
    st.markdown(t("load.would", cohort=plain(aim.cohort.name), new=new, gone=gone, cells=cells), width=820)
    if aim.stored is not None:
        tables.show([change_words(change) for change in changes[:MOST_SHOWN]], "rematch-load-changes")


def _faults(fault: DataErrors) -> None:
    st.error(t("load.errors.together", count=len(fault.findings)), width=820)
    for finding in fault.findings[:20]:
        st.markdown(f"- {plain(finding.column or finding.file)}: {told(finding)}")


def _store(found: ImportDraft, new: Profiles, remember: bool) -> None:
    action = "load" if found.profiles is not None else "intake"
    before = _stored(new.cohort.id)
    refused = found.checked.refused if found.checked is not None else frozenset()
    out = tuple(one.id for one in before.households if one.id in refused) if before is not None else ()
    seen = next((one.data for one in here().cohorts if one.cohort == new.cohort.id), "")
    try:
        data = cached.store().save_profiles(
            new, here().catalogue.fingerprint, state.viewer(), action, on_top_of=seen
        )
        made = cached.store().revision_of(new.cohort.id, data)
        if remember and found.mapping is not None:
            kinds = ", ".join(sorted({use.kind for use in found.mapping.tables}))
            cached.store().save_mapping(
                new.cohort.id, found.mapping.shape, kinds, found.mapping.to_json(), state.viewer()
            )
        mending.keep(found, new.cohort.id)
    except RematchError as fault:
        st.toast(told(fault), icon=":material/error:")
        return
    desk.put(None)
    state.use_cohort(new.cohort.id)
    state.leave_cohort()
    words = t(
        "load.done",
        name=plain(new.cohort.name),
        households=t("load.households", count=len(new.households)),
        persons=t("load.persons", count=new.persons),
        municipalities=t("load.municipalities", count=len(new.municipalities)),
    )
    st.session_state[OUTCOME] = (new.cohort.id, words, made, out)
    live.say(words)


def _undo(cohort: CohortId, made: "Revision | None") -> None:
    """Back to the state before; a first load is undone by deleting what came with it."""
    st.session_state.pop(OUTCOME, None)
    store = cached.store()
    try:
        if store.revisions(cohort) != (made,):
            store.undo(cohort, made, state.viewer())
        else:
            store.delete_cohort(cohort, state.viewer())
            cached.forget_people()
            state.use_cohort(None)
    except RematchError as fault:
        st.toast(told(fault), icon=":material/error:")
        return
    state.leave_cohort()
    st.toast(t("keeping.undone"), icon=":material/check:")
