"""What people lack to take up what is offered, in words: German A2 instead of B2; recognition: under way."""

from collections.abc import Callable, Iterable

from rematch.criteria.catalogue import Catalogue
from rematch.criteria.measuring.conditions import GERMAN, Lack
from rematch.explain.standings import Lacking
from rematch.model import CriterionId
from rematch.report.wording.values import value_words
from rematch.texts import language_name, listing, say

Written = Callable[[str], str]
"""Puts names and labels so that they are no markup where the sentence is read as such."""


def lack_words(lacks: Iterable[Lack], catalogue: Catalogue, lang: str) -> str:
    """Each lack with what is stated, in a list."""
    return listing((_one(lack, catalogue, lang) for lack in lacks), lang)


def _one(lack: Lack, catalogue: Catalogue, lang: str) -> str:
    if lack.level is not None:
        code = "lacking.level.unsaid" if lack.stated is None else "lacking.level"
        return say(code, lang, language=language_name(GERMAN, lang), level=lack.level, stated=lack.stated)
    label = catalogue.field_by_id[lack.field].label.in_(lang)
    if lack.stated is None:
        return say("lacking.unsaid", lang, what=label)
    return say(
        "lacking.state", lang, what=label, stated=value_words(lack.stated, lack.field, catalogue, lang)
    )


def lacking_sentences(
    lacking: Iterable[Lacking], catalogue: Catalogue, lang: str, *, written: Written = str
) -> list[str]:
    """What members, by role, lack for a criterion: one sentence each."""
    by_criterion: dict[CriterionId, list[str]] = {}
    for one in lacking:
        words = lack_words(one.lacks, catalogue, lang)
        told = say("lacking.member", lang, role=say(f"role.{one.role}", lang), lacks=words)
        by_criterion.setdefault(one.criterion, []).append(told)
    return [
        say(
            "lacking.sentence",
            lang,
            criterion=_name(name, catalogue, lang, written),
            lacks=written("; ".join(told)),
        )
        for name, told in by_criterion.items()
    ]


def simple_lacking(
    lacking: Iterable[Lacking], catalogue: Catalogue, lang: str, *, written: Written = str
) -> list[str]:
    """The same for the people concerned: what, not whose or how much; only what is known."""
    by_criterion: dict[CriterionId, dict[str, None]] = {}
    for one in lacking:
        for lack in one.lacks:
            if lack.stated is not None:
                label = catalogue.field_by_id[lack.field].label.in_(lang)
                what = label if lack.level is None else say("lacking.simple.german", lang)
                by_criterion.setdefault(one.criterion, {})[written(what)] = None
    return [
        say(
            "lacking.simple", lang, criterion=_name(name, catalogue, lang, written), lacks=listing(what, lang)
        )
        for name, what in by_criterion.items()
    ]


def _name(criterion: CriterionId, catalogue: Catalogue, lang: str, written: Written) -> str:
    label = catalogue.by_id[criterion].label.in_(lang)
    return written(say("phrase.name", lang, criterion=label))
