"""Warnings of one kind in one column are one question: what is assumed, in how many rows, yes or no."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from rematch.errors import Finding
from rematch.service import intake
from rematch.ui.load import desk, file_rows, mending
from rematch.ui.load.desk import ImportDraft
from rematch.ui.widgets import pressed, shown
from rematch.ui.words import number, plain, t, told

MOST = 40
EXAMPLES, ROWS = 4, 12
WIDTH = 1100


@dataclass(frozen=True)
class LoadKind:
    """All warnings that say the same of the same column."""

    findings: tuple[Finding, ...]

    @property
    def ids(self) -> frozenset[str]:
        """What is accepted with it."""
        return frozenset(finding.id for finding in self.findings)


def kinds(warnings: Iterable[Finding]) -> list[LoadKind]:
    """The warnings by file, sheet, column and code; those to be looked at row by row alone, and first."""
    found: dict[object, list[Finding]] = {}
    for finding in sorted(warnings, key=lambda finding: finding.code not in intake.ROW_BY_ROW):
        same = (finding.file, finding.sheet, finding.column, finding.code)
        own = finding.row if finding.code in intake.ROW_BY_ROW else None
        found.setdefault((*same, own), []).append(finding)
    return [LoadKind(tuple(findings)) for findings in found.values()]


def lines(present: ImportDraft, found: Sequence[LoadKind]) -> str:
    """The kinds as a list, where there is nothing to accept."""
    several = _several(found)
    told_lines = [f"- {_words(present, kind, several)}" for kind in found[:MOST]]
    if len(found) > MOST:
        told_lines.append(f"- :small[{t('load.kinds.more', count=len(found) - MOST)}]")
    return "\n".join(told_lines)


def panel(present: ImportDraft, found: Sequence[LoadKind]) -> None:
    """One tick for each kind; a tick holds for all its rows."""
    several = _several(found)
    with st.container(border=True, key="load_kinds", width=WIDTH, gap="small"):
        for kind in found[:MOST]:
            _choice(present, kind, several)
        if len(found) > MOST:
            st.markdown(f":small[{t('load.kinds.more', count=len(found) - MOST)}]")


def _several(found: Sequence[LoadKind]) -> bool:
    return len({finding.file for kind in found for finding in kind.findings}) > 1


def _choice(present: ImportDraft, kind: LoadKind, several: bool) -> None:
    name = f"load_kind_of_{kind.findings[0].id}_{len(kind.findings)}"
    key = shown(name, kind.ids <= present.accepted)
    st.checkbox(_words(present, kind, several), key=key, on_change=pressed(key, partial(_ticked, kind)))
    _leaving_out(present, kind.findings[0], name)


def _leaving_out(present: ImportDraft, finding: Finding, name: str) -> None:
    """The other decision than to accept it, where that is about its row alone: it does not count."""
    place = file_rows.row_of(present, finding)
    there = file_rows.line_at(present, place) if place else None
    if place is None or there is None:
        return
    use = present.mapping.use_of(there[0]) if present.mapping else None
    person = finding.code in intake.OF_ONE and use is not None and use.kind in ("persons", "members")
    if person or finding.code in intake.OF_ROW:
        code = "load.mend.only_person" if person else "load.mend.only_row"
        words = t(code, row=plain(file_rows.row_words(present, place)))
        mending.leave_out(present, place, words, name)


def _words(present: ImportDraft, kind: LoadKind, several: bool) -> str:
    """Where, what and what to do, then the rows and what stands there."""
    said = f"{_place(kind, several)} {told(kind.findings[0])}"
    more = [*_rows(kind), *_differing(kind), *_examples(present, kind)]
    return f"{said} :small[:gray[{' · '.join(more)}]]" if more else said


def _place(kind: LoadKind, several: bool) -> str:
    """Where it is: the file and sheet where there are several, the column, the number of rows."""
    first = kind.findings[0]
    where = [first.file] if several else []
    where += [first.sheet] if first.sheet else []
    where += [first.column] if first.column else []
    told_rows = [t("load.kinds.rows", count=len(kind.findings))] if len(kind.findings) > 1 else []
    words = ", ".join([*map(plain, where), *told_rows])
    return f"**{words}:**" if words else ""


def _examples(present: ImportDraft, kind: LoadKind) -> list[str]:
    """What stands there and what would be taken for it; each pair once."""
    pairs = dict.fromkeys((one.value, file_rows.proposed(present, one)) for one in kind.findings if one.value)
    shown = [
        f"„{plain(value)}“ → {plain(proposal)}" if proposal else f"„{plain(value)}“"
        for value, proposal in list(pairs)[:EXAMPLES]
        if value
    ]
    return [*shown, t("load.kinds.and_more", count=len(pairs) - EXAMPLES)] if len(pairs) > EXAMPLES else shown


def _differing(kind: LoadKind) -> list[str]:
    """The sentence is the first row's; others may name other numbers."""
    first = kind.findings[0]
    differs = first.row is not None and any(one.params != first.params for one in kind.findings)
    return [t("load.kinds.differs", row=first.row)] if differs else []


def _rows(kind: LoadKind) -> list[str]:
    rows = list(dict.fromkeys(one.row for one in kind.findings if one.row is not None))
    if not rows:
        return []
    said = [number(row) for row in rows[:ROWS]] + (["…"] if len(rows) > ROWS else [])
    return [t("load.kinds.in_rows", count=len(rows), rows=", ".join(said))]


def _ticked(kind: LoadKind, on: bool) -> None:
    present = desk.present()
    if present is None:
        return
    accepted = present.accepted | kind.ids if on else present.accepted - kind.ids
    desk.put(replace(present, accepted=accepted))
