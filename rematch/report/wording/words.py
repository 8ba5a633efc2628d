"""What was needed and offered, in the reader's words: labels from the catalogue, never a code alone."""

from collections.abc import Iterator, Mapping
from datetime import date as day
from math import isnan
from typing import cast

from rematch.criteria.catalogue import Catalogue, Criterion, RuleName
from rematch.criteria.housing.unit_types import OWN_HOUSING, unit_types
from rematch.criteria.measuring.evidence import Evidence, MemberEvidence
from rematch.criteria.measuring.rules import Reason, ReasonCode
from rematch.instance.fit import Part
from rematch.model import FieldId, ResourceId, Value
from rematch.report.wording.lacking import lack_words
from rematch.report.wording.values import number_words, value_words, word_of
from rematch.texts import date, number, percent, say

ABSENT = "–"


def criterion_label(criterion: str, catalogue: Catalogue, lang: str) -> str:
    """The criterion's label; the neutral start has one too."""
    found = catalogue.by_id.get(criterion)  # type: ignore[call-overload]
    return found.label.in_(lang) if found else say(f"part.{criterion}", lang)


def part_label(part: Part, catalogue: Catalogue, lang: str) -> str:
    """The criterion's label; a neutral start says on whose side it is."""
    if part.neutral:
        return say(f"part.neutral.{part.side}", lang)
    return criterion_label(part.criterion, catalogue, lang)


def fit_words(fit: float | None, people: float | None, town: float | None, lang: str) -> str:
    """The fit with the two it is made of beside it."""
    if fit is None or people is None or town is None:
        return percent(None, lang)
    shares = {"people": percent(people, lang, 1), "town": percent(town, lang, 1)}
    return say("fit.both", lang, fit=percent(fit, lang, 1), **shares)


def resource_label(resource: ResourceId, catalogue: Catalogue, lang: str) -> str:
    """The resource's label."""
    return catalogue.resource_by_id[resource].label.in_(lang)


def home_words(resource: ResourceId | None, catalogue: Catalogue, lang: str) -> str | None:
    """A type of accommodation as households were asked for it; None for none."""
    if resource is None:
        return None
    if resource == OWN_HOUSING:
        return say("home.own", lang)
    demand = catalogue.resource_by_id[resource].demand
    if demand.field is None or demand.field not in catalogue.field_by_id:
        return catalogue.resource_by_id[resource].one.in_(lang)
    return value_words((demand.type or str(resource),), demand.field, catalogue, lang)


def type_label(type: str, catalogue: Catalogue, lang: str) -> str:
    """A type of accommodation by the word of lists of units; a word that is no type as it is."""
    return home_words(unit_types(catalogue).get(type), catalogue, lang) or type


def units(resource: ResourceId, count: float, catalogue: Catalogue, lang: str) -> str:
    """A number of units with their word: 2 places in primary school."""
    found = catalogue.resource_by_id[resource]
    word = found.one if count == 1 else found.many
    return f"{number(count, lang)} {word.in_(lang)}"


def place_words(resource: ResourceId, unit: str, catalogue: Catalogue, lang: str) -> str:
    """One unit of a resource, with what `Likeness.beside_type` says of it: 1 flat (Step-free: yes)."""
    said = [part.partition("=") for part in unit.split(";") if part]
    parts = [
        f"{say(f'profiles.column.{name}', lang)}: {_of_unit(name, value, lang)}" for name, _, value in said
    ]
    called = units(resource, 1, catalogue, lang)
    return f"{called} ({', '.join(parts)})" if parts else called


def _of_unit(name: str, value: str, lang: str) -> str:
    if name == "protected_for":
        return say(f"unit.protected_for.{value}", lang)
    if name == "open_to":
        return say(f"unit.open_to.{value}", lang)
    if name in ("free_from", "free_to"):
        return date(day.fromisoformat(value), lang)
    if value in ("True", "False"):
        return say("evidence.yes" if value == "True" else "evidence.no", lang)
    return number(float(value), lang, 0 if float(value).is_integer() else 1)


def need_words(evidence: Evidence, criterion: Criterion, catalogue: Catalogue, lang: str) -> str:
    """What was needed, and by which member, by role."""
    if "needed" in evidence.figures and criterion.resource:
        return units(criterion.resource, evidence.figures["needed"], catalogue, lang)
    if "wishes" in evidence.figures:
        return say("evidence.wishes", lang, count=int(evidence.figures["wishes"]))
    if "excluded" in evidence.figures:
        return say("evidence.excluded", lang, count=int(evidence.figures["excluded"]))
    field = criterion.need or criterion.applies
    if field is None:
        return say("evidence.everybody", lang)
    if evidence.members:
        return _members_words(evidence, field, catalogue, lang)
    return value_words(evidence.need, field, catalogue, lang)


def _members_words(evidence: Evidence, field: FieldId, catalogue: Catalogue, lang: str) -> str:
    told = [evidence.member] if evidence.member else [m for m in evidence.members if m.score is not None]
    words = [_member_words(m, field, catalogue, lang) for m in told]
    return "; ".join(dict.fromkeys(words)) or say("evidence.nobody", lang)


def _member_words(one: MemberEvidence, field: FieldId, catalogue: Catalogue, lang: str) -> str:
    need = value_words(one.need, field, catalogue, lang)
    if one.standing.lacks:
        share, lacks = percent(one.standing.factor, lang), lack_words(one.standing.lacks, catalogue, lang)
        need = say("evidence.standing", lang, need=need, share=share, lacks=lacks)
    return say("evidence.member", lang, role=say(f"role.{one.role}", lang), need=need)


def offer_words(evidence: Evidence, criterion: Criterion, catalogue: Catalogue, lang: str) -> str:
    """What is offered, and as of when where that is known."""
    words = _offer_words(evidence, criterion, catalogue, lang)
    if "wait" in evidence.figures and criterion.params.wait:
        field = catalogue.field_by_id[criterion.params.wait]
        waiting = number_words(evidence.figures["wait"], field, lang)
        words = say("evidence.wait", lang, offer=words, wait=waiting)
    if "served" in evidence.figures:
        words = say("evidence.served", lang, offer=words, units=number(evidence.figures["served"], lang))
    return (
        words
        if evidence.as_of is None
        else say("evidence.as_of", lang, offer=words, day=date(evidence.as_of, lang))
    )


def _offer_words(evidence: Evidence, criterion: Criterion, catalogue: Catalogue, lang: str) -> str:
    figures = evidence.figures
    if criterion.resource and "needed" in figures:
        stated = figures.get("stated")
        return (
            say("evidence.not_stated", lang)
            if stated is None
            else units(criterion.resource, stated, catalogue, lang)
        )
    if "wishes" in figures:
        rank = figures.get("rank")
        return (
            say("evidence.not_wished", lang) if rank is None else say("evidence.rank", lang, rank=int(rank))
        )
    if "against" in figures:
        return say("evidence.against" if figures["against"] else "evidence.not_against", lang)
    if "km" in figures:
        return say("evidence.km", lang, km=number(figures["km"], lang))
    if criterion.params.terms and isinstance(evidence.offer, Mapping):
        terms = ((FieldId(str(name)), value) for name, value in evidence.offer.items())
        return "; ".join(_term_words(evidence, name, value, catalogue, lang) for name, value in terms)
    if criterion.rule is RuleName.ACCOMMODATION and criterion.need:
        return value_words(evidence.offer, criterion.need, catalogue, lang)  # type: ignore[arg-type]
    if criterion.offer is None:
        return say("evidence.not_stated", lang)
    if criterion.offer == "coordinates":
        return ABSENT
    return value_words(_relevant(evidence), criterion.offer, catalogue, lang)


def _term_words(
    evidence: Evidence, name: FieldId, value: Value | None, catalogue: Catalogue, lang: str
) -> str:
    """One of several figures by its label, with its own date."""
    words = f"{catalogue.field_by_id[name].label.in_(lang)}: {value_words(value, name, catalogue, lang)}"
    if value is None or name not in evidence.dates:
        return words
    return say("evidence.as_of", lang, offer=words, day=date(evidence.dates[name], lang))


def _relevant(evidence: Evidence) -> Value | None:
    """Of a long offer only what somebody here asked for, where anything was; of codes the same group."""
    offer = evidence.offer
    if not isinstance(offer, tuple | dict):
        return offer  # type: ignore[return-value]
    needs = [evidence.need, *(member.need for member in evidence.members)]
    asked = {str(word) for need in needs if isinstance(need, tuple | dict) for word in need}
    groups = tuple(need[:1] for need in needs if isinstance(need, str) and need)
    kept = [str(word) for word in offer if str(word) in asked or str(word).startswith(groups)]
    if isinstance(offer, tuple):
        return tuple(kept) or offer
    return {word: offer[word] for word in kept} or offer


def reason_words(reason: Reason, catalogue: Catalogue, lang: str) -> str:
    """A hard rule that fails, with its numbers."""
    label = criterion_label(reason.criterion, catalogue, lang) if reason.criterion else ""
    if reason.code == ReasonCode.ITEM_MISSING:
        items = ", ".join(_lacking(reason, catalogue, lang))
        return say(f"reason.{reason.code}", lang, criterion=label, items=items)
    shown = {name: _reason_number(name, value, catalogue, lang) for name, value in reason.params.items()}
    words = say(f"reason.{reason.code}", lang, **{"criterion": label, **shown})
    return f"{words} {say('reason.two_units', lang, **shown)}" if "together" in shown else words


def _lacking(reason: Reason, catalogue: Catalogue, lang: str) -> Iterator[str]:
    """Each item that is missing, too far or too long waited for."""
    criterion, most = catalogue.by_id[reason.criterion], reason.params["most"]  # type: ignore[index]
    offer = catalogue.field_by_id.get(criterion.offer or FieldId(""))
    for item, stated in cast(Mapping[str, float | None], reason.params["items"]).items():
        field = catalogue.field_by_id.get(FieldId(item))
        word = field.label.in_(lang) if field else word_of(item, offer, lang) if offer else item
        if stated is None or most is None:
            yield say("evidence.item_missing", lang, item=word)
        else:
            figures = field or offer
            shown = [number_words(float(str(x)), figures, lang) if figures else x for x in (stated, most)]
            yield say("evidence.item_beyond", lang, item=word, stated=shown[0], most=shown[1])


def _reason_number(name: str, value: object, catalogue: Catalogue, lang: str) -> object:
    if value is None:
        return say("evidence.not_stated", lang)
    if name == "land":
        return say(f"land.{value}", lang)
    if name == "resource":
        return resource_label(ResourceId(str(value)), catalogue, lang)
    if isinstance(value, Mapping):
        stated = ((ResourceId(str(r)), float(str(count))) for r, count in value.items())
        return ", ".join(
            units(resource, count, catalogue, lang) for resource, count in stated if not isnan(count)
        )
    if isinstance(value, tuple):
        return ", ".join(resource_label(ResourceId(str(v)), catalogue, lang) for v in value) or say(
            "evidence.none", lang
        )
    return value
