"""What the town's own fit counts: a slider of its own, and what its present position changes."""

import streamlit as st

from rematch.scenario import MAX_TOWN_SHARE
from rematch.service.explanation import TownEffect, town_effect
from rematch.service.session import PlanReport
from rematch.ui.jobs import on_request
from rematch.ui.session import current_plan
from rematch.ui.session.weighting import policy
from rematch.ui.shell import state
from rematch.ui.widgets import pressed, shown
from rematch.ui.words import number, percent, t

LEAST_CHANGE = 5e-4
"""Of a mean fit; less is nothing at the digits shown."""


def panel(report: PlanReport | None) -> None:
    """The slider, from nothing to the cap, and below it what it changes; closed it computes nothing."""
    with st.expander(
        t("town.title"), icon=":material/location_city:", key="town_share", on_change="rerun"
    ) as opened:
        if not opened.open:
            return
        key = shown("slide_town_share", round(100 * state.scenario().policy.town_share))
        st.slider(
            t("town.share"),
            0,
            round(100 * MAX_TOWN_SHARE),
            step=1,
            format="%d %%",
            key=key,
            help=t("town.share.help"),
            on_change=pressed(key, _moved),
        )
        if report is not None and report.scenario == state.scenario():
            _told(report)


def _moved(points: int) -> None:
    policy.change(control="town_share", town_share=points / 100)


def _told(report: PlanReport) -> None:
    """At once where a plan is made at once, else on request."""
    if report.scenario.policy.town_share == 0:
        st.markdown(f":small[{t('town.none')}]")
        return
    if current_plan.large(report):
        found = on_request.answer(
            "town_share",
            report,
            lambda asked, told, stopped: town_effect(asked, stopped),
            words=t("town.ask"),
            icon=":material/compare_arrows:",
        )
    else:
        found = on_request.once("town_share", report, town_effect)
    if found is not None:
        st.markdown(f":small[{effect_words(found)}]")


def effect_words(effect: TownEffect) -> str:
    """How many live elsewhere because of it, and by how much both mean fits differ."""
    if effect.moves == 0:
        words = t("town.nobody")
    else:
        changed = {"people": _changed(effect.people), "town": _changed(effect.town)}
        words = t("town.effect", count=effect.moves, **changed)
    return words if effect.proven else f"{words} {t('town.unproven')}"


def _changed(points: float | None) -> str:
    if points is None:
        return percent(None)
    if abs(points) < LEAST_CHANGE:
        return t("town.same")
    return t("town.higher" if points > 0 else "town.lower", points=number(100 * abs(points), 1))
