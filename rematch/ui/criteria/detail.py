"""One criterion in full: its words, its weight, its hard rule and its measure's parameters."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st
from pydantic import JsonValue

from rematch.model import CriterionId
from rematch.scenario import MAX_WEIGHT
from rematch.texts import screen_languages, spoken
from rematch.ui.criteria import draft
from rematch.ui.criteria.table import HARD
from rematch.ui.shell import state
from rematch.ui.widgets import pressed, shown
from rematch.ui.words import plain, t

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Criterion

NUMBERS = (
    "half",
    "wait_half",
    "wait_unknown",
    "span",
    "at_least",
    "threshold",
    "longest_wait",
    "persons_per_room",
)
FLAGS = ("any", "invert")
WIDTH = 900


def panel() -> None:
    """The choice of a criterion, then everything of it that may be changed."""
    catalogue = draft.shown()
    chosen = st.selectbox(
        t("criteria.one"),
        [criterion.id for criterion in catalogue.criteria],
        format_func=lambda name: catalogue.by_id[name].label.in_(state.language()),
        key="criteria_one",
        persist_state="session",
        width=480,
    )
    criterion = catalogue.by_id[chosen]
    with st.container(width=WIDTH):
        _words(criterion)
        _rules(criterion)
        _parameters(criterion)
    if chosen not in draft.shipped():
        st.button(
            t("criteria.remove"),
            icon=":material/delete:",
            on_click=draft.remove,
            args=(chosen,),
            key="criteria_remove",
        )


def _words(criterion: "Criterion") -> None:
    mine = state.language()
    for key in ("label", "has", "lacks", "question"):
        words = getattr(criterion, key)
        if words is None:
            continue
        for column, lang in zip(st.columns(len(screen_languages())), screen_languages(), strict=True):
            with column:
                label = t("criteria.in_language", what=t(f"criteria.key.{key}"), language=spoken(lang, mine))
                _bound(
                    st.text_area if key == "question" else st.text_input,
                    criterion.id,
                    f"{key}.{lang}",
                    words.in_(lang),
                    label=label,
                )


def _rules(criterion: "Criterion") -> None:
    """Weight, hard rule and its limit, where the criterion has them, and three switches."""
    weight, hard, limit, unknown = st.columns(4)
    if criterion.weighed or criterion.measure:
        with weight:
            _number(criterion, "weight", criterion.weight, most=MAX_WEIGHT, step=0.1)
    if criterion.measure:
        with hard:
            _bound(
                st.selectbox,
                criterion.id,
                "hard",
                criterion.hard,
                label=t("criteria.key.hard"),
                options=HARD,
                format_func=lambda way: t(f"method.excludes.{way}"),
            )
    if criterion.measure and criterion.hard != "never":
        with limit:
            _number(
                criterion,
                "fails_at",
                criterion.fails_at,
                most=1.0,
                step=0.05,
                help=t("criteria.fails_at.help"),
            )
    if criterion.measure:
        with unknown:
            _number(criterion, "unknown", criterion.unknown, most=1.0, step=0.05)
    with st.container(horizontal=True, gap="large"):
        own_default = criterion.switchable and not criterion.stated
        for key in (*(["on"] if own_default else []), "protective", "art9"):
            _bound(st.toggle, criterion.id, key, getattr(criterion, key), label=t(f"criteria.key.{key}"))


def _number(
    criterion: "Criterion", key: str, value: float, *, most: float, step: float, help: str | None = None
) -> None:
    _bound(
        st.number_input,
        criterion.id,
        key,
        float(value),
        label=t(f"criteria.key.{key}"),
        min_value=0.0,
        max_value=most,
        step=step,
        format="%.1f" if step == 0.1 else "%.2f",
        help=help,
    )


def _parameters(criterion: "Criterion") -> None:
    params = criterion.params
    for name in NUMBERS:
        value = getattr(params, name)
        if value is not None:
            _bound(
                st.number_input,
                criterion.id,
                f"params.{name}",
                float(value),
                label=t(f"criteria.param.{name}"),
                min_value=0.0,
                step=1.0,
                width=280,
            )
    for name in FLAGS:
        if getattr(params, name):
            _bound(st.toggle, criterion.id, f"params.{name}", True, label=t(f"criteria.param.{name}"))
    for position, term in enumerate(params.terms):
        _term(criterion, position, term.model_dump(mode="json"))


def _term(criterion: "Criterion", position: int, term: dict[str, Any]) -> None:
    field = draft.shown().field_by_id[term["field"]].label.in_(state.language())
    for column, bound in zip(st.columns([1, 1, 1]), ("low", "high", "better"), strict=True):
        with column:
            key = shown(f"criteria_{criterion.id}_{position}_{bound}", term[bound])
            heard = pressed(key, partial(_term_typed, criterion, position, bound))
            label = t(f"criteria.term.{bound}", field=plain(field))
            if bound == "better":
                st.selectbox(
                    label,
                    ("high", "low"),
                    key=key,
                    format_func=lambda way: t(f"criteria.better.{way}"),
                    on_change=heard,
                )
            else:
                st.number_input(label, key=key, on_change=heard)


def _term_typed(criterion: "Criterion", position: int, bound: str, value: JsonValue) -> None:
    terms: list[JsonValue] = [term.model_dump(mode="json") for term in criterion.params.terms]
    terms[position] = {
        **criterion.params.terms[position].model_dump(mode="json"),
        bound: value,
    }
    draft.change(criterion.id, "params.terms", terms)


def _bound(
    widget: Callable[..., Any], criterion: CriterionId, key: str, value: object, **options: Any
) -> None:
    """A widget whose only home is the draft."""
    name = shown(f"criteria_{criterion}_{key}", value)
    widget(**options, key=name, on_change=pressed(name, partial(_typed, criterion, key)))


def _typed(criterion: CriterionId, key: str, value: JsonValue) -> None:
    draft.change(criterion, key, value.strip() if isinstance(value, str) else value)
