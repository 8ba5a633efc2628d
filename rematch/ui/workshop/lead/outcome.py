"""What came of a round, once it is revealed: answers, reasons to hide, the difference, the group's plans."""

from typing import TYPE_CHECKING

import streamlit as st

from rematch.errors import RematchError
from rematch.service.workshop import Contested, Direction, RoomView, RoundResults
from rematch.ui.markup import safe
from rematch.ui.shell import state
from rematch.ui.words import READING_WIDTH, plain, t, told
from rematch.ui.workshop import at_hand
from rematch.ui.workshop.lead import doing, files
from rematch.ui.workshop.results import difference, grid, opinions, plans

if TYPE_CHECKING:
    from rematch.model import Ags
    from rematch.store.workshop.records import GivenReason, Workshop

MOST_CONTESTED = 10


def panel(view: RoomView) -> None:
    """Nothing before the reveal: the facilitator knows no more than the room."""
    found = at_hand.directed(lambda direction: direction.results(view.workshop.round))
    if found is None:
        return
    opinions.panel(found, key="lead_opinions")
    _reasons(found.round)
    _worked_out(found, view.workshop)
    files.minutes(view.workshop)


def _worked_out(found: RoundResults, workshop: "Workshop") -> None:
    """The difference and the group's plans, as soon as each is known; or that they could not be made."""
    if found.difference is not None:
        difference.panel(found.difference.told)
        _contested(found)
    try:
        made = at_hand.directed(lambda direction: direction.group_plans(found.round))
    except RematchError as fault:
        st.warning(told(fault), width=READING_WIDTH)
        return
    if made is None:
        waits = "lead.computing" if found.difference is None else "lead.computing.plans"
        st.markdown(t(waits), width=READING_WIDTH)
        return
    plans.panel([one.figures for one in made])
    files.scenarios(made, workshop)


def _reasons(round_: int) -> None:
    """Each reason with a box: without its tick the room does not see it."""
    given = at_hand.directed(lambda direction: direction.reasons(round_))
    if not given:
        return
    labels = at_hand.group_labels(state.language())
    st.markdown(f"## {t('opinions.reasons')}")
    st.markdown(t("lead.reasons.text"), width=READING_WIDTH)
    for number_, reason in given:
        st.checkbox(
            f"**{plain(labels[reason.topic])}** – {t(f'opinions.side.{reason.side}')} {plain(reason.text)}",
            value=not reason.hidden,
            key=f"reason_{round_}_{number_}_{reason.topic}_{hash(reason.text)}",
            on_change=_turn,
            args=(round_, reason),
        )


def _turn(round_: int, reason: "GivenReason") -> None:
    """Hide it or show it; others may have been added before it meanwhile, so it is looked for."""

    def turn(direction: Direction) -> None:
        for number_, found in direction.reasons(round_):
            if (found.topic, found.text) == (reason.topic, reason.text):
                direction.hide(round_, number_, hidden=not reason.hidden)

    doing.step(turn)


def _contested(found: RoundResults) -> None:
    """The households on whose place the ballots differ, the most evenly divided first."""
    if found.difference is None or not found.difference.contested:
        return
    names = at_hand.directed(
        lambda direction: {place.ags: place.name for place in direction.cohort_data.profiles.municipalities}
    )
    rows = [_line(one, names) for one in found.difference.contested[:MOST_CONTESTED]]
    roles = [t(f"phone.role.{one.role}") for one in found.roles]
    of_roles = [t("lead.contested.role", role=role) for role in roles]
    heads = [t("lead.contested.household"), t("lead.contested.places"), *of_roles]
    called = t("lead.contested", count=len(found.difference.contested))
    st.html(f"<h3>{safe(called)}</h3>{grid.table(heads, rows, called)}")


def _line(one: Contested, names: "dict[Ags, str]") -> list[str]:
    def named(ags: "Ags | None") -> str:
        return t("lead.contested.nowhere") if ags is None else names[ags]

    places = (t("lead.contested.place", place=named(ags), count=count) for ags, count in one.places)
    return [one.household, "; ".join(places), *(named(ags) for _, ags in one.by_role)]
