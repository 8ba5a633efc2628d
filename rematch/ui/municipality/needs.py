"""What to prepare: in words first, then resource by resource beside the own capacity."""

import streamlit as st

from rematch.charts.loads import LoadBar, load_bars
from rematch.report.wording.words import resource_label
from rematch.service.municipality import Preview, ResourceNeed
from rematch.service.session import PlanReport
from rematch.ui import downloads, figures
from rematch.ui.municipality.amounts import amount_words, stated_words, units_words
from rematch.ui.shell import state, theme
from rematch.ui.shell.context import here
from rematch.ui.words import listing, number, t


def panel(report: PlanReport, seen: Preview) -> None:
    """Words on the left, the figures they rest on at the right."""
    st.markdown(f"## {t('preview.prepare')}")
    words, figures = st.columns([2, 3] if seen.masked else 2, gap="large")
    needs = seen.resources[1:]
    with words:
        _words(seen, needs)
    with figures:
        if seen.masked:
            _table(seen)
        else:
            _chart(seen)
            with st.popover(
                t("preview.table"), icon=":material/table:", key="preview_needs_table", on_change="rerun"
            ) as opened:
                if opened.open:
                    _table(seen)
        downloads.as_csv(_rows(seen), f"preview-{seen.ags}", note=_note(report, seen))


def _words(seen: Preview, needs: tuple[ResourceNeed, ...]) -> None:
    """From what is surely needed down to what is not: one line each, the rest as a sentence."""
    offered = [need for need in needs if need.stated is None or need.stated > 0 or need.needed.at_least > 0]
    sure = [need for need in offered if need.needed.at_least > 0]
    perhaps = [need for need in offered if not need.needed.at_least]
    lines = [f":material/check_circle: **{units_words(need)}**" + _standing(need) for need in sure]
    st.markdown("  \n".join(lines))
    ready = [need for need in perhaps if seen.masked and need.sought]
    _keep_ready(seen, ready)
    rest = [need for need in perhaps if need not in ready]
    _sentence("preview.rest.masked" if seen.masked else "preview.rest", rest)
    _sentence("preview.none_stated", [need for need in needs if need not in offered])
    if not sure and not perhaps:
        st.markdown(t("preview.nothing"))


def _standing(need: ResourceNeed) -> str:
    """All that is stated is used; or less is planned than needed."""
    if need.planned is not None and need.planned.at_least < need.needed.at_least:
        missing = need.needed.at_least - need.planned.at_least
        return f" – {t('preview.planned', planned=amount_words(need.planned), missing=number(missing))}"
    return f" – {t('preview.all_used')}" if need.full else ""


def _keep_ready(seen: Preview, needs: list[ResourceNeed]) -> None:
    """Too few here to say how many, but enough households look for it that one should be ready."""
    if needs:
        st.markdown(t("preview.keep_ready", threshold=seen.threshold))
        yes = t("evidence.yes")
        lines = [
            f":material/inventory_2: {_label(need)}: **{yes}, {amount_words(need.needed)}**" for need in needs
        ]
        st.markdown("  \n".join(lines))


def _sentence(code: str, needs: list[ResourceNeed]) -> None:
    if needs:
        st.markdown(f":small[{t(code, resources=listing(_label(need) for need in needs))}]")


def _label(need: ResourceNeed) -> str:
    return resource_label(need.resource, here().catalogue, state.language())


def _chart(seen: Preview) -> None:
    bars = [
        LoadBar(_label(need), (need.planned or need.needed).at_least, need.stated, need.needed.at_least)
        for need in seen.resources
    ]
    figures.show(
        load_bars(bars, lang=state.language(), theme=theme.name()),
        "preview_loads",
        alt=t("preview.chart.alt", municipality=seen.name),
    )


def _rows(seen: Preview) -> list[dict[str, str]]:
    return [
        {
            t("preview.column.resource"): _label(need),
            t("preview.column.needed"): amount_words(need.needed),
            **({t("preview.column.planned"): amount_words(need.planned)} if need.planned else {}),
            t("preview.column.stated"): stated_words(need),
            t("preview.column.sought"): t("evidence.yes") if need.sought else t("preview.rarely"),
        }
        for need in seen.resources
    ]


def _table(seen: Preview) -> None:
    help_sought = t("preview.column.sought.help", threshold=seen.threshold)
    st.dataframe(
        _rows(seen),
        hide_index=True,
        column_config={
            t("preview.column.sought"): st.column_config.TextColumn(help=help_sought),
        },
        height="content",
        alt=t("preview.chart.alt", municipality=seen.name),
    )


def _note(report: PlanReport, seen: Preview) -> str:
    kind = "preview.note.invented" if report.instance.profiles.cohort.invented else "preview.note.real"
    return f"{seen.name}. {t(kind)}"
