"""A figure on screen with its downloads; the image files are made in the browser, nothing is fetched."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from rematch.charts.figure import CONFIG, taken_along
from rematch.charts.loads import LoadBar, load_words
from rematch.ui import tables
from rematch.ui.shell import state, theme
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
    result: str,
    rows: Sequence[Mapping[str, Any]] | None = None,
    mark: str | None = None,
    people: bool = True,
    **options: Any,
) -> None:
    """The figure, labelled where people are invented, and below it PNG, SVG and CSV; `key` names the files.

    `rows` by column code are its table twin; None where a table beside it has the file already. `alt` says
    what is drawn, `result` in numbers what comes of it: no chart is without. `mark` is of what and of which
    day an image is that is saved; of the cohort and today where it is not said. `people`: whether it is about
    any.
    """
    st.plotly_chart(
        taken_along(figure, tables.invented() if people else None, theme.name()),
        key=key,
        theme=None,
        config=CONFIG,
        alt=f"{alt} {result}",
        **options,
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"{key}_files"):
        said = {"name": _name(alt), "words": f"{alt} {result}", "mark": mark or tables.mark()}
        st.html("".join(_button(key, kind, said) for kind in FORMATS), width="content")
        if rows:
            tables.take_along(rows, key, brief=True)


def foremost(drawn: Sequence[tuple[str, str]]) -> str:
    """A chart's result: the first of what is drawn, each with its amount; that there is nothing."""
    if not drawn:
        return t("chart.nothing")
    return t("chart.result", foremost="; ".join(f"{what}: {amount}" for what, amount in drawn[:FOREMOST]))


def most_in(rows: Sequence[Mapping[str, str]], step: str, count: str) -> str:
    """A distribution's result, of rows whose counts are words: the steps that most are in."""
    found = sorted(rows, key=lambda row: -int("".join(filter(str.isdigit, row[count])) or 0))
    return foremost([(row[step], row[count]) for row in found])


def fullest(bars: Sequence[LoadBar]) -> str:
    """The result of how full things are: the fullest, those first of which more is needed than is there."""
    lacking = sorted(bars, key=lambda bar: (-((bar.wanted or 0.0) - bar.used), -bar.share))
    return foremost([(bar.label, load_words(bar, state.language())) for bar in lacking])


def _name(alt: str) -> str:
    """A chart by the first of its sentences."""
    return alt.partition(". ")[0].removesuffix(".")


def _button(key: str, kind: str, texts: Mapping[str, str]) -> str:
    said = escape(f"{t(f'download.{kind}')}: {texts['name']}")
    written = " ".join(f'data-{name}="{escape(text)}"' for name, text in texts.items())
    return (
        f'<button class="take-along" data-chart="{escape(key)}" data-format="{kind}" {written} '
        f'title="{said}" aria-label="{said}">{kind.upper()}</button>'
    )
