"""What a place lacks, and why it could not be had."""

import numpy as np
import pytest

from rematch.explain import WhyNotKind, forgone
from rematch.report.wording.sentences import forgone_sentences
from rematch.report.wording.simple import simple_sentences
from rematch.texts import screen_languages
from tests import demo


def test_what_a_place_lacks_is_told_with_why_it_could_not_be_had() -> None:
    """For each row that speaks against: of the other possible places none scores more."""
    instance, assignment = demo.cold().instance, demo.cold().assignment
    criteria = [criterion.id for criterion in instance.scores.criteria]
    kinds = set()
    for i, line in enumerate(demo.cold().placements):
        lost = forgone(instance, assignment, line.why)
        assert [one.row for one in lost] == list(line.why.speaks_against)
        for one in lost:
            score = instance.scores.score[criteria.index(one.row.part.criterion), i]
            there = instance.cohort_data.column[one.there.ags]
            others = instance.rules.allowed[i].copy()
            others[instance.cohort_data.column[line.ags]] = False
            assert others[there] and score[there] == np.nanmax(score[others])
            assert score[there] > one.row.part.score
            kinds.add(one.there.kind)
    assert kinds >= {WhyNotKind.FULL, WhyNotKind.LOWER}


@pytest.mark.parametrize("lang", screen_languages())
def test_each_place_that_would_have_been_better_is_told_once(lang: str) -> None:
    """In the session with the numbers or what is full, for the family with its name alone."""
    instance, assignment = demo.cold().instance, demo.cold().assignment
    for line in demo.cold().placements:
        lost = forgone(instance, assignment, line.why)
        names = {instance.cohort_data.name(one.there.ags) for one in lost}
        told = forgone_sentences(lost, instance, lang)
        assert len(told) == len(names)
        assert all(any(name in words for words in told) for name in names)
        simple = simple_sentences(line.why, instance, lang, lost=lost)
        assert all(simple.count(name) == 1 for name in names)
