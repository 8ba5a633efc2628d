"""Where the load goes, what it would change there row by row, and the decision; it can be taken back."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Literal

import streamlit as st

from rematch.errors import DataErrors, RematchError
from rematch.model import CohortId, HouseholdId, Profiles
from rematch.report.files.differences import CellChange, differences
from rematch.report.files.folder import files_of, folder_rows
from rematch.service.intake import completed, merged, read_files, without
from rematch.ui import tables
from rematch.ui.access import live
from rematch.ui.load import already_stored, desk, destination, mending, problems
from rematch.ui.load.desk import ImportDraft
from rematch.ui.load.destination import Aim
from rematch.ui.profiles import again as withdrawn
from rematch.ui.profiles import withdrawal
from rematch.ui.profiles.editing import change_words
from rematch.ui.shell import cached, navigation, state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, plain, t, told

if TYPE_CHECKING:
    from rematch.store import Revision

WIDTH = 1100
MOST_SHOWN = 1000
OUTCOME = "load_outcome"


def panel() -> None:
    """Aim, differences, the button; nothing is stored before it is pressed."""
    found = desk.present()
    if found is None or (found.profiles is None and found.checked is None):
        return
    st.header(t("load.store"), anchor="store")
    aim = destination.of_own(found.profiles) if found.profiles is not None else destination.chosen()
    if aim is None:
        return
    if not problems.ready(found):
        st.markdown(t("load.not_yet"), width=READING_WIDTH)
        return
    found, said = already_stored.left_by_hand(found, aim)
    found, of_places = already_stored.closed_places(found, aim)
    numbered = already_stored.numbered(found)
    again = withdrawn.ask(aim.cohort.id, _named(found), f"load_{hash(found.names)}", numbered)
    try:
        new = _profiles(found, aim, again.left)
    except DataErrors as fault:
        _faults(fault)
        return
    changes = _differences(aim.stored, new)
    _told(aim, changes)
    said &= of_places & already_stored.is_same_list(found, aim)
    remember = found.mapping is not None and st.checkbox(t("load.remember"), value=True, key="load_remember")
    st.button(
        t("load.go"),
        icon=":material/save:",
        type="primary",
        disabled=not said or (not changes and aim.stored is not None),
        on_click=_store,
        args=(found, new, remember, again.consented),
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


def _named(found: ImportDraft) -> dict[HouseholdId, date | None]:
    """The households of the files, with the day of each consent."""
    read = found.profiles or found.checked
    return {household.id: household.consent_date for household in read.households} if read else {}


def _profiles(found: ImportDraft, aim: Aim, left: Collection[HouseholdId]) -> Profiles:
    """What would be stored, without those `left` out, through every check of our own format once more."""
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
    files = files_of(aim.cohort, folder_rows(without(together, left), here().catalogue))
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
        st.info(t("load.same"), width=READING_WIDTH)
        return
    st.markdown(
        t("load.would", cohort=plain(aim.cohort.name), new=new, gone=gone, cells=cells), width=READING_WIDTH
    )
    if aim.stored is not None:
        tables.show([change_words(change) for change in changes[:MOST_SHOWN]], "rematch-load-changes")


def _faults(fault: DataErrors) -> None:
    st.error(t("load.errors.together", count=len(fault.findings)), width=READING_WIDTH)
    for finding in fault.findings[:20]:
        st.markdown(f"- {plain(finding.column or finding.file)}: {told(finding)}")


def _store(found: ImportDraft, new: Profiles, remember: bool, consented: Collection[HouseholdId]) -> None:
    action: Literal["load", "intake"] = "load" if found.profiles is not None else "intake"
    before = destination.stored_profiles(new.cohort.id)
    refused = found.checked.refused if found.checked is not None else frozenset()
    out = tuple(one.id for one in before.households if one.id in refused) if before is not None else ()
    seen = next((one.data for one in here().cohorts if one.cohort == new.cohort.id), "")
    try:
        data = cached.store().save_profiles(
            new, here().catalogue.fingerprint, state.viewer(), action, on_top_of=seen, consented=consented
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
