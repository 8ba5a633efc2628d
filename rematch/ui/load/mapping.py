"""What the columns of foreign files mean: proposed, changed and confirmed by a person."""

from functools import partial

import streamlit as st

from rematch.service import intake
from rematch.service.intake import ColumnUse, Constant, Suggestion, TableUse
from rematch.ui.components import written_table
from rematch.ui.components.written_table import Typed, WrittenColumn
from rematch.ui.load import crosses, desk, values
from rematch.ui.load.desk import ImportDraft
from rematch.ui.profiles.cells import known_label
from rematch.ui.shell.context import here
from rematch.ui.widgets import pressed, shown
from rematch.ui.words import READING_WIDTH, plain, t

KINDS = ("households", "members", "persons", "municipalities", "units", "ignored")
NOT_READ = ""
UNSHOWN = ("personal", "technical")
WIDTH = 1100


def panel() -> None:
    """Each table with its columns, what holds for every household, and words that are not understood."""
    found = desk.present()
    if found is None or found.mapping is None or found.proposal is None:
        return
    st.header(t("load.mapping"), anchor="mapping")
    st.markdown(t("load.mapping.text"), width=READING_WIDTH)
    for use in found.mapping.tables:
        _table(found, use)
    _constants(found)
    crosses.panel(found)
    values.panel(found)
    _file(found)


def _table(found: ImportDraft, use: TableUse) -> None:
    said = _suggestions(found, use)
    place = " · ".join(part for part in (said[0].file, said[0].sheet) if part) if said else ""
    with st.container(border=True, key=f"load_table_{use.shape}", width=WIDTH):
        title, kind = st.columns([3, 2], vertical_alignment="center")
        title.markdown(f"**{plain(place)}**")
        key = shown(f"load_kind_{use.shape}", use.kind)
        kind.selectbox(
            t("load.kind"),
            KINDS,
            format_func=lambda k: t(f"intake.kind.{k}"),
            key=key,
            on_change=pressed(key, partial(_kind_typed, use)),
        )
        if use.kind != "ignored":
            _columns(use, said, place)


def _columns(use: TableUse, said: "list[Suggestion]", place: str) -> None:
    """One row per column of the file; what is chosen counts at once."""
    proposed = {one.source: one for one in said}
    rows = {
        column.source: (
            column.source,
            " · ".join(proposed[column.source].examples) if column.source in proposed else "",
            column.target or NOT_READ,
            _sure(column, proposed.get(column.source)),
        )
        for column in use.columns
        if column.unread not in UNSHOWN
    }
    options = ((NOT_READ, t("load.not_read")), *_targets(use).items())
    written_table.show(
        (
            WrittenColumn("source", t("load.column.source"), 190, name_row=True),
            WrittenColumn("examples", t("load.column.examples"), 270, tell=True),
            WrittenColumn("target", t("load.column.target"), 300, "choice", options),
            WrittenColumn("sure", t("load.column.sure"), 170, tell=True),
        ),
        rows,
        f"load_columns_{use.shape}_{use.kind}",
        partial(_targets_chosen, use.shape),
        caption=": ".join((t("load.mapping"), *([place] if place else []))),
    )
    left = [column.source for column in use.columns if column.unread in UNSHOWN]
    if left:
        st.markdown(f":small[{t('load.left_out', columns=[plain(column) for column in left])}]")


def _targets(use: TableUse) -> dict[str, str]:
    catalogue = here().catalogue
    return {
        name: label if target.kept else t("load.aside", label=label)
        for name, target in intake.targets(use.kind, catalogue).items()
        for label in [known_label(name)]
    }


def _sure(column: ColumnUse, said: "Suggestion | None") -> str:
    """Why the proposal is what it is; nothing once a person has chosen otherwise."""
    if said is None or said.target != column.target:
        return t("load.sure.chosen") if column.target else ""
    if column.target is None:
        return t(f"intake.why.{said.why}")
    level = "high" if said.sure >= 0.9 else "middle" if said.sure >= 0.7 else "low"
    return t(f"load.sure.{level}")


def _suggestions(found: ImportDraft, use: TableUse) -> "list[Suggestion]":
    shapes = {(table.file, table.sheet): intake.shape_of(table) for table in found.tables}
    said = found.proposal.suggestions if found.proposal else ()
    return [one for one in said if shapes.get((one.file, one.sheet)) == use.shape]


def _kind_typed(use: TableUse, kind: intake.Kind) -> None:
    """Another kind is proposed anew: its columns mean other things."""
    found = desk.present()
    if found is None or found.mapping is None:
        return
    known = intake.targets(kind, here().catalogue)
    columns = tuple(
        column if column.target in known else column.model_copy(update={"target": None})
        for column in use.columns
    )
    changed = use.model_copy(update={"kind": kind, "columns": columns})
    desk.put(desk.mapped(found, found.mapping.with_use(changed)))


def _targets_chosen(shape: str, typed: Typed) -> None:
    found = desk.present()
    if found is None or found.mapping is None:
        return
    use = next(one for one in found.mapping.tables if one.shape == shape)
    targets = {source: str(target) or None for (source, _), target in typed.items()}
    columns = tuple(
        column.model_copy(update={"target": targets[column.source], "unread": None})
        if targets.get(column.source, column.target) != column.target
        else column
        for column in use.columns
    )
    desk.put(desk.mapped(found, found.mapping.with_use(use.model_copy(update={"columns": columns}))))


def _constants(found: ImportDraft) -> None:
    """What no column says but every household needs: asked once, for all."""
    if found.mapping is None or found.proposal is None or not found.proposal.missing:
        return
    said = found.mapping.constants
    with st.container(border=True, key="load_constants", width=WIDTH):
        st.markdown(f"**{t('load.constants')}**")
        consent, place, lat, lon = st.columns(4)
        if "consent" in found.proposal.missing:
            consent.selectbox(
                t("intake.column.consent"),
                ("yes", "no"),
                index=None if "consent" not in said else ("yes", "no").index(said["consent"]),
                format_func=lambda word: t(f"load.consent.{word}"),
                placeholder=t("load.choose"),
                key="load_consent",
                on_change=_constant_typed,
                args=("consent", "load_consent"),
            )
        if "lat" in found.proposal.missing:
            place.text_input(
                t("intake.column.place"),
                said.get("place", ""),
                key="load_place",
                on_change=_constant_typed,
                args=("place", "load_place"),
            )
            for column, name, most in ((lat, "lat", 90.0), (lon, "lon", 180.0)):
                column.number_input(
                    t(f"intake.column.{name}"),
                    -most,
                    most,
                    float(said[name]) if name in said else None,
                    format="%.4f",
                    key=f"load_{name}",
                    on_change=_constant_typed,
                    args=(name, f"load_{name}"),
                )


def _constant_typed(name: "Constant", key: str) -> None:
    found = desk.present()
    if found is None or found.mapping is None:
        return
    value = st.session_state[key]
    kept: dict[Constant, str] = {
        other: text for other, text in found.mapping.constants.items() if other != name
    }
    changed = {**kept, name: str(value)} if value not in (None, "") else kept
    desk.put(desk.mapped(found, found.mapping.model_copy(update={"constants": changed})))


def _file(found: ImportDraft) -> None:
    """The mapping as a file, to be used elsewhere or brought back."""
    if found.mapping is None:
        return
    with st.popover(
        t("load.mapping.file"), icon=":material/attach_file:", key="mapping_file", on_change="rerun"
    ) as opened:
        if opened.open:
            st.download_button(
                t("load.mapping.download"),
                data=found.mapping.to_json(),
                file_name="rematch-mapping.json",
                mime="application/json",
                icon=":material/download:",
                on_click="ignore",
                key="load_mapping_download",
            )
            with st.form("load_mapping_form", border=False):
                file = st.file_uploader(t("load.mapping.upload"), type=["json"], key="load_mapping_file")
                if st.form_submit_button(t("load.mapping.use"), key="load_mapping_use") and file:
                    values.use_file(found, file.getvalue())
