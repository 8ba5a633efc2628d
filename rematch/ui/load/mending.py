"""Rows put right here, without going back to the file; what was put right in its last version is offered."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from rematch.errors import Finding
from rematch.service import intake
from rematch.service.intake import Correction, Corrections
from rematch.ui.components import written_table
from rematch.ui.components.written_table import Typed, WrittenColumn
from rematch.ui.load import desk, file_rows
from rematch.ui.load.desk import ImportDraft
from rematch.ui.shell import cached, state
from rematch.ui.widgets import pressed, shown
from rematch.ui.words import READING_WIDTH, plain, t

if TYPE_CHECKING:
    from rematch.intake.sheets.tables import Line, Table
    from rematch.model import CohortId

WIDTH = 1100
MOST, MOST_ROWS = 60, 500


def panel(found: ImportDraft) -> None:
    """Each correction with its tick: made here, or offered from the last version of the file."""
    offered = [one for one in found.kept.fit if one.place not in _places(found.corrections)][:MOST]
    if not (found.corrections or offered or found.kept.outdated):
        return
    st.markdown(f"**{t('load.mend.title')}**")
    if offered:
        st.info(t("load.mend.offered", count=len(offered)), icon=":material/history:", width=READING_WIDTH)
        st.button(
            t("load.mend.take", count=len(offered)),
            icon=":material/done_all:",
            on_click=_put_right,
            args=(tuple(offered),),
            key="load_mend_take",
        )
    with st.container(border=True, key="load_mended", width=WIDTH, gap="small"):
        for one in sorted((*offered, *found.corrections[-MOST:]), key=_order):
            _tick(found, one)
        for one, now in found.kept.outdated[:MOST]:
            st.markdown(f":small[{_outdated(found, one, now)}]")


def row(found: ImportDraft, findings: Iterable[Finding], key: str) -> None:
    """All cells of a row with a problem, to put right another one than the problem names."""
    rows = [place for one in findings if (place := file_rows.row_of(found, one)) is not None]
    if not rows:
        return
    chosen = st.selectbox(
        t("load.mend.row"),
        [None, *list(dict.fromkeys(rows))[:MOST_ROWS]],
        format_func=lambda place: file_rows.row_words(found, place) if place else t("load.choose"),
        key=f"load_mend_row_{key}",
        width=480,
    )
    if chosen is None or (there := file_rows.line_at(found, chosen)) is None:
        return
    table, line = there
    _cells(found, table, line, key)
    leave_out(found, chosen, t("load.mend.leave_out"), key)


def leave_out(found: ImportDraft, place: file_rows.Place, words: str, key: str) -> None:
    """The button after which a row does not count, with its words."""
    if (there := file_rows.line_at(found, place)) is None:
        return
    st.button(
        words,
        icon=":material/block:",
        on_click=_put_right,
        args=((file_rows.correction(found, there[0], there[1].number, None, ""),),),
        key=f"load_mend_leave_out_{key}",
    )


def can_be(found: ImportDraft, finding: Finding) -> bool:
    """Whether the file has a cell that the finding is about."""
    place = file_rows.row_of(found, finding)
    there = file_rows.line_at(found, place) if place else None
    return there is not None and finding.column in file_rows.readable(found, there[0])


def written(found: ImportDraft, said: Iterable[tuple[Finding, str]]) -> None:
    """Take in what was written beside findings."""
    new = []
    for finding, words in said:
        place = file_rows.row_of(found, finding)
        there = file_rows.line_at(found, place) if place and can_be(found, finding) else None
        if there is not None and (text := words.strip()):
            new.append(file_rows.correction(found, there[0], there[1].number, finding.column, text))
    _put_right(tuple(new))


def keep(found: ImportDraft, cohort: "CohortId") -> None:
    """Keep the corrections with the cohort, beside those of rows that these files do not have."""
    store = cached.store()
    before = {shape: content for own, shape, content in store.corrections() if own == cohort}
    for shape in {intake.shape_of(table) for table in found.tables}:
        made = [one for one in found.corrections if one.shape == shape and file_rows.may_be_kept(found, one)]
        known = intake.read_corrections(before[shape]) if shape in before else ()
        again = intake.found_again(found.tables, known)
        seen = {_name(one) for one in (*made, *(one for one, _ in again.outdated))}
        rest = [one for one in known if _name(one) not in seen]
        if made or len(rest) < len(known):
            content = Corrections(made=(*made, *rest)).model_dump_json()
            store.save_corrections(cohort, shape, content, state.viewer())


def _name(one: Correction) -> object:
    return one.column, tuple(sorted(one.names.items())) or one.content


def _order(one: Correction) -> tuple[str, str, int, str]:
    return one.file, one.sheet or "", one.row, one.column or ""


def _places(corrections: Iterable[Correction]) -> set[object]:
    return {one.place for one in corrections}


def _tick(found: ImportDraft, one: Correction) -> None:
    key = shown(f"load_mended_{hash(one.place)}_{hash(one.after)}", one in found.corrections)
    st.checkbox(_words(found, one), key=key, on_change=pressed(key, partial(_ticked, one)))


def _ticked(one: Correction, on: bool) -> None:
    if on:
        _put_right((one,))
    elif found := desk.present():
        rest = tuple(other for other in found.corrections if other != one)
        desk.put(desk.mended(found, rest))


def _put_right(new: tuple[Correction, ...]) -> None:
    """Take corrections in; the newest word on a cell counts, and what stands there anyway is none."""
    found = desk.present()
    if found is None or not new:
        return
    places = _places(new)
    kept = [one for one in found.corrections if one.place not in places]
    kept += [one for one in new if one.column is None or one.after != one.before]
    desk.put(desk.mended(found, tuple(kept)))


def _cells(found: ImportDraft, table: "Table", line: "Line", key: str) -> None:
    place = table.file, table.sheet, line.number
    said = {one.column: one.after for one in found.corrections if one.place[:3] == place}
    rows = {
        source: (source, stands, said.get(source, "" if secret else stands))
        for source in file_rows.readable(found, table)
        for secret in [file_rows.secret(found, table, source)]
        for stands in [file_rows.stands(found, table, source, line)]
    }
    written_table.show(
        (
            WrittenColumn("column", t("load.problem.column"), 260, name_row=True),
            WrittenColumn("value", t("load.problem.value"), 340, tell=True),
            WrittenColumn("mended", t("load.problem.mended"), 340, "text"),
        ),
        rows,
        f"load_mend_cells_{key}_{hash(place)}",
        partial(_cells_written, table, line.number),
        caption=file_rows.row_words(found, place),
    )


def _cells_written(table: "Table", number: int, typed: Typed) -> None:
    if found := desk.present():
        _put_right(
            tuple(
                file_rows.correction(found, table, number, source, str(words).strip())
                for (source, _), words in typed.items()
            )
        )


def _words(found: ImportDraft, one: Correction) -> str:
    """Where, what stood there and what counts."""
    where = f"**{plain(file_rows.row_words(found, one.place[:3]))}**"
    if one.column is None:
        return f"{where}: {t('load.mend.left_out')}"
    secret = file_rows.secret(found, file_rows.table_at(found, one.file, one.sheet), one.column)
    before, after = (file_rows.HIDDEN, file_rows.HIDDEN) if secret else (one.before, one.after)
    words = {"column": plain(one.column), "before": plain(before), "after": plain(after)}
    return f"{where}, {t('load.mend.changed', **words)}"


def _outdated(found: ImportDraft, one: Correction, now: str) -> str:
    secret = file_rows.secret(found, file_rows.table_at(found, one.file, one.sheet), one.column)
    return t("load.mend.outdated", what=_words(found, one), now=file_rows.HIDDEN if secret else plain(now))
