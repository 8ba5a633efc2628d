"""Everybody's answers without a name, the group on which the room differs most first; by role; and why."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st

from rematch.charts.figure import CONFIG
from rematch.charts.opinions.dots import OpinionRow, opinion_dots, opinion_rows
from rematch.report.papers.workshop.words import foremost, middle_words, moved_words
from rematch.service.workshop import RoleSpread, RoomView, RoundResults
from rematch.ui.access import plain_table
from rematch.ui.markup import Html, safe
from rematch.ui.shell import state, theme
from rematch.ui.words import t
from rematch.ui.workshop import at_hand
from rematch.ui.workshop.results import grid

if TYPE_CHECKING:
    from rematch.store.workshop.records import GivenReason

COLUMNS = ("topic", "least", "lower", "median", "upper", "most")


def panel(found: RoomView | RoundResults, *, key: str, large: bool = False) -> None:
    """Dots, quartiles and median of each group, the same as a table, and the medians by role."""
    lang = state.language()
    labels = at_hand.group_labels(lang)
    before = {one.group: one.before.median for one in found.moved}
    rows = [
        OpinionRow(
            labels[one.group], one.values, one.lower, one.median, one.upper, before=before.get(one.group)
        )
        for one in found.spread
    ]
    told = " ".join(filter(None, [foremost(found.spread, labels, lang), moved_words(found.moved, lang)]))
    st.html(f'<h2>{safe(t("opinions.title"))}</h2><p class="told">{safe(told)}</p>')
    st.plotly_chart(
        opinion_dots(rows, lang=lang, theme=theme.name(), large=large),
        key=key,
        theme=None,
        config=CONFIG,
        alt=f"{t('opinions.alt')} {told}",
    )
    heads = {column: t(f"opinions.column.{column}") for column in COLUMNS}
    plain_table.show(opinion_rows(rows), heads, t("opinions.title"))
    if found.roles:
        st.html(_by_role(found.roles, {one.group: labels[one.group] for one in found.spread}))


def reasons(given: "Sequence[GivenReason]") -> None:
    """What those who stand apart say, by group and side."""
    if not given:
        return
    labels = at_hand.group_labels(state.language())
    by_topic = sorted(given, key=lambda one: (one.topic, one.side))
    parts = "".join(
        f"<h3>{safe(labels[topic])}</h3><ul>{''.join(map(_said, those))}</ul>"
        for topic, those in groupby(by_topic, key=lambda one: one.topic)
    )
    st.html(f'<section class="reasons"><h2>{safe(t("opinions.reasons"))}</h2>{parts}</section>')


def _said(one: "GivenReason") -> Html:
    return Html(f"<li><strong>{safe(t(f'opinions.side.{one.side}'))}</strong> {safe(one.text)}</li>")


def _by_role(roles: Sequence[RoleSpread], labels: dict[str, str]) -> Html:
    """Medians and middle halves, a column a role, the groups in the order of `labels`."""
    heads = [t("opinions.column.topic")] + [
        t("opinions.role", role=t(f"phone.role.{one.role}"), count=one.ballots) for one in roles
    ]
    by_group = [{middle.group: middle for middle in one.groups} for one in roles]
    rows = [
        [label, *(middle_words(found[group], state.language()) for found in by_group)]
        for group, label in labels.items()
    ]
    return Html(
        f"<h2>{safe(t('opinions.roles'))}</h2>"
        + grid.table(heads, rows, t("opinions.roles"))
        + f'<p class="quiet">{safe(t("opinions.roles.note"))}</p>'
    )
