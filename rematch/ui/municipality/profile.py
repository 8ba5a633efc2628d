"""What the municipality's profile makes it win and lose, and what it could change."""

import streamlit as st

from rematch.report.wording.values import offer_words
from rematch.report.wording.words import criterion_label, units
from rematch.service.municipality import (
    LatestRelease,
    ProfileEffect,
    TownProposal,
    TownProposals,
    proposals,
)
from rematch.service.session import PlanReport
from rematch.ui.jobs import beside, on_request
from rematch.ui.municipality.choose import Shown
from rematch.ui.shell import state
from rematch.ui.words import READING_WIDTH, listing, number, percent, plain, signed, t


def panel(shown: Shown) -> None:
    """Strengths left, weaknesses right, the way to more below."""
    st.markdown(f"## {t('preview.profile')}")
    st.markdown(f":small[{t('preview.profile.how')}]", width=READING_WIDTH)
    seen = shown.view
    wins, loses = st.columns(2, gap="large")
    with wins:
        _list(t("preview.wins"), ":material/arrow_upward:", [s for s in seen.standings if s.better], shown)
    with loses:
        worse = [s for s in seen.standings if not s.better]
        _list(t("preview.loses"), ":material/arrow_downward:", worse, shown)
    st.markdown(f"### {t('proposals.title')}")
    if seen.masked:
        st.markdown(f":small[{t('proposals.masked')}]", width=READING_WIDTH)
    elif shown.planned is not None:
        _could_change(shown.planned, shown)
    elif shown.released is not None:
        _released(shown.released, shown)


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


def _released(released: LatestRelease, shown: Shown) -> None:
    """What was found before the release, and stays with it."""
    found = released.could_change(shown.view.ags)
    if found is None:
        st.markdown(f":small[{t('proposals.not_released')}]", width=READING_WIDTH)
    else:
        _show(found, shown)


def _could_change(report: PlanReport, shown: Shown) -> None:
    """The button, then the proposals."""
    seen = shown.view
    st.markdown(t("proposals.intro"), width=READING_WIDTH)
    viewer = state.viewer()
    found = on_request.answer(
        "proposals",
        report,
        lambda asked, told, stopped: proposals(asked, viewer, seen.ags, told, stopped),
        words=t("proposals.ask"),
        icon=":material/lightbulb:",
        question=beside.question(report, seen.ags, viewer),
    )
    if found is not None:
        _show(found, shown)


def _show(found: TownProposals, shown: Shown) -> None:
    if not found.found:
        st.markdown(t("proposals.none", count=found.tried), width=READING_WIDTH)
        return
    lines = [
        f"{k}. **{plain(_change(one, shown))}**  \n{_effects(one)}" for k, one in enumerate(found.found, 1)
    ]
    st.markdown("\n".join(lines), width=READING_WIDTH)
    st.markdown(f":small[{t('proposals.tried', count=found.tried)}]", width=READING_WIDTH)


def _change(one: TownProposal, shown: Shown) -> str:
    """What would be stated otherwise."""
    catalogue, lang = shown.catalogue, state.language()
    offered = [offer_words(shown.view.name, one.offer, catalogue, lang)] if one.offer is not None else []
    more = [
        t("proposals.more", what=units(resource, count, catalogue, lang)) for resource, count in one.units
    ]
    return listing([*offered, *more, *([t("proposals.pledge", count=one.pledge)] if one.pledge else [])])


def _effects(one: TownProposal) -> str:
    """In people first, then in households, then in value."""
    before, after = one.here
    come = t("proposals.here", before=number(before), count=after) if before != after else t("proposals.same")
    said = [come]
    if one.placed:
        said.append(t("proposals.placed", count=one.placed))
    if one.pledged > 0:
        said.append(t("proposals.pledged", count=one.pledged))
    said.append(t("proposals.fit", better=number(one.better), worse=number(one.worse)))
    if one.gain > 0:
        said.append(t("proposals.gain", share=percent(one.gain, 1, bound="lower")))
    return " ".join(said)
