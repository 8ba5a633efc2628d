"""The explanation for the people concerned: short sentences on what is theirs, no figures, no id."""

from collections.abc import Iterable, Iterator

from rematch.explain import Forgone, Nowhere, Row, WhyHere, WhyNot, WhyNotKind
from rematch.instance import MatchingInstance
from rematch.report.wording.lacking import Written, simple_lacking
from rematch.report.wording.phrases import phrase, quoted
from rematch.report.wording.sentences import missing
from rematch.report.wording.served import served_sentences
from rematch.report.wording.words import home_words
from rematch.texts import listing, say

MUCH, SOME = 0.6, 0.4
"""Of what is known: from where on much is met, and some."""
NAMED = 2
"""Open answers that are named."""
TOLD = frozenset({WhyNotKind.FULL, WhyNotKind.LOWER, WhyNotKind.PREFERRED})
"""Why not there, as far as it is about the place; what was decided about others is not told."""


def simple_sentences(
    why: WhyHere | None,
    instance: MatchingInstance,
    lang: str,
    *,
    lost: Iterable[Forgone] = (),
    nowhere: Nowhere | None = None,
    written: Written = str,
) -> str:
    """What is proposed, what the place has, what it lacks and why, what is not known, what one can do.

    `lost` says why what it lacks could not be had, `nowhere` why there is no place.
    """
    if why is None:
        words = [say("simple.nowhere", lang)]
        if nowhere is not None:
            words.append(say(f"simple.nowhere.{nowhere.code}", lang))
        return " ".join([*words, say("simple.people", lang), say("simple.can.wait", lang)])
    words = [say("simple.place", lang, municipality=written(instance.cohort_data.name(why.ags)))]
    if home := home_words(why.accommodation, instance.catalogue, lang):
        words.append(say("simple.home", lang, home=written(home)))
    words += served_sentences(why.served, instance.catalogue, lang, simple=True)
    if why.cared_for is not None:
        words.append(say("simple.care" if why.cared_for else "simple.care.missing", lang))
    if why.met is not None:
        much = "much" if why.met >= MUCH else "some" if why.met >= SOME else "little"
        words.append(say(f"simple.{much}", lang))
    if why.alone:
        words.append(say("sentence.only", lang))
    words += _compared(why, instance, lang, lost, written)
    words += simple_lacking(why.lacking, instance.catalogue, lang, written=written)
    words += _unknown(why, instance, lang, written)
    return " ".join([*words, say("simple.people", lang), say("simple.can", lang)])


def _compared(
    why: WhyHere, instance: MatchingInstance, lang: str, lost: Iterable[Forgone], written: Written
) -> Iterator[str]:
    """A sentence for each thing the place has or lacks; what is lacking is followed by why it is.

    After that it is named again: "it" would be the other place. Of what it has not said only that is told.
    """
    ahead, behind = _of_people(why.speaks_for), why.speaks_against
    place, catalogue = written(instance.cohort_data.name(why.ags)), instance.catalogue
    for k, row in enumerate(ahead):
        opening = "simple.also" if k else "simple.beside"
        yield say(opening, lang, criterion=written(phrase(row, catalogue, lang)))
    there = {one.row.part.criterion: one.there for one in lost}
    same = len({answer.ags for answer in there.values()}) < len(there)
    for k, row in enumerate(behind):
        first = "simple.but" if ahead else "simple.beside"
        unsaid = row.part.unknown and not row.unsaid_here
        words = quoted(row.part.criterion, catalogue, lang) if unsaid else phrase(row, catalogue, lang)
        code = "simple.unsaid" if unsaid else "simple.further" if k else first
        yield say(code, lang, criterion=written(words), municipality=place)
        if row.part.criterion in there and (not same or k == len(behind) - 1):
            what = say("simple.lost.all" if same else "simple.lost.one", lang)
            yield _why_lost(there[row.part.criterion], what, instance, lang, written)


def _why_lost(answer: WhyNot, what: str, instance: MatchingInstance, lang: str, written: Written) -> str:
    kind = answer.kind if answer.kind in TOLD else "other"
    place = written(instance.cohort_data.name(answer.ags))
    return say(f"simple.lost.{kind}", lang, what=what, municipality=place)


def _unknown(why: WhyHere, instance: MatchingInstance, lang: str, written: Written) -> Iterator[str]:
    rows = [row for row in _of_people(missing(why)) if row not in why.speaks_against]
    labels = [written(quoted(row.part.criterion, instance.catalogue, lang)) for row in rows]
    if labels:
        code = "simple.unknown" if len(labels) <= NAMED else "simple.unknown.among"
        yield say(code, lang, criteria=listing(labels[:NAMED], lang))


def _of_people(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """What the people themselves need or wish for; what suits the municipality is not for them to read."""
    return tuple(row for row in rows if row.part.side == "household")
