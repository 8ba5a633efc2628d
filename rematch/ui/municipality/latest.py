"""The latest release on the page: its number and day, what it does not consider, what it changed."""

from datetime import date

import streamlit as st

from rematch.model import Ags, CohortId
from rematch.report.wording.words import criterion_label, resource_label
from rematch.rights import RELEASED
from rematch.service.municipality import (
    Changed,
    LatestRelease,
    Preview,
    ShownAmount,
    latest_release,
    note_opened,
    released_last,
)
from rematch.ui.login import visitor
from rematch.ui.municipality.amounts import amount_words, offered_words
from rematch.ui.shell import cached, state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, day, listing, plain, t

OPENED = "release_opened"


def release() -> LatestRelease | None:
    """The cohort's latest release; read once for all visits, however often the page is drawn."""
    cohort = here().cohort
    if cohort is None:
        return None
    number = released_last(cached.store(), cohort.cohort)
    own = state.viewer().own_places(cohort.cohort)
    if number is not None and visitor.asked_for():
        _noted(cohort.cohort, number)
    return None if number is None else _read(cohort.cohort, cohort.token, number, own)


def _noted(cohort: CohortId, number: int) -> None:
    """In the journal, who opened which release: once a day, though the page is drawn again and again."""
    seen = (cohort, number, date.today())
    if st.session_state.get(OPENED) != seen:
        note_opened(cached.store(), cohort, number)
        st.session_state[OPENED] = seen


@cached.of_people(8, RELEASED)
def _read(cohort: str, token: str, number: int, own: frozenset[Ags] | None) -> LatestRelease | None:
    return latest_release(cached.store(), cohort)  # type: ignore[arg-type]


def label(released: LatestRelease, seen: Preview) -> None:
    """Which release this is and how far it is decided; in small, what kind of figures stand here."""
    one = released.release
    words = t(f"preview.released.{one.state}", number=one.number, day=day(one.at.astimezone().date()))
    icon = ":material/task_alt:" if one.state == "decided" else ":material/pending:"
    st.info(words, icon=icon, width=READING_WIDTH)
    st.markdown(f":small[{kind(seen)} {t('preview.released.edits')}]", width=READING_WIDTH)


def kind(seen: Preview) -> str:
    """Whether amounts are exact, and what they do not tell."""
    return t(
        "preview.masked" if seen.masked else "preview.full",
        threshold=seen.threshold,
        below=seen.threshold - 1,
    )


def not_considered(seen: Preview, shown: "LatestRelease | None") -> None:
    """Needs for protection that the plan does not hear, and criteria that are off, as far as known here."""
    lines = []
    catalogue = here().catalogue if shown is None else shown.catalogue
    households = seen.left_out.households
    if households is not None and (seen.masked or households.at_least):
        code = "preview.unconsidered" if households.at_least else "preview.unconsidered.few"
        lines.append(f":orange[:material/warning: {t(code, amount=amount_words(households))}]")
    if seen.left_out.off:
        labels = listing(
            plain(criterion_label(name, catalogue, state.language())) for name in seen.left_out.off
        )
        lines.append(t("preview.off", criteria=labels))
    if lines:
        st.markdown("  \n".join(f":small[{line}]" for line in lines), width=READING_WIDTH)


def changed(released: LatestRelease | None, seen: Preview) -> None:
    """What differs from the release before: amounts as both of them show them."""
    if released is None or released.before is None:
        return
    found = released.changed(seen)
    st.markdown(f"## {t('preview.changed', number=released.before.number)}")
    if not found:
        st.markdown(t("preview.changed.nothing"))
        return
    st.markdown("\n".join(f"- {_changed(one, released)}" for one in found))


def _changed(one: Changed, released: LatestRelease) -> str:
    label = plain(resource_label(one.resource, released.catalogue, state.language()))
    return t(
        f"preview.changed.{one.aspect}", resource=label, before=_amount(one.before), after=_amount(one.after)
    )


def _amount(value: ShownAmount | float | None) -> str:
    return amount_words(value) if isinstance(value, ShownAmount) else offered_words(value)
