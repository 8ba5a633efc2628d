"""Which municipality is looked at, and what may be shown of it: the latest release, or a preview."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from rematch.errors import RematchError
from rematch.model import Ags
from rematch.service.municipality import LatestRelease, Preview, preview
from rematch.service.session import PlanReport
from rematch.ui import looked_at
from rematch.ui.municipality import latest
from rematch.ui.session import current_plan
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, day, number, t

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Catalogue

AS_REAL = "preview_as_real"


@dataclass(frozen=True, eq=False)
class Shown:
    """What stands on the page: of a release, or (invented people, nothing released) of the present plan."""

    view: Preview
    catalogue: "Catalogue"
    released: LatestRelease | None
    planned: PlanReport | None


def mark(shown: Shown) -> str:
    """Of which town, day and release this is, that it is provisional, and how confidential."""
    kind = "preview.note.invented" if here().invented else "preview.note.real"
    if shown.released is None:
        return f"{shown.view.name}. {t('preview.note.preview')} {day(date.today())}. {t(kind)}"
    one = shown.released.release
    words = {"number": number(one.number), "day": day(one.at.astimezone().date())}
    return f"{shown.view.name}. {t(f'preview.released.{one.state}', **words)} {t(kind)}"


def shown() -> Shown | None:
    """Title, the choice of municipality, and the label that says what is shown; None where nothing may be.

    A release is read as it was made: no weight, switch or profile of this moment takes part.
    """
    st.title(t("preview.title"))
    st.markdown(t("preview.lead"), width=READING_WIDTH)
    released = latest.release()
    if released is not None and released.names:
        return _of_release(released)
    if released is not None or not here().invented or here().loaded is None:
        st.info(t("preview.not_released"), icon=":material/schedule:", width=READING_WIDTH)
        return None
    report = current_plan.report(_refuse)
    return None if report is None else _of_plan(report)


def _of_release(released: LatestRelease) -> Shown:
    ags = _choice(released.names)
    seen = released.shown(ags, as_real=_as_real())
    latest.label(released, seen)
    return Shown(seen, released.catalogue, released, None)


def _of_plan(report: PlanReport) -> Shown:
    ags = _choice({place.ags: place.name for place in report.instance.profiles.municipalities})
    seen = preview(report, state.viewer(), ags, as_real=_as_real())
    st.warning(t("preview.only_a_preview"), icon=":material/theater_comedy:", width=READING_WIDTH)
    st.markdown(f":small[{latest.kind(seen)}]", width=READING_WIDTH)
    return Shown(seen, here().catalogue, None, report)


def _refuse(_fault: RematchError, _before: PlanReport | None) -> None:
    """That there is no present plan; never whose decisions contradict each other."""
    st.warning(t("preview.refused"), icon=":material/hourglass_empty:", width=READING_WIDTH)


def _choice(names: dict[Ags, str]) -> Ags:
    """The selected municipality, else the first one there is for this viewer."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="preview_choice"):
        first, there = next(iter(names)), looked_at.by_name(names)
        ags = looked_at.box("preview_ags", t("preview.place"), there, otherwise=first) or first
        if here().invented:
            st.toggle(
                t("preview.as_real"), help=t("preview.as_real.help"), key=AS_REAL, persist_state="session"
            )
    return ags


def _as_real() -> bool:
    return bool(st.session_state.get(AS_REAL))
