"""Where a load goes: into a cohort that is there, or a new one."""

import datetime
import re
from dataclasses import dataclass

import streamlit as st

from rematch.model import Cohort, CohortId, Profiles
from rematch.ui.access import field_faults
from rematch.ui.load import desk
from rematch.ui.shell import cached
from rematch.ui.shell.context import here
from rematch.ui.words import t


@dataclass(frozen=True)
class Aim:
    """The cohort to store into, and the profiles stored there now."""

    cohort: Cohort
    stored: Profiles | None
    keep_others: bool = True


def of_own(profiles: Profiles) -> Aim:
    """Our own format says itself which cohort it is, and is the whole of it."""
    return Aim(profiles.cohort, stored_profiles(profiles.cohort.id), keep_others=False)


def chosen() -> Aim | None:
    """A cohort that is there, or a new one."""
    there = {summary.cohort: summary for summary in here().cohorts}
    choices: list[CohortId] = [CohortId(""), *there]
    into = st.selectbox(
        t("load.into"),
        choices,
        format_func=lambda name: there[name].name if name else t("load.into.new"),
        key="load_into",
        persist_state="session",
        width=480,
        on_change=desk.again,
    )
    if into:
        stored = stored_profiles(into)
        keep = st.toggle(t("load.keep_others"), value=True, help=t("load.keep_others.help"), key="load_keep")
        return None if stored is None else Aim(stored.cohort, stored, keep)
    return _new_cohort()


def _new_cohort() -> Aim | None:
    name, day, invented = st.columns([3, 2, 3], vertical_alignment="bottom")
    called = name.text_input(t("load.name"), key="load_name", max_chars=80).strip()
    as_of = day.date_input(
        t("load.as_of"), value="today", format="DD.MM.YYYY", key="load_as_of", on_change=desk.again
    )
    made_up = invented.checkbox(t("load.invented"), key="load_invented")
    if not called or not isinstance(as_of, datetime.date):
        st.markdown(t("load.name.needed"))
        return None
    cohort_id = re.sub(r"[^a-z0-9]+", "-", called.lower()).strip("-") or "cohort"
    taken = stored_profiles(CohortId(cohort_id)) is not None
    field_faults.told("load_name", t("load.name.taken") if taken else "")
    if taken:
        return None
    places = _places_from()
    cohort = Cohort(id=CohortId(cohort_id), name=called, invented=made_up, as_of=as_of)
    return Aim(cohort, places)


def _places_from() -> Profiles | None:
    """Households alone need municipalities: those of another cohort."""
    found = desk.present()
    if found is None or found.checked is None or found.checked.municipalities:
        return None
    there = {summary.cohort: summary for summary in here().cohorts}
    other = st.selectbox(
        t("load.places_from"),
        list(there),
        format_func=lambda name: there[name].name,
        key="load_places_from",
        width=480,
    )
    stored = stored_profiles(other) if other else None
    return None if stored is None else stored.model_copy(update={"households": ()})


def stored_profiles(cohort: CohortId) -> Profiles | None:
    """The profiles of a cohort, None where it is not there."""
    known = {summary.cohort for summary in here().cohorts}
    return cached.store().load_profiles(cohort) if cohort in known else None
