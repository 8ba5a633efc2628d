"""Taken along: a spreadsheet, CSV, a page to print, each with town, day, release and how confidential."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from rematch.report.files.printable import Section, printable
from rematch.report.files.tables import Cell, plan_csv, plan_xlsx
from rematch.report.wording.words import resource_label
from rematch.service.municipality import ResourceNeed, ShownAmount
from rematch.ui.municipality import arrivals, fairly, offices
from rematch.ui.municipality.amounts import amount_words, missing_words, planned_words, stated_words
from rematch.ui.municipality.choose import Shown, mark
from rematch.ui.shell import state
from rematch.ui.words import READING_WIDTH, t

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOX = "☐"
Build = Callable[[], bytes]


def panel(shown: Shown) -> None:
    """Three buttons; each file is made when it is asked for, of words that are ready by then."""
    st.markdown(f"## {t('preview.take')}")
    name = f"preview-{shown.view.ags}"
    with st.container(horizontal=True, gap="small", key="preview_files"):
        _button(t("preview.take.print"), "print", _page(shown), f"{name}.html", "text/html")
        _button(t("preview.take.xlsx"), "xlsx", _book(shown), f"{name}.xlsx", XLSX)
        _button(t("preview.take.csv"), "csv", _table(shown), f"{name}.csv", "text/csv")
    st.markdown(f":small[{t('preview.take.how')}]", width=READING_WIDTH)


def _button(label: str, key: str, data: Build, name: str, mime: str) -> None:
    icons = {"print": ":material/print:", "xlsx": ":material/table:", "csv": ":material/download:"}
    st.download_button(
        label,
        data=data,
        file_name=name,
        mime=mime,
        icon=icons[key],
        on_click="ignore",
        key=f"take_{key}",
    )


def _table(shown: Shown) -> Build:
    """The needs as CSV."""
    rows, lang = _cells(shown), state.language()
    return partial(plan_csv, rows, {column: column for column in rows[0]}, note=mark(shown), lang=lang)


def _book(shown: Shown) -> Build:
    """The needs as a workbook with numbers as numbers, and a sheet for each other block."""
    rows = _cells(shown)
    return partial(
        plan_xlsx,
        rows,
        {column: column for column in rows[0]},
        note=mark(shown),
        beside={
            one.title: [{t("preview.take.line"): line} for line in one.lines] for one in _sections(shown)
        },
        lang=state.language(),
        title=t("preview.prepare"),
    )


def _page(shown: Shown) -> Build:
    """Everything in words with a list to tick, to print or to keep as a PDF."""
    needs = Section(t("preview.prepare"), rows=_words(shown))
    title = t("preview.take.title", municipality=shown.view.name)
    sections = [needs, *_sections(shown), *_to_tick(shown)]
    return partial(printable, title, mark(shown), sections, state.language())


def _to_tick(shown: Shown) -> list[Section]:
    """What each office has to do, in the words above and so within the bands; whom to ask."""
    nothing = t("preview.office.none")
    told = [(office, line) for office, lines in offices.by_office(shown) for line in lines if line != nothing]
    ticked = [f"{office}: {line}" for office, line in told] + [t("preview.tick.answer")]
    by = shown.released.release.by if shown.released is not None else ""
    contact = [*([t("preview.contact.by", name=by)] if by else []), t("preview.contact.blank")]
    return [
        Section(t("preview.tick"), [f"{BOX} {line}" for line in ticked]),
        Section(t("preview.contact"), contact),
    ]


def _sections(shown: Shown) -> list[Section]:
    seen = shown.view
    lines = [f"{office}: {line}" for office, told in offices.by_office(shown) for line in told]
    return [
        *([Section(t("preview.when"), arrivals.lines(seen))] if seen.arrivals else []),
        Section(t("preview.offices"), lines),
        Section(t("preview.fair"), fairly.lines(seen)),
        Section(t("preview.later"), [t("preview.later.text")]),
    ]


def _words(shown: Shown) -> list[dict[str, Cell]]:
    return [_row(n, shown, amount_words, planned_words(n), stated_words(n)) for n in shown.view.resources]


def _cells(shown: Shown) -> list[dict[str, Cell]]:
    """Numbers as numbers, bands in words."""
    return [
        _row(
            n,
            shown,
            _cell,
            _cell(n.planned) if n.offered else 0,
            stated_words(n) if n.stated is None else n.stated,
        )
        for n in shown.view.resources
    ]


def _row(
    need: ResourceNeed, shown: Shown, amount: Callable[[ShownAmount], Cell], planned: Cell, stated: Cell
) -> dict[str, Cell]:
    return {
        t("preview.column.resource"): resource_label(need.resource, shown.catalogue, state.language()),
        t("preview.column.needed"): amount(need.needed),
        t("preview.column.planned"): planned,
        t("preview.column.stated"): stated,
        t("preview.column.missing"): missing_words(need),
    }


def _cell(amount: ShownAmount) -> Cell:
    return amount.at_least if amount.exact else amount_words(amount)
