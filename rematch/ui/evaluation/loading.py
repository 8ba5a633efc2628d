"""Answers from a file of a survey tool: all of it is noted, or nothing, and what is wrong is listed."""

import streamlit as st

from rematch.errors import DataErrors, Finding, RematchError
from rematch.service.evaluation import NEEDED, DueItem, answer_columns, load_answers
from rematch.texts import problem
from rematch.ui import downloads, tables
from rematch.ui.access import field_faults, live
from rematch.ui.evaluation import due
from rematch.ui.process import taking
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, t, told

WRONG, FILE = "evaluation_wrong", "evaluation_file"
ENDINGS = ["csv", "tsv", "txt", "xlsx", "ods"]


def panel(found: tuple[DueItem, ...]) -> None:
    """The template, the file, and what is wrong in the last one."""
    if not found:
        return
    with st.expander(t("evaluation.load.title"), key="evaluation_load", on_change="rerun") as opened:
        if not opened.open:
            return
        st.markdown(t("evaluation.load.text", needed=NEEDED), width=READING_WIDTH)
        _template(found)
        with st.form("evaluation_files", border=False, width=READING_WIDTH, clear_on_submit=True):
            file = st.file_uploader(t("evaluation.load.file"), type=ENDINGS, key=FILE)
            if st.form_submit_button(t("evaluation.load.go"), key="evaluation_read"):
                _take(None if file is None else (file.name, file.getvalue()))
            field_faults.below(FILE)
        _wrong()


def _template(found: tuple[DueItem, ...]) -> None:
    columns = answer_columns(here().catalogue)
    rows = [
        {"offer": str(one.offer.number), "wave": str(due.wave_of(one)), "adult": str(adult)}
        for one in found
        if one.state == "open"
        for adult in range(1, due.adults(one) + 1)
    ]
    filled = [{column: row.get(column, "") for column in columns} for row in rows]
    title = t("evaluation.load.rows_title")
    downloads.as_xlsx(
        filled, "rematch-answers", title=title, label=t("evaluation.load.template"), note=tables.invented()
    )


def _take(file: tuple[str, bytes] | None) -> None:
    st.session_state.pop(WRONG, None)
    try:
        if file is None:
            raise RematchError("upload.nothing")
        count = load_answers(*file, due.desk())
    except DataErrors as faults:
        st.session_state[WRONG] = (here().profiles.cohort.id, faults.findings)
        live.say(t("evaluation.load.wrong", count=len(faults.findings)))
        return
    except RematchError as fault:
        field_faults.refuse(FILE, told(fault))
        return
    field_faults.refuse(FILE, "")
    st.session_state[taking.SAID] = (True, t("evaluation.loaded", count=count))
    live.say(t("evaluation.loaded", count=count))
    st.rerun()


def _wrong() -> None:
    cohort, found = st.session_state.get(WRONG, (None, ()))
    if cohort != here().profiles.cohort.id:
        return
    st.error(t("evaluation.load.wrong", count=len(found)), width=READING_WIDTH)
    tables.with_files([_row(one) for one in found], "rematch-answers-wrong", t("evaluation.load.alt"))


def _row(one: Finding) -> dict[str, str]:
    words = problem(one, state.language())
    return {
        "eval_row": "" if one.row is None else str(one.row),
        "eval_cell": one.column or "",
        "what": words.what,
        "todo": words.todo,
    }
