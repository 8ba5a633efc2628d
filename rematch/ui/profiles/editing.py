"""The tables of the profiles edited in place: checked at once, saved together or not at all."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from rematch import texts
from rematch.cells.beside import moved_along
from rematch.errors import DataErrors, Finding, RematchError
from rematch.model import HouseholdId, Profiles
from rematch.report.files.differences import KEYS, CellChange, column_label, differences
from rematch.report.files.folder import Row, files_of, folder_rows
from rematch.service.intake import read_files
from rematch.ui import tables
from rematch.ui.access import live
from rematch.ui.components import written_table
from rematch.ui.components.written_table import Typed
from rematch.ui.profiles import again, cells, draft, exclusions, names, table
from rematch.ui.profiles.edited_rows import Sheets, after, filled, row_names
from rematch.ui.shell import cached, state
from rematch.ui.shell.context import here
from rematch.ui.words import t, told

SHEETS = {"household": "households", "member": "members", "municipality": "municipalities", "unit": "units"}
NAMED_BY = {"municipalities": ("name",)}
"""What names the fields of a row, where that is not its key."""
MOST_FAULTS = 50


@dataclass(frozen=True)
class CheckedEdit:
    """What the draft comes to: the profiles it makes, who is `renamed` in them, or what is wrong with it."""

    profiles: Profiles | None = None
    findings: tuple[Finding, ...] = ()
    renamed: tuple[Finding, ...] = ()


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
        wanted = table.search(f"edit_search_{sheet}")
    old = folder_rows(here().profiles, here().catalogue)
    found = differences(old, draft.without_empty(draft.rows()))
    checked = _checked(draft.rows()) if found else CheckedEdit()
    if group == exclusions.GROUP:
        exclusions.editor(
            draft.rows()["households"], lambda rows: draft.keep({**draft.rows(), "households": rows})
        )
    else:
        st.markdown(f":small[{t('edit.help')} {t('table.keys')}]")
        _editor(sheet, groups[group], checked, wanted)
    _changes(found, checked)


def _editor(sheet: str, columns: tuple[str, ...], checked: CheckedEdit, wanted: Sequence[str]) -> None:
    """The rows in which all wanted words stand, and those in which nothing stands yet."""
    rows = draft.rows()[sheet]
    naming = NAMED_BY.get(sheet, KEYS[sheet])
    key = f"edit_{sheet}"
    names = row_names(f"{key}_rows", len(rows))
    fields = [replace(cells.field_of(c, names=c in KEYS[sheet]), name_row=c in naming) for c in columns]
    shown = {
        name: [*(cells.value(column, row.get(column, "")) for column in columns), ""]
        for name, row in zip(names, rows, strict=True)
        if not any(row.values()) or all(word in "\n".join(row.values()).lower() for word in wanted)
    }
    written_table.show(
        (*fields, written_table.gone()),
        shown,
        key,
        partial(_written, sheet),
        caption=t("edit.table", what=t(f"intake.kind.{sheet}")),
        faults=_faults(sheet, names, columns, checked),
        empty=t("evidence.unknown"),
        add=t("edit.add"),
    )


def _written(sheet: str, typed: Typed) -> None:
    rows = after(draft.rows()[sheet], f"edit_{sheet}_rows", typed, cells.columns(sheet), partial(_put, sheet))
    draft.keep({**draft.rows(), sheet: rows})


def _put(sheet: str, row: Row, typed: Row) -> None:
    """A changed offer counts as stated today, unless its day was entered too; reasons stay with places."""
    for column, text in typed.items():
        row.update({column: text, **moved_along(row, column, text)})
    stored = _stored(sheet, row)
    for column in typed:
        day = f"{column}_as_of"
        if cells.is_offer(column) and day not in typed and row.get(day, "") in ("", stored.get(day, "")):
            row[day] = datetime.date.today().isoformat() if row[column] else ""


def _stored(sheet: str, row: Row) -> Row:
    """The row as it is stored; nothing of a new one."""
    rows = folder_rows(here().profiles, here().catalogue)[sheet]
    own = [row.get(column) for column in KEYS[sheet]]
    return next((one for one in rows if [one[column] for column in KEYS[sheet]] == own), {})


def _faults(
    sheet: str, names: Sequence[str], columns: Sequence[str], checked: CheckedEdit
) -> dict[tuple[str, str], str]:
    """What is wrong, by row and column; what is about a row as such stands at its name."""
    kept = filled(draft.rows()[sheet])
    found: dict[tuple[str, str], str] = {}
    for finding in checked.findings:
        at = None if finding.row is None else finding.row - 2
        if finding.file == f"{sheet}.csv" and at is not None and at < len(kept):
            column = finding.column if finding.column in columns else columns[0]
            cell = names[kept[at]], column or columns[0]
            found[cell] = " ".join(filter(None, (found.get(cell), live.spoken(told(finding)))))
    return found


def _changes(found: Sequence[CellChange], checked: CheckedEdit) -> None:
    """What the draft changes, its faults, and the decision."""
    with st.container(border=True, key="edit_draft"):
        if not found:
            st.markdown(t("edit.none"))
            return
        st.markdown(f"## {t('edit.title', count=len(found))}")
        if draft.moved():
            st.warning(t("edit.on_top"), icon=":material/group:")
        tables.show([change_words(change) for change in found], "rematch-changes")
        names.show(checked.renamed)
        if checked.findings:
            st.error(t("edit.errors", count=len(checked.findings)))
            rows = draft.without_empty(draft.rows())
            tables.show(
                [_fault(finding, rows) for finding in checked.findings[:MOST_FAULTS]], "rematch-faults"
            )
        named = again.NamedAgain()
        if checked.profiles is not None:
            days = {household.id: household.consent_date for household in checked.profiles.households}
            named = again.ask(checked.profiles.cohort.id, days, "edit")
        with st.container(horizontal=True, gap="small"):
            st.button(
                t("edit.save"),
                icon=":material/save:",
                type="primary",
                help=t("edit.save.help"),
                disabled=checked.profiles is None or bool(named.left),
                on_click=_save,
                args=(checked.profiles, named.consented),
                key="edit_save",
            )
            st.button(t("edit.discard"), icon=":material/undo:", on_click=draft.discard, key="edit_discard")


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


def _checked(rows: Sheets) -> CheckedEdit:
    try:
        files = files_of(here().profiles.cohort, draft.without_empty(rows))
        content = {name: text.encode() for name, text in files.items()}
        profiles, remarks = read_files(content, here().catalogue)
        return CheckedEdit(profiles, renamed=tuple(names.told(remarks)))
    except DataErrors as fault:
        return CheckedEdit(findings=fault.findings)


def _fault(finding: Finding, sheets: Sheets) -> dict[str, object]:
    said = texts.problem(finding, state.language())
    sheet = finding.file.removesuffix(".csv")
    rows = sheets.get(sheet, [])
    row = rows[finding.row - 2] if finding.row is not None and 2 <= finding.row < len(rows) + 2 else {}
    return {
        "sheet": t(f"intake.kind.{sheet}") if sheet in KEYS else finding.file,
        "row": " ".join(row.get(column, "") for column in KEYS.get(sheet, ())),
        "key": cells.known_label(finding.column or ""),
        "what": said.what,
        "todo": said.todo,
    }


def _save(profiles: Profiles, consented: Collection[HouseholdId]) -> None:
    try:
        cached.store().save_profiles(
            profiles,
            here().catalogue.fingerprint,
            state.viewer(),
            "edit",
            on_top_of=here().cohort_data.identity.data,
            consented=consented,
        )
    except RematchError as fault:
        st.toast(told(fault), icon=":material/error:")
        return
    draft.discard()
    state.other_profiles()
    st.toast(t("edit.saved"), icon=":material/check:")
