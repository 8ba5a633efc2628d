"""The explanation in one plain sentence or two, built from its rows."""

from rematch.basis import Basis
from rematch.explain import Row, WhyHere
from rematch.report.words import criterion_label
from rematch.texts import listing, percent, say


def why_sentence(why: WhyHere, basis: Basis, lang: str) -> str:
    """How well the household's answers meet the place's offers, what speaks for it and what against."""
    place = basis.profiles.municipalities[basis.ground.column[why.ags]].name
    words = [
        say("sentence.fit", lang, household=why.household, municipality=place, fit=percent(why.fit, lang))
    ]
    if why.speaks_for:
        labels = _labels(why.speaks_for, basis, lang)
        words.append(say("sentence.for", lang, criteria=labels))
    if why.speaks_against:
        labels = _labels(why.speaks_against, basis, lang)
        words.append(say("sentence.against", lang, criteria=labels))
    return " ".join(words)


def _labels(rows: tuple[Row, ...], basis: Basis, lang: str) -> str:
    return listing((criterion_label(row.part.criterion, basis.catalogue, lang) for row in rows), lang)
