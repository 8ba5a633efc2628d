"""The plan as rows for a file: one per household, the same words as on screen."""

from collections.abc import Iterable, Mapping

from rematch.explain import Placement, Row
from rematch.instance import MatchingInstance
from rematch.model import HouseholdId
from rematch.report.files.tables import Cell
from rematch.report.wording.nowhere import nowhere_words
from rematch.report.wording.phrases import phrase
from rematch.report.wording.served import served_words
from rematch.report.wording.words import home_words

COLUMNS = (
    "household",
    "persons",
    "place",
    "ags",
    "municipality",
    "accommodation",
    "served",
    "fit",
    "fit_people",
    "fit_town",
    "for",
    "against",
    "decided",
    "reason",
)


def plan_rows(
    instance: MatchingInstance,
    lines: Iterable[Placement],
    lang: str,
    *,
    reasons: bool = True,
    decided: Mapping[HouseholdId, tuple[str, str]] | None = None,
) -> list[dict[str, Cell]]:
    """Rows with the columns COLUMNS; fits are shares of 1, empty where there is no place.

    Without `reasons` what speaks for and against a place is empty: to say it takes far longer than the rest.
    `decided` is what people decided about a household and why, in words.
    """
    names, said = instance.cohort_data.names, decided or {}
    now = {household.id: household.place for household in instance.profiles.households}
    return [
        {
            "household": line.household,
            "persons": line.persons,
            "place": now[line.household],
            "ags": line.ags,
            "municipality": names[line.ags] if line.ags else None,
            "accommodation": home_words(line.accommodation, instance.catalogue, lang),
            "served": served_words(line.served, instance.catalogue, lang),
            "fit": _share(line.fit),
            "fit_people": _share(line.people),
            "fit_town": _share(line.town),
            "for": speaking(line.why.speaks_for, instance, lang) if reasons and line.why else None,
            "against": against_words(line, instance, lang) if reasons or line.ags is None else None,
            "decided": said.get(line.household, ("", ""))[0],
            "reason": said.get(line.household, ("", ""))[1],
        }
        for line in lines
    ]


def _share(fit: float | None) -> float | None:
    return None if fit is None else round(fit, 6)


def against_words(line: Placement, instance: MatchingInstance, lang: str) -> str:
    """What speaks against the place, or why there is none."""
    if line.why is not None:
        return speaking(line.why.speaks_against, instance, lang)
    return nowhere_words(line.nowhere, instance.catalogue, lang)


def speaking(rows: Iterable[Row], instance: MatchingInstance, lang: str) -> str:
    """What the place has more, or less, of than others, in few words."""
    return ", ".join(phrase(row, instance.catalogue, lang) for row in rows)
