"""The right widget for each type of field; what is chosen becomes the cell of the form at once."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import streamlit as st

from rematch.service.questionnaire import Slot, is_scale
from rematch.texts import asked, spoken
from rematch.ui import cached
from rematch.ui.questionnaire import answers, draft
from rematch.ui.questionnaire.answers import NONE
from rematch.ui.words import told

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Field
    from rematch.ui.questionnaire.checking import Checked

Visible = Literal["visible", "collapsed"]
DECLINED = "declined"
LEVELS = ("A0", "A1", "A2", "B1", "B2", "C1", "C2", "native")
TONGUES = (
    "uk",
    "ru",
    "en",
    "de",
    "pl",
    "ar",
    "fa",
    "tr",
    "fr",
    "ro",
    "ka",
    "hy",
    "az",
    "es",
    "it",
    "bg",
    "hu",
    "cs",
    "sk",
    "lt",
    "lv",
    "et",
    "el",
    "he",
    "ku",
    "ps",
    "so",
    "ti",
    "am",
)
"""Languages offered to choose from; any other can be typed as its tag."""
MAJOR_GROUPS = tuple("123456789")
ISCED = tuple("012345678")


def key_of(slot: Slot) -> str:
    """The widget's name: of this form, so that two interviews never mix."""
    return f"form_{draft.in_hand().id}_{slot.key}"


def seed(key: str, value: object) -> str:
    """Show what is kept, unless the person has just changed it."""
    if key not in st.session_state:
        st.session_state[key] = value
    return key


def faults(checked: "Checked | None", slot: Slot) -> None:
    """What is wrong with an answer, right below it."""
    for finding in checked.about(slot) if checked else ():
        st.markdown(f":red[:material/error: {told(finding)}]")


def ask(field: "Field", slot: Slot, label: str, *, shown: bool, declinable: bool) -> None:
    """The widget of a field, and beside it the way not to answer."""
    if field.type == "flag":
        flag(slot, label, shown=shown, declinable=declinable)
        return
    if not declinable:
        _open(field, slot, label, shown=shown, off=False)
        return
    off = slot.key in draft.in_hand().declined
    answer, declining = st.columns([4, 1.35], vertical_alignment="bottom", gap="small")
    with answer:
        _open(field, slot, label, shown=shown, off=off)
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
        value = st.session_state[key]
        draft.answer(slot, "" if value == DECLINED else value or "", declined=value == DECLINED)

    st.segmented_control(
        label,
        list(ways),
        format_func=ways.__getitem__,
        key=key,
        on_change=said,
        label_visibility="visible" if shown else "collapsed",
    )


def _open(field: "Field", slot: Slot, label: str, *, shown: bool, off: bool) -> None:
    visible: Visible = "visible" if shown else "collapsed"
    if field.type == "languages":
        _languages(slot, label, visible, off)
    elif field.type == "map":
        _map(field, slot, off)
    elif field.type in ("set", "points"):
        named = _options(field)
        new = not field.options
        hint = draft.w("answer.points") if field.type == "points" else None
        nothing = [] if field.type == "points" else [NONE]
        many(slot, label, named, visible=visible, off=off, new=new, hint=hint, nothing=nothing)
    elif is_scale(field):
        _steps(slot, label, visible, off)
    elif field.type == "number":
        number(slot, label, low=field.low, high=field.high, visible=visible, off=off, unit=_unit(field))
    elif field.type == "date":
        day(slot, label, visible=visible, off=off)
    elif field.codes or field.type != "text":
        one(slot, label, _options(field), visible=visible, off=off, new=field.codes == "isco08")
    else:
        text(slot, label, visible=visible, off=off)


def one(
    slot: Slot,
    label: str,
    named: Mapping[str, str],
    *,
    visible: Visible = "visible",
    off: bool = False,
    new: bool = False,
) -> None:
    """One of several; with `new` another word can be typed."""
    present = draft.in_hand().cell(slot) or None
    options = list(named) + ([present] if present and present not in named else [])
    key = seed(key_of(slot), present)
    st.selectbox(
        label,
        options,
        format_func=lambda code: named.get(code) or _coded(code),
        index=None,
        placeholder=draft.w("answer.occupation" if new else "answer.choose"),
        accept_new_options=new,
        disabled=off,
        key=key,
        on_change=_taken(slot, key, lambda value: str(value or "").strip()),
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
    nothing: Sequence[str] = (NONE,),
) -> None:
    """Several, in the order they were chosen; nothing of it is an answer too."""
    present = answers.chosen(draft.in_hand().cell(slot))
    offered = {**named, NONE: draft.w("answer.none")} if nothing or NONE in present else dict(named)
    options = [*offered, *(value for value in present if value not in offered)]
    key = seed(key_of(slot), present)
    st.multiselect(
        label,
        options,
        format_func=lambda code: offered.get(code, code),
        placeholder=hint or draft.w("answer.choose"),
        accept_new_options=new,
        disabled=off,
        key=key,
        on_change=_taken(slot, key, lambda value: answers.several([str(v).strip() for v in value])),
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
    present = answers.number(draft.in_hand().cell(slot))
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
        on_change=_taken(slot, key, answers.figure),
        label_visibility=visible,
    )


def day(slot: Slot, label: str, *, visible: Visible = "visible", off: bool = False) -> None:
    """A day, empty while unknown."""
    key = seed(key_of(slot), answers.day(draft.in_hand().cell(slot)))
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


def _steps(slot: Slot, label: str, visible: Visible, off: bool) -> None:
    key = seed(key_of(slot), draft.in_hand().cell(slot) or None)
    st.segmented_control(
        label,
        list("12345"),
        key=key,
        disabled=off,
        on_change=_taken(slot, key, lambda value: value or ""),
        label_visibility=visible,
    )


def _languages(slot: Slot, label: str, visible: Visible, off: bool) -> None:
    """Which ones, then how well each."""
    form = draft.in_hand()
    known = answers.pairs(form.cell(slot))
    key = seed(key_of(slot), list(known))

    def said() -> None:
        levels = {tag: st.session_state.get(f"{key}_{tag}") or "" for tag in st.session_state[key]}
        draft.answer(slot, answers.paired(levels))

    st.multiselect(
        label,
        list(dict.fromkeys([*TONGUES, *known])),
        format_func=lambda tag: spoken(tag, form.lang),
        placeholder=draft.w("answer.choose"),
        accept_new_options=True,
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
                key=seed(f"{key}_{tag}", level or None),
                on_change=said,
                width=260,
            )


def _map(field: "Field", slot: Slot, off: bool) -> None:
    """A number for each, in three columns; what is left empty is unknown."""
    cell = draft.in_hand().cell(slot)
    known = answers.pairs(cell)
    named = _options(field)
    names = list(dict.fromkeys([*named, *known]))
    key = key_of(slot)
    nothing = seed(f"{key}_{NONE}", cell == NONE)

    def said() -> None:
        values = {name: st.session_state.get(f"{key}_{name}") for name in names}
        draft.answer(slot, answers.amounts(values, nothing=bool(st.session_state[nothing])))

    columns = st.columns(3, vertical_alignment="bottom")
    for position, name in enumerate(names):
        with columns[position % 3]:
            st.number_input(
                named.get(name) or _coded(name),
                value=None,
                min_value=field.low,
                max_value=field.high,
                step=0.1 if field.high is not None and field.high <= 1 else 1.0,
                format="%g",
                placeholder=_unit(field) or None,
                disabled=off or cell == NONE,
                key=seed(f"{key}_{name}", answers.number(known.get(name, ""))),
                on_change=said,
            )
    st.checkbox(draft.w("answer.none"), key=nothing, on_change=said)


def _taken(slot: Slot, key: str, written: Callable[..., str]) -> Callable[[], None]:
    return lambda: draft.answer(slot, written(st.session_state[key]))


def _options(field: "Field") -> dict[str, str]:
    lang = draft.in_hand().lang
    if field.options:
        return {option.id: option.label.in_(lang) for option in field.options}
    if field.codes == "language":
        return {tag: spoken(tag, lang) for tag in TONGUES}
    if field.codes == "isco08":
        return {code: asked(f"isco.{code}", lang) for code in MAJOR_GROUPS}
    if field.codes == "isced2011":
        return {code: asked(f"isced.{code}", lang) for code in ISCED}
    if field.type == "level":
        return {level: asked(f"level.{level}", lang) for level in LEVELS[:-1]}
    return points() if field.type == "points" else {}


def points() -> dict[str, str]:
    """The cohort's municipalities by their coordinates, as a place's cell has them."""
    places = cached.profiles().municipalities
    return {f"{answers.figure(m.lat)}/{answers.figure(m.lon)}": m.name for m in places}


def places() -> dict[str, str]:
    """The cohort's municipalities by AGS, in alphabetical order."""
    return {m.ags: m.name for m in sorted(cached.profiles().municipalities, key=lambda m: m.name)}


def _coded(code: str) -> str:
    """A number of ISCO-08 with its major group."""
    if code[:1].isdigit():
        return f"{code}, {asked(f'isco.{code[:1]}', draft.in_hand().lang)}"
    return code


def _unit(field: "Field") -> str:
    return field.unit.in_(draft.in_hand().lang) if field.unit else ""
