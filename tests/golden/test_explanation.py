"""Two households of the session cohort explained in both languages, word for word."""

import pytest

from rematch.explain import Placement, evidence_of
from rematch.model import ESSENTIAL
from rematch.report.sentences import why_sentence
from rematch.report.words import criterion_label, need_words, offer_words
from rematch.texts import LANGUAGES, number, percent
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


def explained(line: Placement, lang: str) -> str:
    """The sentence, then a row per criterion that applies, then the total."""
    basis, catalogue = demo.cold().basis, demo.catalogue()
    told = evidence_of(basis, basis.ground.row[line.household], basis.ground.column[line.ags])
    rows = [why_sentence(line.why, basis, lang), ""]
    for row in line.why.rows:
        part, criterion = row.part, catalogue.by_id.get(row.part.criterion)
        if part.score is None:
            continue
        met = ["", ""]
        if criterion is not None:
            seen = told[part.criterion]
            met = [words(seen, criterion, catalogue, lang) for words in (need_words, offer_words)]
        weighed = (
            f"{percent(part.score, lang)} x {number(part.weight, lang, 1)} = {percent(part.part, lang, 2)}"
        )
        label = criterion_label(part.criterion, catalogue, lang)
        rows.append(" | ".join([label, *met, weighed + (" ?" if part.unknown else "")]))
    return "\n".join([*rows, f"= {percent(line.why.fit, lang, 2)}", ""])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_explanations_read_as_they_did(lang: str) -> None:
    """A change of wording, measure or weight shows here; `REWRITE_GOLDEN=1` takes it over deliberately."""
    text = "\n".join(explained(line, lang) for line in chosen())
    assert text == golden(f"explanation_{lang}.txt", text)
