"""Title, templates to fill in, and the files."""

from functools import partial

import streamlit as st

from rematch.errors import RematchError
from rematch.report.files.templates import KINDS, template_csv, template_workbook, template_xlsx
from rematch.service import intake
from rematch.ui.access import field_faults, live
from rematch.ui.load import desk
from rematch.ui.load.desk import ImportDraft
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, plain, t, told

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = ["zip", "toml", "csv", "tsv", "txt", "xlsx", "ods", "json"]


def title() -> None:
    """What this page does, and what it does not do by itself."""
    st.title(t("nav.load"))
    st.markdown(t("load.lead"), width=READING_WIDTH)


def panel() -> None:
    """Templates, the uploader, and what could not be read at all."""
    _templates()
    with st.form("load_files", width=READING_WIDTH, clear_on_submit=True):
        files = st.file_uploader(
            t("load.files"),
            type=TYPES,
            accept_multiple_files=True,
            help=t("load.files.help"),
            key="own_files",
        )
        if st.form_submit_button(t("load.read"), icon=":material/fact_check:", key="own_load"):
            _take(intake.told_apart((file.name, file.getvalue()) for file in files or []))
        field_faults.below("own_files")
    found = desk.present()
    if found is not None:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(t("load.on_desk", files=[plain(name) for name in found.names]), width="content")
            st.button(
                t("load.clear"), icon=":material/close:", on_click=desk.put, args=(None,), key="load_clear"
            )
        with st.container(key="load_wrong_place"):
            _wrong(found)
            if found.remembered:
                st.info(t("load.remembered"), icon=":material/history:", width=READING_WIDTH)


def _wrong(found: ImportDraft) -> None:
    """Beside the button just pressed: whether anything stands in the way, and the way there."""
    if found.errors or found.open:
        show, where = (st.error, "errors") if found.errors else (st.warning, "problems")
        show(f"{_in_the_way(found)} [{t('load.problems.to')}](#{where})", width=READING_WIDTH)


def _in_the_way(found: ImportDraft) -> str:
    if found.errors:
        return t("load.errors.found", count=len(found.errors))
    return t("load.warnings.found", count=len(found.open)) if found.open else t("load.nothing_wrong")


def _aloud(found: ImportDraft) -> str:
    """What was read, as far as it is understood, and what stands in the way."""
    read = found.profiles or found.checked
    if read is None:
        return _in_the_way(found)
    households = t("load.households", count=len(read.households))
    municipalities = t("load.municipalities", count=len(read.municipalities))
    return f"{households}, {municipalities}. {_in_the_way(found)}"


def _take(files: dict[str, bytes]) -> None:
    try:
        if not files:
            raise RematchError("upload.nothing")
        found = desk.take(files)
    except RematchError as fault:
        field_faults.refuse("own_files", told(fault))
        return
    field_faults.refuse("own_files", "")
    desk.put(found)
    live.say(_aloud(found))


def _templates() -> None:
    with st.popover(
        t("load.templates"), icon=":material/description:", key="load_templates", on_change="rerun"
    ) as opened:
        if opened.open:
            st.markdown(t("load.templates.text"), width=420)
            catalogue, lang = here().catalogue, state.language()
            st.download_button(
                t("load.templates.workbook"),
                data=partial(template_workbook, catalogue, lang),
                file_name="rematch.xlsx",
                mime=XLSX,
                icon=":material/menu_book:",
                type="primary",
                on_click="ignore",
                key="template_workbook",
            )
            for kind in KINDS:
                name = t(f"intake.kind.{kind}")
                with st.container(horizontal=True, gap="small"):
                    st.download_button(
                        t("load.templates.xlsx", kind=name),
                        data=partial(template_xlsx, kind, catalogue, lang),
                        file_name=f"rematch-{kind}.xlsx",
                        mime=XLSX,
                        icon=":material/table:",
                        on_click="ignore",
                        key=f"template_xlsx_{kind}",
                    )
                    st.download_button(
                        t("load.templates.csv", kind=name),
                        data=partial(template_csv, kind, catalogue, lang),
                        file_name=f"rematch-{kind}.csv",
                        mime="text/csv",
                        icon=":material/download:",
                        on_click="ignore",
                        key=f"template_csv_{kind}",
                    )
