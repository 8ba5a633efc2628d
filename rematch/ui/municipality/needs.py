"""What to prepare: in words first, then resource by resource beside the own offer."""

import streamlit as st

from rematch.charts.loads import LoadBar, load_bars
from rematch.report.wording.words import resource_label, units
from rematch.service.municipality import ResourceNeed
from rematch.ui import figures, tables
from rematch.ui.municipality.amounts import (
    amount_words,
    missing_words,
    planned_words,
    stated_words,
    units_words,
)
from rematch.ui.municipality.choose import Shown, mark
from rematch.ui.shell import state, theme
from rematch.ui.words import listing, number, plain, t


def panel(shown: Shown) -> None:
    """Words on the left, the figures they rest on at the right."""
    st.markdown(f"## {t('preview.prepare')}")
    masked = shown.view.masked
    words, figures = st.columns([2, 3] if masked else 2, gap="large")
    with words:
        _words(shown, shown.view.resources[1:])
    with figures:
        if masked:
            _table(shown)
        else:
            _chart(shown)
            with st.popover(
                t("preview.table"), icon=":material/table:", key="preview_needs_table", on_change="rerun"
            ) as opened:
                if opened.open:
                    _table(shown)


def _words(shown: Shown, needs: tuple[ResourceNeed, ...]) -> None:
    """What is surely needed, one line each; then what to keep ready, and what the rest is.

    Of amounts below the threshold nothing is forecast, least of all that nobody will come.
    """
    sure = [need for need in needs if need.needed.at_least > 0]
    perhaps = [need for need in needs if not need.needed.at_least]
    if sure:
        lines = [f":material/check_circle: **{units_words(n, shown.catalogue)}**{_standing(n)}" for n in sure]
        st.markdown("  \n".join(lines))
    offered, other = [n for n in perhaps if n.offered], [n for n in perhaps if not n.offered]
    if shown.view.masked:
        _keep_ready(shown, offered)
    else:
        _sentence("preview.rest", offered, shown)
    _sentence("preview.none_stated", other, shown)


def _standing(need: ResourceNeed) -> str:
    """What is missing, in red; or that all that is offered is used."""
    if need.missing and need.needed.exact:
        numbers = {"planned": amount_words(need.planned), "missing": number(need.missing)}
        return f" – :red[{t('preview.planned', **numbers)}]"
    if need.missing:
        return f" – :red[{t('preview.lacking', missing=number(need.missing))}]"
    return f" – {t('preview.all_used')}" if need.full else ""


def _keep_ready(shown: Shown, needs: list[ResourceNeed]) -> None:
    """Too few to say how many, or whether any: what was offered stays ready."""
    if needs:
        lines = [f":material/inventory_2: {_offer(need, shown)}" for need in needs]
        st.markdown("  \n".join([t("preview.keep_ready", threshold=shown.view.threshold), *lines]))


def _offer(need: ResourceNeed, shown: Shown) -> str:
    if need.stated is None:
        return plain(_label(need, shown))
    return plain(units(need.resource, need.stated, shown.catalogue, state.language()))


def _sentence(code: str, needs: list[ResourceNeed], shown: Shown) -> None:
    if needs:
        st.markdown(f":small[{t(code, resources=listing(plain(_label(need, shown)) for need in needs))}]")


def _label(need: ResourceNeed, shown: Shown) -> str:
    return resource_label(need.resource, shown.catalogue, state.language())


def _chart(shown: Shown) -> None:
    bars = [
        LoadBar(_label(need, shown), need.planned.at_least, need.stated, need.needed.at_least)
        for need in shown.view.resources
    ]
    figures.show(
        load_bars(bars, lang=state.language(), theme=theme.name()),
        "preview_loads",
        alt=t("preview.chart.alt", municipality=shown.view.name),
        result=figures.fullest(bars),
        mark=mark(shown),
    )


def _rows(shown: Shown) -> list[dict[str, str]]:
    return [
        {
            t("preview.column.resource"): _label(need, shown),
            t("preview.column.needed"): amount_words(need.needed),
            t("preview.column.planned"): planned_words(need),
            t("preview.column.stated"): stated_words(need),
            t("preview.column.missing"): missing_words(need),
        }
        for need in shown.view.resources
    ]


def _table(shown: Shown) -> None:
    text, rows = st.column_config.TextColumn, _rows(shown)
    tables.titled(
        rows,
        t("preview.prepare"),
        column_config={
            t(f"preview.column.{name}"): text(help=t(f"preview.column.{name}.help"))
            for name in ("needed", "planned", "missing")
        },
        height="content",
    )
