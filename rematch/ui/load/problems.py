"""Everything wrong or doubtful in one list: errors block, warnings are accepted one by one or together."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from rematch import texts
from rematch.errors import Finding
from rematch.ui import downloads, tables
from rematch.ui.load import desk, kinds, mending
from rematch.ui.load.desk import ImportDraft
from rematch.ui.shell import state
from rematch.ui.words import number, t

WIDTH = 1100
HEIGHT = 420
WORDS = ("file", "sheet", "row", "column", "value", "proposal", "what", "todo")
MENDED = ("file", "sheet", "row", "column", "value", "mended", "proposal", "what", "todo")
"""The same with what is typed in place of the value."""


def errors() -> None:
    """What was put right already, then what still must be, before the columns: a row at a time."""
    found = desk.present()
    if found is None or not (found.errors or found.corrections or found.kept.fit or found.kept.outdated):
        return
    st.header(t("load.errors.title"), anchor="errors")
    mending.panel(found)
    if not found.errors:
        return
    st.error(t("load.errors", count=len(found.errors)), width=820)
    st.markdown(kinds.lines(kinds.kinds(found.errors)), width=WIDTH)
    words = t("load.errors.one_by_one", count=len(found.errors))
    with st.expander(words, expanded=True, key="load_errors_rows", on_change="rerun") as rows:
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
        st.success(t("load.problems.none"), width=820)
        return
    st.warning(t("load.warnings", count=len(warnings), open=len(found.open)), width=820)
    _accepting(found, warnings)
    if not found.errors:
        _download(found)


def _download(found: ImportDraft) -> None:
    downloads.as_csv([_named(_row(finding)) for finding in found.findings], "rematch-problems")


def _accepting(found: ImportDraft, warnings: list[Finding]) -> None:
    """What may be all at once, kind by kind, or each row by itself."""
    if apart := len(found.open) - len(found.open_together):
        st.info(t("load.apart", count=apart), icon=":material/visibility:", width=820)
    if found.open_together:
        st.button(
            t("load.accept_all", count=len(found.open_together)),
            icon=":material/done_all:",
            on_click=_accept_all,
            key="load_accept_all",
        )
    kinds.panel(found, kinds.kinds(warnings))
    words = t("load.one_by_one", count=len(warnings))
    with st.expander(words, key="load_warnings_rows", on_change="rerun") as rows:
        if rows.open:
            _warnings(found, warnings)
            mending.row(found, warnings, "warnings")


def _errors(found: ImportDraft) -> None:
    """The errors; beside each that is about a cell, what stands there in truth can be typed."""
    listed = found.errors
    if not any(mending.can_be(found, finding) for finding in listed):
        heads = {name: t(f"load.problem.{name}") for name in _shown(listed)}
        rows = [_row(finding) for finding in listed]
        tables.titled(
            [{name: row[name] for name in heads} for row in rows],
            t("load.errors.title"),
            heads,
            height=_height(listed),
            column_config=_config(),
            key="load_errors",
        )
        return
    key = f"load_errors_{_digest(listed)}"
    st.data_editor(
        pd.DataFrame(
            [_typed_row(finding) for finding in listed], columns=_shown(listed, MENDED), dtype=object
        ),
        hide_index=True,
        height=_height(listed),
        disabled=list(WORDS),
        column_config=_config(),
        alt=t("load.errors.title"),
        on_change=_mended,
        args=(listed, key),
        key=key,
    )


def _mended(listed: tuple[Finding, ...], key: str) -> None:
    if found := desk.present():
        mending.typed(found, listed, st.session_state[key]["edited_rows"])


def _digest(listed: Sequence[Finding]) -> int:
    return hash(tuple(finding.id for finding in listed))


def _height(listed: Sequence[Finding]) -> int:
    return min(HEIGHT, 36 * (len(listed) + 1) + 2)


def _warnings(found: ImportDraft, warnings: list[Finding]) -> None:
    """A tick accepts a warning; the list stays where it is while ticks are set."""
    key = f"load_warnings_{_digest(warnings)}_{found.accepted_at_once}"
    base = f"{key}_base"
    if key not in st.session_state or base not in st.session_state:
        st.session_state[base] = [finding.id in found.accepted for finding in warnings]
    rows = [
        {"accepted": ticked, **_typed_row(finding)}
        for ticked, finding in zip(st.session_state[base], warnings, strict=True)
    ]
    st.data_editor(
        pd.DataFrame(rows, columns=["accepted", *_shown(warnings, MENDED)]),
        hide_index=True,
        height=_height(warnings),
        disabled=list(WORDS),
        column_config={
            "accepted": st.column_config.CheckboxColumn(t("load.accepted"), width="small"),
            **_config(),
        },
        alt=t("load.problems"),
        on_change=_ticked,
        args=(tuple(warnings), key),
        key=key,
    )


def _ticked(warnings: tuple[Finding, ...], key: str) -> None:
    found = desk.present()
    if found is None:
        return
    ids = tuple(finding.id for finding in warnings)
    accepted = set(found.accepted)
    given = dict(zip(ids, st.session_state[f"{key}_base"], strict=True))
    for position, cells in st.session_state[key]["edited_rows"].items():
        given[ids[int(position)]] = bool(cells.get("accepted", given[ids[int(position)]]))
    accepted = (accepted - set(ids)) | {name for name, ticked in given.items() if ticked}
    told = replace(found, accepted=frozenset(accepted))
    desk.put(told)
    mending.typed(told, warnings, st.session_state[key]["edited_rows"])


def _accept_all() -> None:
    found = desk.present()
    if found is not None:
        every = {finding.id for finding in found.open_together}
        desk.put(replace(found, accepted=found.accepted | every, accepted_at_once=found.accepted_at_once + 1))


def _shown(findings: Sequence[Finding], words: Sequence[str] = WORDS) -> list[str]:
    """The columns that tell something: no sheet, no proposal where none is, no file where there is one."""
    dull = set() if any(finding.sheet for finding in findings) else {"sheet"}
    dull |= set() if len({finding.file for finding in findings}) > 1 else {"file"}
    dull |= set() if any(finding.proposal for finding in findings) else {"proposal"}
    return [name for name in words if name not in dull]


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


def _typed_row(finding: Finding) -> dict[str, str]:
    return {**_row(finding), "mended": ""}


def _named(row: dict[str, str]) -> dict[str, str]:
    return {t(f"load.problem.{name}"): cell for name, cell in row.items()}


def _config() -> dict[str, Any]:
    widths = {"what": 460, "todo": 400, "row": 90, "mended": 150}
    return {
        name: st.column_config.TextColumn(t(f"load.problem.{name}"), width=widths.get(name, 120))
        for name in MENDED
    }


def ready(found: ImportDraft) -> bool:
    """Whether nothing stands in the way of storing."""
    return not found.errors and not found.open
