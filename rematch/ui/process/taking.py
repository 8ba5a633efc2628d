"""Steps taken from this page, and what came of the last one, told once."""

from collections.abc import Callable, Sequence

import streamlit as st

from rematch.errors import RematchError
from rematch.model import HouseholdId
from rematch.service.process import History, Prepared, ProcessDesk, ProcessEvent, Refused, history_of
from rematch.ui.access import live
from rematch.ui.shell import cached, state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, plain, t, told
from rematch.ui.working import seat

SAID = "process_said"


def desk() -> ProcessDesk:
    """Where this visit takes steps on its cohort."""
    cohort = here().profiles.cohort.id
    return ProcessDesk(cached.store(), cohort, here().catalogue, state.viewer(), seat.hand().name)


def history() -> History:
    """Where everything stands now."""
    return history_of(cached.store(), here().profiles.cohort.id)


def tried(act: Callable[[], object], done: str) -> bool:
    """Do something of a press and say what came of it: `done`, or why it was refused; whether it was done."""
    try:
        act()
    except Refused as refused:
        st.session_state[SAID] = (False, refusal(refused.missing))
    except RematchError as fault:
        st.session_state[SAID] = (False, told(fault))
    else:
        st.session_state[SAID] = (True, done)
    succeeded, words = st.session_state[SAID]
    live.say(words)
    return bool(succeeded)


def prepare(of_round: int, households: Sequence[HouseholdId]) -> bool:
    """Draft the offers of these households and say which were, and what is missing of the others."""
    made: list[Prepared] = []
    if not tried(lambda: made.append(desk().prepare(of_round, households)), t("process.done")):
        return False
    [outcome] = made
    lines = [t("process.prepared", count=len(outcome.offers))]
    lines += [f"{plain(id)}: {refusal(missing)}" for id, missing in outcome.refused.items()]
    st.session_state[SAID] = (not outcome.refused, "  \n".join(lines))
    return not outcome.refused


def by(event: ProcessEvent) -> str:
    """Who noted it, by the name they gave."""
    return t("release.by.name", name=plain(event.by)) if event.by else t("release.by.nobody")


def refusal(missing: tuple[str, ...]) -> str:
    """All that a step waits for, in words."""
    return t("process.refused", what=" ".join(t(f"process.need.{one}") for one in missing))


def said() -> None:
    """What came of the last press, once."""
    found = st.session_state.pop(SAID, None)
    if found is None:
        return
    if found[0]:
        st.success(found[1], icon=":material/task_alt:", width=READING_WIDTH)
    else:
        st.error(found[1], icon=":material/block:", width=READING_WIDTH)
