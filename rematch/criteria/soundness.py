"""What each measure asks of its fields and parameters, so that no catalogue can fail while planning."""

from collections.abc import Iterator
from dataclasses import dataclass

from rematch.criteria.catalogue import (
    BASE_COLUMNS,
    Catalogue,
    Criterion,
    Field,
    FieldType,
    MeasureName,
    RuleName,
)
from rematch.criteria.enforcers import enforced_once
from rematch.model import FieldId

COUNTED = frozenset(
    {
        FieldType.FLAG,
        FieldType.NUMBER,
        FieldType.LEVEL,
        FieldType.DATE,
        FieldType.CHOICE,
        FieldType.SET,
        FieldType.MAP,
    }
)
NAMED = frozenset({FieldType.SET, FieldType.MAP, FieldType.LANGUAGES, FieldType.CHOICE, FieldType.TEXT})
STEPS = frozenset({FieldType.NUMBER, FieldType.LEVEL, FieldType.FLAG})
COUNTED_BASE = frozenset({"size", "adults", "children"})
MINUTES = "minutes"

Fault = tuple[str, dict[str, object]]
"""A code with its parameters."""


@dataclass(frozen=True)
class Asks:
    """What one measure takes: types of need and offer (None: reads none), parameters it cannot do without."""

    need: frozenset[FieldType] | None
    offer: frozenset[FieldType] | None
    need_base: frozenset[str] = frozenset()
    offer_base: frozenset[str] = frozenset()
    everybody: bool = False
    """Whether it may do without a need: everybody has it then."""
    params: tuple[str, ...] = ()


ASKS = {
    MeasureName.GATE: Asks(COUNTED, COUNTED, COUNTED_BASE, everybody=True),
    MeasureName.COVERAGE: Asks(NAMED, NAMED),
    MeasureName.STEPS: Asks(STEPS, STEPS, params=("span",)),
    MeasureName.DECAY: Asks(
        COUNTED | {FieldType.POINTS}, COUNTED, offer_base=frozenset({"coordinates"}), params=("half",)
    ),
    MeasureName.PLACES: Asks(None, None),
    MeasureName.RANK: Asks(None, None, frozenset({"wish_ags"}), frozenset({"ags"})),
    MeasureName.AGAINST: Asks(None, None, frozenset({"excluded_ags"}), frozenset({"ags"})),
    MeasureName.SCALE: Asks(COUNTED, None, COUNTED_BASE, everybody=True, params=("terms",)),
    MeasureName.CODE: Asks(frozenset({FieldType.TEXT}), frozenset({FieldType.MAP, FieldType.SET})),
    MeasureName.ROOMS: Asks(frozenset({FieldType.SET}), frozenset({FieldType.SET})),
}


def sides_taken(measure: MeasureName) -> tuple[frozenset[FieldType], frozenset[FieldType]]:
    """The field types a measure reads as need and as offer; empty where it reads no field of that side."""
    asks = ASKS[measure]
    return asks.need or frozenset(), asks.offer or frozenset()


def faults(criterion: Criterion, catalogue: Catalogue) -> Iterator[Fault]:
    """Why a criterion could not be measured or enforced; names that lead nowhere are not repeated here."""
    if criterion.measure is None and criterion.rule is None:
        yield "catalogue.no_measure", {}
    if criterion.measure is not None and criterion.rule is not None:
        yield "catalogue.measure_and_rule", {}
    if criterion.rule is not None:
        yield from _rule(criterion, criterion.rule, catalogue)
    if criterion.measure is not None:
        yield from _measure(criterion, criterion.measure, catalogue)


def field_faults(field: Field) -> Iterator[Fault]:
    """Why no answer to a field could be read."""
    if field.type is FieldType.CHOICE and not field.options:
        yield "catalogue.no_options", {}
    if field.low is not None and field.high is not None and field.low > field.high:
        yield "catalogue.bounds", {"name": field.id, "low": field.low, "high": field.high}


def _rule(criterion: Criterion, rule: RuleName, catalogue: Catalogue) -> Iterator[Fault]:
    if not enforced_once(rule):
        yield "catalogue.not_carried_out", {"name": rule.value}
    own = [r for r in catalogue.resources if r.criterion == criterion.id]
    if rule is RuleName.RESOURCE and not own:
        yield "catalogue.no_resource", {}
    if rule is RuleName.ACCOMMODATION and not any(r.demand.per == "unit" for r in own):
        yield "catalogue.no_resource", {}
    if rule is RuleName.ACCOMMODATION and criterion.side != "household":
        yield "catalogue.side_of_people", {}


def _measure(criterion: Criterion, measure: MeasureName, catalogue: Catalogue) -> Iterator[Fault]:
    asks = ASKS.get(measure)
    if asks is None:
        yield "catalogue.not_carried_out", {"name": measure.value}
        return
    yield from _field(criterion, catalogue, "need", asks)
    yield from _field(criterion, catalogue, "offer", asks)
    yield from _parameters(criterion, catalogue, asks)
    yield from _figures(criterion, catalogue)
    yield from _conditions(criterion, catalogue)
    if measure is MeasureName.PLACES:
        yield from _of_members(criterion, catalogue)
    if measure in (MeasureName.COVERAGE, MeasureName.ROOMS):
        yield from _words(criterion, catalogue)
    if measure is MeasureName.ROOMS:
        yield from _homes(criterion, catalogue)
    if criterion.houses and (measure is not MeasureName.DECAY or criterion.offer != "coordinates"):
        yield "catalogue.wrong_type", {"name": criterion.offer or measure.value}


def _parameters(criterion: Criterion, catalogue: Catalogue, asks: Asks) -> Iterator[Fault]:
    params, offer = criterion.params, catalogue.field_by_id.get(criterion.offer or FieldId(""))
    needed = [*asks.params]
    needed += ["wait_half"] if params.wait is not None else []
    needed += ["half"] if offer is not None and offer.unit is not None and offer.unit.en == MINUTES else []
    for name in dict.fromkeys(needed):
        if not getattr(params, name):
            yield "catalogue.no_parameter", {"name": name}
    if criterion.measure is MeasureName.PLACES and criterion.resource is None:
        yield "catalogue.no_parameter", {"name": "resource"}
    for term in params.terms:
        if not term.low < term.high:
            yield "catalogue.bounds", {"name": term.field, "low": term.low, "high": term.high}


def _figures(criterion: Criterion, catalogue: Catalogue) -> Iterator[Fault]:
    """What is read as a figure beside need and offer: whom it applies to, waiting, the terms of a scale."""
    people, towns = {"household", "member"}, {"municipality"}
    read = [(term.field, people | towns) for term in criterion.params.terms]
    read += [(criterion.applies, people)] if criterion.applies is not None else []
    read += [(criterion.params.wait, towns)] if criterion.params.wait is not None else []
    read += [(criterion.params.split, {"household"})] if criterion.params.split is not None else []
    for name, sides in read:
        field = catalogue.field_by_id.get(name)
        if field is None:
            if name in BASE_COLUMNS and (name not in COUNTED_BASE or "household" not in sides):
                yield "catalogue.wrong_type", {"name": name}
        elif field.of not in sides:
            yield "catalogue.wrong_side", {"name": name}
        elif field.type not in COUNTED:
            yield "catalogue.wrong_type", {"name": name}


def _conditions(criterion: Criterion, catalogue: Catalogue) -> Iterator[Fault]:
    """Conditions are of a member who asks something, on a score that bars nobody."""
    need = catalogue.field_by_id.get(criterion.need or FieldId(""))
    if criterion.conditions and (need is None or need.of != "member"):
        yield "catalogue.wrong_side", {"name": criterion.need or criterion.id}
    if criterion.conditions and (criterion.hard != "never" or criterion.params.invert):
        yield "catalogue.condition_hard", {}
    for one in criterion.conditions:
        if (one.level is None) is not (one.spoken is None):
            yield "catalogue.no_parameter", {"name": "level" if one.level is None else "spoken"}
        for name, type in ((one.spoken, FieldType.LANGUAGES), (one.field, FieldType.CHOICE)):
            field = catalogue.field_by_id.get(name or FieldId(""))
            if field is not None and (field.of, field.type) != ("member", type):
                yield "catalogue.wrong_type", {"name": field.id}
            elif field is not None and type is FieldType.CHOICE:
                words = {option.id for option in field.options}
                for word in words ^ set(one.states):
                    yield "catalogue.unknown_name", {"name": word}


def _of_members(criterion: Criterion, catalogue: Catalogue) -> Iterator[Fault]:
    """Places are counted by household, by the resource's own demand; no member can be asked beside it."""
    asked = (criterion.need, criterion.applies, *(term.field for term in criterion.params.terms))
    for name in asked:
        field = catalogue.field_by_id.get(name or FieldId(""))
        if field is not None and field.of == "member":
            yield "catalogue.wrong_type", {"name": field.id}


def _homes(criterion: Criterion, catalogue: Catalogue) -> Iterator[Fault]:
    """Sizes are those of one type of accommodation, in the order of the options, asked of households."""
    yield from _of_members(criterion, catalogue)
    resource = catalogue.resource_by_id.get(criterion.resource) if criterion.resource else None
    if criterion.resource is None or (resource is not None and resource.demand.per != "unit"):
        yield "catalogue.no_parameter", {"name": "resource"}
    offer = catalogue.field_by_id.get(criterion.offer or FieldId(""))
    if offer is not None and not offer.options:
        yield "catalogue.no_options", {}
    if criterion.hard != "never" and criterion.params.persons_per_room is None:
        yield "catalogue.no_parameter", {"name": "persons_per_room"}


def _words(criterion: Criterion, catalogue: Catalogue) -> Iterator[Fault]:
    """Things by name are asked and offered in the same words, or they never meet."""
    need, offer = (catalogue.field_by_id.get(f or FieldId("")) for f in (criterion.need, criterion.offer))
    if need is None or offer is None:
        return
    asked, offered = ({option.id for option in field.options} for field in (need, offer))
    if need.codes != offer.codes or (asked and offered and asked != offered):
        yield "catalogue.other_words", {"need": need.id, "offer": offer.id}


def _field(criterion: Criterion, catalogue: Catalogue, side: str, asks: Asks) -> Iterator[Fault]:
    name = getattr(criterion, side)
    types, base = getattr(asks, side), getattr(asks, f"{side}_base")
    if name is None:
        if (types or base) and not (side == "need" and asks.everybody):
            yield "catalogue.no_need" if side == "need" else "catalogue.no_offer", {}
        return
    if name == "ags" and side == "need":
        yield "catalogue.wrong_side", {"name": name}
        return
    if name in base or (name in BASE_COLUMNS and not types and not base):
        return
    field = catalogue.field_by_id.get(name)
    if field is None:
        if name in BASE_COLUMNS:
            yield "catalogue.wrong_type", {"name": name}
        return
    if (field.of == "municipality") is not (side == "offer"):
        yield "catalogue.wrong_side", {"name": name}
    elif (types is None and base) or (types is not None and field.type not in types):
        yield "catalogue.wrong_type", {"name": name}
