"""Words of a file that were not understood, given their meaning; and a mapping brought as a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import streamlit as st

from rematch.errors import RematchError
from rematch.service import intake
from rematch.service.intake import TableUse
from rematch.ui.access import field_faults
from rematch.ui.load import desk
from rematch.ui.load.desk import ImportDraft
from rematch.ui.profiles.cells import known_label, options
from rematch.ui.words import READING_WIDTH, plain, t, told

MOST = 60
LEAVE, UNKNOWN = "–", ""
CLEAR = ("intake.consent_refused", "intake.consent_of_person")
"""Of these what the cell says is understood; what is asked is something else."""


@dataclass(frozen=True)
class Word:
    """A word of one column that needs a meaning."""

    shape: str
    source: str
    target: str
    text: str


def panel(found: ImportDraft) -> None:
    """One choice per word; a column of free text has none."""
    words = list(_words(found))[:MOST]
    if not words:
        return
    with st.expander(
        t("load.words", count=len(words)), expanded=False, key="load_words", on_change="rerun"
    ) as opened:
        if opened.open:
            st.markdown(t("load.words.text"), width=READING_WIDTH)
            left, right = st.columns(2)
            for position, word in enumerate(words):
                with (left, right)[position % 2]:
                    _choice(word)


def _words(found: ImportDraft) -> Iterator[Word]:
    seen: set[tuple[str, str]] = set()
    places = {(table.file, table.sheet): intake.shape_of(table) for table in found.tables}
    uses = {use.shape: use for use in found.mapping.tables} if found.mapping else {}
    for finding in (one for one in found.findings if one.code not in CLEAR):
        use = uses.get(places.get((finding.file, finding.sheet), ""))
        target = use.target_of(finding.column or "") if use else None
        if use is None or target is None or not finding.value or not _meanings(target):
            continue
        if (finding.column or "", finding.value) not in seen:
            seen.add((finding.column or "", finding.value))
            yield Word(use.shape, finding.column or "", target, finding.value)


def _meanings(target: str) -> Mapping[str, str]:
    """What a word of the column may mean: codes with their labels."""
    if target == "status":
        return {"in": t("load.status.in"), "out": t("load.status.out")}
    return options("consent" if target == "withdrawn" else target)


def _choice(word: Word) -> None:
    labels = {LEAVE: t("load.words.leave"), UNKNOWN: t("evidence.unknown"), **_meanings(word.target)}
    key = f"load_word_{word.shape}_{word.source}_{word.text}"
    st.selectbox(
        t(
            "load.word",
            column=plain(word.source),
            word=plain(word.text),
            target=plain(known_label(word.target)),
        ),
        list(labels),
        format_func=lambda code: labels[code],
        key=key,
        on_change=_typed,
        args=(word, key),
    )


def _typed(word: Word, key: str) -> None:
    found = desk.present()
    if found is None or found.mapping is None:
        return
    use = next(one for one in found.mapping.tables if one.shape == word.shape)
    desk.put(desk.mapped(found, found.mapping.with_use(_with_word(use, word, st.session_state[key]))))


def _with_word(use: TableUse, word: Word, meaning: str) -> TableUse:
    def changed(words: dict[str, str]) -> dict[str, str]:
        rest = {text: ours for text, ours in words.items() if text != word.text}
        return rest if meaning == LEAVE else {**rest, word.text: meaning}

    columns = tuple(
        column.model_copy(update={"words": changed(column.words)}) if column.source == word.source else column
        for column in use.columns
    )
    return use.model_copy(update={"columns": columns})


def use_file(found: ImportDraft, content: bytes) -> None:
    """Read the files on the desk by this mapping, if it was made for files like them."""
    try:
        mapping = intake.read_mapping(content)
        if not mapping.matches(found.tables):
            raise RematchError("upload.mapping_of_another")
    except RematchError as fault:
        field_faults.told("load_mapping_file", told(fault))
        return
    desk.put(desk.mapped(found, mapping))
    st.rerun()
