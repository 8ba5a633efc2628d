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


def show(
    figure: "go.Figure",
    key: str,
    *,
    alt: str,
    rows: Sequence[Mapping[str, Any]] | None = None,
    **options: Any,
) -> None:
    """The figure, labelled where people are invented, and below it PNG, SVG and CSV; `key` names the files.

    `rows` by column code are its table twin; None where a table beside it has the file already.
    """
    st.plotly_chart(
        taken_along(figure, tables.invented(), theme.name()),
        key=key,
        theme=None,
        config=CONFIG,
        alt=alt,
        **options,
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"{key}_files"):
        st.html("".join(_button(key, kind) for kind in FORMATS), width="content")
        if rows:
            tables.take_along(rows, key, brief=True)


def _button(key: str, kind: str) -> str:
    said = escape(t(f"download.{kind}"))
    return (
        f'<button class="take-along" data-chart="{escape(key)}" data-format="{kind}" '
        f'title="{said}" aria-label="{said}">{kind.upper()}</button>'
    )
