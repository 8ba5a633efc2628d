"""A round: opened with a name, decided with a plan and in own words, opened again, closed."""

import streamlit as st

from rematch.scenario import Scenario
from rematch.service.process import History, OfferRound, ProcessStep, Transition, steps_from, tell
from rematch.service.session import record
from rematch.ui.process import taking
from rematch.ui.shell import cached, state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, day, moment, number, plain, t

CHOSEN, NAME, RUN, WORDS = "process_round", "process_round_name", "process_run", "process_minutes"
MOST_WORDS = 500
MOST_RUNS = 20
WIDE = 520
"""Pixels of what stands behind a button."""


def title() -> None:
    """The page's title and what this is about; then what came of the last press."""
    st.title(t("nav.process"))
    st.markdown(t("process.lead"), width=READING_WIDTH)
    taking.said()


def chosen(history: History) -> OfferRound | None:
    """The round that is looked at, the last one if nobody chose; None where there is none."""
    if not history.rounds:
        return None
    numbers = [one.number for one in reversed(history.rounds)]
    if len(numbers) == 1:
        return history.rounds[0]
    picked = st.selectbox(
        t("process.machine.round"),
        numbers,
        format_func=lambda at: _called(history, at),
        key=CHOSEN,
        width=360,
        persist_state="session",
    )
    return history.round(picked)


def panel(history: History, now: OfferRound | None) -> None:
    """How the round stands and what can be done with it; without one, how to begin."""
    if now is None:
        _new()
        example()
        return
    st.markdown(f"## {plain(_called(history, now.number))}")
    _decision(history, now)
    with st.container(horizontal=True, gap="small"):
        for row in steps_from("round", history.state("round", now.number), state.viewer().roles):
            _step(now, row)


def another(now: OfferRound | None) -> None:
    """A further round beside the one that is looked at."""
    if now is not None:
        with st.expander(t("process.round.another"), key="process_another", on_change="rerun") as opened:
            if opened.open:
                _new()


def _called(history: History, at: int) -> str:
    found = history.round(at)
    stands = t(f"process.round.{history.state('round', at)}")
    return t("process.round.called", number=at, name=found.name if found else "", state=stands)


def _decision(history: History, now: OfferRound) -> None:
    found = history.decided(now.number)
    if found is None or history.state("round", now.number) == "open":
        st.markdown(t("process.round.undecided"), width=READING_WIDTH)
        return
    words = {
        "day": day(found.day),
        "by": taking.by(found),
        "words": plain(found.words),
        "run": found.run or "",
    }
    st.markdown(t("process.round.decision", **words), width=READING_WIDTH)


def _step(now: OfferRound, row: Transition) -> None:
    """Behind its name, what a step on the round asks for, and its button."""
    label = t(f"process.step.round.{row.event}")
    with st.popover(label, key=f"process_round_{row.event}", on_change="rerun", width=240) as opened:
        if not opened.open:
            return
        with st.form(f"process_form_{row.event}", border=False, width=WIDE):
            if "plan" in row.needs:
                _runs()
            if "words" in row.needs:
                words = t(f"process.round.words.{row.event}")
                st.text_area(words, key=f"{WORDS}_{row.event}", max_chars=MOST_WORDS, height=80)
            st.form_submit_button(
                label,
                type="primary",
                key=f"process_do_{row.event}",
                on_click=_take,
                args=(now.number, row),
            )


def _runs() -> None:
    """Recorded plans to decide with, the newest first."""
    runs = cached.store().runs(here().profiles.cohort.id)[::-1][:MOST_RUNS]
    if not runs:
        st.markdown(t("process.round.no_runs"))
        return
    known = {run.run_id: run for run in runs}
    released = {one.run: one.number for one in cached.store().releases(here().profiles.cohort.id)}

    def called(run: str) -> str:
        one = known[run]
        words = {"at": moment(one.created_at), "run": run, "persons": number(one.persons_placed)}
        line = t("process.round.run", **words)
        return (
            line if run not in released else t("process.round.run.released", line=line, number=released[run])
        )

    st.selectbox(t("process.round.which"), list(known), format_func=called, key=RUN)


def _take(at: int, row: Transition) -> None:
    words = st.session_state.get(f"{WORDS}_{row.event}") or ""
    run = st.session_state.get(RUN) if "plan" in row.needs else None
    step = ProcessStep(machine="round", subject=str(at), event=row.event, words=words, run=run)
    if taking.tried(lambda: taking.desk().take(step), t("process.done")):
        st.session_state[f"{WORDS}_{row.event}"] = ""


def _new() -> None:
    with st.form("process_new", border=True, width=READING_WIDTH):
        st.text_input(t("process.round.name"), key=NAME, max_chars=80, width=360, autocomplete="off")
        st.form_submit_button(t("process.step.round.open"), on_click=_open)


def example() -> None:
    """Of invented people a half year can be told; of real ones nothing is."""
    if here().invented:
        st.markdown(t("process.round.example.text"), width=READING_WIDTH)
        st.button(t("process.round.example"), key="process_example", on_click=_tell)


def _tell() -> None:
    name, words = t("process.round.example.name"), t("process.round.example.words")

    def told() -> None:
        tell(taking.desk(), _present_run(), words, name)

    taking.tried(told, t("process.round.example.done"))


def _present_run() -> str:
    """The plan of this cohort as it is planned without any decision, put on record."""
    report = cached.first_plan(here().cohort_data, Scenario())
    return record(report, cached.store(), state.viewer(), "saved")


def _open() -> None:
    name = (st.session_state.get(NAME) or "").strip()
    if not name:
        st.session_state[taking.SAID] = (False, t("process.round.name_needed"))
        return
    if taking.tried(lambda: taking.desk().open_round(name), t("process.round.opened")):
        st.session_state[NAME] = ""
        st.session_state.pop(CHOSEN, None)
