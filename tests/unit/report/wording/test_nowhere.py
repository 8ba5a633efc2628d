"""Why a household has no place, in words."""

import re

import pytest

from rematch.criteria.measuring.rules import ReasonCode
from rematch.explain import Nowhere, NowhereCode
from rematch.model import CriterionId
from rematch.report.wording.nowhere import nowhere_words
from rematch.texts import screen_languages
from tests import demo

NAMELESS = frozenset({ReasonCode.NO_CONSENT, ReasonCode.CLOSED, ReasonCode.VETOED, ReasonCode.NOT_THIS_ROUND})
"""What no criterion rules out."""


@pytest.mark.parametrize("lang", screen_languages())
@pytest.mark.parametrize("code", ReasonCode)
def test_each_rule_that_took_places_is_told_in_one_sentence(code: ReasonCode, lang: str) -> None:
    """Nothing empty or doubled, a criterion only where the rule is about it, the number of places last."""
    criterion = None if code in NAMELESS else CriterionId("excluded_places")
    words = nowhere_words(
        Nowhere(NowhereCode.NO_ALLOWED_PLACE, reasons=((code, criterion, 2),)), demo.catalogue(), lang
    )
    assert not re.search(r"\s\s|[{}]|„“|“”|: \(", words), words
    assert re.search(r"\(2 \w+\)$", words), words
    label = demo.catalogue().by_id[CriterionId("excluded_places")].label.in_(lang)
    assert words.count(label) <= 1
