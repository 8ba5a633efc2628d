"""On the method page: what recognition, certificates and German leave of a score."""

from typing import TYPE_CHECKING

import streamlit as st

from rematch import texts
from rematch.ui.shell.context import here
from rematch.ui.shell.state import language
from rematch.ui.words import number, plain, t

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Condition

READING_WIDTH = 860


def panel() -> None:
    """What recognition, certificates and German leave of a score, and of which criteria."""
    found: dict[str, list[str]] = {}
    for criterion in here().catalogue.criteria:
        for one in criterion.conditions:
            found.setdefault(_condition(one), []).append(criterion.label.in_(language()))
    if found:
        st.markdown(t("method.conditions.text"), width=READING_WIDTH)
        st.latex(texts.formula("conditions"), width=READING_WIDTH)
        lines = (f"- {plain(', '.join(names))}: {words}" for words, names in found.items())
        st.markdown("\n".join(lines), width=READING_WIDTH)


def _condition(one: "Condition") -> str:
    """For whom it holds, the level with what each one short leaves, what each answer counts."""
    codes = t("method.conditions.codes", codes=", ".join(code for code in one.codes if code))
    words = [t("method.conditions.else") if "" in one.codes else codes]
    if one.level is not None:
        words.append(t("method.conditions.level", level=one.level, each=number(one.each_level, 1)))
    field = here().catalogue.field_by_id.get(one.field) if one.field else None
    for option in field.options if field else ():
        counts = number(one.states[option.id], 1)
        words.append(t("method.conditions.state", state=plain(option.label.in_(language())), counts=counts))
    return "; ".join(words)
