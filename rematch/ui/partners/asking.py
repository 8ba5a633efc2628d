"""What a step of a municipality asks for, drawn by its row of the table, and read back."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from rematch.rights import COORDINATION
from rematch.service.process import Transition, reasons_for, today
from rematch.ui.shell import state
from rematch.ui.words import t

MOST_WORDS = 500
DAY, LAST, LEAST, MOST, REASON, WORDS = "day", "last_day", "least", "most", "reason", "words"


def chosen(label: str, rows: Mapping[str, Transition], key: str) -> Transition | None:
    """One of the steps there are, by its name; None while none is chosen."""
    words = {event: t(f"process.step.partner.{event}") for event in rows}
    picked = st.pills(label, list(words), format_func=words.__getitem__, key=key)
    return None if picked is None else rows[picked]


def form(key: str, row: Transition, planned: tuple[int, int | None] = (0, None)) -> None:
    """The inputs of a step inside a form; a pledge begins with the numbers of the profile."""
    coordinating = speaks_for_others()
    with st.container(horizontal=True):
        if coordinating:
            _day(key, DAY, t("process.one.day"), value=today(), max_value=today())
        if "last_day" in row.needs:
            _day(key, LAST, t("process.one.last_day"), value=None, min_value=today())
        if "pledge" in row.needs:
            _persons(key, LEAST, t("partners.least"), planned[0] or None)
            _persons(key, MOST, t("partners.most"), planned[1])
    if row.parties:
        label = t("partners.reminder") if row.event == "remind" else t("process.one.reason")
        reasons = [one.id for one in reasons_for(row)]
        _reason(key, label, reasons)
    behalf = "on_behalf" in row.needs and coordinating
    if behalf or "words" in row.needs or (row.parties and row.event != "remind"):
        words = t("partners.said") if behalf else t("process.one.words")
        st.text_area(words, key=_key(key, WORDS), max_chars=MOST_WORDS, height=80)


def said(key: str, row: Transition) -> dict[str, Any]:
    """What was put in, as a step takes it."""
    found = {name: st.session_state.get(_key(key, name)) for name in (DAY, LAST, LEAST, MOST, REASON, WORDS)}
    least, most = found[LEAST], found[MOST]
    whole = "pledge" in row.needs and least is not None and most is not None
    return {
        "day": found[DAY],
        "last_day": found[LAST] if "last_day" in row.needs else None,
        "pledge": (least, most) if whole else None,
        "reason": found[REASON] or "" if row.parties else "",
        "words": found[WORDS] or "",
    }


def forget(key: str) -> None:
    """Drop what was put in: it has been noted."""
    for name in (DAY, LAST, LEAST, MOST, REASON, WORDS):
        st.session_state.pop(_key(key, name), None)


def speaks_for_others() -> bool:
    """Whether whoever is here coordinates, and notes what others have said."""
    return bool(state.viewer().roles & COORDINATION)


def _key(key: str, name: str) -> str:
    return f"{key}_{name}"


def _day(key: str, name: str, label: str, **limits: Any) -> None:
    st.date_input(label, key=_key(key, name), format="DD.MM.YYYY", width=200, **limits)


def _persons(key: str, name: str, label: str, value: int | None) -> None:
    st.number_input(label, key=_key(key, name), value=value, min_value=0, max_value=9999, step=1, width=200)


def _reason(key: str, label: str, reasons: list[str]) -> None:
    words = {id: t(f"process.reason.{id}") for id in reasons}
    st.selectbox(
        label,
        list(words),
        index=None,
        format_func=words.__getitem__,
        placeholder=t("load.choose"),
        key=_key(key, REASON),
    )
