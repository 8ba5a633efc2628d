"""Why here as rows of words: the same on screen, in the file and on the command line."""

from rematch.criteria.catalogue import Catalogue
from rematch.explain import Row, WhyHere, evidence_of
from rematch.instance import MatchingInstance
from rematch.instance.fit import SIDES
from rematch.model import CriterionId
from rematch.report.wording.words import need_words, offer_words, part_label
from rematch.texts import number, percent, say

COLUMNS = ("criterion", "needed", "offered", "score", "priority", "weight", "part")
NOTHING = "–"

Words = dict[str, str]


def here_rows(
    instance: MatchingInstance, why: WhyHere, lang: str, *, everything: bool = False
) -> list[Words]:
    """One row per criterion with the columns COLUMNS; then the sum of each side, last the total.

    The sum of a side has its own fit as the score. `everything`: also what does not apply or has no weight.
    """
    told = evidence_of(
        instance,
        instance.cohort_data.row[why.household],
        instance.cohort_data.column[why.ags],
        why,
    )
    rows = []
    for row in why.rows if everything else why.counting:
        criterion, seen = instance.catalogue.by_id.get(row.part.criterion), told.get(row.part.criterion)
        met = {"needed": "", "offered": ""}
        if criterion is not None and seen is not None:
            met["needed"] = need_words(seen, criterion, instance.catalogue, lang)
            met["offered"] = offer_words(seen, criterion, instance.catalogue, lang)
        if row.part.side == "household" and row.part.score is None and row.part.unknown:
            met["needed"] = say("evidence.unknown", lang)
        label = part_label(row.part, instance.catalogue, lang)
        rows.append({"criterion": label, **met, **_counted(row, instance.catalogue, lang)})
    sums = [
        {
            "criterion": say(f"why.total.{side}", lang, share=percent(instance.weighing.share(side), lang)),
            "score": percent(fit, lang, 1),
            "part": percent(why.of_side(side), lang, 1),
        }
        for side, fit in zip(SIDES, (why.people, why.town), strict=True)
    ]
    total = {"criterion": say("why.total", lang), "part": percent(why.fit, lang, 1)}
    return [*rows, *({**dict.fromkeys(COLUMNS, ""), **line} for line in (*sums, total))]


def _counted(row: Row, catalogue: Catalogue, lang: str) -> Words:
    applies = row.part.score is not None
    return {
        "score": _score_words(row, lang),
        "priority": _priority_words(row, catalogue, lang),
        "weight": number(row.part.weight, lang, 1) if applies else NOTHING,
        "part": _part_words(row, lang) if applies else NOTHING,
    }


def _score_words(row: Row, lang: str) -> str:
    score, unknown = row.part.score, row.part.unknown
    if score is None:
        return say("why.not_applicable.unknown" if unknown else "why.not_applicable", lang)
    return say("why.score.unknown", lang, score=percent(score, lang)) if unknown else percent(score, lang)


def _priority_words(row: Row, catalogue: Catalogue, lang: str) -> str:
    """Whose priority it is, and how high."""
    if row.priority is None:
        return ""
    word = catalogue.priority_word(CriterionId(row.part.criterion), row.priority)
    word = word if row.confirmed else "unconfirmed"
    return say(f"priority.{row.part.side}", lang, level=say(f"priority.level.{word}", lang))


def _part_words(row: Row, lang: str) -> str:
    part = percent(row.part.part, lang, 1)
    if row.high <= row.low:
        return part
    low, high = percent(row.low, lang, 1), percent(row.high, lang, 1)
    return say("why.parts.range", lang, part=part, low=low, high=high)
