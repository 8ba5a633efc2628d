"""Who gets what not everybody gets, as words: for a table, a sentence, and the people concerned."""

from collections.abc import Iterable

from rematch.criteria.catalogue import Catalogue
from rematch.explain.here import ServedUnits
from rematch.report.wording.words import units
from rematch.texts import listing, number, say

STATES = ("all", "partly", "unstated", "nothing", "taken")
"""What of that which is wanted is planned; where nothing is: not stated, not there, or given to others."""
SIMPLE_STATES = ("all", "partly", "none")
"""The same for the people concerned."""


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
    """What is planned, partly or not at all and why; nothing is promised before the municipality confirms it.

    One sentence for all in the same state. `simple`: for the people concerned, without figures.
    """
    found: dict[str, list[str]] = {}
    for one in served:
        state = _simply(_state(one)) if simple else _state(one)
        if simple:
            resource = catalogue.resource_by_id[one.resource]
            what = (resource.one if one.wanted == 1 else resource.many).in_(lang)
        else:
            what = units(one.resource, one.wanted, catalogue, lang)
        if state == "partly" and not simple:
            what = say("served.part", lang, wanted=what, units=number(one.units, lang))
        found.setdefault(state, []).append(what)
    told = ((state, listing(what, lang)) for state, what in found.items())
    return [
        say(f"served.simple.{state}", lang, wanted=wanted)
        if simple
        else say(f"served.{state}", lang, wanted=wanted)
        for state, wanted in told
    ]


def _state(one: ServedUnits) -> str:
    if one.units:
        return "partly" if one.units < one.wanted else "all"
    return "unstated" if one.there is None else "taken" if one.there >= 1 else "nothing"


def _simply(state: str) -> str:
    return state if state in SIMPLE_STATES else "none"
