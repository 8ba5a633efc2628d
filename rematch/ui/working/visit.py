"""One visit's part in a working session: which one it is in, and which state of it is on screen.

What is decided goes into the session at once, on top of what others have decided since; without a session yet
the first decision opens one. The scenario on screen changes only between two runs of the script.
"""

from dataclasses import dataclass, field
from typing import Literal, cast

import streamlit as st

from rematch.model import CohortId
from rematch.scenario import Scenario
from rematch.service.working import LiveSession, Outcome, SessionKey, SessionStep
from rematch.ui.shell import cached
from rematch.ui.working import seat

SEEN, NEWS, MISSING = "seen", "session_news", "session_missing"
Code = Literal["changed", "merged", "refused", "partly"]
"""Others have changed it; one's wish was done on top of that; it was not done; undo left what is theirs."""


@dataclass(frozen=True)
class News:
    """What there is to be told of another's step."""

    code: Code
    step: SessionStep


@dataclass(frozen=True)
class Seen:
    """The state a visit has on screen, and the session it is of; None where nothing was decided yet."""

    scenario: Scenario = field(default_factory=Scenario)
    session: SessionKey | None = None
    revision: int | None = None


@dataclass(frozen=True)
class About:
    """The cohort a visit is about, by its id and the token that tells it from a later one of the same id."""

    cohort: CohortId | None
    token: str | None


def seen() -> Seen:
    """What is on screen."""
    return cast(Seen, st.session_state.get(SEEN) or Seen())


def keep(now: Seen) -> None:
    """Have another state, or another session, on screen."""
    st.session_state[SEEN] = now


def live(about: About) -> LiveSession | None:
    """The session this visit is in, None where it is in none or the cohort is not there."""
    key = seen().session
    if key is None or about.cohort is None or about.token is None:
        return None
    return cached.session_desk().find(key, about.cohort, about.token)


def look(about: About) -> SessionStep | None:
    """Take over what is in force now; the last step where others have changed something meanwhile."""
    now = seen()
    if now.session is None:
        return None
    session = live(about)
    if session is None:
        keep(Seen(now.scenario))
        st.session_state[MISSING] = True
        return None
    scenario, revision = session.stand
    if revision == now.revision:
        return None
    step = _others(session, now)
    if step is not None and step.kind != "dropped":
        st.session_state[NEWS] = News("changed", step)
    keep(Seen(scenario, now.session, revision))
    return step


def enter(key: SessionKey) -> None:
    """Go on in a session; what it holds is looked up in the next run."""
    keep(Seen(seen().scenario, key))
    settle_missing()


def decide(about: About, changed: Scenario, control: str | None, reason: str) -> None:
    """Put a wish in force, formed before what is on screen."""
    now = seen()
    if changed == now.scenario:
        return
    if about.cohort is None or about.token is None:
        keep(Seen(changed))
        return
    session, hand = live(about), seat.hand()
    if session is None:
        session = cached.session_desk().open(about.cohort, about.token, now.scenario, hand)
        settle_missing()
    outcome = session.decide(now.scenario, changed, hand, control, reason)
    _took(session, outcome, "refused")


def undo(about: About) -> None:
    """One's own last step back."""
    session = live(about)
    if session is not None:
        _took(session, session.undo(seat.hand()), "partly")


def redo(about: About) -> None:
    """One's own undone step again."""
    session = live(about)
    if session is not None:
        _took(session, session.redo(seat.hand()), "partly")


def can_undo(about: About) -> bool:
    """Whether there is an own step back."""
    session = live(about)
    return session is not None and session.can_undo(seat.hand().seat)


def can_redo(about: About) -> bool:
    """Whether there is an own undone step."""
    session = live(about)
    return session is not None and session.can_redo(seat.hand().seat)


def correct(about: About, fitted: Scenario) -> None:
    """What is left of the scenario where data or criteria have lost what it named."""
    session = live(about)
    if session is None:
        keep(Seen(fitted))
        return
    session.correct(fitted)
    _see(session)


def news() -> News | None:
    """What there is to be told of others, once."""
    return cast("News | None", st.session_state.pop(NEWS, None))


def missing() -> bool:
    """Whether the address named a session that is not there, and nothing was decided since."""
    return bool(st.session_state.get(MISSING))


def settle_missing() -> None:
    """Somebody has gone on without it."""
    st.session_state[MISSING] = False


def _took(session: LiveSession, outcome: Outcome, overtaken: Code) -> None:
    """See what came of it; tell whose decision stood in the way, or else that there were others."""
    step, code = session.made(outcome.overtaken), overtaken
    if step is None:
        step, code = _others(session, seen()), "merged" if outcome.done else "changed"
    if step is not None:
        st.session_state[NEWS] = News(code, step)
    if session.row.state == "closed":
        session.put("open")
    _see(session)


def _others(session: LiveSession, now: Seen) -> SessionStep | None:
    return None if now.revision is None else session.others_since(now.revision, seat.hand().seat)


def _see(session: LiveSession) -> None:
    scenario, revision = session.stand
    keep(Seen(scenario, session.key, revision))
