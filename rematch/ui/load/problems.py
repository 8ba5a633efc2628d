"""Everything wrong or doubtful in one list: errors block, warnings are accepted one by one or together."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from rematch import texts
from rematch.errors import Finding
from rematch.ui import downloads
from rematch.ui.components import written_table
from rematch.ui.components.written_table import Typed, WrittenColumn
from rematch.ui.load import desk, file_rows, kinds, mending
from rematch.ui.load.desk import ImportDraft
from rematch.ui.shell import state
from rematch.ui.words import READING_WIDTH, number, t

WIDTH = 1100
HEIGHT = 420
AT_ONCE = 300
"""Rows of a list that are shown at once."""
WORDS = ("file", "sheet", "row", "column", "value", "mended", "proposal", "what", "todo")
"""The columns; what is written in place of the value is one of them."""
NAMING, TELLING = ("file", "sheet", "row", "column"), ("value", "proposal", "what")
"""What names the fields of a row, and what is told beside them."""
WIDTHS = {"row": 64, "mended": 160, "what": 300, "todo": 270}


def errors() -> None:
    """What was put right already, then what still must be, before the columns: a row at a time.

    Both have a place even where there is nothing: so what stands below keeps its focus.
    """
    found = desk.present()
    with st.container(key="load_errors_place"):
        if found and (found.errors or found.corrections or found.kept.fit or found.kept.outdated):
            st.header(t("load.errors.title"), anchor="errors")
            with st.container(key="load_mended_place"):
                mending.panel(found)
            _to_mend(found)


def _to_mend(found: ImportDraft) -> None:
    if not found.errors:
        return
    st.error(t("load.errors", count=len(found.errors)), width=READING_WIDTH)
    st.markdown(kinds.lines(found, kinds.kinds(found.errors)), width=WIDTH)
    title = t("load.errors.one_by_one")  # with a count in it, it would be another box after each correction
    with st.expander(title, expanded=True, key="load_errors_rows", on_change="rerun") as rows:
        if rows.open:
            _errors(found)
            mending.row(found, found.errors, "errors")
    _download(found)


def panel() -> None:
    """Warnings with file, sheet, row, column, value, why and what would be taken."""
    found = desk.present()
    if found is None:
        return
    warnings = [finding for finding in found.findings if finding.warning]
    if not warnings and found.errors:
        return
    st.header(t("load.problems"), anchor="problems")
    if not warnings:
        st.success(t("load.problems.none"), width=READING_WIDTH)
        return
    st.warning(t("load.warnings", count=len(warnings), open=len(found.open)), width=READING_WIDTH)
    _accepting(found, warnings)
    if not found.errors:
        _download(found)


def _download(found: ImportDraft) -> None:
    downloads.as_csv([_named(_row(finding)) for finding in found.findings], "rematch-problems")


def _accepting(found: ImportDraft, warnings: list[Finding]) -> None:
    """What may be all at once, kind by kind, or each row by itself."""
    if apart := len(found.open) - len(found.open_together):
        st.info(t("load.apart", count=apart), icon=":material/visibility:", width=READING_WIDTH)
    if found.open_together:
        st.button(
            t("load.accept_all", count=len(found.open_together)),
            icon=":material/done_all:",
            on_click=_accept_all,
            key="load_accept_all",
        )
    kinds.panel(found, kinds.kinds(warnings))
    with st.expander(t("load.one_by_one"), key="load_warnings_rows", on_change="rerun") as rows:
        if rows.open:
            _warnings(found, warnings)
            mending.row(found, warnings, "warnings")


def _errors(found: ImportDraft) -> None:
    """The errors; beside each that is about a cell, what stands there in truth can be written."""
    listed = _part(found.errors, "errors")
    columns = [_column(name, wrong=True) for name in _shown(listed)]
    rows = {finding.id: [_cell(found, finding, one.id) for one in columns] for finding in listed}
    written_table.show(
        columns,
        rows,
        "load_errors",
        partial(_mended, listed),
        caption=t("load.errors.title"),
        height=HEIGHT,
    )


def _mended(listed: Sequence[Finding], typed: Typed) -> None:
    if found := desk.present():
        said = {row: str(words) for (row, column), words in typed.items() if column == "mended"}
        mending.written(found, ((finding, said[finding.id]) for finding in listed if finding.id in said))


def _warnings(found: ImportDraft, warnings: Sequence[Finding]) -> None:
    """A tick accepts a warning; what is written beside it puts the cell right."""
    listed = _part(warnings, "warnings")
    columns = [_column(name) for name in _shown(listed)]
    rows = {
        finding.id: [finding.id in found.accepted, *(_cell(found, finding, one.id) for one in columns)]
        for finding in listed
    }
    written_table.show(
        [WrittenColumn("accepted", t("load.accepted"), 120, "tick"), *columns],
        rows,
        "load_warnings",
        partial(_ticked, listed),
        caption=t("load.problems"),
        height=HEIGHT,
    )


def _ticked(listed: Sequence[Finding], typed: Typed) -> None:
    found = desk.present()
    if found is None:
        return
    ticks = {row: on for (row, column), on in typed.items() if column == "accepted"}
    accepted = found.accepted - ticks.keys() | {row for row, on in ticks.items() if on}
    desk.put(replace(found, accepted=accepted))
    _mended(listed, typed)


def _part(listed: Sequence[Finding], key: str) -> Sequence[Finding]:
    """At most so many rows at once; where there are more, which ones is chosen."""
    if len(listed) <= AT_ONCE:
        return listed
    first = st.selectbox(
        t("load.part"),
        range(0, len(listed), AT_ONCE),
        format_func=lambda at: t(
            "load.part.rows",
            first=number(at + 1),
            last=number(min(at + AT_ONCE, len(listed))),
            all=number(len(listed)),
        ),
        key=f"load_part_{key}",
        width=320,
    )
    return listed[first : first + AT_ONCE]


def _accept_all() -> None:
    found = desk.present()
    if found is not None:
        every = {finding.id for finding in found.open_together}
        desk.put(replace(found, accepted=found.accepted | every))


def _shown(findings: Sequence[Finding]) -> list[str]:
    """The columns that tell something: no sheet, no proposal where none is, no file where there is one."""
    dull = set() if any(finding.sheet for finding in findings) else {"sheet"}
    dull |= set() if len({finding.file for finding in findings}) > 1 else {"file"}
    dull |= set() if any(finding.proposal for finding in findings) else {"proposal"}
    return [name for name in WORDS if name not in dull]


def _column(name: str, *, wrong: bool = False) -> WrittenColumn:
    return WrittenColumn(
        name,
        t(f"load.problem.{name}"),
        WIDTHS.get(name, 130),
        "text" if name == "mended" else "said",
        name_row=name in NAMING,
        tell=name in TELLING,
        wrong=wrong and name == "mended",
    )


def _cell(found: ImportDraft, finding: Finding, column: str) -> str | None:
    if column == "mended":
        return "" if mending.can_be(found, finding) else None
    return file_rows.proposed(found, finding) if column == "proposal" else _row(finding)[column]


def _row(finding: Finding) -> dict[str, str]:
    said = texts.problem(finding, state.language())
    return {
        "file": finding.file,
        "sheet": finding.sheet or "",
        "row": t("load.whole_file") if finding.row is None else number(finding.row),
        "column": finding.column or "",
        "value": finding.value or "",
        "proposal": finding.proposal or "",
        "what": said.what,
        "todo": said.todo,
    }


def _named(row: dict[str, str]) -> dict[str, str]:
    return {t(f"load.problem.{name}"): cell for name, cell in row.items()}


def ready(found: ImportDraft) -> bool:
    """Whether nothing stands in the way of storing."""
    return not found.errors and not found.open
