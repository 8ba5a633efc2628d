"""The plan beside the Königsteiner Schlüssel by Bundesland; the key may be edited, for this visit."""

from collections.abc import Mapping
from functools import partial
from typing import cast

import streamlit as st

from rematch.cells import scalars
from rematch.cells.faults import CellFault
from rematch.charts.shares import ShareBar, share_bars
from rematch.errors import RematchError
from rematch.service.session import KeyEdition, PlanReport, StateShare, key_editions, plan_by_state
from rematch.ui import figures, tables
from rematch.ui.components import written_table
from rematch.ui.components.written_table import Typed, WrittenColumn
from rematch.ui.shell import memory, state, theme
from rematch.ui.words import READING_WIDTH, number, percent, signed, t, told

KEY_DIGITS = 5
USED = "key_used"
"""The column to write in."""
WHOLE_WITHIN = 0.05
"""Percentage points by which an edited key may miss 100."""


def section(report: PlanReport) -> None:
    """Shares and deviations under the key in use, then the key itself as a table to edit."""
    st.markdown(f"### {t('fairview.key')}")
    edition = _edition()
    key = used_key(edition)
    whole = _adds_up(key)
    st.markdown(
        t("fairview.key.how", year=str(edition.year), applies=str(edition.applies_to)), width=READING_WIDTH
    )
    shares = plan_by_state(report.instance, report.assignment, key if whole else edition.percent)
    if not whole:
        st.warning(t("fairview.key.not_whole", sum=_in_percent(sum(key.values()))), icon=":material/rule:")
    elif key != edition.percent:
        st.info(t("fairview.key.edited"), icon=":material/edit:")
    _shares(edition, shares)
    with st.expander(t("fairview.key.edit"), key="key_edit", on_change="rerun") as opened:
        if opened.open:
            _editor(edition, key)


def used_key(edition: KeyEdition) -> dict[str, float]:
    """The key of this visit: as edited, else as published."""
    edited = cast("Mapping[str, float] | None", memory.recall("key", edition.year))
    return dict(edited or edition.percent)


def _edition() -> KeyEdition:
    editions = {edition.year: edition for edition in key_editions()}
    year = st.selectbox(
        t("fairview.key.year"),
        list(editions),
        format_func=lambda y: t("fairview.key.edition", year=str(y), applies=str(editions[y].applies_to)),
        key="key_year",
        persist_state="session",
        width=320,
    )
    return editions[year]


def _adds_up(key: Mapping[str, float]) -> bool:
    return abs(sum(key.values()) - 100) <= WHOLE_WITHIN


def _shares(edition: KeyEdition, shares: tuple[StateShare, ...]) -> None:
    rows = [
        {
            "state": edition.names.get(one.state, one.state),
            "municipalities": number(one.municipalities),
            "persons": number(one.persons),
            "plan_share": percent(one.share, 1),
            "key_share": percent(one.target, 1),
            "deviation": signed(one.deviation, 1),
        }
        for one in shares
    ]
    bars = [
        ShareBar(row["state"], one.share, one.target, t("fairview.key.beside", deviation=row["deviation"]))
        for row, one in zip(rows, shares, strict=True)
    ]
    chart = share_bars(bars, lang=state.language(), theme=theme.name())
    furthest = sorted(zip(shares, rows, strict=True), key=lambda pair: -abs(pair[0].deviation or 0.0))
    result = figures.foremost([(row["state"], row["deviation"]) for _, row in furthest])
    figures.show(chart, "key_shares", alt=t("fairview.key.alt"), rows=rows, result=result)
    tables.show(rows, None)
    st.markdown(f":small[{t('fairview.key.note')}]", width=READING_WIDTH)


def _editor(edition: KeyEdition, key: Mapping[str, float]) -> None:
    """Published, used and the difference; each edit is taken over at once."""
    wrong = _wrong(edition)
    written_table.show(
        _columns(),
        {
            code: [
                name,
                _said(edition.percent[code]),
                wrong[code][0] if code in wrong else _as_text(key[code]),
                _difference(key[code] - edition.percent[code]),
            ]
            for code, name in edition.names.items()
        },
        f"key_table_{edition.year}",
        partial(_written, edition),
        caption=t("fairview.key.edit"),
        faults={(code, USED): words for code, (_, words) in wrong.items()},
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(t("fairview.key.sum", sum=_in_percent(sum(key.values()))), width="content")
        _buttons(edition, key)


def _buttons(edition: KeyEdition, key: Mapping[str, float]) -> None:
    st.button(
        t("fairview.key.scale"),
        icon=":material/balance:",
        disabled=_adds_up(key) or sum(key.values()) <= 0,
        on_click=_use,
        args=(edition, _scaled(key)),
        key="key_scale",
    )
    st.button(
        t("fairview.key.reset"),
        icon=":material/restart_alt:",
        disabled=key == edition.percent,
        on_click=_use,
        args=(edition, None),
        key="key_reset",
    )


def _columns() -> list[WrittenColumn]:
    return [
        WrittenColumn("state", t("column.state"), 220, held=True, name_row=True),
        WrittenColumn("published", t("column.published"), 130, tell=True),
        WrittenColumn(USED, t("column.key_used"), 130, "number"),
        WrittenColumn("key_difference", t("column.key_difference"), 130, tell=True),
    ]


def _written(edition: KeyEdition, typed: Typed) -> None:
    """What is a share becomes the key of this visit; what is none stays at its cell, with what is wrong."""
    key, wrong = used_key(edition), _wrong(edition)
    for (code, _), value in typed.items():
        wrong.pop(code, None)
        try:
            key[code] = scalars.number(str(value), 0.0, 100.0)
        except CellFault as fault:
            wrong[code] = str(value), told(RematchError(fault.code, **fault.params))
    memory.remember("key", edition.year, key)
    memory.remember("key_wrong", edition.year, wrong)


def _wrong(edition: KeyEdition) -> dict[str, tuple[str, str]]:
    """Cells that are no share, by state: what was written and what is wrong with it."""
    found = cast("Mapping[str, tuple[str, str]] | None", memory.recall("key_wrong", edition.year))
    return dict(found or {})


def _use(edition: KeyEdition, key: Mapping[str, float] | None) -> None:
    memory.remember("key", edition.year, None if key is None else dict(key))
    memory.forget("key_wrong")


def _scaled(key: Mapping[str, float]) -> dict[str, float]:
    whole = sum(key.values()) or 1.0
    return {code: round(100 * share / whole, KEY_DIGITS) for code, share in key.items()}


def _said(share: float) -> tuple[float, str]:
    """To sort by, and in words."""
    return share, number(share, KEY_DIGITS)


def _as_text(share: float) -> str:
    return f"{share:.{KEY_DIGITS}f}"


def _difference(points: float) -> tuple[float, str]:
    return points, signed(points, KEY_DIGITS) if round(points, KEY_DIGITS) else "–"


def _in_percent(points: float) -> str:
    return percent(points / 100, 2)
