"""The tables of the profiles edited in place: checked at once, saved together or not at all."""

import datetime
from dataclasses import dataclass
from typing import cast

import streamlit as st

from rematch import texts
from rematch.cells.beside import moved_along
from rematch.errors import DataErrors, Finding, RematchError
from rematch.model import Profiles
from rematch.report.files.differences import KEYS, CellChange, column_label, differences
from rematch.report.files.folder import Row, files_of, folder_rows
from rematch.service.intake import read_files
from rematch.ui import tables
from rematch.ui.profiles import cells, exclusions
from rematch.ui.profiles.edited_rows import edited_rows
from rematch.ui.shell import cached, memory, state
from rematch.ui.shell.context import here
from rematch.ui.words import t, told

Sheets = dict[str, list[Row]]
SHEETS = {"household": "households", "member": "members", "municipality": "municipalities", "unit": "units"}
BASE = "profiles_editor_base"
HEIGHT = 560
MOST_FAULTS = 50


@dataclass(frozen=True)
class CheckedEdit:
    """What the draft comes to: the profiles it makes, or what is wrong with it."""

    profiles: Profiles | None = None
    findings: tuple[Finding, ...] = ()


def panel(kind: str, special: bool) -> None:
    """The editor for one table, then what differs, its faults, and the decision."""
    sheet = SHEETS[kind]
    groups = cells.column_groups(sheet, special)
    if sheet == "households" and special:
        groups[exclusions.GROUP] = ()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        group = st.selectbox(
            t("edit.columns"),
            list(groups),
            format_func={group: cells.group_label(group) for group in groups}.__getitem__,
            key=f"edit_columns_{sheet}",
            persist_state="session",
            width=320,
        )
    if group == exclusions.GROUP:
        exclusions.editor(_draft()["households"], lambda rows: _keep({**_draft(), "households": rows}))
    else:
        st.markdown(f":small[{t('edit.help')}]")
        _editor(sheet, group, groups[group])
    changes_panel()


def _editor(sheet: str, group: str, columns: tuple[str, ...]) -> None:
    key = f"edit_{sheet}_{group}"
    if key not in st.session_state or st.session_state.get(BASE, ("",))[0] != key:
        st.session_state[BASE] = (key, [dict(row) for row in _draft()[sheet]])
    rows = st.session_state[BASE][1]
    st.data_editor(
        cells.frame(rows, columns),
        hide_index=True,
        num_rows="dynamic",
        placeholder=t("evidence.unknown"),
        height=min(HEIGHT, 36 * (len(rows) + 2) + 20),
        column_config={column: cells.config(column, pinned=column in KEYS[sheet]) for column in columns},
        alt=t("edit.toggle"),
        on_change=_typed,
        args=(sheet, key),
        key=key,
    )


def _typed(sheet: str, key: str) -> None:
    """The editor holds every difference from the rows it was given."""
    given, done = st.session_state[BASE][1], st.session_state[key]
    _keep({**_draft(), sheet: edited_rows(given, done, cells.columns(sheet), _put)})


def _put(row: Row, typed: Row) -> None:
    """A changed offer counts as stated today, unless its day is entered as well; reasons stay with places."""
    for column, text in typed.items():
        row.update({column: text, **moved_along(row, column, text)})
    today = datetime.date.today().isoformat()
    for column in typed:
        day = f"{column}_as_of"
        if cells.is_offer(column) and day not in typed:
            row[day] = today if row[column] else ""


def changes_panel() -> None:
    """What the draft changes, its faults, and the decision."""
    old, draft = folder_rows(here().profiles, here().catalogue), _draft()
    found = differences(old, draft)
    with st.container(border=True, key="edit_draft"):
        if not found:
            st.markdown(t("edit.none"))
            return
        st.markdown(f"## {t('edit.title', count=len(found))}")
        tables.show([change_words(change) for change in found], "rematch-changes")
        checked = _checked(draft)
        if checked.findings:
            st.error(t("edit.errors", count=len(checked.findings)))
            tables.show(
                [_fault(finding, draft) for finding in checked.findings[:MOST_FAULTS]], "rematch-faults"
            )
        with st.container(horizontal=True, gap="small"):
            st.button(
                t("edit.save"),
                icon=":material/save:",
                type="primary",
                help=t("edit.save.help"),
                disabled=checked.profiles is None,
                on_click=_save,
                args=(checked.profiles,),
                key="edit_save",
            )
            st.button(t("edit.discard"), icon=":material/undo:", on_click=discard, key="edit_discard")


def change_words(change: CellChange) -> dict[str, object]:
    """One row: table, row, column, before and after."""
    catalogue, lang = here().catalogue, state.language()
    words: dict[str, object] = {
        "sheet": t(f"intake.kind.{change.sheet}"),
        "row": " ".join(change.key),
        "key": "",
        "before": "",
        "after": "",
    }
    if change.column is None:
        return {**words, "key": t("edit.new" if change.before is None else "edit.gone")}
    return {
        **words,
        "key": column_label(change.column, catalogue, lang),
        "before": cells.words(change.column, change.before or ""),
        "after": cells.words(change.column, change.after or ""),
    }


def _checked(draft: Sheets) -> CheckedEdit:
    try:
        files = files_of(here().profiles.cohort, draft)
        content = {name: text.encode() for name, text in files.items()}
        return CheckedEdit(read_files(content, here().catalogue)[0])
    except DataErrors as fault:
        return CheckedEdit(findings=fault.findings)


def _fault(finding: Finding, draft: Sheets) -> dict[str, object]:
    said = texts.problem(finding, state.language())
    sheet = finding.file.removesuffix(".csv")
    rows = draft.get(sheet, [])
    row = rows[finding.row - 2] if finding.row is not None and 2 <= finding.row < len(rows) + 2 else {}
    return {
        "sheet": t(f"intake.kind.{sheet}") if sheet in KEYS else finding.file,
        "row": " ".join(row.get(column, "") for column in KEYS.get(sheet, ())),
        "key": cells.known_label(finding.column or ""),
        "what": said.what,
        "todo": said.todo,
    }


def _save(profiles: Profiles) -> None:
    try:
        cached.store().save_profiles(profiles, here().catalogue.fingerprint, state.viewer(), "edit")
    except RematchError as fault:
        st.toast(told(fault), icon=":material/error:")
        return
    discard()
    state.other_profiles()
    st.toast(t("edit.saved"), icon=":material/check:")


def discard() -> None:
    """Back to what is stored."""
    memory.remember("profile_edits", None, None)
    st.session_state.pop(BASE, None)
    for name in [
        name for name in st.session_state if str(name).startswith("edit_") and "columns" not in str(name)
    ]:
        del st.session_state[name]


def _draft() -> Sheets:
    kept = memory.recall("profile_edits", _question())
    if kept is not None:
        return cast(Sheets, kept)
    return folder_rows(here().profiles, here().catalogue)


def _keep(draft: Sheets) -> None:
    memory.remember("profile_edits", _question(), draft)


def _question() -> object:
    """The draft falls when the data or the criteria it was made from change."""
    found = here().cohort
    return (found.cohort, found.data, here().catalogue.fingerprint) if found else None
