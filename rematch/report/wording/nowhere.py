"""Why a household has no place, in words."""

from rematch.criteria.catalogue import Catalogue
from rematch.explain import Nowhere, NowhereCode
from rematch.model import CriterionId
from rematch.report.wording.words import criterion_label, resource_label
from rematch.texts import listing, say

NAMED = 3


def nowhere_words(nowhere: Nowhere | None, catalogue: Catalogue, lang: str) -> str:
    """Which rules took its places, or which resources are short."""
    if nowhere is None:
        return ""
    if nowhere.code is NowhereCode.NO_ALLOWED_PLACE:
        rules = [
            say(
                "nowhere.rule",
                lang,
                rule=say(f"rule.{code}", lang, criterion=_name(criterion, catalogue, lang)),
                count=count,
            )
            for code, criterion, count in nowhere.reasons[:NAMED]
        ]
        return say("nowhere.no_allowed_place", lang, rules=listing(rules, lang))
    if nowhere.code is NowhereCode.ALL_FULL:
        short = [resource_label(resource, catalogue, lang) for resource, _ in nowhere.short[:NAMED]]
        return say("nowhere.all_full", lang, resources=listing(short, lang))
    return say(f"nowhere.{nowhere.code}", lang, partner=nowhere.partner or "")


def _name(criterion: CriterionId | None, catalogue: Catalogue, lang: str) -> str:
    return criterion_label(criterion, catalogue, lang) if criterion else ""
