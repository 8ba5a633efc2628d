"""A criterion has a name, and a phrase for each direction that completes a sentence."""

import re
from itertools import product

import pytest

from rematch.criteria.catalogue import Criterion
from rematch.explain import Row
from rematch.instance.fit import Part
from rematch.report.wording.phrases import phrase
from rematch.texts import say, screen_languages
from rematch.texts.folders import texts
from tests import demo
from tests.builders import catalogue, criterion, field

CATALOGUE = demo.catalogue()
SCORING = [one for one in CATALOGUE.criteria if one.scores]
TEMPLATES = ("sentence.beside", "sentence.but", "simple.beside", "simple.also", "simple.but")
MOST_WORDS = 15
"""Of a sentence in simple language."""


def row(of: Criterion, lead: float, unknown: bool = False) -> Row:
    """A row of this criterion that is ahead of the other places or behind them."""
    part = Part(of.id, of.side, score=0.5, unknown=unknown, weight=1.0, part=0.1, most=0.2)
    return Row(part, lead, lead, low=0.0, high=0.2, unsaid=0.0, priority=1)


def sentence(template: str, words: str, lang: str) -> str:
    """The template with this phrase and, where it names one, the town with the longest name."""
    simple = template.startswith("simple")
    if simple:
        return say(template, lang, criterion=words)
    place = max((town.name for town in demo.profiles().municipalities), key=len)
    return say(template, lang, criteria=words, municipality=place)


@pytest.mark.parametrize("lang", screen_languages())
def test_every_shipped_criterion_has_words_for_each_direction_in_both_languages(lang: str) -> None:
    """What scores can be ahead or behind and has both, unlike each other; the rest has none."""
    for one in CATALOGUE.criteria:
        assert (one.has is None, one.lacks is None) == (not one.scores, not one.scores), one.id
        if one.has is not None and one.lacks is not None:
            has, lacks, name = (words.wordings()[lang] for words in (one.has, one.lacks, one.label))
            assert lacks not in (has, name), one.id


@pytest.mark.parametrize("lang", screen_languages())
@pytest.mark.parametrize("template", TEMPLATES)
def test_every_phrase_forms_a_sentence_in_every_template(template: str, lang: str) -> None:
    """Ahead, behind and unknown: one sentence, nothing empty or doubled, short where it is simple."""
    for one, (lead, unknown) in product(SCORING, ((1.0, False), (-1.0, False), (-1.0, True))):
        words = phrase(row(one, lead, unknown), CATALOGUE, lang)
        told = sentence(template, words, lang)
        assert words and told.endswith(f"{words}."), one.id
        assert not re.search(r"\s\s|[{}]|\.\.|\s[.,]", told), told
        assert template[:6] != "simple" or len(told.split()) <= MOST_WORDS, told


@pytest.mark.parametrize("lang", screen_languages())
def test_the_direction_of_the_lead_says_which_words_are_taken(lang: str) -> None:
    """Ahead what it has, behind what it lacks; of an offer nobody stated only that it is unknown."""
    for one in SCORING:
        ahead, behind = (phrase(row(one, lead), CATALOGUE, lang) for lead in (1.0, -1.0))
        assert (ahead, behind) == (one.has.in_(lang), one.lacks.in_(lang))
        unknown = phrase(row(one, -1.0, unknown=True), CATALOGUE, lang)
        assert unknown == say("phrase.unknown", lang, criterion=one.label.in_(lang))


@pytest.mark.parametrize("lang", screen_languages())
def test_phrases_can_stand_beside_each_other(lang: str) -> None:
    """Two are joined by "and", so that none has a comma; in German none is an accusative of its own."""
    for one, way in product(SCORING, ("has", "lacks")):
        words = getattr(one, way).in_(lang)
        assert "," not in words and not words.startswith(("einen ", "den ", "keinen ")), words


@pytest.mark.parametrize("lang", screen_languages())
def test_a_criterion_without_phrases_has_its_name_in_one(lang: str) -> None:
    """As those that somebody added, or of catalogues stored before."""
    own = criterion("own", measure="gate", need="a", offer="b", weight=1.0)
    table = catalogue(own, fields=[field("a"), field("b", "municipality")])
    told = {phrase(row(table.by_id["own"], lead), table, lang) for lead in (1.0, -1.0)}
    assert len(told) == 2
    label = table.by_id["own"].label.in_(lang)
    assert all(label in words and words != label for words in told)


@pytest.mark.parametrize("lang", screen_languages())
def test_no_name_is_pasted_after_because(lang: str) -> None:
    """No text gives a bare name as a reason."""
    forms = [f for text in texts(lang).values() for f in ([text] if isinstance(text, str) else text.values())]
    assert [
        form for form in forms if re.search(r"\b(wegen|weil|because|because of) \W*\{(name|criteri)", form)
    ] == []


def test_words_that_are_absent_leave_a_catalogue_as_it_was() -> None:
    """The fingerprint hears a phrase, and not that there could be one."""
    bare = catalogue(criterion("own", weight=1.0))
    blank = bare.model_copy(update={"criteria": [c.model_copy(update={"has": None}) for c in bare.criteria]})
    said = bare.model_copy(
        update={"criteria": [c.model_copy(update={"has": c.label}) for c in bare.criteria]}
    )
    assert blank.fingerprint == bare.fingerprint != said.fingerprint
