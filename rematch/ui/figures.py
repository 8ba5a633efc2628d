"""A figure on screen with its downloads; the image files are made in the browser, nothing is fetched."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from rematch.charts.figure import CONFIG, taken_along
from rematch.ui import tables
from rematch.ui.shell import theme
from rematch.ui.words import t

if TYPE_CHECKING:
    import plotly.graph_objects as go

SCRIPT = (Path(__file__).parent / "static" / "download.js").read_text(encoding="utf-8")
SCRIPT_ELEMENT = f"<script>{SCRIPT}</script>"
"""Once on every page: the browser answers to the image buttons."""
FORMATS = ("png", "svg")
FOREMOST = 3
"""Of what is drawn, so many are said."""


def show(
    figure: "go.Figure",
    key: str,
    *,
    alt: str,
    rows: Sequence[Mapping[str, Any]] | None = None,
    result: Sequence[tuple[str, str]] = (),
    **options: Any,
) -> None:
    """The figure, labelled where people are invented, and below it PNG, SVG and CSV; `key` names the files.

    `rows` by column code are its table twin; None where a table beside it has the file already. `alt` says
    what is drawn, `result` what comes of it: the foremost of what is drawn, each with its amount.
    """
    st.plotly_chart(
        taken_along(figure, tables.invented(), theme.name()),
        key=key,
        theme=None,
        config=CONFIG,
        alt=_said(alt, result),
        **options,
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"{key}_files"):
        st.html("".join(_button(key, kind, _name(alt)) for kind in FORMATS), width="content")
        if rows:
            tables.take_along(rows, key, brief=True)


def fullest(rows: Sequence[Mapping[str, str]], step: str, count: str) -> list[tuple[str, str]]:
    """Of a distribution's rows, counts in words, the steps that most are in, as a chart's result."""
    found = sorted(rows, key=lambda row: -int("".join(filter(str.isdigit, row[count])) or 0))
    return [(row[step], row[count]) for row in found]


def _said(alt: str, result: Sequence[tuple[str, str]]) -> str:
    if not result:
        return alt
    foremost = "; ".join(f"{what}: {amount}" for what, amount in result[:FOREMOST])
    return f"{alt} {t('chart.result', foremost=foremost)}"


def _name(alt: str) -> str:
    """A chart by the first of its sentences."""
    return alt.partition(". ")[0].removesuffix(".")


def _button(key: str, kind: str, name: str) -> str:
    said = escape(f"{t(f'download.{kind}')}: {name}")
    return (
        f'<button class="take-along" data-chart="{escape(key)}" data-format="{kind}" '
        f'data-name="{escape(name)}" title="{said}" aria-label="{said}">{kind.upper()}</button>'
    )
