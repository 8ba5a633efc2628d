"""Widgets of a form: each shows a cell, and what is chosen becomes the cell at once."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from rematch.cells import drafts
from rematch.cells.lists import NOTHING
from rematch.model import DECLINED
from rematch.service.interview import Slot, occupations
from rematch.texts import asked
from rematch.ui.access import field_faults
from rematch.ui.questionnaire import draft
from rematch.ui.words import told

if TYPE_CHECKING:
    from rematch.ui.questionnaire.checking import CheckedForm

Visible = Literal["visible", "collapsed"]


def key_of(slot: Slot) -> str:
    """The widget's name: of this form, so that two interviews never mix."""
    return f"form_{draft.in_hand().id}_{slot.key}"


def seed(key: str, value: object) -> str:
    """Show what is kept, unless the person has just changed it."""
    if key not in st.session_state:
        st.session_state[key] = value
    return key


def grid(count: int, across: int = 3) -> list[DeltaGenerator]:
    """Places for so many widgets, filled row by row, so that those of a row stand level."""
    rows = -(-count // across)
    cells = [cell for _ in range(rows) for cell in st.columns(across, vertical_alignment="bottom")]
    return cells[:count]


def faults(checked: "CheckedForm | None", slot: Slot) -> None:
    """What is wrong with an answer, right below it."""
    found = checked.about(slot) if checked else ()
    field_faults.told(key_of(slot), " ".join(map(told, found)))


def declinable(slot: Slot, draw: Callable[[bool], None]) -> None:
    """A widget, and beside it the way not to answer; `draw` is told whether it was taken."""
    off = slot.key in draft.in_hand().declined
    answer, declining = st.columns([4, 1.35], vertical_alignment="bottom", gap="small")
    with answer:
        draw(off)
    with declining:
        decline(slot, off)


def decline(slot: Slot, off: bool) -> None:
    """Prefer not to say: the answer is unknown."""
    key = seed(f"{key_of(slot)}_{DECLINED}", off)

    def declined() -> None:
        answer_key = key_of(slot)
        for name in [n for n in st.session_state if str(n).startswith(answer_key) and n != key]:
            del st.session_state[name]
        draft.answer(slot, "", declined=bool(st.session_state[key]))

    st.checkbox(draft.w("answer.declined"), key=key, on_change=declined)


def flag(slot: Slot, label: str, *, shown: bool, declinable: bool) -> None:
    """Yes, no, and for people: prefer not to say."""
    form = draft.in_hand()
    ways = {"yes": draft.w("answer.yes"), "no": draft.w("answer.no")}
    ways |= {DECLINED: draft.w("answer.declined")} if declinable else {}
    key = seed(key_of(slot), DECLINED if slot.key in form.declined else form.cell(slot) or None)

    def said() -> None:
        draft.answer(slot, st.session_state[key] or "")

    st.segmented_control(
        label,
        list(ways),
        format_func=ways.__getitem__,
        key=key,
        on_change=said,
        label_visibility="visible" if shown else "collapsed",
    )


def one(
    slot: Slot,
    label: str,
    named: Mapping[str, str],
    *,
    visible: Visible = "visible",
    off: bool = False,
    new: bool = False,
    read: Callable[[str], str] = str,
) -> None:
    """One of several; with `new` another word can be typed, which is taken as `read` has it."""
    present, lang = draft.in_hand().cell(slot) or None, draft.in_hand().lang
    options = list(named) + ([present] if present and present not in named else [])
    key = seed(key_of(slot), present)

    def said() -> None:
        value = read(str(st.session_state[key] or "").strip())
        st.session_state[key] = value or None
        draft.answer(slot, value)

    st.selectbox(
        label,
        options,
        format_func=lambda code: named.get(code) or coded(code, lang),
        index=None,
        placeholder=draft.w("answer.occupation" if new else "answer.choose"),
        accept_new_options=new,
        disabled=off,
        key=key,
        on_change=said,
        label_visibility=visible,
    )


def many(
    slot: Slot,
    label: str,
    named: Mapping[str, str],
    *,
    visible: Visible = "visible",
    off: bool = False,
    new: bool = False,
    hint: str | None = None,
    nothing: str | None = None,
) -> None:
    """Several, in the order they were chosen; `nothing`: the words of the answer that there is none."""
    present = drafts.chosen(draft.in_hand().cell(slot))
    offered = {**named, NOTHING: nothing} if nothing else dict(named)
    options = [*offered, *(value for value in present if value not in offered)]
    key = seed(key_of(slot), present)
    st.multiselect(
        label,
        options,
        format_func=lambda code: offered.get(code, code),
        placeholder=hint or draft.w("answer.choose"),
        accept_new_options=new,
        wrap=True,
        disabled=off,
        key=key,
        on_change=_taken(slot, key, lambda value: drafts.several([str(v).strip() for v in value])),
        label_visibility=visible,
    )


def number(
    slot: Slot,
    label: str,
    *,
    low: float | None = None,
    high: float | None = None,
    visible: Visible = "visible",
    off: bool = False,
    unit: str = "",
    wide: bool = False,
) -> None:
    """A number within its bounds, empty while unknown; one stored outside of them is shown and told."""
    present = drafts.number(draft.in_hand().cell(slot))
    if present is not None:
        low = None if low is not None and present < low else low
        high = None if high is not None and present > high else high
    key = seed(key_of(slot), present)
    st.number_input(
        f"{label} ({unit})" if unit and visible == "visible" else label,
        value=None,
        min_value=None if low is None else float(low),
        max_value=None if high is None else float(high),
        step=0.1 if high is not None and high <= 1 else 1.0,
        format="%.8g" if wide else "%g",
        placeholder=unit or None,
        disabled=off,
        key=key,
        on_change=_taken(slot, key, drafts.figure),
        label_visibility=visible,
    )


def day(slot: Slot, label: str, *, visible: Visible = "visible", off: bool = False) -> None:
    """A day, empty while unknown."""
    key = seed(key_of(slot), drafts.day(draft.in_hand().cell(slot)))
    st.date_input(
        label,
        value=None,
        format="DD.MM.YYYY",
        disabled=off,
        key=key,
        on_change=_taken(slot, key, lambda value: value.isoformat() if value else ""),
        label_visibility=visible,
    )


def text(
    slot: Slot, label: str, *, visible: Visible = "visible", off: bool = False, help: str | None = None
) -> None:
    """A word of one's own."""
    key = seed(key_of(slot), draft.in_hand().cell(slot))
    st.text_input(
        label,
        key=key,
        disabled=off,
        help=help,
        autocomplete="off",
        max_chars=80,
        on_change=_taken(slot, key, lambda value: str(value or "").strip()),
        label_visibility=visible,
    )


def steps(slot: Slot, label: str, *, visible: Visible = "visible", off: bool = False) -> None:
    """One of five steps."""
    key = seed(key_of(slot), draft.in_hand().cell(slot) or None)
    st.segmented_control(
        label,
        list("12345"),
        key=key,
        disabled=off,
        on_change=_taken(slot, key, lambda value: value or ""),
        label_visibility=visible,
    )


def _taken(slot: Slot, key: str, written: Callable[..., str]) -> Callable[[], None]:
    return lambda: draft.answer(slot, written(st.session_state[key]))


def coded(code: str, lang: str) -> str:
    """A number of ISCO-08 with its name, or that of its major group."""
    if not code[:1].isdigit():
        return code
    return f"{code}, {occupations(lang).get(code) or asked(f'isco.{code[:1]}', lang)}"
