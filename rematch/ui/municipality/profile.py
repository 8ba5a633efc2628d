"""What the municipality's profile makes it win and lose, and what more of something would bring."""

import streamlit as st

from rematch.identity import Identity
from rematch.model import Ags, Viewer
from rematch.report.wording.words import criterion_label, units
from rematch.service.municipality import More, Preview, ProfileEffect, with_more
from rematch.service.session import PlanReport
from rematch.ui.municipality.choose import Shown
from rematch.ui.shell import cached, state
from rematch.ui.shell.context import here
from rematch.ui.words import percent, plain, signed, t


def panel(shown: Shown) -> None:
    """Strengths left, weaknesses right, the way to more below."""
    st.markdown(f"## {t('preview.profile')}")
    st.markdown(f":small[{t('preview.profile.how')}]", width=820)
    seen = shown.view
    wins, loses = st.columns(2, gap="large")
    with wins:
        _list(t("preview.wins"), ":material/arrow_upward:", [s for s in seen.standings if s.better], shown)
    with loses:
        worse = [s for s in seen.standings if not s.better]
        _list(t("preview.loses"), ":material/arrow_downward:", worse, shown)
    if shown.planned is not None:
        _more(shown.planned, seen)


def _list(title: str, icon: str, standings: list[ProfileEffect], shown: Shown) -> None:
    st.markdown(f"**{title}**")
    if not standings:
        st.markdown(t("preview.profile.none"))
        return
    lines = [f"{icon} {_label(standing, shown)} · {_strength(standing)}" for standing in standings]
    st.markdown("  \n".join(lines))


def _label(standing: ProfileEffect, shown: Shown) -> str:
    return plain(criterion_label(standing.criterion, shown.catalogue, state.language()))


def _strength(standing: ProfileEffect) -> str:
    if standing.lead is None:
        return t("preview.strong") if standing.strong else t("preview.slight")
    return t("preview.points", points=signed(100 * standing.lead, 1))


def _more(report: PlanReport, seen: Preview) -> None:
    """With two more of what is full, if solving again proves that it helps."""
    if seen.masked:
        st.markdown(f":small[{t('preview.more.masked')}]")
        return
    if not report.proven:
        st.markdown(f":small[{t('preview.more.unproven')}]")
        return
    with st.spinner(t("preview.more.solving")):
        more = _solved(report, seen)
    if more is None:
        st.markdown(f":material/task_alt: {t('preview.more.nothing')}")
        return
    st.markdown(f":material/add_home: {_words(more)}")


def _words(more: More) -> str:
    extra = units(more.resource, more.units, here().catalogue, state.language())
    if more.persons > 0:
        return t("preview.more.persons", extra=extra, count=more.persons)
    return t("preview.more.value", extra=extra, share=percent(more.share, 1))


def _solved(report: PlanReport, seen: Preview) -> More | None:
    """Solved once for a plan and place, however often the page is drawn."""
    return _once(report, report.identity, seen.ags, state.viewer())


@cached.of_people(64)
def _once(_report: PlanReport, about: Identity, ags: Ags, _viewer: Viewer) -> More | None:
    return with_more(_report, _viewer, ags)
