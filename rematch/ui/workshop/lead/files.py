"""What is taken along: each plan of the group as a scenario file, the minutes as PDF and as a workbook."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from rematch.report.papers.workshop.book import workshop_book
from rematch.report.papers.workshop.minutes import workshop_pdf
from rematch.report.papers.workshop.scenario import scenario_file
from rematch.service.workshop import Direction, GroupPlan, WorkshopMinutes
from rematch.ui.downloads import XLSX
from rematch.ui.shell import state
from rematch.ui.words import READING_WIDTH, day, t
from rematch.ui.workshop import at_hand

if TYPE_CHECKING:
    from rematch.store.workshop.records import Workshop

Written = Callable[[WorkshopMinutes, Mapping[str, str], str, date], bytes]
PAPERS: dict[str, tuple[Written, str]] = {
    "pdf": (workshop_pdf, "application/pdf"),
    "xlsx": (workshop_book, XLSX),
}


def scenarios(plans: Sequence[GroupPlan], workshop: "Workshop") -> None:
    """A button a plan; the session page of the office's app opens the file."""
    st.markdown(t("lead.scenarios"), width=READING_WIDTH)
    facts = at_hand.directed(Direction.minutes)
    with st.container(horizontal=True, gap="small", key="lead_scenarios"):
        for one in plans:
            _button(
                f"scenario_{one.figures.name}",
                t(f"plans.{one.figures.name}"),
                scenario_file(one, facts, workshop.round, state.language()),
                f"{_stem(workshop)}-{one.figures.name}.json",
                "application/json",
            )


def minutes(workshop: "Workshop") -> None:
    """Made when they are asked for, in the language of the screen."""
    st.markdown(f"## {t('lead.minutes_of')}")
    st.markdown(t("lead.minutes_of.text", day=day(workshop.delete_on)), width=READING_WIDTH)
    facts, lang = at_hand.directed(Direction.minutes), state.language()
    labels = at_hand.group_labels(lang)

    def made(write: Written) -> Callable[[], bytes]:
        return lambda: write(facts, labels, lang, date.today())

    with st.container(horizontal=True, gap="small", key="lead_papers"):
        for kind, (write, mime) in PAPERS.items():
            _button(
                f"paper_{kind}", t(f"lead.minutes_of.{kind}"), made(write), f"{_stem(workshop)}.{kind}", mime
            )


def _stem(workshop: "Workshop") -> str:
    return f"workshop-{workshop.opened_at:%Y-%m-%d}"


def _button(key: str, label: str, data: str | Callable[[], bytes], name: str, mime: str) -> None:
    st.download_button(
        label, data=data, file_name=name, mime=mime, icon=":material/download:", on_click="ignore", key=key
    )
