"""The households a decision is about: one selection for the table, the box and the buttons."""

from collections.abc import Callable
from typing import cast

import streamlit as st

from rematch.model import HouseholdId
from rematch.service.session import PlanReport
from rematch.ui.session.plan import decisions, reasons
from rematch.ui.shell import state
from rematch.ui.words import listing, plain, t

REASON = "reason"
NAMED = 2
"""So many households a button names; of more it says how many, and its help names them all."""


def households() -> tuple[HouseholdId, ...]:
    """Who is ticked, in the order of ticking; the last one is explained."""
    last = state.selected_household()
    found = cast("tuple[HouseholdId, ...]", st.session_state.get("ticked", ()))
    return found if found[-1:] == (last,) else () if last is None else (last,)


def tick(chosen: tuple[HouseholdId, ...]) -> None:
    """Tick these households and no others; the last one is explained."""
    state.select_household(chosen[-1] if chosen else None)
    st.session_state["ticked"] = chosen


def actions(report: PlanReport) -> None:
    """Decide about the ticked households, once there are some, or about all."""
    known = {line.household for line in report.placements}
    chosen = [household for household in households() if household in known]
    if chosen:
        reasons.box(REASON)
        _about("pin", ":material/push_pin:", chosen, _reasoned, decisions.pin, report, chosen)
        _about("veto", ":material/block:", chosen, _reasoned, decisions.veto, report, chosen)
        _about("wait", ":material/schedule:", chosen, _reasoned, decisions.wait, chosen)
        if len(chosen) == 2:
            _about("apart", ":material/arrow_split:", chosen, _reasoned, decisions.keep_apart, *chosen)
        if decisions.marks(state.scenario()).keys() & set(chosen):
            _about("release", ":material/lock_open:", chosen, decisions.release, chosen)
    if report.placements:
        _about_all("pin_all", ":material/lock:", decisions.pin_rest, report)
    if decisions.marks(state.scenario()):
        _about_all("release_all", ":material/lock_open_right:", decisions.release_all)


def _about(name: str, icon: str, chosen: list[HouseholdId], act: Callable[..., None], *args: object) -> None:
    """A button that says to whom it is done."""
    names = listing(map(plain, chosen))
    who = names if len(chosen) <= NAMED else t("plan.several", count=len(chosen))
    st.button(
        t(f"plan.{name}", who=who),
        icon=icon,
        help=t(f"plan.{name}.help", who=names),
        on_click=act,
        args=args,
        key=f"do_{name}",
    )


def _about_all(name: str, icon: str, act: Callable[..., None], *args: object) -> None:
    st.button(
        t(f"plan.{name}"), icon=icon, help=t(f"plan.{name}.help"), on_click=act, args=args, key=f"do_{name}"
    )


def _reasoned(act: Callable[..., None], *args: object) -> None:
    act(*args, reasons.taken(REASON))
