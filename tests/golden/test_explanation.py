"""Two households of the session cohort explained in both languages, word for word."""

from collections.abc import Iterator

import pytest

from rematch.explain import Placement, forgone
from rematch.model import ESSENTIAL
from rematch.report.wording.alternatives import cost_words, fits_sentence, obstacles, verdict_sentence
from rematch.report.wording.here import here_rows
from rematch.report.wording.sentences import (
    forgone_sentences,
    must_sentence,
    range_sentence,
    why_sentence,
)
from rematch.report.wording.simple import simple_sentences
from rematch.texts import screen_languages
from rematch.whatif.alternatives.alternatives import alternatives
from rematch.whatif.alternatives.forced_assignment import forced_assignment
from tests import demo
from tests.golden.kept import golden


def chosen() -> tuple[Placement, ...]:
    """The largest household, and of the others the one with most answers that are essential to it."""
    households = {h.id: h for h in demo.profiles().households}
    lines = sorted(demo.cold().placements, key=lambda line: (-line.persons, line.household))
    others = sorted(
        lines[1:],
        key=lambda line: -sum(p == ESSENTIAL for p in households[line.household].priorities.values()),
    )
    return lines[0], others[0]


def why_here(line: Placement, lang: str) -> Iterator[str]:
    """The sentences, then a row per criterion that counts, then the sums of both sides and the total."""
    instance = demo.cold().instance
    lost = forgone(instance, demo.cold().assignment, line.why)
    yield must_sentence(instance, line.household, lang) or "-"
    yield why_sentence(line.why, instance, lang)
    yield from forgone_sentences(lost, instance, lang)
    yield range_sentence(line.why, instance, lang) or "-"
    yield simple_sentences(line.why, instance, lang, lost=lost)
    yield ""
    rows = here_rows(instance, line.why, lang)
    yield from (" | ".join(row.values()) for row in rows)
    yield ""


def why_not(line: Placement, lang: str) -> Iterator[str]:
    """Every other municipality by name: the verdict, what stands against it, and the exact cost."""
    report = demo.cold()
    for place in sorted(alternatives(report, line.household), key=lambda place: place.answer.ags):
        yield verdict_sentence(place.answer, report.instance, lang)
        yield from filter(None, [fits_sentence(place.answer, lang)])
        yield from (f"- {words}" for words in obstacles(place.answer, report.instance, lang))
        if not place.answer.barred:
            yield f"= {cost_words(forced_assignment(report, line.household, place.answer.ags), lang)}"
    yield ""


@pytest.mark.parametrize("lang", screen_languages())
def test_two_explanations_read_as_they_did(lang: str) -> None:
    """A change of wording, measure or weight shows here; `REWRITE_GOLDEN=1` takes it over deliberately."""
    text = "\n".join(words for line in chosen() for words in (*why_here(line, lang), *why_not(line, lang)))
    assert text == golden(f"explanation_{lang}.txt", text)
