"""One table of profiles: search, filter, counts, and both ways to take the data along."""

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from rematch.identity import Identity
from rematch.report.files.archive import folder_zip
from rematch.report.files.profile_rows import Kind, profile_labels, profile_rows
from rematch.report.files.tables import Cell, plan_csv
from rematch.ui.access import reading_table
from rematch.ui.shell import cached, state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, t

if TYPE_CHECKING:
    from rematch.instance.cohort_data import CohortData

PINNED = {"household": "id", "member": "id", "municipality": "name", "unit": "unit"}


def panel(kind: Kind, special: bool) -> None:
    """Search and filter on top, the table, the downloads below."""
    frame, labels = _frame(kind, special), _labels(kind, special)
    if kind == "unit" and frame.empty:
        st.info(t("profiles.no_units"), width=READING_WIDTH)
        return
    shown = _filtered(frame, kind)
    st.markdown(
        f":small[{t('profiles.shown', shown=len(shown), all=len(frame))} {t('profiles.empty_cells')}]"
    )
    if shown.empty:
        st.info(t("profiles.none_found"))
    else:
        reading_table.show(
            dict(zip(map(str, shown.index), _rows(shown), strict=True)),
            labels,
            t("profiles.alt"),
            PINNED[kind],
            key=f"profiles_{kind}",
            sized=_rows(frame),
        )
    with st.container(horizontal=True, gap="small"):
        _downloads(shown, labels, kind)


def _frame(kind: Kind, special: bool) -> pd.DataFrame:
    return _built(here().cohort_data.identity, kind, state.language(), special, here().cohort_data)


@cached.of_people(24)
def _built(about: Identity, kind: Kind, lang: str, special: bool, _data: "CohortData") -> pd.DataFrame:
    """Built once per cohort, catalogue, language and choice, for all visits."""
    rows = profile_rows(_data.profiles, _data.catalogue, kind, lang, special)
    return pd.DataFrame(rows, columns=list(profile_labels(_data.catalogue, kind, lang, special)))


def search(key: str) -> list[str]:
    """A field for words to search for; those written in it."""
    written = st.text_input(
        t("profiles.search"),
        placeholder=t("profiles.search.hint"),
        key=key,
        persist_state="session",
        width=380,
    )
    return written.lower().split()


def _labels(kind: Kind, special: bool) -> dict[str, str]:
    return profile_labels(here().catalogue, kind, state.language(), special)


def _filtered(frame: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    """Rows that hold the searched words anywhere, and unknown answers where asked for."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        wanted = search(f"profiles_search_{kind}")
        unknown = st.checkbox(
            t("profiles.only_unknown"), key=f"profiles_unknown_{kind}", persist_state="session"
        )
    if unknown:
        frame = frame[frame["unknown"] > 0]
    return frame[[all(word in text for word in wanted) for text in _texts(frame)]] if wanted else frame


def _texts(frame: pd.DataFrame) -> list[str]:
    """Each row as one text in small letters."""
    return ["\n".join(map(str, row)).lower() for row in frame.itertuples(index=False)]


def _downloads(shown: pd.DataFrame, labels: dict[str, str], kind: Kind) -> None:
    profiles, catalogue = here().profiles, here().catalogue
    note = t("profiles.note.invented") if profiles.cohort.invented else t("profiles.note.real")
    lang = state.language()
    st.download_button(
        t("profiles.csv"),
        data=lambda: plan_csv(_cells(shown), labels, note=note, lang=lang),
        file_name=f"{profiles.cohort.id}-{kind}.csv",
        mime="text/csv",
        icon=":material/download:",
        disabled=shown.empty,
        on_click="ignore",
        key=f"profiles_csv_{kind}",
    )
    st.download_button(
        t("profiles.zip"),
        data=partial(folder_zip, profiles, catalogue),
        file_name=f"{profiles.cohort.id}.zip",
        mime="application/zip",
        icon=":material/folder_zip:",
        help=t("profiles.zip.help"),
        on_click="ignore",
        key="profiles_zip",
    )


def _cells(frame: pd.DataFrame) -> list[dict[str, Cell]]:
    return [dict(zip(map(str, frame.columns), row, strict=True)) for row in _rows(frame)]


def _rows(frame: pd.DataFrame) -> list[list[Cell]]:
    """Cells row by row, None where there is none."""
    return frame.astype(object).where(frame.notna(), None).to_numpy().tolist()
