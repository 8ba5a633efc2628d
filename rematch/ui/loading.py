"""The door for own data: a ZIP file or the four files, every problem told at once."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from rematch import opening, texts
from rematch.errors import DataErrors, Finding, RematchError
from rematch.model import Profiles
from rematch.ui import cached, downloads, state
from rematch.ui.words import number, t

OUTCOME = "loading_outcome"


@dataclass(frozen=True)
class Outcome:
    """What came of the last attempt."""

    loaded: Profiles | None = None
    findings: tuple[Finding, ...] = ()
    fault: RematchError | None = None


def own_data() -> None:
    """The form, and under it what came of the last attempt."""
    st.header(t("loading.title"), anchor="own-data")
    st.markdown(t("loading.text"), width=820)
    with st.form("own_data", width=820):
        files = st.file_uploader(
            t("loading.upload"),
            type=["zip", "toml", "csv"],
            accept_multiple_files=True,
            help=t("loading.upload.help"),
            key="own_files",
        )
        asked = st.form_submit_button(t("loading.load"), icon=":material/fact_check:", key="own_load")
    if asked:
        _attempt({file.name: file.getvalue() for file in files or []})
    _tell(st.session_state.get(OUTCOME))


def _attempt(files: Mapping[str, bytes]) -> None:
    outcome = _load(files)
    st.session_state[OUTCOME] = outcome
    if outcome.loaded is not None:
        state.use_cohort(outcome.loaded.cohort.id)
        st.rerun()


def _load(files: Mapping[str, bytes]) -> Outcome:
    try:
        if not files:
            raise RematchError("upload.nothing")
        loaded = opening.load_files(cached.store(), files, cached.catalogue(), state.viewer())
    except DataErrors as errors:
        return Outcome(findings=errors.findings)
    except RematchError as fault:
        return Outcome(fault=fault)
    return Outcome(*loaded)


def _tell(outcome: Outcome | None) -> None:
    if outcome is None:
        return
    if outcome.fault is not None:
        words = texts.problem(outcome.fault, state.language())
        st.error(f"{words.what} {words.todo}", width=820)
        return
    if outcome.loaded is None:
        st.error(t("loading.errors", count=len(outcome.findings)), width=820)
    else:
        st.success(_summary(outcome.loaded), width=820)
        if outcome.findings:
            st.warning(t("loading.warnings", count=len(outcome.findings)), width=820)
    if outcome.findings:
        rows = [_row(finding) for finding in outcome.findings]
        wide = {t(f"loading.{name}"): st.column_config.TextColumn(width="large") for name in ("what", "todo")}
        st.dataframe(rows, hide_index=True, column_config=wide, alt=t("loading.table"))
        downloads.as_csv(rows, "rematch-problems")


def _summary(loaded: Profiles) -> str:
    return t(
        "loading.clean",
        name=loaded.cohort.name,
        households=t("loading.households", count=len(loaded.households)),
        persons=t("loading.persons", count=loaded.persons),
        municipalities=t("loading.municipalities", count=len(loaded.municipalities)),
    )


def _row(finding: Finding) -> dict[str, str]:
    words = texts.problem(finding, state.language())
    return {
        t("loading.file"): finding.file,
        t("loading.row"): t("loading.whole_file") if finding.row is None else number(finding.row),
        t("loading.column"): finding.column or "",
        t("loading.what"): words.what,
        t("loading.todo"): words.todo,
    }
