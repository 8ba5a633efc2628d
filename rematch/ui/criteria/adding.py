"""One criterion more: a question to households, an offer of municipalities, and how the two meet."""

import re
import unicodedata
from dataclasses import replace
from typing import Any

import streamlit as st
from pydantic import JsonValue

from rematch.errors import DataErrors
from rematch.scenario import MAX_WEIGHT
from rematch.texts import FALLBACK, screen_languages, spoken
from rematch.ui.access import field_faults
from rematch.ui.criteria import draft
from rematch.ui.criteria.detail import WIDTH
from rematch.ui.criteria.table import HARD
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.words import plain, t, told

KINDS = ("offer", "things", "figure")
"""Yes meets yes; named things meet named things; a figure of the municipality between two bounds."""
Entry = dict[str, JsonValue]


def panel() -> None:
    """The form; what it makes goes into the draft, with new fields for both sides."""
    catalogue, lang = here().catalogue, state.language()
    kind = st.radio(
        t("criteria.new.kind"),
        KINDS,
        format_func=lambda name: t(f"criteria.new.kind.{name}"),
        captions=[t(f"criteria.new.kind.{name}.help") for name in KINDS],
        key="criteria_new_kind",
        persist_state="session",
    )
    with st.form("criteria_new", width=WIDTH):
        words = _words()
        left, middle, right = st.columns(3)
        groups = {group.id: group.label.in_(lang) for group in catalogue.groups}
        group = left.selectbox(
            t("criteria.key.group"), list(groups), format_func=lambda g: groups[g], key="criteria_new_group"
        )
        weight = middle.number_input(
            t("criteria.key.weight"), 0.0, MAX_WEIGHT, 1.0, 0.1, "%.1f", key="criteria_new_weight"
        )
        hard = right.selectbox(
            t("criteria.key.hard"),
            HARD,
            format_func=lambda way: t(f"method.excludes.{way}"),
            key="criteria_new_hard",
        )
        special = _particular(kind)
        art9 = st.checkbox(t("criteria.new.art9"), key="criteria_new_art9")
        pressed = st.form_submit_button(
            t("criteria.new.add"),
            icon=":material/add:",
            type="primary",
            on_click=_judge,
            args=(kind,),
            key="criteria_new_add",
        )
        if pressed and not any(_faults(kind).values()):
            _add(kind, {**words, "group": group, "weight": weight, "hard": hard, "art9": art9}, special)


def _words() -> dict[str, Any]:
    found: dict[str, Any] = {}
    mine = state.language()
    for key in ("label", "question"):
        found[key] = {}
        for column, lang in zip(st.columns(len(screen_languages())), screen_languages(), strict=True):
            what = t("criteria.in_language", what=t(f"criteria.key.{key}"), language=spoken(lang, mine))
            typed = column.text_input(what, key=f"criteria_new_{key}_{lang}", max_chars=300).strip()
            with column:
                field_faults.below(f"criteria_new_{key}_{lang}")
            if typed or lang in FALLBACK:
                found[key][lang] = typed
    return found


def _particular(kind: str) -> dict[str, Any]:
    """What only this kind asks: the things by name, or the bounds."""
    if kind == "things":
        lines = st.text_area(
            t("criteria.new.things"), help=t("criteria.new.things.help"), key="criteria_new_things"
        )
        field_faults.below("criteria_new_things")
        return {"options": [line.strip() for line in lines.splitlines() if line.strip()]}
    if kind == "figure":
        low, high, better = st.columns(3)
        bounds = {
            "low": low.number_input(t("criteria.new.low"), value=0.0, key="criteria_new_low"),
            "high": high.number_input(t("criteria.new.high"), value=100.0, key="criteria_new_high"),
        }
        with high:
            field_faults.below("criteria_new_high")
        return bounds | {
            "better": better.selectbox(
                t("criteria.new.better"),
                ("high", "low"),
                format_func=lambda w: t(f"criteria.better.{w}"),
                key="criteria_new_better",
            ),
        }
    return {}


def _judge(kind: str) -> None:
    """Each field says what is wrong with it."""
    for key, words in _faults(kind).items():
        field_faults.refuse(key, words)


def _faults(kind: str) -> dict[str, str]:
    """What is wrong with each field that may be, no words where nothing is."""
    typed = st.session_state
    needed = dict.fromkeys(
        [f"criteria_new_{key}_{lang}" for key in ("label", "question") for lang in FALLBACK],
        t("criteria.new.needed"),
    )
    if kind == "things":
        needed["criteria_new_things"] = t("criteria.new.things.needed")
    found = {key: "" if typed[key].strip() else words for key, words in needed.items()}
    if kind == "figure":
        apart = typed["criteria_new_low"] < typed["criteria_new_high"]
        found["criteria_new_high"] = "" if apart else t("criteria.new.bounds")
    return found


def _add(kind: str, words: dict[str, Any], special: dict[str, Any]) -> None:
    present = draft.present()
    criterion, fields = entries(kind, words, special, taken=set(draft.shown().by_id))
    try:
        drafted = replace(present, edits=present.edits.with_new(criterion, fields))
        _ = drafted.catalogue
    except DataErrors as fault:
        st.error(t("criteria.new.incomplete"))
        for finding in fault.findings:
            st.markdown(f"- **{plain(finding.column or '')}** {told(finding)}")
        return
    draft.keep(drafted)
    st.session_state["criteria_one"] = criterion["id"]
    st.toast(t("criteria.new.added"), icon=":material/check:")


def entries(
    kind: str, words: dict[str, Any], special: dict[str, Any], *, taken: set[Any]
) -> tuple[Entry, tuple[Entry, ...]]:
    """The criterion and its new fields as the catalogue's file writes them."""
    name = _id(words["label"].get("en") or words["label"].get("de") or "", taken)
    kept = {key: value for key, value in words.items() if value not in (False, "never")}
    criterion: Entry = {"id": name, **kept, "on": True, "source": "X"}
    need: Entry = {"id": f"wants_{name}", "of": "household", "label": words["label"]}
    offer: Entry = {"id": f"offers_{name}", "of": "municipality", "label": words["label"]}
    if kind == "figure":
        bounds = {"low": special["low"], "high": special["high"]}
        criterion |= {
            "measure": "scale",
            "params": {"terms": [{"field": offer["id"], **bounds, "better": special["better"]}]},
        }
        return criterion, ({**offer, "type": "number"},)
    sort, measure = ("set", "coverage") if kind == "things" else ("flag", "gate")
    criterion |= {"need": need["id"], "offer": offer["id"], "measure": measure}
    options: Entry = {"options": [_option(line) for line in special["options"]]} if kind == "things" else {}
    return criterion, ({**need, "type": sort, **options}, {**offer, "type": sort, **options})


def _option(line: str) -> Entry:
    """`German | English`; one wording stands for both."""
    german, _, english = (part.strip() for part in line.partition("|"))
    return {"id": _id(english or german, set()), "label": {"de": german, "en": english or german}}


def _id(words: str, taken: set[Any]) -> str:
    """A name for files: Latin letters, digits and underscores, not yet taken."""
    plain = unicodedata.normalize("NFKD", words.replace("ß", "ss")).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "criterion"
    number, found = 2, name
    while found in taken:
        found, number = f"{name}_{number}", number + 1
    return found
