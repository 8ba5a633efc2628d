"""What a place has more, or less, of than others, in words that complete a sentence."""

from rematch.criteria.catalogue import Catalogue, Label, MeasureName
from rematch.explain import Row
from rematch.model import CriterionId
from rematch.report.wording.words import criterion_label
from rematch.texts import say

RANKS = {1.0: 1, 0.8: 2, 0.6: 3, 0.4: 4, 0.2: 5, 0.1: 6, 0.0: 0}
"""Which of the wishes a place is, by its score; 6 a later one, 0 none."""


def quoted(criterion: CriterionId, catalogue: Catalogue, lang: str) -> str:
    """The criterion's name as a name, so that "Bus und Bahn" stays one among others."""
    return say("phrase.name", lang, criterion=criterion_label(criterion, catalogue, lang))


def phrase(row: Row, catalogue: Catalogue, lang: str) -> str:
    """The criterion's phrase for the direction of the row's lead; an offer nobody stated is told as such.

    A criterion without a phrase has its name in one.
    """
    criterion, ahead = catalogue.by_id[row.part.criterion], row.lead > 0
    words: Label | None = criterion.has if ahead else criterion.lacks
    label = criterion_label(criterion.id, catalogue, lang)
    if row.part.unknown and not row.unsaid_here:
        return say("phrase.unknown", lang, criterion=label)
    if criterion.measure is MeasureName.RANK and row.part.score in RANKS:
        return say(f"phrase.rank.{RANKS[row.part.score]}", lang)
    if words is not None:
        return words.in_(lang)
    return say("phrase.has" if ahead else "phrase.lacks", lang, criterion=label)
