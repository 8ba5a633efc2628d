"""Which questionnaires are due, the earliest first."""

from datetime import datetime

import streamlit as st

from rematch.model import Household
from rematch.service.evaluation import DueItem, EvaluationDesk, adults_of, waves
from rematch.service.process import this_moment
from rematch.ui import tables
from rematch.ui.process import taking
from rematch.ui.shell import cached, state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, day, number, t


def title() -> None:
    """The page's title and what this is about; then what came of the last press."""
    st.title(t("nav.evaluation"))
    st.markdown(t("evaluation.lead"), width=READING_WIDTH)
    taking.said()


def desk() -> EvaluationDesk:
    """Where this visit enters answers for its cohort and sums them up."""
    return EvaluationDesk(cached.store(), here().profiles.cohort.id, here().catalogue, state.viewer())


def panel() -> tuple[DueItem, ...]:
    """What is due, as a list; given back is all that answers may be entered for."""
    now = this_moment()
    found = desk().due(now)
    if not found:
        st.info(t("evaluation.due.none"), width=READING_WIDTH)
        return ()
    open_yet = sorted(
        (one for one in found if one.state == "open"), key=lambda one: (one.ends, one.offer.number)
    )
    st.markdown(f"## {t('evaluation.due.title', count=len(open_yet))}")
    late = sum(one.overdue(now) for one in open_yet)
    if late:
        st.warning(t("evaluation.due.late", count=late), icon=":material/schedule:", width=READING_WIDTH)
    tables.with_files([_row(one, now) for one in open_yet], "rematch-questionnaires", t("evaluation.due.alt"))
    return tuple(one for one in found if one.state in ("open", "done"))


def wave_of(one: DueItem) -> int:
    """How many months after arrival it is asked."""
    return next(wave for wave, item in waves().items() if item.id == one.item.id)


def wave_words(wave: int) -> str:
    """The same in words."""
    return t("evaluation.wave", count=wave)


def household(one: DueItem) -> Household | None:
    """Whose questionnaire it is; None where it is not there any more."""
    row = here().cohort_data.row.get(one.offer.household)
    return None if row is None else here().profiles.households[row]


def adults(one: DueItem) -> int:
    """How many adults of its household are asked."""
    return adults_of(household(one))


def _row(one: DueItem, now: datetime) -> dict[str, str]:
    return {
        "eval_begins": day(one.begins),
        "due_by": day(one.ends),
        "overdue": t("process.dues.over") if one.overdue(now) else "",
        "eval_wave": wave_words(wave_of(one)),
        "offer": number(one.offer.number),
        "household": one.offer.household,
        "eval_adults": number(adults(one)),
        "municipality": here().cohort_data.name(one.offer.ags),
    }
