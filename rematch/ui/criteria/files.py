"""The catalogue as a file: taken along, compared, brought in, and back to what ships."""

from difflib import unified_diff

import streamlit as st

from rematch import bootstrap
from rematch.errors import DataErrors
from rematch.service.criteria import retired_entries
from rematch.ui.criteria import draft
from rematch.ui.shell.context import here
from rematch.ui.words import plain, t, told

WIDTH = 860


def panel() -> None:
    """Download, comparison, upload, reset."""
    text, drafted = bootstrap.catalogue_text(draft.shown())
    for finding in retired_entries(text.encode(), bootstrap.CRITERIA):
        st.info(told(finding), icon=":material/link_off:", width=WIDTH)
    st.markdown(t("criteria.file.text"), width=WIDTH)
    st.download_button(
        t("criteria.file.download"),
        data=drafted.text,
        file_name=bootstrap.CRITERIA,
        mime="application/toml",
        icon=":material/download:",
        on_click="ignore",
        key="criteria_download",
    )
    st.markdown(f"**{t('criteria.file.diff')}**")
    if not drafted.kept:
        st.warning(t("criteria.file.anew"), width=WIDTH)
    lines = unified_diff(
        text.splitlines(), drafted.text.splitlines(), "criteria.toml", "criteria.toml", lineterm="", n=2
    )
    st.code("\n".join(lines) or t("criteria.draft.none"), language="diff")
    _upload()
    st.button(
        t("criteria.file.shipped"),
        icon=":material/restart_alt:",
        help=t("criteria.file.shipped.help"),
        on_click=_shipped,
        key="criteria_shipped",
    )


def _upload() -> None:
    with st.form("criteria_upload", width=WIDTH, clear_on_submit=True):
        file = st.file_uploader(t("criteria.file.upload"), type=["toml"], key="criteria_file")
        if (
            st.form_submit_button(t("criteria.file.take"), icon=":material/upload:", key="criteria_take")
            and file
        ):
            _take(file.name, file.getvalue())


def _take(name: str, content: bytes) -> None:
    try:
        draft.keep(draft.Draft(bootstrap.read_criteria(name, content, here().catalogue)))
        for finding in retired_entries(content, name):
            st.toast(told(finding), icon=":material/link_off:", duration="long")
    except DataErrors as fault:
        st.error(t("criteria.faulty", count=len(fault.findings)))
        for finding in fault.findings[:20]:
            st.markdown(f"- **{plain(finding.column or '')}** {told(finding)}")
        return
    st.rerun()


def _shipped() -> None:
    draft.keep(draft.Draft(bootstrap.back_to_shipped(here().catalogue)))
