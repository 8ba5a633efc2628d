"""Who gets what not everybody gets, as words: for a table, a sentence, and the people concerned."""

from collections.abc import Iterable

from rematch.criteria.catalogue import Catalogue
from rematch.explain.here import ServedUnits
from rematch.report.wording.words import units
from rematch.texts import listing, number, say

STATES = ("all", "partly", "none")
"""What of that which is wanted is planned."""


def served_words(served: Iterable[ServedUnits], catalogue: Catalogue, lang: str) -> str:
    """Each resource with what is planned of what is wanted: childcare places 1 of 2."""
    return listing((_one(one, catalogue, lang) for one in served), lang)


def _one(one: ServedUnits, catalogue: Catalogue, lang: str) -> str:
    label = catalogue.resource_by_id[one.resource].many.in_(lang)
    return say(
        "served.of", lang, resource=label, units=number(one.units, lang), wanted=number(one.wanted, lang)
    )


def served_sentences(
    served: Iterable[ServedUnits], catalogue: Catalogue, lang: str, *, simple: bool = False
) -> list[str]:
    """What is planned, partly or not at all; nothing is promised before the municipality confirms it.

    `simple`: for the people concerned, without figures.
    """
    found = []
    for one in served:
        state = "none" if not one.units else "partly" if one.units < one.wanted else "all"
        if simple:
            resource = catalogue.resource_by_id[one.resource]
            what = resource.one if one.wanted == 1 else resource.many
            found.append(say(f"served.simple.{state}", lang, what=what.in_(lang)))
        else:
            wanted = units(one.resource, one.wanted, catalogue, lang)
            found.append(say(f"served.{state}", lang, wanted=wanted, units=number(one.units, lang)))
    return found
