"""The steps that are possible from where the workshop stands, and no others."""

from collections.abc import Callable

import streamlit as st

from rematch.service.workshop import FEWEST_BALLOTS, Direction, RoomView
from rematch.ui.words import READING_WIDTH, t
from rematch.ui.workshop import clock
from rematch.ui.workshop.lead import doing

MINUTES, MORE = "lead_minutes", 2
"""The timer's field, and by how many minutes one press extends it."""
USUAL_MINUTES, MOST_MINUTES = 8, 120


def panel(view: RoomView) -> None:
    """The buttons of this stage in one line, what usually comes next first."""
    draw = _OF_STAGE.get(view.workshop.stage)
    if draw is not None:
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="lead_steps"):
            draw(view)
            if view.workshop.stage != "revealed":
                _end()
    if view.workshop.stage == "closed" and view.sent < FEWEST_BALLOTS:
        st.markdown(t("lead.too_few", least=FEWEST_BALLOTS), width=READING_WIDTH)


def _joining(_: RoomView) -> None:
    doing.press(t("lead.begin"), _into_voting, "lead_begin", first=True)
    _minutes()


def _voting(view: RoomView) -> None:
    doing.press(t("lead.close"), lambda direction: direction.to("closed"), "lead_close", first=True)
    doing.press(t("lead.more", minutes=MORE), _longer(view), "lead_more")
    if view.workshop.closes_at is not None:
        doing.press(t("lead.timeless"), lambda direction: direction.until(None), "lead_timeless")


def _closed(_: RoomView) -> None:
    doing.press(t("lead.reveal"), lambda direction: direction.to("revealed"), "lead_reveal", first=True)
    doing.press(t("lead.reopen"), _into_voting, "lead_reopen")
    _minutes()


def _revealed(_: RoomView) -> None:
    doing.press(t("lead.again"), _into_voting, "lead_again", first=True)
    _minutes()
    _end()


def _end() -> None:
    """Nobody can come back from it, so it is asked once more."""
    with st.popover(t("lead.end"), key="lead_end"):
        st.markdown(t("lead.end.text"))
        doing.press(t("lead.end.go"), lambda direction: direction.to("ended"), "lead_end_go", first=True)


_OF_STAGE: dict[str, Callable[[RoomView], None]] = {
    "joining": _joining,
    "voting": _voting,
    "closed": _closed,
    "revealed": _revealed,
}


def _minutes() -> None:
    st.number_input(
        t("lead.minutes"),
        min_value=0,
        max_value=MOST_MINUTES,
        value=USUAL_MINUTES,
        help=t("lead.minutes.help"),
        key=MINUTES,
        width=200,
    )


def _into_voting(direction: Direction) -> object:
    return direction.to("voting", st.session_state.get(MINUTES) or None)


def _longer(view: RoomView) -> Callable[[Direction], object]:
    return lambda direction: direction.until(clock.extended(view.workshop, MORE))
