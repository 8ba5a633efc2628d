"""What was worked out for one visit, and what still works beside its screen: each with its question."""

from typing import TYPE_CHECKING, Any, cast

import streamlit as st

if TYPE_CHECKING:
    from rematch.jobs import Job
    from rematch.planning.background_proof import Prover


def prover() -> "Prover | None":
    """Who is proving, or has proven, the plan on screen."""
    return cast("Prover | None", st.session_state.get("prover"))


def leave_proof() -> None:
    """A proof of a plan that is no longer wished for makes room for the solve of the next."""
    working = prover()
    if working is not None:
        working.stop()


def keep_prover(prover: "Prover") -> None:
    """Leave the earlier proof for this one."""
    earlier = st.session_state.get("prover")
    if earlier is not None:
        earlier.stop()
    st.session_state["prover"] = prover


def leave_desk() -> None:
    """No plan of people who may be gone is kept for the next one; the page gets another desk."""
    st.session_state.pop("desk", None)


def remember(name: str, question: object, answer: object) -> None:
    """Keep the last answer of a kind, with the question it answers (a plan, a household, a setting)."""
    st.session_state[f"answer_{name}"] = (question, answer)


def recall(name: str, question: object) -> object | None:
    """The kept answer of a kind if it answers this very question, else None."""
    found = st.session_state.get(f"answer_{name}")
    return found[1] if found and found[0] == question else None


def forget(name: str) -> None:
    """Drop the kept answer of a kind: what it was about is another thing now."""
    st.session_state.pop(f"answer_{name}", None)


def work(name: str, question: object) -> "Job[Any] | None":
    """The work of a kind that is on this very question; one on another question is stopped and dropped."""
    asked, working = st.session_state.get(f"work_{name}", (None, None))
    if asked != question and working is not None:
        set_to_work(name, None, None)
    return cast("Job[Any] | None", working) if asked == question else None


def set_to_work(name: str, question: object, working: "Job[Any] | None") -> None:
    """Keep work of a kind with the question it is on; what went on before is stopped."""
    _, before = st.session_state.get(f"work_{name}", (None, None))
    if before is not None:
        before.stop()
    st.session_state[f"work_{name}"] = (question, working)


def leave_session() -> None:
    """Whoever is on another page does not wait for a proof or a sweep; what was found stays."""
    _, sweeping = st.session_state.get("work_robustness", (None, None))
    for working in (prover(), cast("Job[Any] | None", sweeping)):
        if working is not None:
            working.stop()


def forget_all() -> None:
    """Stop and drop all that was worked out about a cohort that is no longer there."""
    leave_session()
    for key in [str(key) for key in st.session_state]:
        if key.startswith(("answer_", "work_")) or key in {"prover", "desk"}:
            found = st.session_state.pop(key)
            working = found[1] if isinstance(found, tuple) and key.startswith("work_") else None
            if working is not None:
                working.stop()
