"""What texts claim is so: each claim beside what it claims, in every language."""

import re
from collections.abc import Iterator

import pytest

from rematch.criteria.catalogue import FieldType
from rematch.report.files.profile_rows import profile_labels
from rematch.scenario import Scenario
from rematch.service.session import weighing
from rematch.texts import say
from rematch.texts.folders import screen_languages, texts
from tests import demo

LANGUAGES = screen_languages()


def written(lang: str) -> Iterator[tuple[str, str]]:
    """Every text with its code, each form of those that count."""
    for code, text in texts(lang).items():
        for form in [text] if isinstance(text, str) else text.values():
            yield code, form


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_called_optimal(lang: str) -> None:
    """It is read as right or fair; what is proven is that no sum is better under these weights."""
    assert {code for code, text in written(lang) if re.search("optimal", text, re.IGNORECASE)} == set()
    proven = (say("proof.optimal", lang), say("cli.proven", lang))
    assert all(re.search("sum", words, re.IGNORECASE) for words in proven)
    assert {"de": "Gewichten", "en": "weights"}[lang] in say("cli.proven", lang)


NEVER_OVERRIDES = re.compile(
    r"überschreib\w+ (es |was )?(nie|niemals)|niemand überschreibt|never over(write|ride)"
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nobody_claims_that_a_slider_leaves_in_force_whatever_was_said(lang: str) -> None:
    """At 0 it counts for nothing in the fit; what then still rules places out: `test_rules.py`."""
    assert {code for code, text in written(lang) if NEVER_OVERRIDES.search(text.casefold())} == set()
    silent = weighing(demo.known(), Scenario(groups={"place": 0.0}), None)
    assert {one.group.id for one in silent if not one.share} == {"place"}


DIAGNOSIS = re.compile("diagnos|krankheit|disease|illness", re.IGNORECASE)
NO_HEALTH = {"single_parent"}
"""In the group of health and protection, and of neither kind."""


def test_no_field_asks_for_a_diagnosis_and_every_need_of_health_is_protected_as_such() -> None:
    """As the page on methods says: what is needed is asked, and that is health data, too."""
    catalogue = demo.catalogue()
    words = [label for field in catalogue.fields for label in field.label.wordings().values()]
    words += [w for field in catalogue.fields for one in field.options for w in one.label.wordings().values()]
    assert len(words) > 100 and not [label for label in words if DIAGNOSIS.search(label)]
    asked = {c.id: c.art9 for c in catalogue.criteria if c.group == "health" and c.need}
    assert {name for name, protected in asked.items() if not protected} == NO_HEALTH
    assert all(DIAGNOSIS.search(say("method.refuses.3", lang)) for lang in LANGUAGES)


SEEN = {"de": ("Alter", "Orte", "Sprachen", "Bedarfe"), "en": ("ages", "places", "languages", "needs")}


def test_whoever_coordinates_sees_personal_data_and_the_page_on_methods_names_them() -> None:
    """Ids are pseudonyms, no more; who sees what with a login: `tests/app/test_roles.py`."""
    catalogue = demo.catalogue()
    shown = {kind: profile_labels(catalogue, kind, "en", special=True) for kind in ("household", "member")}
    assert "place" in shown["household"] and "age" in shown["member"]
    kinds = {
        field.type for field in catalogue.fields if field.id in {**shown["household"], **shown["member"]}
    }
    assert FieldType.LANGUAGES in kinds and len(kinds) > 3
    for lang, named in SEEN.items():
        assert all(word in say("method.privacy.1", lang) for word in named)


def test_each_person_with_a_place_counts_by_the_fit_of_the_household() -> None:
    """Not each the same: the sum that is made greatest is this one, whatever people said matters to them."""
    report = demo.cold()
    fit, persons = report.instance.planned_fit(report.assignment), report.instance.problem.persons
    placed = report.assignment >= 0
    summed = float((fit[placed] * persons[placed]).sum())
    assert report.check.objective - report.order_cost == pytest.approx(summed)
