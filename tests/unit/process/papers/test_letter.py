"""A letter is made of an offer that waits for an answer, of a household as it is, in their order."""

import pytest

from rematch.bootstrap import shipped_catalogue
from rematch.criteria.catalogue import Catalogue
from rematch.errors import RematchError
from rematch.model import CriterionId, Viewer
from rematch.process.papers.letter import _sorted, languages_of, letter_facts, private
from rematch.store import Offer, OfferPart
from rematch.texts import interview_languages
from tests.rounds import ToldProcess, cohort

HOUSEHOLD = cohort().households[0].model_copy(update={"priorities": {}})


def offer(parts: dict[str, tuple[float | None, bool]], needs: dict[str, float] | None = None) -> Offer:
    """An offer with these scores of the household's criteria, and whether they are known."""
    return Offer.model_validate(
        {
            "cohort": "c",
            "round": 1,
            "household": HOUSEHOLD.id,
            "ags": "01002000",
            "run": "r",
            "persons": 1,
            "needs": needs or {},
            "fit": 0.5,
            "people": 0.5,
            "profile": "",
            "text_version": "1",
            "parts": [
                OfferPart(criterion=CriterionId(id), side="household", score=score, part=0.1, unknown=unknown)
                for id, (score, unknown) in parts.items()
            ],
        }
    )


def listed(of: Offer, household: object = HOUSEHOLD) -> dict[str, tuple[str, ...]]:
    catalogue: Catalogue = shipped_catalogue()
    return _sorted(of, household, catalogue)  # type: ignore[arg-type,return-value]


def test_what_is_met_in_part_not_and_not_known_is_told_apart() -> None:
    """What does not apply is in no list; the neutral start is nobody's wish."""
    parts = {
        "transport": (0.6, False),
        "urban_rural": (0.59, False),
        "close_family": (0.39, False),
        "culture_sport": (0.0, True),
        "unit_size": (None, False),
        "neutral": (0.5, False),
    }
    assert listed(offer(parts)) == {
        "met": ("transport",),
        "partly": ("urban_rural",),
        "unmet": ("close_family",),
        "unknown": ("culture_sport",),
    }


def test_what_matters_to_them_most_comes_first_and_what_does_not_matter_not_at_all() -> None:
    household = HOUSEHOLD.model_copy(update={"priorities": {"transport": 3, "urban_rural": 0}})
    parts = {"unit_size": (1.0, False), "urban_rural": (1.0, False), "transport": (0.7, False)}
    assert listed(offer(parts), household)["met"] == ("transport", "unit_size")


def test_what_has_a_place_set_aside_is_not_called_lacking() -> None:
    """A course that is far has a low score, and its seat is planned all the same."""
    parts = {"german_course": (0.1, False)}
    assert listed(offer(parts))["unmet"] == ("german_course",)
    assert listed(offer(parts, {"course_seats": 1.0}))["partly"] == ("german_course",)


def test_no_criterion_of_special_categories_is_listed_however_it_scores() -> None:
    catalogue = shipped_catalogue()
    special = [one.id for one in catalogue.criteria if one.art9]
    for score in (0.0, 0.5, 1.0):
        found = listed(offer(dict.fromkeys(special, (score, False))))
        assert special and not any(found.values())
    assert all(private(id, catalogue) for id in special)


def test_the_language_is_that_of_the_consent_else_what_adults_speak_best() -> None:
    """All languages of letters can be chosen, the household's first."""
    catalogue = shipped_catalogue()
    adult = HOUSEHOLD.members[0].model_copy(update={"age": 30, "answers": {"languages": {"pl": 6.0}}})
    child = adult.model_copy(update={"age": 9, "answers": {"languages": {"uk": 7.0}}})
    speaks = HOUSEHOLD.model_copy(update={"members": (child, adult), "consent_language": None})
    agreed = speaks.model_copy(update={"consent_language": "ru"})
    other = speaks.model_copy(update={"consent_language": "fa"})
    first = [languages_of(one, catalogue)[0] for one in (speaks, agreed, other)]
    assert first == ["pl", "ru", "pl"]
    assert all(set(languages_of(one, catalogue)) == set(interview_languages()) for one in (agreed, other))


def test_there_is_none_before_it_is_sent_after_it_ended_or_of_a_changed_household(
    decided: ToldProcess,
) -> None:
    """The last day is set when it is sent; who has changed since gets a letter once somebody looked again."""
    catalogue, first = shipped_catalogue(), decided.planned()[0]
    made = decided.prepared(first)

    def refused() -> None:
        with pytest.raises(RematchError, match=r"step\.no_letter"):
            letter_facts(decided.store, decided.cohort, made.number, catalogue)

    refused()
    decided.take("offer", made.number, "send", last_day=decided.later(0).day)
    assert letter_facts(decided.store, decided.cohort, made.number, catalogue).last_day == decided.day
    changed = tuple(
        one.model_copy(update={"place": "Anderswo"}) if one.id == first else one
        for one in cohort().households
    )
    profiles = cohort().model_copy(update={"households": changed})
    decided.store.save_profiles(profiles, catalogue.fingerprint, Viewer())
    refused()
    decided.take("offer", made.number, "check", words="Angesehen.")
    assert letter_facts(decided.store, decided.cohort, made.number, catalogue).place
    decided.take("offer", made.number, "decline", reason="not_now")
    refused()
