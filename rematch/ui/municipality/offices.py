"""For whom in the town hall: what each office prepares, and in which languages people are understood."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import streamlit as st

from rematch.report.wording.words import resource_label
from rematch.service.municipality import LanguageNeed, ResourceNeed
from rematch.texts import spoken
from rematch.ui.municipality.amounts import amount_words, missing_words, stated_words
from rematch.ui.municipality.choose import Shown
from rematch.ui.shell import state
from rematch.ui.words import READING_WIDTH, plain, t

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Resource

OFFICES = ("housing", "school", "youth", "courses")
BEFORE_SCHOOL, OF_AGE = 6, 18


def panel(shown: Shown) -> None:
    """One column for each office, the interpreters last; below them what no release tells."""
    st.markdown(f"## {t('preview.offices')}")
    for column, (office, lines) in zip(
        st.columns(len(OFFICES) + 1, gap="medium"), by_office(shown), strict=True
    ):
        with column:
            st.markdown(f"**{plain(office)}**")
            st.markdown("\n".join(f"- {plain(line)}" for line in lines))
    st.markdown(f":small[**{t('preview.later')}.** {t('preview.later.text')}]", width=READING_WIDTH)


def by_office(shown: Shown) -> Iterator[tuple[str, list[str]]]:
    """Each office with what it has to know, in words."""
    for office in OFFICES:
        needs = [
            need
            for need in shown.view.resources
            if _office(shown.catalogue.resource_by_id[need.resource]) == office and _concerns(need)
        ]
        yield (
            t(f"preview.office.{office}"),
            [_need(need, shown) for need in needs] or [t("preview.office.none")],
        )
    yield t("preview.office.interpreters"), list(_spoken(shown.view.languages, shown.view.masked))


def _concerns(need: ResourceNeed) -> bool:
    """Whether anything may be needed of it: all but what is told to be nothing."""
    return need.needed.most > 0


def _office(resource: "Resource") -> str:
    """By what is counted: homes and whoever lives in them; children by age; grown-ups' courses."""
    if resource.demand.per != "member" or resource.demand.age is None:
        return "housing"
    _, oldest = resource.demand.age
    if oldest < BEFORE_SCHOOL:
        return "youth"
    return "school" if oldest < OF_AGE else "courses"


def _need(need: ResourceNeed, shown: Shown) -> str:
    label = resource_label(need.resource, shown.catalogue, state.language())
    words = {"resource": label, "needed": amount_words(need.needed), "offered": stated_words(need)}
    if need.missing:
        return t("preview.office.missing", missing=missing_words(need), **words)
    return t("preview.office.need", **words)


def _spoken(languages: Iterable[LanguageNeed], masked: bool) -> Iterator[str]:
    for one in languages:
        code = "preview.office.served" if one.served else "preview.office.not_served"
        yield t(code, language=spoken(one.language, state.language()), amount=amount_words(one.persons))
    if masked:
        yield t("preview.office.other_languages")
    elif not languages:
        yield t("preview.office.no_languages")
