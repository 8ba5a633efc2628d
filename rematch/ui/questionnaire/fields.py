"""The right widget for each type of field of the catalogue."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import streamlit as st

from rematch.cells import drafts
from rematch.cells.fields import point_cell
from rematch.cells.lists import NOTHING
from rematch.model import Level
from rematch.service.interview import Slot, is_scale, occupation_code, occupations
from rematch.texts import TONGUES, asked, spoken
from rematch.ui.questionnaire import draft, widgets

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Field

LEVELS = tuple(level.value for level in Level)
MAJOR_GROUPS = tuple("123456789")
ISCED = tuple("012345678")


def ask(field: "Field", slot: Slot, label: str, *, shown: bool, declinable: bool) -> None:
    """The widget of a field, and beside it the way not to answer."""
    if field.type == "flag":
        widgets.flag(slot, label, shown=shown, declinable=declinable)
        return
    if not declinable:
        _open(field, slot, label, shown=shown, off=False)
        return
    widgets.declinable(slot, lambda off: _open(field, slot, label, shown=shown, off=off))


def _open(field: "Field", slot: Slot, label: str, *, shown: bool, off: bool) -> None:
    visible: widgets.Visible = "visible" if shown else "collapsed"
    if field.type == "languages":
        _languages(slot, label, visible, off)
    elif field.type == "map":
        (_chosen_amounts if field.codes else _map)(field, slot, label, off)
    elif field.type in ("set", "points"):
        named = _options(field)
        new = not field.options
        hint = draft.w("answer.points") if field.type == "points" else None
        nothing = draft.w("answer.nowhere" if field.type == "points" else "answer.none")
        widgets.many(slot, label, named, visible=visible, off=off, new=new, hint=hint, nothing=nothing)
    elif is_scale(field):
        widgets.steps(slot, label, visible=visible, off=off)
    elif field.type == "number":
        widgets.number(
            slot, label, low=field.low, high=field.high, visible=visible, off=off, unit=_unit(field)
        )
    elif field.type == "date":
        widgets.day(slot, label, visible=visible, off=off)
    elif field.codes or field.type != "text":
        of_work = field.codes == "isco08"
        read = occupation_code if of_work else str
        widgets.one(slot, label, _options(field), visible=visible, off=off, new=of_work, read=read)
    else:
        widgets.text(slot, label, visible=visible, off=off)


def _languages(slot: Slot, label: str, visible: widgets.Visible, off: bool) -> None:
    """Which ones, then how well each."""
    form = draft.in_hand()
    known = drafts.pairs(form.cell(slot))
    key = widgets.seed(widgets.key_of(slot), list(known))

    def said() -> None:
        levels = {tag: st.session_state.get(f"{key}_{tag}") or "" for tag in st.session_state[key]}
        draft.answer(slot, drafts.paired(levels))

    st.multiselect(
        label,
        list(dict.fromkeys([*TONGUES, *known])),
        format_func=lambda tag: spoken(tag, form.lang),
        placeholder=draft.w("answer.choose"),
        accept_new_options=True,
        wrap=True,
        disabled=off,
        key=key,
        on_change=said,
        label_visibility=visible,
    )
    with st.container(horizontal=True, gap="small"):
        for tag, level in known.items():
            st.selectbox(
                draft.w("answer.level", language=spoken(tag, form.lang)),
                LEVELS,
                format_func=lambda level: asked(f"level.{level}", form.lang),
                index=None,
                placeholder=draft.w("answer.choose"),
                key=widgets.seed(f"{key}_{tag}", level or None),
                on_change=said,
                width=250,
            )


def _map(field: "Field", slot: Slot, label: str, off: bool) -> None:
    """A number for each, in three columns; what is left empty is unknown."""
    st.markdown(f":small[{label}]")
    cell = draft.in_hand().cell(slot)
    known = drafts.pairs(cell)
    named = _options(field)
    names = list(dict.fromkeys([*named, *known]))
    key = widgets.key_of(slot)
    nothing = widgets.seed(f"{key}_{NOTHING}", cell == NOTHING)

    def said() -> None:
        values = {name: st.session_state.get(f"{key}_{name}") for name in names}
        draft.answer(slot, drafts.amounts(values, nothing=bool(st.session_state[nothing])))

    _amounts(field, slot, {name: named.get(name, name) for name in names}, said, off=off or cell == NOTHING)
    st.checkbox(draft.w("answer.none"), key=nothing, on_change=said)


def _chosen_amounts(field: "Field", slot: Slot, label: str, off: bool) -> None:
    """Codes chosen first, then a number for each; one still without its number is told."""
    lang, cell = draft.in_hand().lang, draft.in_hand().cell(slot)
    known, named = drafts.pairs(cell), _options(field)
    named = {code: widgets.coded(code, lang) for code in dict.fromkeys([*named, *known])}
    named |= {NOTHING: draft.w("answer.none")}
    read = occupation_code if field.codes == "isco08" else str
    key = widgets.seed(widgets.key_of(slot), drafts.chosen(cell) if cell == NOTHING else list(known))

    def said() -> None:
        codes = [read(str(code).strip()) for code in st.session_state[key]]
        st.session_state[key] = list(dict.fromkeys(codes))
        values = {code: drafts.figure(st.session_state.get(f"{key}_{code}")) for code in codes}
        draft.answer(slot, NOTHING if NOTHING in codes else drafts.paired(values))

    st.multiselect(
        label,
        list(named),
        format_func=lambda code: named.get(code, code),
        placeholder=draft.w("answer.occupation" if field.codes == "isco08" else "answer.choose"),
        accept_new_options=True,
        wrap=True,
        disabled=off,
        key=key,
        on_change=said,
    )
    _amounts(field, slot, {code: named[code] for code in known}, said, off=off)


def _amounts(
    field: "Field",
    slot: Slot,
    named: Mapping[str, str],
    said: Callable[[], None],
    *,
    off: bool,
) -> None:
    """A number for each name, in rows of three."""
    known = drafts.pairs(draft.in_hand().cell(slot))
    for (name, words), place in zip(named.items(), widgets.grid(len(named)), strict=True):
        place.number_input(
            words,
            value=None,
            min_value=field.low,
            max_value=field.high,
            step=0.1 if field.high is not None and field.high <= 1 else 1.0,
            format="%g",
            placeholder=_unit(field) or None,
            disabled=off,
            key=widgets.seed(f"{widgets.key_of(slot)}_{name}", drafts.number(known.get(name, ""))),
            on_change=said,
        )


def _options(field: "Field") -> dict[str, str]:
    lang = draft.in_hand().lang
    if field.options:
        return {option.id: option.label.in_(lang) for option in field.options}
    if field.codes == "language":
        return {tag: spoken(tag, lang) for tag in TONGUES}
    if field.codes == "isco08":
        return {**{code: asked(f"isco.{code}", lang) for code in MAJOR_GROUPS}, **occupations(lang)}
    if field.codes == "isced2011":
        return {code: asked(f"isced.{code}", lang) for code in ISCED}
    if field.type == "level":
        return {level: asked(f"level.{level}", lang) for level in LEVELS[:-1]}
    return points() if field.type == "points" else {}


def points() -> dict[str, str]:
    """The cohort's municipalities by their coordinates, as a place's cell has them."""
    places = draft.profiles().municipalities
    return {point_cell((m.lat, m.lon)): m.name for m in places}


def places() -> dict[str, str]:
    """The cohort's municipalities by AGS, in alphabetical order."""
    return dict(sorted(draft.profiles().names.items(), key=lambda named: named[1]))


def _unit(field: "Field") -> str:
    return field.unit.in_(draft.in_hand().lang) if field.unit else ""
