"""What has been changed and is not yet in force: kept for the visit, checked at once, tried, saved."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

import streamlit as st
from pydantic import JsonValue

from rematch import bootstrap
from rematch.errors import DataErrors, RematchError
from rematch.model import CriterionId
from rematch.service.criteria import Edits, catalogue_changes, edited
from rematch.ui import tables
from rematch.ui.criteria import trying, words
from rematch.ui.shell import cached, memory, state
from rematch.ui.shell.context import here
from rematch.ui.words import plain, t, told

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Catalogue


@dataclass(frozen=True)
class Draft:
    """A catalogue to start from, the one in force or an uploaded one, and edits of it."""

    base: "Catalogue"
    edits: Edits = field(default_factory=Edits)

    @property
    def catalogue(self) -> "Catalogue":
        """The whole; raises DataErrors where the edits do not go together."""
        return edited(self.base, self.edits)


def present() -> Draft:
    """The draft of this visit; without one, the catalogue in force.

    Where others have put criteria in force meanwhile its edits are edits of these; an uploaded catalogue
    stays what it is.
    """
    made = cast("tuple[str, Draft] | None", memory.recall("criteria_draft", None))
    if made is None:
        return Draft(here().catalogue)
    began, draft = made
    if began != here().catalogue.fingerprint and draft.base.fingerprint == began:
        draft = replace(draft, base=here().catalogue)
        keep(draft)
    return draft


def keep(draft: Draft) -> None:
    """Make this the visit's draft."""
    memory.remember("criteria_draft", None, (here().catalogue.fingerprint, draft))


def change(criterion: CriterionId, key: str, value: JsonValue) -> None:
    """One more value."""
    draft = present()
    keep(replace(draft, edits=draft.edits.with_change(criterion, key, value)))


def remove(criterion: CriterionId) -> None:
    """Take out a criterion that does not ship; its fields stay, profiles may hold answers to them."""
    draft = present()
    left = tuple(entry for entry in draft.edits.criteria if entry["id"] != criterion)
    if len(left) < len(draft.edits.criteria):
        keep(replace(draft, edits=draft.edits.model_copy(update={"criteria": left})))
    else:
        removed = (*draft.edits.removed, criterion)
        keep(replace(draft, edits=draft.edits.model_copy(update={"removed": removed})))


def shipped() -> set[CriterionId]:
    """The criteria that ship; they can be switched off, not taken out."""
    return set(bootstrap.shipped_catalogue().by_id)


def shown() -> "Catalogue":
    """The catalogue as drafted; where the draft is faulty, the one it began with."""
    try:
        return present().catalogue
    except DataErrors:
        return present().base


def panel() -> None:
    """What differs from the criteria in force, its faults, a trial and the decision."""
    draft = present()
    try:
        drafted = draft.catalogue
    except DataErrors as fault:
        _faults(fault)
        return
    found = catalogue_changes(here().catalogue, drafted)
    with st.container(border=True, key="criteria_draft"):
        if not found:
            st.markdown(t("criteria.draft.none"))
            return
        st.markdown(f"## {t('criteria.draft.title', count=len(found))}")
        if not bootstrap.catalogue_text(drafted)[1].kept:
            st.warning(t("criteria.file.anew"))
        tables.show([words.change(one, drafted) for one in found], "rematch-criteria-changes")
        with st.container(horizontal=True, gap="small"):
            trying.button(drafted)
            st.button(
                t("criteria.save"),
                icon=":material/save:",
                type="primary",
                help=t("criteria.save.help"),
                on_click=_save,
                args=(drafted,),
                key="criteria_save",
            )
            st.button(t("criteria.discard"), icon=":material/undo:", on_click=discard, key="criteria_discard")
        trying.panel(drafted)


def discard() -> None:
    """Back to the criteria in force."""
    keep(Draft(here().catalogue))


def _faults(fault: DataErrors) -> None:
    st.error(t("criteria.faulty", count=len(fault.findings)))
    for finding in fault.findings:
        st.markdown(f"- **{plain(finding.column or '')}** {told(finding)}")
    st.button(t("criteria.discard"), icon=":material/undo:", on_click=discard, key="criteria_discard")


def _save(drafted: "Catalogue") -> None:
    try:
        before = here().catalogue.fingerprint
        bootstrap.save_catalogue(cached.store(), drafted, state.viewer(), on_top_of=before)
    except DataErrors as fault:
        st.toast(" ".join(map(told, fault.findings)), icon=":material/error:")
        return
    except RematchError as fault:
        st.toast(told(fault), icon=":material/error:")
        return
    finally:
        cached.catalogue.clear()
    memory.forget("criteria_draft")
    st.toast(t("criteria.saved"), icon=":material/check:")
