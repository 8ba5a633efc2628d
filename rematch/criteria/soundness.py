"""What each measure asks of its fields and parameters, so that no catalogue can fail while planning."""

from collections.abc import Iterator
from dataclasses import dataclass

from rematch.criteria.catalogue import BASE_COLUMNS, Catalogue, Criterion, FieldType, MeasureName

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
    MeasureName.OVERLAP: Asks(NAMED, NAMED),
    MeasureName.STEPS: Asks(STEPS, STEPS, params=("span",)),
    MeasureName.DECAY: Asks(
        COUNTED | {FieldType.POINTS}, COUNTED, offer_base=frozenset({"coordinates"}), params=("half",)
    ),
    MeasureName.PLACES: Asks(None, None),
    MeasureName.RANK: Asks(None, None, frozenset({"wish_ags"}), frozenset({"ags"})),
    MeasureName.SCALE: Asks(COUNTED, None, COUNTED_BASE, everybody=True, params=("terms",)),
    MeasureName.CODE: Asks(frozenset({FieldType.TEXT}), frozenset({FieldType.MAP, FieldType.SET})),
}


def sides_taken(measure: MeasureName) -> tuple[frozenset[FieldType], frozenset[FieldType]]:
    """The field types a measure reads as need and as offer; empty where it reads no field of that side."""
    asks = ASKS[measure]
    return asks.need or frozenset(), asks.offer or frozenset()


def faults(criterion: Criterion, catalogue: Catalogue) -> Iterator[Fault]:
    """Why a criterion could not be measured; names that lead nowhere are not repeated here."""
    if criterion.measure is None:
        if criterion.rule is None:
            yield "catalogue.no_measure", {}
        return
    asks = ASKS[criterion.measure]
    yield from _field(criterion, catalogue, "need", asks)
    yield from _field(criterion, catalogue, "offer", asks)
    for name in asks.params:
        if not getattr(criterion.params, name):
            yield "catalogue.no_parameter", {"name": name}
    if criterion.measure is MeasureName.PLACES and criterion.resource is None:
        yield "catalogue.no_parameter", {"name": "resource"}
    for term in criterion.params.terms:
        if not term.low < term.high:
            yield "catalogue.bounds", {"name": term.field, "low": term.low, "high": term.high}


def _field(criterion: Criterion, catalogue: Catalogue, side: str, asks: Asks) -> Iterator[Fault]:
    name = getattr(criterion, side)
    types, base = getattr(asks, side), getattr(asks, f"{side}_base")
    if name is None:
        if (types or base) and not (side == "need" and asks.everybody):
            yield "catalogue.no_need" if side == "need" else "catalogue.no_offer", {}
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
    elif types is not None and field.type not in types:
        yield "catalogue.wrong_type", {"name": name}
